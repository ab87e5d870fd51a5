"""Tasks: what somebody has to do next, in the order in which it should be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from models.members.queries import Member

Scope = Literal["me", "organisation", "all"]
DAY = 86_400_000
"""Milliseconds of a day."""

SCREENS = {
    "fix": "gaps",
    "settle": "exchange",
    "score": "scoring",
    "decide": "decisions",
    "review": "decisions",
    "recheck": "decisions",
    "tier": "gaps",
    "submit": "gaps",
    "agree": "overview",
    "close": "scoring",
}
"""The kinds of tasks, and the screen on which each is done."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for `members`. `item` is the row to open on its screen.

    `label` is a short number (G-016) or empty; `since` is UTC milliseconds. `reason` says why it waits,
    `from_whom` who is behind it, `who` for whom it waits, all in words.
    """

    kind: str
    item: bytes
    label: str
    title: str
    reason: str
    from_whom: tuple[str, ...]
    members: frozenset[bytes]
    who: tuple[str, ...]
    since: int
    due: date | None = None

    @property
    def screen(self) -> str:
        """The key of the screen."""
        return SCREENS[self.kind]

    @property
    def key(self) -> tuple[str, bytes, frozenset[bytes]]:
        """What tells a task from others."""
        return self.kind, self.item, self.members

    def days(self, now: int) -> int:
        """Whole days of waiting at that time (UTC ms)."""
        return max(0, now - self.since) // DAY

    def is_overdue(self, today: date) -> bool:
        """Whether the day on which it was due has passed."""
        return self.due is not None and today > self.due


def in_order(tasks: Iterable[Task], today: date) -> list[Task]:
    """Overdue tasks first, then the longest wait."""
    return sorted(
        tasks, key=lambda one: (not one.is_overdue(today), one.since, one.label, one.kind, one.item)
    )


def in_scope(
    tasks: Iterable[Task], member: Member | None, scope: Scope, colleagues: Iterable[Member] = ()
) -> list[Task]:
    """The tasks of a member, or of all `colleagues` of the member's organisation, or everybody's.

    For the member alone, `from_whom` leaves out the member's own name where others are behind it too.
    """
    if scope == "all":
        return list(tasks)
    if member is None:
        return []
    if scope == "me":
        return [_without(one, member.label) for one in tasks if member.id in one.members]
    ours = {one.id for one in colleagues if one.organisation_id == member.organisation_id} | {member.id}
    return [one for one in tasks if one.members & ours]


def day_of(time: int) -> date:
    """The day of a time (UTC ms) on this machine's calendar."""
    return datetime.fromtimestamp(time / 1000).date()


def _without(task: Task, label: str) -> Task:
    others = tuple(name for name in task.from_whom if name != label)
    return replace(task, from_whom=others) if others else task
