"""The project file: whole or refused in one sentence, one writer at a time, upgraded beside a copy."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.ledger.digests import table_digests
from models.ledger.verify import verify_ledger
from models.project.opening import open_project
from models.storage import file as storage_file
from models.storage.file import save_as
from models.storage.schema import FILE_VERSION
from models.storage.seal import check_seal, remove_seal


def _refusal(path: Path, **options: Any) -> str:
    with pytest.raises(UserError) as refused:
        open_project(path, **options)
    assert refused.value.message
    return refused.value.key


def test_a_closed_file_is_sealed_and_sound(consortium: Any) -> None:
    project = consortium.as_("主査")
    consortium.add_gap(project)
    consortium.close()
    assert check_seal(consortium.path).sealed
    assert sorted(one.name for one in consortium.path.parent.iterdir()) == [consortium.path.name]
    with open_project(consortium.path, readonly=True) as opened:
        assert verify_ledger(opened.connection) == []


def test_any_flipped_byte_is_found(consortium: Any, tmp_path: Path) -> None:
    content = consortium.path.read_bytes()
    draw = random.Random(7)
    spots = [0, 18, 27, 31, 63, 95, len(content) - 1, len(content) - 40]
    spots += [draw.randrange(len(content)) for _ in range(150)]
    broken = tmp_path / "壊れた.fitgap"
    for spot in spots:
        changed = bytearray(content)
        changed[spot] ^= 1 << draw.randrange(8)
        broken.write_bytes(changed)
        assert _refusal(broken, readonly=True) in (
            "project.page_changed",
            "project.seal_changed",
            "project.not_a_project",
        )
        assert broken.read_bytes() == changed


def test_a_flipped_byte_of_an_unsealed_file_is_found_by_its_contents(consortium: Any) -> None:
    remove_seal(consortium.path)
    connection = sqlite3.connect(consortium.path)
    connection.execute("UPDATE section_rows SET name = '改ざん課' WHERE name = '市民課'")
    connection.commit()
    connection.close()
    with open_project(consortium.path, readonly=True) as opened:
        findings = verify_ledger(opened.connection)
    assert [finding.where for finding in findings] == ["section"]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE changeset SET header = replace(header, 'x', 'y')", None),
        ("UPDATE changeset SET body = x'00' WHERE seq = 3", "#3"),
        ("UPDATE changeset SET signature = zeroblob(64) WHERE seq = 2", "#2"),
        ("DELETE FROM changeset WHERE seq = 4", None),
        ("INSERT INTO role_rows (id, origin, role) VALUES (zeroblob(16), 1, 'secretariat')", "role"),
        ("DROP VIEW gap", "view gap"),
        ("CREATE TRIGGER t AFTER INSERT ON act BEGIN DELETE FROM role_rows; END", "trigger t"),
    ],
)
def test_hand_edited_databases_are_found(consortium: Any, statement: str, where: str | None) -> None:
    remove_seal(consortium.path)
    connection = sqlite3.connect(consortium.path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with open_project(consortium.path, readonly=True) as opened:
        findings = verify_ledger(opened.connection)
    assert where is None or any(finding.where.startswith(where) for finding in findings)
    assert all(finding.message for finding in findings)
    assert bool(findings) is not statement.startswith("UPDATE changeset SET header")


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "文書.fitgap"
    text.write_text("これは文書です" * 100, encoding="utf-8")
    empty = tmp_path / "空.fitgap"
    empty.touch()
    other = tmp_path / "別.fitgap"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    assert {_refusal(text), _refusal(empty), _refusal(other)} == {"project.not_a_project"}
    assert _refusal(tmp_path / "ない.fitgap") == "project.no_file"
    assert _refusal(tmp_path) == "project.no_file"


def test_a_truncated_file_is_refused(consortium: Any) -> None:
    content = consortium.path.read_bytes()
    for size in (50, 4096, len(content) // 2, len(content) - 1):
        consortium.path.write_bytes(content[:size])
        _refusal(consortium.path)
        assert consortium.path.stat().st_size == size


def test_a_newer_file_is_refused_and_left_alone(consortium: Any) -> None:
    remove_seal(consortium.path)
    connection = sqlite3.connect(consortium.path)
    connection.execute(f"PRAGMA user_version = {FILE_VERSION + 1}")
    connection.close()
    before = consortium.path.read_bytes()
    assert _refusal(consortium.path) == "project.too_new"
    assert consortium.path.read_bytes() == before


def _aged(path: Path) -> bytes:
    """Make a file look as an older program left it; its bytes."""
    remove_seal(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP VIEW gap")
    connection.execute("DROP TABLE gap_rows")
    connection.execute("CREATE TABLE left_over (a)")
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_an_older_file_that_is_only_read_stays_as_it_is(consortium: Any) -> None:
    with open_project(consortium.path, readonly=True) as opened:
        expected = table_digests(opened.connection)
    old = _aged(consortium.path)
    with open_project(consortium.path, readonly=True) as opened:
        assert table_digests(opened.connection) == expected
        assert verify_ledger(opened.connection) == []
        copy = opened.database.path
        assert copy is not None and copy != consortium.path and copy.exists()
    assert consortium.path.read_bytes() == old and not copy.exists()
    assert list(consortium.path.parent.glob("*.v0.fitgap")) == []


def test_an_older_file_is_upgraded_beside_a_copy(consortium: Any) -> None:
    with open_project(consortium.path, readonly=True) as opened:
        expected = table_digests(opened.connection)
    old = _aged(consortium.path)
    with open_project(consortium.path) as opened:
        assert table_digests(opened.connection) == expected
        assert verify_ledger(opened.connection) == []
    assert consortium.path.with_name("共同更新.v0.fitgap").read_bytes() == old
    assert check_seal(consortium.path).sealed


def test_the_second_program_reads_only_and_knows_who_writes(consortium: Any) -> None:
    first = consortium.as_("主査")
    consortium.add_gap(first)
    with open_project(consortium.path, consortium.people["主任"]) as second:
        assert second.readonly
        assert second.file is not None and second.file.holder is not None and second.file.holder.machine
        with pytest.raises(UserError) as refused:
            consortium.add_gap(second)
        assert refused.value.key == "project.readonly"
        assert second.connection.exec_driver_sql("SELECT count(*) FROM gap").scalar() == 1
    consortium.add_gap(first)
    consortium.close()
    assert check_seal(consortium.path).sealed


KILLED = """
import os, sys
from pathlib import Path
from models.identity.keys import Identity
from models.ledger.operations import insert
from models.members.queries import sections
from models.project.opening import open_project
project = open_project(Path(sys.argv[1]), Identity("x", bytes.fromhex(sys.argv[2])))
place = [one for one in sections(project) if one.name == "市民課"][0]
for number in range(int(sys.argv[3])):
    row = {"serial": number, "section_id": place.id, "organisation_id": place.organisation_id, "title": "題"}
    project.act("gaps.add", [insert("gap", [row])])
print("done", flush=True)
os._exit(9)
"""


def test_a_crash_loses_no_finished_act(consortium: Any) -> None:
    seed = consortium.people["主査"].seed.hex()
    arguments = [sys.executable, "-c", KILLED, str(consortium.path), seed, "5"]
    finished = subprocess.run(arguments, cwd=Path(__file__).parents[3], capture_output=True, check=False)
    assert finished.returncode == 9 and b"done" in finished.stdout, finished.stderr
    assert not check_seal(consortium.path).sealed
    project = consortium.as_("主査")
    assert project.connection.exec_driver_sql("SELECT count(*) FROM gap").scalar() == 5
    consortium.add_gap(project)
    assert verify_ledger(project.connection) == []


def test_saving_under_another_name_is_complete_or_nothing(consortium: Any, tmp_path: Path) -> None:
    project = consortium.as_("主査")
    consortium.add_gap(project)
    target = tmp_path / "写し.fitgap"
    assert project.file is not None
    save_as(project.file, target)
    with open_project(target, readonly=True) as copy:
        assert table_digests(copy.connection) == table_digests(project.connection)
    with pytest.raises(UserError):
        save_as(project.file, target)
    assert [one for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_an_existing_file_is_never_overwritten(consortium: Any) -> None:
    before = consortium.path.read_bytes()
    with pytest.raises(UserError):
        storage_file.create_file(consortium.path)
    assert consortium.path.read_bytes() == before


def test_another_thread_never_sees_half_done_work(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project, "前")
    seen: list[str] = []

    def look() -> None:
        title = project.connection.exec_driver_sql("SELECT title FROM gap").scalar()
        seen.append(title)
        project.leave_thread()

    with project.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE gap_rows SET title = '途中' WHERE id = ?", (gap,))
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
        connection.exec_driver_sql("UPDATE gap_rows SET title = '前' WHERE id = ?", (gap,))
    assert seen == ["前"]


def test_acts_from_another_thread_are_stored(consortium: Any) -> None:
    project = consortium.as_("主査")
    worker = threading.Thread(target=lambda: (consortium.add_gap(project), project.leave_thread()))
    worker.start()
    worker.join()
    consortium.add_gap(project)
    assert project.connection.exec_driver_sql("SELECT count(*) FROM gap").scalar() == 2
