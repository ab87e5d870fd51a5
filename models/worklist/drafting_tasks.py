"""Drafted gaps whose tier is open, or that only lack to be submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.approval.rules import DRAFT, GapState
from models.gaps.queries import GapRow, gap_rows
from models.gaps.rules import SubmissionFacts, open_conditions, submission_conditions
from models.members.queries import organisations
from models.project.project import Project
from models.tiers.cells import texts_in
from models.words import say
from models.worklist.people import People
from models.worklist.rules import Task

DRAFTERS = ("staff", "chief")


def drafting_tasks(project: Project, people: People, states: Mapping[bytes, GapState]) -> Iterator[Task]:
    """For the drafter; where that is nobody of the gap's section, for the section's staff."""
    drafts = [row for row in gap_rows(project) if states[row.id].key == DRAFT]
    if not drafts:
        return
    texts = _texts(project)
    agreed = {one.id for one in organisations(project) if one.has_agreed}
    for row in drafts:
        reasons, unknown, drafter, edited = texts[row.id]
        conditions = submission_conditions(
            SubmissionFacts(
                title=row.title,
                purpose=row.purpose,
                disposition=row.disposition,
                lighter_reasons=texts_in(reasons),
                verdict=row.verdict,
                asked=row.asked,
                cost_unknown=unknown,
                has_agreed=row.organisation_id in agreed,
            )
        )
        if not open_conditions(conditions):
            reason = say("worklist.reason.ready", n=len(conditions))
            yield _task("submit", row, reason, _owners(people, row, drafter), people, edited)
        elif row.tier is None:
            reason = say(f"worklist.reason.{row.verdict.undecided or 'no_kinds'}")
            yield _task("tier", row, reason, _owners(people, row, drafter), people, edited)


def _task(kind: str, row: GapRow, reason: str, owners: frozenset[bytes], people: People, since: int) -> Task:
    return Task(
        kind=kind,
        item=row.id,
        label=row.label,
        title=row.title,
        reason=reason,
        from_whom=(),
        members=owners,
        who=people.names(owners),
        since=since,
    )


def _owners(people: People, row: GapRow, drafter: bytes | None) -> frozenset[bytes]:
    section = people.with_role(*DRAFTERS, section=row.section_id)
    if drafter in section and drafter is not None:
        return frozenset({drafter})
    staff = people.with_role("staff", section=row.section_id) or section
    return staff or frozenset({drafter} if people.get(drafter) and drafter else ())


def _texts(project: Project) -> dict[bytes, tuple[str | None, str, bytes | None, int]]:
    """Lighter reasons, why the cost is unknown, the drafter and the last edit (UTC ms) of each gap."""
    edited = project.connection.exec_driver_sql(
        "SELECT w.row, max(act.time) FROM cell_write AS w JOIN act ON act.seq = w.seq "
        "WHERE w.tbl = 'gap' GROUP BY w.row"
    )
    edits: dict[bytes, int] = {row[0]: row[1] for row in edited}
    rows = project.connection.exec_driver_sql(
        "SELECT g.id, g.lighter_reasons, coalesce(g.cost_unknown, ''), act.member_id, act.time "
        "FROM gap AS g JOIN act ON act.seq = g.origin"
    )
    return {
        gap: (reasons, unknown, drafter, max(time, edits.get(gap, 0)))
        for gap, reasons, unknown, drafter, time in rows
    }
