"""Which tasks are done at another point of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bpmn.matching.outline import Work


def out_of_order(
    pairs: Sequence[tuple[int, int]], left: Sequence[Work], right: Sequence[Work]
) -> list[tuple[int, int]]:
    """The fewest pairs that explain all tasks whose order is turned round.

    Only what surely follows in both flows counts: tasks side by side, or in one loop, have no order.
    """
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


def _order(follows: Mapping[int, frozenset[int]], one: int, other: int) -> int:
    """+1: `other` comes after `one`, -1: before it, 0: neither or both."""
    return (other in follows[one]) - (one in follows[other])


def _follows(works: Sequence[Work]) -> Mapping[int, frozenset[int]]:
    """All tasks that can be reached from each."""
    reached: dict[int, frozenset[int]] = {}
    for start in range(len(works)):
        seen: set[int] = set()
        waiting = list(works[start].after)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(works[number].after)
        reached[start] = frozenset(seen)
    return reached
