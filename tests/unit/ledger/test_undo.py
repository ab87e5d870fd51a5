"""Undo gives back what was there before, for every act that can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.ledger.digests import table_digests, visible_digest
from models.ledger.fold import fold_all
from models.ledger.operations import Operation, insert, new_id, retire, write
from models.storage.database import Database

ACTS = ["add", "edit", "edit", "edit two", "retire", "link", "undo"]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), min_size=1, max_size=8))
def test_undo_after_do_is_identity(
    consortium: Any, consortium_file: Path, steps: list[tuple[str, int]]
) -> None:
    consortium.close()
    consortium.path.write_bytes(consortium_file.read_bytes())
    project = consortium.as_("主査")
    consortium.add_gap(project)
    for step, number in steps:
        gaps = list(project.connection.exec_driver_sql("SELECT id FROM gap").scalars()) or [
            consortium.add_gap(project)
        ]
        gap = gaps[number % len(gaps)]
        before = visible_digest(project.connection)
        if step == "undo":
            try:
                project.undo()
            except UserError:
                continue
        else:
            operations = _operations(consortium, step, gap, number)
            done = project.act("test.act", operations)
            if done.changeset is None:
                continue
            undone = project.undo(done.changeset)
            assert visible_digest(project.connection) == before
            project.undo(undone.changeset)
        _tables_equal_the_fold(project.database)


def _operations(consortium: Any, step: str, gap: bytes, number: int) -> list[Operation]:
    if step == "add":
        return [insert("gap", [{"section_id": consortium.sections["市民課"], "title": "新"}])]
    if step == "edit":
        return list(write("gap", gap, title="あ亜A"[: number % 4]))
    if step == "edit two":
        return list(write("gap", gap, title="x", asked_initial=number))
    if step == "retire":
        return [retire("gap", [gap])]
    return [insert("flow_link", [{"element_id": new_id(), "feature_id": gap}])]


def _tables_equal_the_fold(database: Database) -> None:
    before = table_digests(database.connection)
    with database.transaction() as connection:
        project = connection.exec_driver_sql("SELECT id FROM changeset WHERE seq = 1").scalar_one()
        fold_all(connection, project)
    assert table_digests(database.connection) == before


def test_undo_without_naming_goes_back_act_by_act(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project, "一")
    for title in ("二", "三"):
        project.act("gaps.edit", write("gap", gap, title=title))
    seen = []
    for _ in range(2):
        project.undo()
        seen.append(project.connection.exec_driver_sql("SELECT title FROM gap").scalar())
    project.undo()
    assert seen == ["二", "一"]
    assert project.connection.exec_driver_sql("SELECT count(*) FROM gap").scalar() == 0


def test_what_others_changed_since_is_not_undone(consortium: Any) -> None:
    gap = consortium.add_gap(consortium.as_("主査"))
    mine = consortium.as_("主査").act("gaps.edit", write("gap", gap, title="私"))
    consortium.as_("主任").act("gaps.edit", write("gap", gap, title="あなた"))
    with pytest.raises(UserError) as refused:
        consortium.as_("主査").undo(mine.changeset)
    assert refused.value.key == "ledger.undo_overtaken"


def test_records_that_only_append_are_not_undone(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project)
    said = project.act("gaps.comment", [insert("comment", [{"gap_id": gap, "text": "意見"}])])
    assert not said.undoable
    with pytest.raises(UserError) as refused:
        project.undo(said.changeset)
    assert refused.value.key == "ledger.undo_appended"
