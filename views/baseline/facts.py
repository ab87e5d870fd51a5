"""What the screen shows, gathered from the project in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from models.approval.rules import STATES
from models.approval.states import gap_states
from models.baselines.queries import Edition, editions, open_gaps
from models.baselines.since import changes_since
from models.exchange.conflicts import conflicts
from models.gaps.queries import gap_rows
from models.members.queries import acting_member
from models.project.project import Project
from models.words import say


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that is not settled: `screen` and `item` lead to where it can be."""

    screen: str
    item: Hashable
    label: str
    title: str
    place: str
    state: str

    @property
    def id(self) -> Hashable:
        """Which one."""
        return self.screen, self.item


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition with the number of changes since."""

    edition: Edition
    since: int

    @property
    def id(self) -> bytes:
        """Which one."""
        return self.edition.id


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """`counts` by state in the order of work; `refusal` says why nobody here may freeze, or is empty."""

    gaps: int
    counts: dict[str, int]
    obstacles: tuple[Obstacle, ...]
    open_gaps: int
    contested: int
    lines: tuple[EditionLine, ...]
    refusal: str

    @property
    def next_number(self) -> int:
        """The number of the next edition."""
        return max((line.edition.number for line in self.lines), default=0) + 1


def read_facts(project: Project) -> BaselineFacts:
    """Everything that the screen shows."""
    counted = Counter(state.key for state in gap_states(project).values())
    rows = {row.id: row for row in gap_rows(project)}
    still_open, contested = open_gaps(project), conflicts(project)
    obstacles = [
        Obstacle("exchange", one.cell, *_halves(one.item), one.field, "conflict") for one in contested
    ]
    in_conflict = {one.row for one in contested}
    for gap in still_open:
        if gap.gap_id not in in_conflict:
            row = rows[gap.gap_id]
            obstacles.append(Obstacle("gaps", gap.gap_id, gap.label, row.title, row.section, gap.state))
    listed = editions(project)
    lines = [EditionLine(*pair) for pair in zip(listed, changes_since(project, listed), strict=True)]
    return BaselineFacts(
        sum(counted.values()),
        {state: counted[state] for state in STATES if counted[state]},
        tuple(obstacles),
        len(still_open),
        len(contested),
        tuple(reversed(lines)),
        _refusal(project),
    )


def _refusal(project: Project) -> str:
    if project.readonly:
        return say("baseline_screen.readonly")
    member = acting_member(project)
    if member is None or not member.has("secretariat"):
        return say("baseline_screen.only_secretariat")
    return ""


def _halves(item: str) -> tuple[str, str]:
    label, _, title = item.partition(" ")
    return label, title
