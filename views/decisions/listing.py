"""The cases of whoever reads: those that wait, those that came back, those dealt with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.approval import rules
from models.approval.queries import Waiting, inboxes
from models.approval.reading import dealt_with
from models.approval.rules import GapState
from models.approval.states import gap_states
from models.gaps.queries import Asker, GapRow, gap_rows
from models.members.queries import Member
from models.project.project import Project

TABS = ("waiting", "returned", "done")
_DAY = 86_400_000
_DECIDING = ("chief", "third_party")


@dataclass(frozen=True, slots=True)
class Case:
    """One gap in the list. `days` is the wait, None where nobody waits; `due` is UTC ms.

    `is_foreign` says that another organisation than the reader's drafted it.
    """

    gap: bytes
    label: str
    title: str
    askers: tuple[Asker, ...]
    disposition: str | None
    state: GapState
    act: str
    days: int | None
    due: int | None
    is_overdue: bool
    drafted_by: str
    is_foreign: bool
    when: int


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases by tab, and the states of all gaps."""

    by_tab: Mapping[str, tuple[Case, ...]]
    states: Mapping[bytes, GapState]

    def tab_of(self, gap: bytes) -> str | None:
        """The tab that shows a gap."""
        return next((tab for tab in TABS if any(one.gap == gap for one in self.by_tab[tab])), None)


def cases(project: Project, member: Member | None, now: int) -> Cases:
    """Read all cases; `now` is UTC milliseconds."""
    states = gap_states(project)
    rows = {row.id: row for row in gap_rows(project)}
    waiting = inboxes(project, [member], states)[member.id] if member else []
    mine = [_waiting(one, rows[one.gap], member, now) for one in waiting if one.gap in rows]
    held = {one.gap for one in waiting}
    done = [
        _done(rows[gap], states[gap], when, member, now)
        for gap, when in dealt_with(project, member).items()
        if gap in rows and gap not in held
    ]
    return Cases(
        {
            "waiting": tuple(one for one in mine if one.act in _DECIDING),
            "returned": tuple(one for one in mine if one.act not in _DECIDING),
            "done": tuple(sorted(done, key=lambda one: (-one.when, one.label))),
        },
        states,
    )


def _waiting(one: Waiting, row: GapRow, member: Member | None, now: int) -> Case:
    return _case(row, one.state, member, one.act, one.days(now), one.due, one.is_overdue(now), one.since)


def _done(row: GapRow, state: GapState, when: int, member: Member | None, now: int) -> Case:
    pending = state.step in (rules.CHIEF_REVIEW, rules.THIRD_PARTY_REVIEW)
    days = max(0, now - state.waiting_since) // _DAY if pending and state.waiting_since else None
    return _case(row, state, member, "", days, None, False, when)


def _case(
    row: GapRow,
    state: GapState,
    member: Member | None,
    act: str,
    days: int | None,
    due: int | None,
    is_overdue: bool,
    when: int,
) -> Case:
    return Case(
        gap=row.id,
        label=row.label,
        title=row.title,
        askers=row.askers,
        disposition=row.disposition,
        state=state,
        act=act,
        days=days,
        due=due,
        is_overdue=is_overdue,
        drafted_by=row.section,
        is_foreign=member is not None and row.organisation_id != member.organisation_id,
        when=when,
    )
