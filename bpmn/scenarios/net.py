"""A flow as it is walked: places and the ways between them, sub-processes opened, exceptions as ways out.

What BPMN says about a node becomes four groups of ways: those always taken, those that may be taken beside
them, one taken when none of these was, and those taken instead of all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

ROOT = 0
"""The place from which every scenario begins."""


class Join(StrEnum):
    """When a place goes on: for each arrival, when all ways in were used, or when nothing else can come."""

    EACH = "each"
    ALL = "all"
    LAST = "last"


class Means(StrEnum):
    """What leads from one place to the next."""

    FLOW = "flow"
    START = "start"
    ENTER = "enter"
    LEAVE = "leave"
    BOUNDARY = "boundary"
    THROWN = "thrown"
    LINK = "link"
    COMPENSATION = "compensation"


@dataclass(frozen=True, slots=True)
class Way:
    """One step from a place to another; `flow` is the id of the sequence flow, "" where there is none."""

    number: int
    source: int
    target: int
    means: Means
    flow: str = ""


@dataclass(slots=True)
class Place:
    """A flow node, or the end of an opened sub-process (`leaving`); ways are numbers into `Net.ways`."""

    element: str
    join: Join = Join.EACH
    leaving: bool = False
    always: list[int] = field(default_factory=list)
    some: list[int] = field(default_factory=list)
    default: int | None = None
    instead: list[int] = field(default_factory=list)

    def ways(self) -> list[int]:
        """All ways that leave."""
        kept = [] if self.default is None else [self.default]
        return [*self.always, *self.some, *kept, *self.instead]


class Net:
    """Places and ways. `ROOT` leads to the beginning of every process."""

    def __init__(self) -> None:
        self.places: list[Place] = [Place("")]
        self.ways: list[Way] = []
        self.arriving: list[list[int]] = [[]]
        self.scope_of: list[int | None] = [None]
        """The leaving place of the innermost opened sub-process that a place stands in."""
        self.entry: dict[str, int] = {}
        self.exit: dict[str, int] = {}
        """Where an element is left: itself, or the leaving place of an opened sub-process."""

    def add_place(self, element: str, join: Join = Join.EACH, *, leaving: bool = False) -> int:
        """A new place."""
        self.places.append(Place(element, join, leaving))
        self.arriving.append([])
        self.scope_of.append(None)
        return len(self.places) - 1

    def add_way(self, source: int, target: int, means: Means, flow: str = "") -> int:
        """A new way; the caller puts it into one of the groups of `source`."""
        way = Way(len(self.ways), source, target, means, flow)
        self.ways.append(way)
        self.arriving[target].append(way.number)
        return way.number

    def targets(self, place: int) -> Iterable[int]:
        """Where the ways of a place lead."""
        return (self.ways[way].target for way in self.places[place].ways())

    def is_inside(self, place: int, leaving: int) -> bool:
        """Whether a place stands in the sub-process that is left at `leaving`."""
        scope = self.scope_of[place]
        while scope is not None:
            if scope == leaving:
                return True
            scope = self.scope_of[scope]
        return False

    def reached(self) -> list[bool]:
        """For each place whether any walk comes there."""
        seen = [False] * len(self.places)
        seen[ROOT] = True
        waiting = [ROOT]
        while waiting:
            for target in self.targets(waiting.pop()):
                if not seen[target]:
                    seen[target] = True
                    waiting.append(target)
        return seen
