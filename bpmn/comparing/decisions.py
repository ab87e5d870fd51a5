"""The decisions of a flow: where it splits, under which conditions, and to which work each way leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bpmn.kinds import GATEWAYS
from bpmn.matching.assignment import best_pairs
from bpmn.matching.course import Course
from bpmn.matching.letters import plain
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.likeness import likeness
from bpmn.model import FlowFile

_ALIKE = 0.5
_SILENT = 0.4
"""Decisions without any words are told by what stands around them, and by little else."""
_SAME_ID = 0.2
"""Ids are kept in editions of one file only; they may tip the scales, never decide."""
_SAME_CONDITION = 0.6


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a decision: its condition ("" where none is written) and the first tasks on it."""

    condition: str
    leads_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decision:
    """A gateway with several ways out that lead to different work, or that name a condition."""

    id: str
    kind: str
    name: str
    comes_from: frozenset[str]
    ways: tuple[Way, ...]

    @property
    def leads_to(self) -> frozenset[str]:
        """The first tasks on all ways."""
        return frozenset().union(*(way.leads_to for way in self.ways))

    @property
    def text(self) -> str:
        """What is decided, as far as it is written."""
        return " ".join(filter(None, [self.name, *(way.condition for way in self.ways)]))


def decisions_of(flow: FlowFile, course: Course) -> tuple[Decision, ...]:
    """The decisions in reading order."""
    found = []
    for key in course.order:
        element = flow.elements[key]
        if element.kind not in GATEWAYS or len(course.leaving[key]) < 2:
            continue
        ways = tuple(
            Way(" ".join((link.name or link.condition).split()), course.first_tasks(link.target or ""))
            for link in course.leaving[key]
        )
        tells = any(way.condition for way in ways) or bool(element.name.strip())
        if tells or len({way.leads_to for way in ways if way.leads_to}) > 1:
            found.append(Decision(key, element.kind, element.name, course.last_tasks(key)[0], ways))
    return tuple(found)


def decision_partners(
    left: Sequence[Decision],
    right: Sequence[Decision],
    partners: Mapping[str, frozenset[str]],
    lexicon: Lexicon,
) -> list[tuple[int, int]]:
    """Decisions that are the same: asked in like words, behind and before the same work."""
    if not left or not right:
        return []
    words = likeness([one.text for one in left], [one.text for one in right], lexicon).astype(np.float64)
    gains = np.zeros(words.shape)
    for row, one in enumerate(left):
        for column, other in enumerate(right):
            around = _share(one.comes_from, other.comes_from, partners)
            around += _share(one.leads_to, other.leads_to, partners)
            silent = _SILENT if not one.text and not other.text and one.kind == other.kind else 0.0
            edition = _SAME_ID if one.id == other.id else 0.0
            gains[row, column] = max(words[row, column], silent) + around / 2 + edition
    return best_pairs(gains - _ALIKE)


def same_ways(one: Decision, other: Decision, lexicon: Lexicon) -> bool:
    """Whether two decisions that belong together leave the same choices."""
    if one.kind != other.kind or len(one.ways) != len(other.ways):
        return False
    left = [way.condition for way in one.ways]
    right = [way.condition for way in other.ways]
    table = likeness(left, right, lexicon).astype(np.float64)
    for row, condition in enumerate(left):
        for column, other_condition in enumerate(right):
            said = lexicon.yes_or_no(condition)
            if plain(condition) == plain(other_condition) or said == lexicon.yes_or_no(other_condition) != 0:
                table[row, column] = 1.0
    return len(best_pairs(table - _SAME_CONDITION)) == len(left)


def _share(left: frozenset[str], right: frozenset[str], partners: Mapping[str, frozenset[str]]) -> float:
    """How many of the tasks on both sides have a partner on the other side."""
    met = {other for one in left for other in partners.get(one, ()) if other in right}
    meeting = {one for one in left if not partners.get(one, frozenset()).isdisjoint(right)}
    total = len(left) + len(right)
    return (len(met) + len(meeting)) / total if total else 0.0
