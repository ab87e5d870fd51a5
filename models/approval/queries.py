"""What waits for whom, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from models.approval import rules
from models.approval.rules import GapState
from models.approval.states import asking_sections, gap_states
from models.gaps.content import content_hash
from models.gaps.labels import gap_labels
from models.members.queries import Member, settings
from models.project.project import Project

DAY = 86_400_000
"""Milliseconds of a day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A gap that waits for a member. `act` is what to do: chief, third_party, redraft or settle.

    `since` and `due` are UTC milliseconds; `due` is the submission plus the project's goal for the lead time,
    None for what the drafter has to do.
    """

    gap: bytes
    label: str
    title: str
    act: str
    state: GapState
    since: int
    due: int | None

    def days(self, now: int) -> int:
        """Whole days of waiting at that time."""
        return max(0, now - self.since) // DAY

    def is_overdue(self, now: int) -> bool:
        """Whether the goal has passed."""
        return self.due is not None and now > self.due


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision as it is shown. `is_for_present` says whether it was about the present content.

    `sections` are those for which a chief decided. `time` is UTC milliseconds, as its author claims.
    """

    step: str
    verdict: str
    member: str
    title: str
    place: str
    time: int
    revision: int
    points: tuple[str, ...]
    reason: str
    lighter: str
    on_behalf: bool
    is_for_present: bool
    sections: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """One box of the 決裁欄: step draft, chief (one for each asking section) or third_party.

    Nothing is stamped while `time` is None; `is_stale` marks a stamp on other content than the present.
    """

    step: str
    section: str
    title: str = ""
    member: str = ""
    time: int | None = None
    verdict: str = ""
    on_behalf: bool = False
    is_stale: bool = False


def inbox(project: Project, member: Member) -> list[Waiting]:
    """The gaps that wait for this member, the longest wait first."""
    return inboxes(project, [member])[member.id]


def inboxes(
    project: Project, listed: Iterable[Member], states: Mapping[bytes, GapState] | None = None
) -> dict[bytes, list[Waiting]]:
    """The inbox of each of these members, by member id; `states` saves computing them again."""
    askers, goal, labels = asking_sections(project), lead_time_goal(project), gap_labels(project)
    states = gap_states(project) if states is None else states
    rows = project.connection.exec_driver_sql(
        "SELECT g.id, g.title, act.member_id, act.time FROM gap AS g JOIN act ON act.seq = g.origin"
    ).all()
    found: dict[bytes, list[Waiting]] = {}
    for member in listed:
        waiting = []
        for gap, title, drafter, made_at in rows:
            state = states[gap]
            act = _act_of(member, state, drafter, askers[gap])
            if act:
                due = _due(state, goal) if act in ("chief", "third_party") else None
                since = state.waiting_since or made_at
                waiting.append(Waiting(gap, labels[gap], title or "", act, state, since, due))
        found[member.id] = sorted(waiting, key=lambda one: (one.since, one.label, one.gap))
    return found


def lead_time_goal(project: Project) -> int:
    """The goal from submission to decision, in milliseconds (setting `lead_time_goal_days`, else 7)."""
    try:
        days = Decimal(str(settings(project).get("lead_time_goal_days", "7")))
        return int(days * DAY) if days.is_finite() and days > 0 else 7 * DAY
    except InvalidOperation:
        return 7 * DAY


def decisions_of(project: Project, gap: bytes) -> list[DecisionMade]:
    """Everything decided about a gap, in order; a chief's decision for several sections stands once."""
    present = content_hash(project, gap)
    made: list[DecisionMade] = []
    revision, last = 0, b""
    for row in _rows(project, gap):
        act, step, verdict, section, content, points, reason, lighter, on_behalf, *who = row
        revision += step == "draft" and verdict == "submit"
        if act == last and made and made[-1].step == step == "chief":
            sections = (*made[-1].sections, *_ids(section))
        else:
            sections = _ids(section)
        shown = DecisionMade(
            step=step,
            verdict=verdict,
            member=who[0] or "?",
            title=who[1] or "",
            place=who[2] or "",
            time=who[3],
            revision=max(1, revision),
            points=_points(points),
            reason=reason or "",
            lighter=lighter or "",
            on_behalf=bool(on_behalf),
            is_for_present=content == present,
            sections=sections,
        )
        if act == last and len(sections) > 1:
            made[-1] = shown
        else:
            made.append(shown)
        last = act
    return made


def stamps(project: Project, gap: bytes) -> list[Stamp]:
    """The boxes of the 決裁欄 for the present revision, in the order of the route."""
    latest = decisions_of(project, gap)
    revision = max((one.revision for one in latest), default=1)
    latest = [one for one in latest if one.revision == revision]
    names = {row[0]: row[1] for row in project.connection.exec_driver_sql("SELECT id, name FROM section")}
    own = project.connection.exec_driver_sql("SELECT section_id FROM gap WHERE id = ?", (gap,)).scalar()
    asking = sorted(asking_sections(project, gap)[gap], key=lambda one: (one != own, one))
    boxes = [_stamp("draft", names.get(own, ""), (one for one in latest if one.verdict == "submit"))]
    for section in asking:
        given = (one for one in latest if one.step == "chief" and section in one.sections)
        boxes.append(_stamp("chief", names.get(section, ""), given))
    boxes.append(_stamp("third_party", "", (one for one in latest if one.step == "third_party")))
    return boxes


def _act_of(member: Member, state: GapState, drafter: bytes | None, asking: frozenset[bytes]) -> str | None:
    """What this member has to do about a gap, or None."""
    mine = member.id in (drafter, state.submitted_by)
    if state.key == rules.CONFLICT:
        return "settle" if mine else None
    if state.step == rules.RETURNED:
        return "redraft" if mine else None
    if mine:
        return None
    if state.step == rules.CHIEF_REVIEW:
        return "chief" if any(("chief", one) in member.roles for one in state.waiting_sections) else None
    if state.step != rules.THIRD_PARTY_REVIEW or not member.has("third_party"):
        return None
    return None if member.section_id in asking or member.id in state.approvers else "third_party"


def _due(state: GapState, goal: int) -> int | None:
    return None if state.submitted_at is None else state.submitted_at + goal


def _stamp(step: str, section: str, given: Iterable[DecisionMade]) -> Stamp:
    last = None
    for one in given:
        last = one
    if last is None:
        return Stamp(step, section)
    return Stamp(
        step=step,
        section=section or last.place,
        title=last.title,
        member=last.member,
        time=last.time,
        verdict=last.verdict,
        on_behalf=last.on_behalf,
        is_stale=step != "draft" and last.verdict in rules.APPROVALS and not last.is_for_present,
    )


def _rows(project: Project, gap: bytes) -> list[tuple[Any, ...]]:
    found = project.connection.exec_driver_sql(
        "SELECT act.id, d.step, d.verdict, d.section_id, d.content, d.points, d.reason, d.lighter, "
        "d.on_behalf, "
        "m.name, m.title, trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), act.time "
        "FROM decision AS d JOIN act ON act.seq = d.origin "
        "LEFT JOIN member_rows AS m ON m.id = act.member_id "
        "LEFT JOIN organisation_rows AS o ON o.id = m.organisation_id "
        "LEFT JOIN section_rows AS s ON s.id = m.section_id "
        "WHERE d.gap_id = ? ORDER BY act.depth, act.time, act.id, d.id",
        (gap,),
    )
    return [tuple(row) for row in found]


def _ids(section: bytes | None) -> tuple[bytes, ...]:
    return () if section is None else (section,)


def _points(text: str | None) -> tuple[str, ...]:
    """The points as far as they are known; the column may hold anything."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(one for one in rules.POINTS if isinstance(found, list) and one in found)
