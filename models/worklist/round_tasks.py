"""Demonstration rounds: sheets to hand in, and rounds to close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.project.project import Project
from models.scoring.queries import Round, interests, rounds
from models.words import say
from models.worklist.people import People
from models.worklist.rules import Task


def round_tasks(project: Project, people: People) -> Iterator[Task]:
    """For each open round one task a scorer with sheets to hand in, and one to close it when it can be."""
    opened = _opened(project)
    for found in rounds(project):
        if found.is_closed:
            continue
        since, opener = opened[found.id]
        given = _given(project, found)
        lacking = 0
        for scorer in sorted(scorers(project, people, found)):
            left = [one.name for one in found.packages if (scorer, one.id) not in given]
            lacking += len(left)
            if left:
                yield Task(
                    kind="score",
                    item=found.id,
                    label="",
                    title=_title(found, left),
                    reason=say("worklist.reason.sheets", n=len(left)),
                    from_whom=people.names([opener]),
                    members=frozenset({scorer}),
                    who=people.names([scorer]),
                    since=since,
                    due=_day(found.closes_on),
                )
        yield from _closing(people, found, lacking, max([since, *given.values()]))


def scorers(project: Project, people: People, found: Round) -> frozenset[bytes]:
    """Who is expected to score: staff of the sections with a scene, and whoever declared no interests."""
    declared = {one.member_id: one.has_interest for one in interests(project, found.id)}
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT section_id FROM scene WHERE round_id = ? AND section_id IS NOT NULL", (found.id,)
    )
    expected = {one for section in rows.scalars() for one in people.with_role("staff", section=section)}
    expected |= {one for one in declared if people.get(one)}
    return frozenset(one for one in expected if not declared.get(one, False))


def _closing(people: People, found: Round, lacking: int, since: int) -> Iterator[Task]:
    closes = _day(found.closes_on)
    passed = closes is not None and date.today() > closes
    if not found.sheet_count or (lacking and not passed):
        return
    key = "worklist.reason.sheets_missing" if lacking else "worklist.reason.all_sheets"
    owners = people.with_role("secretariat")
    yield Task(
        kind="close",
        item=found.id,
        label="",
        title=found.name,
        reason=say(key, n=lacking or found.sheet_count),
        from_whom=(),
        members=owners,
        who=people.names(owners),
        since=since,
        due=closes,
    )


def _title(found: Round, left: list[str]) -> str:
    return say("worklist.round_title", round=found.name, packages=say("worklist.join").join(left))


def _opened(project: Project) -> dict[bytes, tuple[int, bytes | None]]:
    rows = project.connection.exec_driver_sql(
        "SELECT r.id, act.time, act.member_id FROM round AS r JOIN act ON act.seq = r.origin"
    )
    return {row: (time, member) for row, time, member in rows}


def _given(project: Project, found: Round) -> dict[tuple[bytes, bytes], int]:
    """When each scorer handed in the sheet of each package."""
    rows = project.connection.exec_driver_sql(
        "SELECT s.member_id, s.package_id, min(act.time) FROM score_sheet AS s "
        "JOIN act ON act.seq = s.origin WHERE s.round_id = ? GROUP BY s.member_id, s.package_id",
        (found.id,),
    )
    return {(member, package): time for member, package, time in rows}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
