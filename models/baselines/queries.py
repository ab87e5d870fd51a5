"""The editions, and the project as each of them froze it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from models.approval.rules import CONFIRMED, REJECTED, WITHDRAWN
from models.approval.states import gap_states
from models.errors import UserError
from models.gaps.labels import gap_labels
from models.project.opening import project_at
from models.project.project import Project
from models.words import joined

SETTLED = (CONFIRMED, REJECTED, WITHDRAWN)
"""States in which nothing remains to be decided."""


@dataclass(frozen=True, slots=True)
class Edition:
    """第n版. `frozen_at` is UTC milliseconds as its maker claims; `heads` the latest changesets it holds."""

    id: bytes
    number: int
    name: str
    note: str
    frozen_at: int
    member: str
    heads: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap about which something remains to be decided; `state` as in `models.approval.rules`."""

    gap_id: bytes
    label: str
    state: str


def editions(project: Project) -> list[Edition]:
    """All editions, the first one first."""
    rows = project.connection.exec_driver_sql(
        "SELECT b.id, b.edition, b.name, b.note, act.time, m.name, b.heads FROM baseline AS b "
        "JOIN act ON act.seq = b.origin LEFT JOIN member_rows AS m ON m.id = act.member_id "
        "ORDER BY b.edition, act.time, b.id"
    )
    return [
        Edition(one, number or 0, name or "", note or "", time, member or "?", _heads(heads))
        for one, number, name, note, time, member, heads in rows
    ]


def find_edition(project: Project, number: int) -> Edition:
    """The edition of that number; `UserError` if there is none, or two that were frozen apart."""
    listed = editions(project)
    found = [one for one in listed if one.number == number]
    if len(found) == 1:
        return found[0]
    known = joined(str(one.number) for one in listed) or "-"
    key = "baselines.frozen_twice" if found else "baselines.no_edition"
    raise UserError(key, edition=number, known=known)


def edition_project(project: Project, edition: Edition) -> Project:
    """The project as the edition froze it: in memory, for reading only. Close it after use."""
    return project_at(project, list(edition.heads))


def open_gaps(project: Project) -> list[OpenGap]:
    """The gaps that stand in the way of freezing, by label."""
    labels = gap_labels(project)
    found = [
        OpenGap(gap, labels[gap], state.key)
        for gap, state in gap_states(project).items()
        if state.key not in SETTLED
    ]
    return sorted(found, key=lambda one: one.label)


def _heads(text: str | None) -> tuple[bytes, ...]:
    try:
        return tuple(bytes.fromhex(one) for one in json.loads(text or "[]"))
    except (ValueError, TypeError, RecursionError):
        return ()
