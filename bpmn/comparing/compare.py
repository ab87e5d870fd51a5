"""Comparing two flows, task by task and decision by decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpmn.comparing.decisions import Decision, decision_partners, decisions_of, same_ways
from bpmn.comparing.differences import Difference, DifferenceKind
from bpmn.comparing.lanes import lane_partners
from bpmn.comparing.order import out_of_order
from bpmn.matching.course import Course, course_of
from bpmn.matching.flows import TaskPair
from bpmn.matching.letters import plain
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.outline import Work, outline_of
from bpmn.matching.reasons import same_meaning
from bpmn.model import FlowFile

_SURE = 0.6
"""Only pairs from here on may say that the order has changed: one wrong pair turns many others round."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both flows with the pairs of their tasks, by number."""

    left: Sequence[Work]
    right: Sequence[Work]
    pairs: Sequence[tuple[int, int]]
    single: Sequence[tuple[int, int]]
    """Pairs whose tasks have no other partner."""
    sure: Sequence[tuple[int, int]]
    """Those of them that are hardly wrong."""


def compare(
    a: FlowFile, b: FlowFile, matching: Iterable[TaskPair], lexicon: Lexicon
) -> tuple[Difference, ...]:
    """All differences from `a` to `b`, in the order of `a`; what was added comes where it stands in `b`."""
    left, right = course_of(a), course_of(b)
    sides = _sides(outline_of(left), outline_of(right), matching)
    found = [
        *_one_sided(sides),
        *_regrouped(sides),
        *_moved(sides, lexicon),
        *_reordered(sides),
        *_branches(decisions_of(a, left), decisions_of(b, right), sides, lexicon),
        *_reworded(sides, lexicon),
    ]
    return tuple(sorted(found, key=_Place(left, right, sides)))


def _sides(left: Sequence[Work], right: Sequence[Work], matching: Iterable[TaskPair]) -> _Sides:
    rows = {work.element.id: number for number, work in enumerate(left)}
    columns = {work.element.id: number for number, work in enumerate(right)}
    scores = {
        (rows[pair.a], columns[pair.b]): pair.score
        for pair in matching
        if pair.a in rows and pair.b in columns
    }
    pairs = sorted(scores)
    of_row = [row for row, _ in pairs]
    of_column = [column for _, column in pairs]
    single = [pair for pair in pairs if of_row.count(pair[0]) == of_column.count(pair[1]) == 1]
    return _Sides(left, right, pairs, single, [pair for pair in single if scores[pair] >= _SURE])


def _one_sided(sides: _Sides) -> Iterator[Difference]:
    known = {row for row, _ in sides.pairs}
    known_too = {column for _, column in sides.pairs}
    for number, work in enumerate(sides.left):
        if number not in known:
            yield Difference(DifferenceKind.REMOVED, a=(work.element.id,), before=_named(work))
    for number, work in enumerate(sides.right):
        if number not in known_too:
            yield Difference(DifferenceKind.ADDED, b=(work.element.id,), after=_named(work))


def _regrouped(sides: _Sides) -> Iterator[Difference]:
    """Tasks that hang together by pairs, more than one on a side."""
    waiting = [pair for pair in sides.pairs if pair not in sides.single]
    while waiting:
        rows, columns = {waiting[0][0]}, {waiting[0][1]}
        while more := [pair for pair in waiting if (pair[0] in rows) != (pair[1] in columns)]:
            rows |= {row for row, _ in more}
            columns |= {column for _, column in more}
        waiting = [pair for pair in waiting if pair[0] not in rows]
        before = [sides.left[row] for row in sorted(rows)]
        after = [sides.right[column] for column in sorted(columns)]
        yield Difference(
            DifferenceKind.SPLIT if len(rows) == 1 else DifferenceKind.MERGED,
            tuple(work.element.id for work in before), tuple(work.element.id for work in after),
            "／".join(map(_named, before)), "／".join(map(_named, after)),
        )  # fmt: skip


def _moved(sides: _Sides, lexicon: Lexicon) -> Iterator[Difference]:
    """Done in a lane that is not the partner of the former one; needs lanes on both sides."""
    lanes = [(sides.left[row].lane, sides.right[column].lane) for row, column in sides.pairs]
    partners = lane_partners(lanes, lexicon)
    taken = set(partners.values())
    for row, column in sides.single:
        one, other = sides.left[row], sides.right[column]
        if not one.lane or not other.lane or partners.get(one.lane) == other.lane or one.lane == other.lane:
            continue
        if one.lane not in partners and other.lane not in taken:
            continue
        yield _pair(DifferenceKind.MOVED, one, other, one.element.lane_name, other.element.lane_name)


def _reordered(sides: _Sides) -> Iterator[Difference]:
    for row, column in out_of_order(sides.sure, sides.left, sides.right):
        one, other = sides.left[row], sides.right[column]
        before = "／".join(_named(sides.left[number]) for number in sorted(one.before))
        after = "／".join(_named(sides.right[number]) for number in sorted(other.before))
        yield _pair(DifferenceKind.REORDERED, one, other, before, after)


def _reworded(sides: _Sides, lexicon: Lexicon) -> Iterator[Difference]:
    for row, column in sides.single:
        one, other = sides.left[row], sides.right[column]
        if plain(one.element.name) != plain(other.element.name):
            slight = same_meaning(one.element.name, other.element.name, lexicon)
            yield _pair(DifferenceKind.REWORDED, one, other, _named(one), _named(other), slight)


def _branches(
    left: Sequence[Decision], right: Sequence[Decision], sides: _Sides, lexicon: Lexicon
) -> Iterator[Difference]:
    names = {work.element.id: _named(work) for work in sides.left}
    names_too = {work.element.id: _named(work) for work in sides.right}
    partners: dict[str, frozenset[str]] = {}
    for row, column in sides.pairs:
        key = sides.left[row].element.id
        partners[key] = partners.get(key, frozenset()) | {sides.right[column].element.id}
    same = decision_partners(left, right, partners, lexicon)
    rows, columns = {row for row, _ in same}, {column for _, column in same}
    for row, column in same:
        if not same_ways(left[row], right[column], lexicon):
            yield Difference(DifferenceKind.BRANCH, (left[row].id,), (right[column].id,),
                             _asked(left[row], names), _asked(right[column], names_too))  # fmt: skip
    for number, one in enumerate(left):
        if number not in rows:
            yield Difference(DifferenceKind.BRANCH, a=(one.id,), before=_asked(one, names))
    for number, one in enumerate(right):
        if number not in columns:
            yield Difference(DifferenceKind.BRANCH, b=(one.id,), after=_asked(one, names_too))


def _asked(one: Decision, names: Mapping[str, str]) -> str:
    """The question and the ways out; without words, the tasks that the ways lead to."""
    ways = "／".join(filter(None, (way.condition for way in one.ways)))
    name = " ".join(one.name.split())
    said = f"{name}：{ways}" if name and ways else name or ways
    return said or "／".join(names[key] for way in one.ways for key in sorted(way.leads_to))


def _pair(
    kind: DifferenceKind, one: Work, other: Work, before: str, after: str, slight: bool = False
) -> Difference:
    return Difference(kind, (one.element.id,), (other.element.id,), before, after, slight)


def _named(work: Work) -> str:
    return " ".join(work.element.name.split())


class _Place:
    """Where a difference stands in the first flow; what was added, behind what it follows in the second."""

    def __init__(self, left: Course, right: Course, sides: _Sides) -> None:
        self._left = {key: number for number, key in enumerate(left.order)}
        self._right = {key: number for number, key in enumerate(right.order)}
        partner = {sides.right[column].element.id: sides.left[row].element.id for row, column in sides.pairs}
        self._behind: list[int] = []
        last = -1
        for key in right.order:
            last = self._left[partner[key]] if key in partner else last
            self._behind.append(last)

    def __call__(self, difference: Difference) -> tuple[int, int]:
        if difference.a:
            return min(self._left[key] for key in difference.a), -1
        first = min(self._right[key] for key in difference.b)
        return self._behind[first], first
