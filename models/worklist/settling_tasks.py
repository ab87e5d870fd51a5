"""Contested cells 要調整 that somebody has to settle."""

from __future__ import annotations

from collections.abc import Iterator

from models.exchange.conflicts import Conflict, conflicts
from models.gaps.labels import gap_labels
from models.project.project import Project
from models.words import say
from models.worklist.people import People
from models.worklist.rules import Task


def settling_tasks(project: Project, people: People) -> Iterator[Task]:
    """One task for every contested row: a gap's for its drafter and writers, others for the secretariat."""
    rows: dict[tuple[str, bytes], list[Conflict]] = {}
    for one in conflicts(project):
        rows.setdefault((one.table, one.row), []).append(one)
    labels = gap_labels(project) if rows else {}
    for (table, row), cells in rows.items():
        writers = _writers(project, cells)
        owners = people.with_role("secretariat")
        if table == "gap":
            drafter = project.connection.exec_driver_sql(
                "SELECT act.member_id FROM gap AS g JOIN act ON act.seq = g.origin WHERE g.id = ?", (row,)
            ).scalar()
            here = frozenset(one for one in (drafter, *writers) if one and people.get(one))
            owners = here or owners
        label = labels.get(row, "") if table == "gap" else ""
        first, more = cells[0], len(cells) - 1
        key = "worklist.reason.contested_more" if more else "worklist.reason.contested"
        yield Task(
            kind="settle",
            item=row,
            label=label,
            title=first.item.removeprefix(label).strip(),
            reason=say(key, field=first.field, sides=len(first.sides), more=more),
            from_whom=people.names(writers),
            members=owners,
            who=people.names(owners),
            since=max(side.time for cell in cells for side in cell.sides),
        )


def _writers(project: Project, cells: list[Conflict]) -> list[bytes]:
    acts = {side.changeset for cell in cells for side in cell.sides}
    found = [
        project.connection.exec_driver_sql("SELECT member_id FROM act WHERE id = ?", (act,)).scalar()
        for act in sorted(acts)
    ]
    return [one for one in dict.fromkeys(found) if one is not None]
