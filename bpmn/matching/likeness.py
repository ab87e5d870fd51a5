"""How alike the texts of two lists are, all against all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpmn.matching.features import features_of
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.terms import Terms, terms_of

Matrix = NDArray[np.float32]

_COMMON = 400
"""So many features that many texts share are multiplied as one table; the rest one by one."""
_FEW = 8
"""Among few texts rarity says little: so many more are thought of, that have every feature."""
_OTHER_ACTION = 0.55
_NEAR_ACTION = 0.85
_OPPOSITE = 0.3


def likeness(left: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> Matrix:
    """A table, left × right, from 0 (nothing in common) to 1 (the same words or words of the same classes).

    Rare words and letters count more than those in every text. Texts that do different things with the same
    object (send, check a form) are held apart, more so those that exclude one another (accept, reject).
    """
    if not left or not right:
        return np.zeros((len(left), len(right)), np.float32)
    # Products of matrices may raise a flag for the padding that the processor's kernels also work through.
    with np.errstate(invalid="ignore"):
        return _table(left, right, lexicon)


def _table(left: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> Matrix:
    of_left = [features_of(text, lexicon) for text in left]
    of_right = [features_of(text, lexicon) for text in right]
    table = _cosines(of_left, of_right)
    terms = [terms_of(text, lexicon) for text in left], [terms_of(text, lexicon) for text in right]
    table *= _factors(*terms, lexicon)
    return np.minimum(table, 1.0, out=table)


def _cosines(left: Sequence[Mapping[str, float]], right: Sequence[Mapping[str, float]]) -> Matrix:
    numbers: dict[str, int] = {}
    one, other = _flat(left, numbers), _flat(right, numbers)
    width, total = len(numbers), len(left) + len(right)
    counts = np.bincount(one.features, minlength=width), np.bincount(other.features, minlength=width)
    rarity = 1.0 + np.log((total + _FEW) / (counts[0] + counts[1] + _FEW))
    one, other = _sorted(one, rarity, len(left)), _sorted(other, rarity, len(right))
    meetings = counts[0] * counts[1]
    shared = np.flatnonzero(meetings)
    shared = shared[np.argsort(-meetings[shared], kind="stable")]
    common = np.full(width, -1, np.intp)
    common[shared[:_COMMON]] = np.arange(len(shared[:_COMMON]))
    table = _as_table(one, common, len(left)) @ _as_table(other, common, len(right)).T
    starts, other_starts = np.searchsorted(one.features, shared), np.searchsorted(other.features, shared)
    for place in range(_COMMON, len(shared)):
        feature = shared[place]
        here = slice(starts[place], starts[place] + counts[0][feature])
        there = slice(other_starts[place], other_starts[place] + counts[1][feature])
        table[one.texts[here, None], other.texts[there]] += one.weights[here, None] * other.weights[there]
    return table


class _Flat(NamedTuple):
    """Which text has which feature, and how much that weighs; one entry each."""

    texts: NDArray[np.intp]
    features: NDArray[np.intp]
    weights: Matrix


def _flat(texts: Sequence[Mapping[str, float]], numbers: dict[str, int]) -> _Flat:
    """All entries; `numbers` gives each new feature the next number."""
    for features in texts:
        for name in features:
            if name not in numbers:
                numbers[name] = len(numbers)
    sizes = np.fromiter(map(len, texts), np.intp, len(texts))
    named = np.fromiter((numbers[name] for one in texts for name in one), np.intp, int(sizes.sum()))
    weights = np.fromiter((weight for one in texts for weight in one.values()), np.float32, len(named))
    return _Flat(np.repeat(np.arange(len(texts)), sizes), named, weights)


def _sorted(flat: _Flat, rarity: NDArray[np.float64], height: int) -> _Flat:
    """By feature; weights with their rarity, every text of length 1."""
    weights = flat.weights * rarity[flat.features]
    lengths = np.sqrt(np.bincount(flat.texts, weights * weights, minlength=height))
    even = (weights / lengths[flat.texts]).astype(np.float32)
    order = np.argsort(flat.features, kind="stable")
    return _Flat(flat.texts[order], flat.features[order], even[order])


def _as_table(flat: _Flat, columns: NDArray[np.intp], height: int) -> Matrix:
    """The features that have a column, as a table of texts x columns."""
    table = np.zeros((height, int(columns.max(initial=-1)) + 1), np.float32)
    wanted = columns[flat.features] >= 0
    table[flat.texts[wanted], columns[flat.features[wanted]]] = flat.weights[wanted]
    return table


class _Doing(NamedTuple):
    """What decides whether two texts do the same: classes of actions, and sides of opposites."""

    actions: frozenset[str]
    sides: tuple[int, ...]


def _factors(left: Sequence[Terms], right: Sequence[Terms], lexicon: Lexicon) -> Matrix:
    """Less than 1 where the actions are near, different or opposite. Few ways of doing stand behind many
    texts, so that the ways are compared and the result is spread."""
    ways, rows = _ways(left)
    other_ways, columns = _ways(right)
    table = _actions(ways, other_ways, lexicon) * _opposites(ways, other_ways)
    return table[rows][:, columns]


def _ways(texts: Sequence[Terms]) -> tuple[list[_Doing], NDArray[np.intp]]:
    known: dict[_Doing, int] = {}
    of = [
        known.setdefault(_Doing(frozenset(one.means.id for one in terms.actions), terms.sides), len(known))
        for terms in texts
    ]
    return list(known), np.array(of, np.intp)


def _actions(left: Sequence[_Doing], right: Sequence[_Doing], lexicon: Lexicon) -> Matrix:
    """1 where the same is done or one says nothing of it, less where actions are near or different."""
    classes = {name: number for number, name in enumerate(lexicon.actions)}
    near = np.eye(len(classes), dtype=np.float32)
    for one in lexicon.actions.values():
        for other in one.near:
            if other in classes:
                near[classes[one.id], classes[other]] = near[classes[other], classes[one.id]] = 1
    mine, others = _done(left, classes), _done(right, classes)
    same = mine @ others.T > 0
    close = mine @ near @ others.T > 0
    told = np.outer(mine.sum(axis=1), others.sum(axis=1)) > 0
    factor = np.where(close, np.float32(_NEAR_ACTION), np.float32(_OTHER_ACTION))
    return np.where(same | ~told, np.float32(1), factor)


def _done(texts: Sequence[_Doing], classes: Mapping[str, int]) -> Matrix:
    table = np.zeros((len(texts), len(classes)), np.float32)
    for row, doing in enumerate(texts):
        table[row, [classes[name] for name in doing.actions]] = 1
    return table


def _opposites(left: Sequence[_Doing], right: Sequence[_Doing]) -> Matrix:
    """Less where one text stands on one side only, and the other on the other side only."""
    mine = np.array([doing.sides for doing in left], np.float32)
    others = np.array([doing.sides for doing in right], np.float32)
    apart = np.maximum(mine, 0) @ np.maximum(-others, 0).T + np.maximum(-mine, 0) @ np.maximum(others, 0).T
    return np.where(apart > 0, np.float32(_OPPOSITE), np.float32(1))
