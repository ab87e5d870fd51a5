"""Two writes that replace the same one both stay until somebody settles it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.ledger.cells import standing_writes
from models.ledger.changeset import Changeset
from models.ledger.fold import load_changeset
from models.ledger.operations import write
from models.project.opening import open_project
from models.project.project import Project


def _changesets(path: Path) -> list[Changeset]:
    with open_project(path, readonly=True) as project:
        seqs = project.connection.exec_driver_sql("SELECT seq FROM changeset ORDER BY seq").scalars().all()
        return [load_changeset(project.connection, seq) for seq in seqs]


def _conflicts(project: Project) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in project.connection.exec_driver_sql("SELECT tbl, row, col FROM conflict")]


def _both_edit(
    consortium: Any, copies: Callable[[str], Path], ours: str, theirs: str
) -> tuple[Project, bytes]:
    gap = consortium.add_gap(consortium.as_("主査"))
    consortium.close()
    other = copies("青葉")
    consortium.as_("主任", other).act("gaps.edit", write("gap", gap, purpose=theirs))
    project = consortium.as_("主査")
    project.act("gaps.edit", write("gap", gap, purpose=ours))
    project.take_in(_changesets(other))
    return project, gap


def test_concurrent_values_stand_side_by_side(consortium: Any, copies: Callable[[str], Path]) -> None:
    project, gap = _both_edit(consortium, copies, "こちら", "相手")
    assert _conflicts(project) == [("gap", gap, "purpose")]
    values = {one.value for one in standing_writes(project.connection, "gap", "purpose", [gap])[gap]}
    assert values == {"こちら", "相手"}


def test_settling_replaces_both(consortium: Any, copies: Callable[[str], Path]) -> None:
    project, gap = _both_edit(consortium, copies, "こちら", "相手")
    project.act("gaps.settle", write("gap", gap, purpose="相手"))
    assert _conflicts(project) == []
    assert project.connection.exec_driver_sql("SELECT purpose FROM gap").scalar() == "相手"


def test_equal_values_are_no_conflict(consortium: Any, copies: Callable[[str], Path]) -> None:
    project, gap = _both_edit(consortium, copies, "同じ", "同じ")
    assert _conflicts(project) == []
    assert project.act("gaps.edit", write("gap", gap, purpose="同じ")).changeset is None


def test_an_edit_that_saw_the_other_replaces_it(consortium: Any) -> None:
    gap = consortium.add_gap(consortium.as_("主査"))
    consortium.as_("主任").act("gaps.edit", write("gap", gap, purpose="二"))
    project = consortium.as_("主査")
    project.act("gaps.edit", write("gap", gap, purpose="三"))
    assert _conflicts(project) == []
    assert project.connection.exec_driver_sql("SELECT purpose FROM gap").scalar() == "三"


def test_a_number_and_its_text_are_different_values(consortium: Any, copies: Callable[[str], Path]) -> None:
    gap = consortium.add_gap(consortium.as_("主査"))
    consortium.close()
    other = copies("青葉")
    consortium.as_("主任", other).act("gaps.edit", write("gap", gap, asked_initial=None))
    project = consortium.as_("主査")
    project.act("gaps.edit", write("gap", gap, asked_initial=0))
    project.take_in(_changesets(other))
    assert _conflicts(project) == []  # leaving an unknown cost unknown wrote nothing
    assert project.connection.exec_driver_sql("SELECT asked_initial FROM gap").scalar() == 0
