"""Packages: what is written is read again, and nothing else is ever accepted."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.exchange.merge import merge
from models.exchange.package import MAGIC, read_package, write_package
from models.exchange.sources import known_ids, read_source
from models.ledger.changeset import Changeset, make_changeset
from models.members.commands import Founder, new_project
from models.project.opening import open_project

Consortium = Any  # the fixture of tests/conftest.py


def packed(consortium: Consortium, path: Path, **kept: Any) -> Path:
    with consortium.as_("事務局") as project:
        write_package(project, path, **kept)
    return path


def sealed(content: bytes) -> bytes:
    """The content with a right hash, as a forger would write it."""
    return content + hashlib.sha256(content).digest() + bytes(64)


def forged(consortium: Consortium, changesets: list[Changeset], **manifest: Any) -> bytes:
    triples = b"".join(
        struct.pack(">I", len(one.header)) + one.header + one.signature
        + struct.pack(">I", len(one.packed)) + one.packed
        for one in changesets
    )  # fmt: skip
    with open_project(consortium.path, readonly=True) as project:
        fields = {
            "project": project.id.hex(),
            "name": "共同更新",
            "author": "",
            "made_at": 0,
            "count": len(changesets),
            "size": len(triples),
        }
    text = json.dumps({**fields, **manifest}).encode()
    return sealed(MAGIC + struct.pack(">I", len(text)) + text + triples)


def test_round_trip(consortium: Consortium, tmp_path: Path) -> None:
    package = read_package(packed(consortium, tmp_path / "全部.fgx"))
    with open_project(consortium.path, readonly=True) as project:
        ids = set(project.connection.exec_driver_sql("SELECT id FROM changeset").scalars())
        assert package.project == project.id
    assert package.ids == ids
    assert package.name == "共同更新"
    assert package.author == consortium.people["事務局"].public_key


def test_without_signer_nobody_is_named(consortium: Consortium, tmp_path: Path) -> None:
    with open_project(consortium.path, readonly=True) as project:
        write_package(project, tmp_path / "a.fgx")
    assert read_package(tmp_path / "a.fgx").author is None


def test_a_maker_who_did_not_sign_is_not_named(consortium: Consortium, tmp_path: Path) -> None:
    path = tmp_path / "a.fgx"
    path.write_bytes(forged(consortium, [], author=consortium.people["課長"].public_key.hex()))
    assert read_package(path).author is None


def test_only_what_the_other_lacks(
    consortium: Consortium, copies: Callable[[str], Path], tmp_path: Path
) -> None:
    home = copies("青葉町")
    with consortium.as_("主査") as project:
        consortium.add_gap(project)
        assert write_package(project, tmp_path / "差分.fgx", known_ids(home)) == 1
        assert write_package(project, tmp_path / "空.fgx", known_ids(consortium.path)) == 0
    with open_project(home) as project:
        done = merge(project, [read_source(tmp_path / "差分.fgx"), read_source(tmp_path / "空.fgx")])
        assert (done.new, done.known, done.waiting, done.quarantined) == (1, 0, 0, 0)


def test_another_kind_of_file_is_not_overwritten(consortium: Consortium, tmp_path: Path) -> None:
    before = consortium.path.read_bytes()
    with open_project(consortium.path, readonly=True) as project:
        with pytest.raises(UserError, match="上書きしません"):
            write_package(project, consortium.path)
        write_package(project, tmp_path / "a.fgx")
        write_package(project, tmp_path / "a.fgx")
        with pytest.raises(UserError, match="フォルダー"):
            write_package(project, tmp_path / "ない" / "a.fgx")
    assert consortium.path.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_any_changed_byte_is_found(consortium: Consortium, tmp_path: Path) -> None:
    content = packed(consortium, tmp_path / "a.fgx").read_bytes()
    end = len(content) - 64
    for at in {*range(400), *range(400, end, 211), end - 1}:
        (tmp_path / "b.fgx").write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        with pytest.raises(UserError):
            read_package(tmp_path / "b.fgx")
    (tmp_path / "b.fgx").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert read_package(tmp_path / "b.fgx").author is None


def test_any_truncation_is_found(consortium: Consortium, tmp_path: Path) -> None:
    content = packed(consortium, tmp_path / "a.fgx").read_bytes()
    for length in {*range(200), *range(200, len(content), 97), len(content) - 1}:
        (tmp_path / "b.fgx").write_bytes(content[:length])
        with pytest.raises(UserError):
            read_package(tmp_path / "b.fgx")
    (tmp_path / "b.fgx").write_bytes(content + b"\0")
    with pytest.raises(UserError, match="途中で切れている"):
        read_package(tmp_path / "b.fgx")


@pytest.mark.parametrize(
    "manifest",
    [
        {"count": 5},
        {"count": 10**15},
        {"count": -1, "size": 0},
        {"count": True},
        {"size": 1 << 62},
        {"size": -1},
        {"project": "zz"},
        {"author": "00"},
        {"made_at": 1 << 60},
        {"name": "\ud800"},
        {"name": None},
        {"extra": 1},
    ],
)
def test_hostile_manifests(consortium: Consortium, tmp_path: Path, manifest: dict[str, Any]) -> None:
    with consortium.as_("事務局") as project:
        one = next(iter(_changesets(project)))
    (tmp_path / "a.fgx").write_bytes(forged(consortium, [one], **manifest))
    with pytest.raises(UserError, match="途中で切れている"):
        read_package(tmp_path / "a.fgx")


def test_hostile_lengths(consortium: Consortium, tmp_path: Path) -> None:
    for content in (
        MAGIC,
        MAGIC + b"\xff\xff\xff\xff",
        sealed(MAGIC + b"\xff\xff\xff\xff{}"),
        sealed(MAGIC + struct.pack(">I", 9) + b'{"a":[[[['),
        sealed(MAGIC + struct.pack(">I", 60_000) + b"[" * 60_000),
    ):
        (tmp_path / "a.fgx").write_bytes(content)
        with pytest.raises(UserError, match="途中で切れている"):
            read_package(tmp_path / "a.fgx")


def test_other_files(consortium: Consortium, tmp_path: Path) -> None:
    for content, sentence in (
        (b"", "受け渡しファイルではありません"),
        (b"PK\x03\x04 a workbook", "受け渡しファイルではありません"),
        (MAGIC.replace(b"1", b"9") + b"x", "新しい版"),
        (b"SQLite format 3\0 and then nothing", "プロジェクトファイルではありません"),
    ):
        (tmp_path / "a.fgx").write_bytes(content)
        with pytest.raises(UserError, match=sentence):
            read_source(tmp_path / "a.fgx")
    with pytest.raises(UserError, match="開けません"):
        read_source(tmp_path / "ない.fgx")
    with pytest.raises(UserError, match="開けません"):
        read_source(tmp_path)


def test_another_project_is_refused(consortium: Consortium, tmp_path: Path) -> None:
    other = tmp_path / "別.fitgap"
    with new_project(
        other, consortium.people["主査"], "別の更新", Founder("主査", "みどり市", "市民課", "み")
    ) as project:
        write_package(project, tmp_path / "別.fgx")
    with open_project(consortium.path) as project:
        for path in (other, tmp_path / "別.fgx"):
            with pytest.raises(UserError, match="別のプロジェクト「別の更新」"):
                merge(project, [read_source(path)])


def test_damaged_changesets_are_reported_and_not_kept(
    consortium: Consortium, copies: Callable[[str], Path], tmp_path: Path
) -> None:
    home = copies("home")
    with consortium.as_("主査") as project:
        gap = consortium.add_gap(project)
        true = list(_changesets(project))[-1]
        bomb = make_changeset(
            consortium.people["主査"], project.id, true.parents, 1, "gaps.add", {}, b"x" * 50_000_000
        )
        # The bomb claims to be small: unpacking must stop at the size it claims.
        small = make_changeset(consortium.people["主査"], project.id, true.parents, 1, "gaps.add", {}, b"x")
        wrong_body = Changeset(true.header, true.signature, zlib.compress(b"{}"))
    damaged = [
        Changeset(small.header, small.signature, bomb.packed),
        wrong_body,
        Changeset(b"{}", bytes(64), b""),
        Changeset(b"\xff" * 50, bytes(64), b""),
        Changeset(true.header.replace(b":", b": ", 1), true.signature, true.packed),
    ]
    (tmp_path / "a.fgx").write_bytes(forged(consortium, damaged))
    with open_project(home) as project:
        done = merge(project, [read_package(tmp_path / "a.fgx")])
        assert (done.new, len(done.damaged)) == (0, 5)
        assert all(finding.message for finding in done.damaged)
        # The whole copy can still come later: the damaged one has not taken its place.
        (tmp_path / "b.fgx").write_bytes(forged(consortium, [true]))
        assert merge(project, [read_package(tmp_path / "b.fgx")]).new == 1
        assert (
            project.connection.exec_driver_sql("SELECT title FROM gap WHERE id = ?", (gap,)).scalar()
            == "案内を印字する"
        )


def test_a_project_file_with_entries_beyond_reading(consortium: Consortium, tmp_path: Path) -> None:
    with consortium.as_("主査") as project:
        consortium.add_gap(project)
        project.connection.exec_driver_sql("UPDATE changeset SET id = x'00' WHERE seq = 2")
        project.connection.exec_driver_sql("UPDATE changeset SET body = 'text' WHERE seq = 3")
    package = read_source(consortium.path)
    assert package.unreadable == 2


def _changesets(project: Any) -> list[Changeset]:
    rows = project.connection.exec_driver_sql("SELECT header, signature, body FROM changeset ORDER BY seq")
    return [Changeset(*row) for row in rows]
