"""How alike the texts of two lists are, all against all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
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
    of_left = [features_of(text, lexicon) for text in left]
    of_right = [features_of(text, lexicon) for text in right]
    table = _cosines(of_left, of_right)
    terms = [terms_of(text, lexicon) for text in left], [terms_of(text, lexicon) for text in right]
    table *= _factors(*terms, lexicon)
    return np.minimum(table, 1.0, out=table)


def _cosines(left: Sequence[Mapping[str, float]], right: Sequence[Mapping[str, float]]) -> Matrix:
    counts = Counter(name for features in (*left, *right) for name in features)
    total = len(left) + len(right)
    rarity = {name: 1.0 + log((total + _FEW) / (count + _FEW)) for name, count in counts.items()}
    of_left, of_right = _columns(left, rarity), _columns(right, rarity)
    shared = [name for name in of_left if name in of_right]
    shared.sort(key=lambda name: -len(of_left[name][0]) * len(of_right[name][0]))
    table = (
        _as_table(of_left, shared[:_COMMON], len(left)) @ _as_table(of_right, shared[:_COMMON], len(right)).T
    )
    for name in shared[_COMMON:]:
        rows, weights = of_left[name]
        columns, others = of_right[name]
        table[rows[:, None], columns] += weights[:, None] * others
    return np.asarray(table, np.float32)


Column = tuple[NDArray[np.intp], Matrix]


def _columns(texts: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> dict[str, Column]:
    """For each feature, the texts that have it and how much it counts there; texts have the length 1."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for number, features in enumerate(texts):
        weights = [weight * rarity[name] for name, weight in features.items()]
        length = sum(weight * weight for weight in weights) ** 0.5
        for name, weight in zip(features, weights, strict=True):
            rows, values = found.setdefault(name, ([], []))
            rows.append(number)
            values.append(weight / length)
    return {name: (np.array(rows, np.intp), np.array(v, np.float32)) for name, (rows, v) in found.items()}


def _as_table(columns: Mapping[str, Column], names: Sequence[str], height: int) -> Matrix:
    table = np.zeros((height, len(names)), np.float32)
    for number, name in enumerate(names):
        rows, values = columns[name]
        table[rows, number] = values
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
