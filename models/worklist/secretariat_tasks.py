"""Organisations that have not agreed yet to keep customization down."""

from __future__ import annotations

from collections.abc import Iterator

from models.members.queries import organisations
from models.project.project import Project
from models.words import say
from models.worklist.people import People
from models.worklist.rules import Task


def agreement_tasks(project: Project, people: People) -> Iterator[Task]:
    """One for every organisation that takes part and has not agreed, for the secretariat and its chiefs."""
    open_ones = [one for one in organisations(project) if one.takes_part and not one.has_agreed]
    if not open_ones:
        return
    joined = _joined(project)
    for one in open_ones:
        count = project.connection.exec_driver_sql(
            "SELECT count(*) FROM gap WHERE organisation_id = ?", (one.id,)
        ).scalar_one()
        chiefs = {
            person.id for person in people.listed if person.organisation_id == one.id and person.has("chief")
        }
        owners = people.with_role("secretariat") | chiefs
        yield Task(
            kind="agree",
            item=one.id,
            label="",
            title=one.name,
            reason=_reason(int(count)),
            from_whom=(),
            members=frozenset(owners),
            who=people.names(owners),
            since=joined[one.id],
        )


def _reason(gaps: int) -> str:
    return say("worklist.reason.not_agreed", n=gaps) if gaps else say("worklist.reason.no_agreement")


def _joined(project: Project) -> dict[bytes, int]:
    """When each organisation was added (UTC ms)."""
    rows = project.connection.exec_driver_sql(
        "SELECT o.id, act.time FROM organisation AS o JOIN act ON act.seq = o.origin"
    )
    return {row[0]: row[1] for row in rows}
