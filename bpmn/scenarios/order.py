"""The forward order of a net: which ways lead back in a loop, and where branches meet again."""

from __future__ import annotations

from bpmn.scenarios.net import ROOT, Net


class Order:
    """`index` numbers the reached places from the root onwards (None: never reached); `is_back` marks ways
    that lead back; `meeting` is the first place that all ways of a place come to (None: the end).
    `loop` names the loop a place lies in (places of one loop share the number), `to_end` counts ways.
    """

    def __init__(self, net: Net) -> None:
        self._net = net
        self.is_back = [False] * len(net.ways)
        self.places = self._sorted()
        self.index: list[int | None] = [None] * len(net.places)
        for number, place in enumerate(self.places):
            self.index[place] = number
        self.meeting = self._meetings()
        self.loop = self._loops()
        self.to_end = self._distances()

    def _sorted(self) -> list[int]:
        """Depth first without recursion; a way to a place still being visited leads back."""
        net = self._net
        state = [0] * len(net.places)
        done: list[int] = []
        state[ROOT] = 1
        path = [(ROOT, iter(net.places[ROOT].ways()))]
        while path:
            place, ways = path[-1]
            way = next(ways, None)
            if way is None:
                state[place] = 2
                done.append(place)
                path.pop()
                continue
            target = net.ways[way].target
            if state[target] == 1:
                self.is_back[way] = True
            elif state[target] == 0:
                state[target] = 1
                path.append((target, iter(net.places[target].ways())))
        return done[::-1]

    def _meetings(self) -> list[int | None]:
        """Immediate post-dominators of the net without what leads back; the end counts as one place."""
        net, end = self._net, len(self.places)
        number: list[int] = [end] * end
        for at in range(end - 1, -1, -1):
            found = None
            for way in net.places[self.places[at]].ways():
                target = self.index[net.ways[way].target]
                if self.is_back[way] or target is None:
                    continue
                found = target if found is None else _common(found, target, number)
            number[at] = end if found is None else found
        meeting: list[int | None] = [None] * len(net.places)
        for at, place in enumerate(self.places):
            meeting[place] = self.places[number[at]] if number[at] < end else None
        return meeting

    def _loops(self) -> list[int]:
        from networkx import DiGraph, strongly_connected_components

        graph: DiGraph[int] = DiGraph()
        graph.add_nodes_from(self.places)
        graph.add_edges_from((place, target) for place in self.places for target in self._net.targets(place))
        loop = [-1] * len(self._net.places)
        for number, members in enumerate(strongly_connected_components(graph)):
            for place in members:
                loop[place] = number
        return loop

    def _distances(self) -> list[float]:
        """How many ways the nearest end is away; infinite where no end can be reached."""
        net = self._net
        far = [float("inf")] * len(net.places)
        ring = [place for place in range(len(net.places)) if not net.places[place].ways()]
        distance = 0.0
        while ring:
            for place in ring:
                far[place] = distance
            distance += 1
            before = {net.ways[way].source for place in ring for way in net.arriving[place]}
            ring = sorted(place for place in before if far[place] == float("inf"))
        return far


def _common(one: int, other: int, number: list[int]) -> int:
    """The first place that both come to; numbers grow towards the end."""
    while one != other:
        if one < other:
            one = number[one]
        else:
            other = number[other]
    return one
