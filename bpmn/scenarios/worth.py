"""How much of a net is still uncovered behind each place, kept up to date as ways are covered."""

from __future__ import annotations

import heapq

from bpmn.scenarios.net import Net
from bpmn.scenarios.order import Order

_MOST = 1e12
"""Nested parallel branches are counted more than once; beyond this the number says nothing any more."""


class Worth:
    """An estimate that is 0 exactly where nothing uncovered lies ahead. `inside` counts only what can be
    covered without leaving the loop that a place lies in.

    What is covered is worked in only as far as somebody asks, so a walk from start to end costs no more
    than its length.
    """

    def __init__(self, net: Net, order: Order, *, inside: bool = False) -> None:
        self._net, self._order, self._inside = net, order, inside
        self._open = [order.index[way.source] is not None for way in net.ways]
        if inside:
            self._open = [o and order.loop[w.source] == order.loop[w.target]
                          for o, w in zip(self._open, net.ways, strict=True)]  # fmt: skip
        self._counts = list(self._open)
        self._value = [0.0] * len(net.places)
        self._waiting: list[tuple[int, int]] = []
        self._is_waiting = [False] * len(net.places)
        self._splits: dict[int, list[int]] = {}
        self._instead: dict[int, list[tuple[float, int]]] = {}
        for place in order.places:
            meeting = order.meeting[place]
            if meeting is not None and len(net.places[place].ways()) > 1:
                self._splits.setdefault(meeting, []).append(place)
        for place in reversed(order.places):
            self._value[place] = self._of(place)

    def cover(self, way: int) -> None:
        """A way was walked."""
        if self._open[way]:
            self._open[way] = False
            self._put(self._net.ways[way].source)

    def is_open(self, way: int) -> bool:
        """Whether a way still waits to be covered."""
        return self._open[way]

    def at(self, place: int) -> float:
        """What is worth going to a place for."""
        limit = self._order.index[place]
        assert limit is not None
        while self._waiting and -self._waiting[0][0] >= limit:
            _, changed = heapq.heappop(self._waiting)
            self._is_waiting[changed] = False
            value = self._of(changed)
            if value != self._value[changed]:
                self._value[changed] = value
                for way in self._net.arriving[changed]:
                    if not self._order.is_back[way]:
                        self._put(self._net.ways[way].source)
                for split in self._splits.get(changed, ()):
                    self._put(split)
        return self._value[place]

    def of_way(self, way: int) -> float:
        """What is worth taking a way for."""
        here = 1.0 if self._open[way] else 0.0
        if self._order.is_back[way] or not self._counts[way]:
            return here
        return here + self.at(self._net.ways[way].target)

    def of_ways(self, place: int, ways: list[int]) -> float:
        """What is worth taking several ways together for: what lies behind their meeting counts once."""
        if len(ways) < 2:
            return self.of_way(ways[0]) if ways else 0.0
        meeting = self._order.meeting[place]
        if meeting is None or (self._inside and self._order.loop[meeting] != self._order.loop[place]):
            shared = 0.0
        else:
            shared = self.at(meeting)
        return min(_MOST, shared + sum(max(0.0, self.of_way(way) - shared) for way in ways))

    def _put(self, place: int) -> None:
        index = self._order.index[place]
        if index is not None and not self._is_waiting[place]:
            self._is_waiting[place] = True
            heapq.heappush(self._waiting, (-index, place))

    def _of(self, place: int) -> float:
        found = self._net.places[place]
        value = self.of_ways(place, [*found.always, *found.some])
        if found.default is not None:
            value = max(value, self.of_ways(place, [*found.always, found.default]))
        best = self.best_instead(place)
        return value if best is None else min(_MOST, max(value, self.of_way(best)))

    def best_instead(self, place: int) -> int | None:
        """Of the ways taken instead of all others the one worth most, None where there is none.

        What a way is worth never grows, so only ways that seemed best have to be looked at again: a decision
        with thousands of branches costs no more than one with two.
        """
        ways = self._net.places[place].instead
        if not ways:
            return None
        heap = self._instead.get(place)
        if heap is None:
            heap = self._instead[place] = [(-self.of_way(way), way) for way in ways]
            heapq.heapify(heap)
        while (value := -self.of_way(heap[0][1])) > heap[0][0]:
            heapq.heapreplace(heap, (value, heap[0][1]))
        return heap[0][1]
