"""Attachments: hash and size always, the content up to a bound; frozen once a chief approved."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from models.errors import UserError
from models.gaps.attachments import (
    LARGEST_KEPT,
    attach,
    attachments,
    detach,
    find_attachment,
    save_attachment,
)
from models.gaps.commands import add_gap
from models.ledger.operations import insert, new_id
from models.project.project import Project
from tests.conftest import Consortium


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("事務局")


@pytest.fixture
def gap(project: Project, consortium: Consortium) -> bytes:
    return add_gap(project, "案内の印字", consortium.sections["市民課"]).made[0]


def file_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_comes_back_byte_for_byte(project: Project, gap: bytes, tmp_path: Path) -> None:
    content = bytes(range(256)) * 40
    attach(project, gap, file_of(tmp_path, "様式.pdf", content))
    (held,) = attachments(project, gap)
    assert (held.name, held.size, held.sha256, held.is_kept) == (
        "様式.pdf",
        len(content),
        hashlib.sha256(content).hexdigest(),
        True,
    )
    save_attachment(project, find_attachment(project, gap, held.sha256[:8]).id, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == content


def test_the_same_content_is_attached_once(project: Project, gap: bytes, tmp_path: Path) -> None:
    attach(project, gap, file_of(tmp_path, "a.txt", b"x"))
    assert attach(project, gap, file_of(tmp_path, "b.txt", b"x")).changeset is None


def test_of_a_large_file_only_hash_and_size_are_kept(project: Project, gap: bytes, tmp_path: Path) -> None:
    content = b"a" * (LARGEST_KEPT + 1)
    attach(project, gap, file_of(tmp_path, "large.bin", content))
    (held,) = attachments(project, gap)
    assert (held.is_kept, held.size) == (False, LARGEST_KEPT + 1)
    assert held.sha256 == hashlib.sha256(content).hexdigest()
    with pytest.raises(UserError, match="内容はこのファイルに入っていません"):
        save_attachment(project, held.id, tmp_path / "out.bin")
    assert not (tmp_path / "out.bin").exists()


def test_refusals_are_one_sentence(project: Project, gap: bytes, tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "none.txt", "がありません"),
        (file_of(tmp_path, "empty.txt", b""), "空です"),
        (tmp_path, "がありません"),
    ):
        with pytest.raises(UserError, match=words):
            attach(project, gap, path)
    with pytest.raises(UserError, match="見つかりません"):
        find_attachment(project, gap, "様式.pdf")


def test_only_the_one_who_attached_takes_it_back_and_not_after_approval(
    project: Project, consortium: Consortium, gap: bytes, tmp_path: Path
) -> None:
    attach(project, gap, file_of(tmp_path, "a.txt", b"a"))
    attach(project, gap, file_of(tmp_path, "b.txt", b"b"))
    first, second = attachments(project, gap)
    with pytest.raises(UserError):
        detach(consortium.as_("主査"), first.id)
    detach(project, first.id)
    assert [one.name for one in attachments(project, gap)] == ["b.txt"]
    section = consortium.sections["市民課"]
    submission = new_id()
    draft = {"id": submission, "gap_id": gap, "step": "draft", "verdict": "submit"}
    consortium.as_("主査").act("approval.submit", [insert("decision", [draft])])
    approval = {
        "gap_id": gap,
        "step": "chief",
        "verdict": "approve",
        "section_id": section,
        "submission_id": submission,
    }
    consortium.as_("課長").act("approval.decide", [insert("decision", [approval])])
    with pytest.raises(UserError, match="承認した後"):
        detach(project, second.id)
    assert attach(project, gap, file_of(tmp_path, "c.txt", b"c")).changeset
