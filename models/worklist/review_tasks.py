"""Gaps on their way through review: to decide, to review, to look at again, to fix."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.approval.queries import Waiting, inboxes, lead_time_goal
from models.approval.rules import STALE, GapState
from models.project.project import Project
from models.words import say
from models.worklist.people import People
from models.worklist.rules import Task, day_of


def review_tasks(project: Project, people: People, states: Mapping[bytes, GapState]) -> Iterator[Task]:
    """One task for every gap and kind, for all members who may do it.

    A gap that was sent back is due on the day on which its submission was: the goal counts until the
    final decision, send-backs included.
    """
    goal = lead_time_goal(project)
    returns = _returns(project)
    for (gap, kind), (one, members) in _grouped(project, people, states).items():
        due = one.due
        behind: tuple[str, ...] = people.names([one.state.submitted_by])
        if kind == "fix":
            due = None if one.state.submitted_at is None else one.state.submitted_at + goal
            points, sender = returns.get(gap, ((), None))
            behind = people.names([sender])
            reason = say("worklist.reason.sent_back", points=_points(points))
        elif kind == "recheck":
            reason = say("worklist.reason.stale")
        else:
            reason = say("worklist.reason.submitted", n=one.state.revision)
        yield Task(
            kind=kind,
            item=gap,
            label=one.label,
            title=one.title,
            reason=reason,
            from_whom=behind,
            members=frozenset(members),
            who=people.names(members),
            since=one.since,
            due=None if due is None else day_of(due),
        )


def _grouped(
    project: Project, people: People, states: Mapping[bytes, GapState]
) -> dict[tuple[bytes, str], tuple[Waiting, list[bytes]]]:
    found: dict[tuple[bytes, str], tuple[Waiting, list[bytes]]] = {}
    for member, waiting in inboxes(project, people.listed, states).items():
        for one in waiting:
            kind = _kind(one)
            if kind:
                found.setdefault((one.gap, kind), (one, []))[1].append(member)
    return found


def _kind(one: Waiting) -> str:
    """The kind of task; contested cells are told of by `settling_tasks`."""
    if one.act == "redraft":
        return "fix"
    if one.act == "settle":
        return ""
    if one.state.key == STALE:
        return "recheck"
    return "decide" if one.act == "chief" else "review"


def _returns(project: Project) -> dict[bytes, tuple[tuple[str, ...], bytes | None]]:
    """The points and the author of the latest send-back of each gap."""
    found: dict[bytes, tuple[tuple[str, ...], bytes | None]] = defaultdict(lambda: ((), None))
    rows = project.connection.exec_driver_sql(
        "SELECT d.gap_id, d.points, act.member_id FROM decision AS d JOIN act ON act.seq = d.origin "
        "WHERE d.verdict = 'send_back' ORDER BY act.depth, act.time, act.id"
    )
    for gap, points, member in rows:
        found[gap] = (_listed(points), member)
    return found


def _listed(text: str | None) -> tuple[str, ...]:
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(one for one in ("necessity", "validity") if isinstance(found, list) and one in found)


def _points(points: tuple[str, ...]) -> str:
    named = [say(f"approval.point.{one}") for one in points]
    return say("worklist.join").join(named) or say("worklist.unnamed")
