"""Which tasks are done at another point of the work."""

from __future__ import annotations

from collections.abc import Sequence

from bpmn.matching.outline import Work

_MOST = 2_000
"""Beyond so many pairs nothing is said of the order: all of them would be held against all."""


def out_of_order(
    pairs: Sequence[tuple[int, int]], left: Sequence[Work], right: Sequence[Work]
) -> list[tuple[int, int]]:
    """The fewest pairs that explain all tasks whose order is turned round.

    Only what surely follows in both flows counts: tasks side by side, or in one loop, have no order.
    """
    if len(pairs) > _MOST:
        return []
    follows, follows_too = _follows(left), _follows(right)
    turned: dict[int, set[int]] = {}
    for one, (row, column) in enumerate(pairs):
        for other, (row_too, column_too) in enumerate(pairs[:one]):
            order = _order(follows, row, row_too)
            if order and order == -_order(follows_too, column, column_too):
                turned.setdefault(one, set()).add(other)
                turned.setdefault(other, set()).add(one)
    moved = []
    while any(turned.values()):
        # Of equals the later one: what was put off is named, not what slipped forward.
        worst = max(turned, key=lambda number: (len(turned[number]), number))
        for other in turned.pop(worst):
            turned[other].discard(worst)
        moved.append(pairs[worst])
    return sorted(moved)


def _order(follows: Sequence[int], one: int, other: int) -> int:
    """+1: `other` comes after `one`, -1: before it, 0: neither or both."""
    return (follows[one] >> other & 1) - (follows[other] >> one & 1)


def _follows(works: Sequence[Work]) -> list[int]:
    """For each task a bit for every task that can be reached from it."""
    reached = [sum(1 << number for number in work.after) for work in works]
    changed = True
    while changed:
        changed = False
        # Backwards, so that one round is enough wherever no loop leads back.
        for number in range(len(works) - 1, -1, -1):
            found = reached[number]
            for following in works[number].after:
                found |= reached[following]
            if found != reached[number]:
                reached[number], changed = found, True
    return reached
