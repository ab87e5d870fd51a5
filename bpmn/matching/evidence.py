"""What speaks for two tasks being the same work: words, rivals, neighbours, place and lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpmn.matching.lexicon import Lexicon
from bpmn.matching.likeness import likeness
from bpmn.matching.outline import Work

Table = NDArray[np.float64]

_CARRIED = 0.3
"""How much of the neighbours' likeness the likeness of their neighbours adds."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Tables, tasks of one flow x tasks of the other, each from 0 to 1 unless said otherwise.

    `words` how alike the names are; `lead` and `lead_other` by how much more than the next best partner in
    the row and in the column (-1 to 1); `before` and `after` how alike the neighbours are; `away` how far
    apart they stand in the order of their flows; `lane` how alike those are called who do it; `named` where
    both have a name that a person gave.
    """

    words: Table
    lead: Table
    lead_other: Table
    before: Table
    after: Table
    away: Table
    lane: Table
    named: NDArray[np.bool_]


def gather(
    left: Sequence[Work],
    right: Sequence[Work],
    lexicon: Lexicon,
    settled: Sequence[tuple[int, int, bool]] = (),
) -> Evidence:
    """The evidence for all pairs. `settled` are pairs that a person confirmed or refused: they count as the
    same and as having nothing in common, so that they speak for and against their neighbours too."""
    words = _likeness([work.name for work in left], [work.name for work in right], lexicon)
    named = np.logical_and.outer([bool(work.name) for work in left], [bool(work.name) for work in right])
    for row, column in _untouched(left, right):
        words[row, column], named[row, column] = 1.0, True
    for row, column, same in settled:
        words[row, column] = 1.0 if same else 0.0
    before = _support(words, [work.before for work in left], [work.before for work in right])
    after = _support(words, [work.after for work in left], [work.after for work in right])
    carried = words + _CARRIED * (before + after)
    places = np.array([work.place for work in left]), np.array([work.place for work in right])
    return Evidence(
        words=words,
        lead=_lead(words),
        lead_other=_lead(words.T).T,
        before=_support(carried, [work.before for work in left], [work.before for work in right]),
        after=_support(carried, [work.after for work in left], [work.after for work in right]),
        away=np.abs(places[0][:, None] - places[1][None, :]),
        lane=_likeness([work.lane for work in left], [work.lane for work in right], lexicon),
        named=named,
    )


def _untouched(left: Sequence[Work], right: Sequence[Work]) -> list[tuple[int, int]]:
    """Tasks that nobody named, of two editions of one file: the same id, kind and tool's name."""
    columns = {
        (work.element.id, work.element.kind, work.element.name): number
        for number, work in enumerate(right)
        if not work.name
    }
    keys = [(work.element.id, work.element.kind, work.element.name) for work in left]
    return [(row, columns[key]) for row, key in enumerate(keys) if not left[row].name and key in columns]


def _likeness(left: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> Table:
    return likeness(left, right, lexicon).astype(np.float64)


def _lead(table: Table) -> Table:
    """How far each value lies above the best other value of its row."""
    if table.shape[1] < 2:
        return table.copy()
    best_two = np.sort(table, axis=1)[:, -2:]
    is_best = np.arange(table.shape[1])[None, :] == table.argmax(axis=1)[:, None]
    return table - np.where(is_best, best_two[:, :1], best_two[:, 1:])


def _support(table: Table, left: Sequence[frozenset[int]], right: Sequence[frozenset[int]]) -> Table:
    """How well the neighbours of two tasks pair up: the mean, over all of both, of the best partner."""
    best_right, best_left = _best(table, right), _best(table.T, left)
    total = np.zeros(table.shape)
    for row, near in enumerate(left):
        if near:
            total[row] += best_right[sorted(near)].sum(axis=0)
    for column, near in enumerate(right):
        if near:
            total[:, column] += best_left[sorted(near)].sum(axis=0)
    sizes, other_sizes = np.array([len(near) for near in left]), np.array([len(near) for near in right])
    both = np.logical_and.outer(sizes > 0, other_sizes > 0)
    return np.where(both, total / np.maximum(sizes[:, None] + other_sizes[None, :], 1), 0.0)


def _best(table: Table, groups: Sequence[frozenset[int]]) -> Table:
    """For each row the largest value in each group of columns."""
    found = np.zeros((table.shape[0], len(groups)))
    for number, group in enumerate(groups):
        if group:
            found[:, number] = table[:, sorted(group)].max(axis=1)
    return found
