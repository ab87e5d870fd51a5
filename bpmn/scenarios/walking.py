"""One walk through a net, from a start to the end, along as much as possible that is not yet covered.

Parallel branches are walked one after the other, in order. Where they meet, the walk goes on once.
"""

from __future__ import annotations

from bpmn.scenarios.net import ROOT, Join, Net, Way
from bpmn.scenarios.order import Order
from bpmn.scenarios.worth import Worth

_LESS = 0.999
_LONGEST = 12
"""A walk is cut at so many times the number of ways: nothing uncovered is left by then."""


class Walker:
    """Makes walks; remembers what they covered."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.order = Order(net)
        self.worth = Worth(net, self.order)
        self._loop_worth = Worth(net, self.order, inside=True)
        self._is_new = False
        self.endless: set[int] = set()
        """Places where a walk was ended because parallel branches lead back to where they began."""

    def next_walk(self) -> list[Way]:
        """The next walk, in the order of its steps; empty when nothing more can be covered."""
        if not self.worth.at(ROOT):
            return []
        self._is_new = False
        walk = _Walk(self).run()
        return walk if self._is_new else self._straight_walk()

    def _straight_walk(self) -> list[Way]:
        """The shortest walk to some way that is not covered, for nets that no token can get through."""
        net = self.net
        came: dict[int, Way | None] = {ROOT: None}
        for place in (ring := [ROOT]):
            for number in net.places[place].ways():
                way = net.ways[number]
                if self.worth.is_open(number):
                    return self._along(way, came)
                if way.target not in came:
                    came[way.target] = way
                    ring.append(way.target)
        return []

    def _along(self, last: Way, came: dict[int, Way | None]) -> list[Way]:
        walk: list[Way] = []
        way: Way | None = last
        while way is not None:
            walk.append(way)
            self.cover(way.number)
            way = came[way.source]
        return walk[::-1]

    def cover(self, way: int) -> None:
        """Count a way as covered."""
        self._is_new = self._is_new or self.worth.is_open(way)
        self.worth.cover(way)
        self._loop_worth.cover(way)

    def choose(self, place: int, taken: set[int]) -> list[int]:
        """The ways to take from a place together; `taken` are those that this walk took already."""
        found = self.net.places[place]
        usual = self._usual(place)
        best: list[int] = []
        if found.instead:
            options = [usual] if usual else []
            for worth in (self._loop_worth, self.worth):
                likely = worth.best_instead(place)
                if likely is not None and likely in taken:
                    likely = max(
                        (way for way in found.instead if way not in taken), key=worth.of_way, default=None
                    )
                tried = [*options, *([] if likely is None else [[likely]])]
                tried = [ways for ways in tried if not taken.issuperset(ways)]
                best = max(tried, key=lambda ways: worth.of_ways(place, ways), default=[])
                if best and worth.of_ways(place, best):
                    return best
            nearest = min(found.instead, key=self._to_end)
            if not usual or self._to_end(nearest) < min(map(self._to_end, usual)):
                return [nearest]
        return usual

    def _usual(self, place: int) -> list[int]:
        """What is taken where nothing exceptional happens."""
        found = self.net.places[place]
        some = [way for way in found.some if self.worth.of_way(way)]
        default = [] if found.default is None else [found.default]
        if some:
            return [*found.always, *some]
        if default or found.always:
            return [*found.always, *default]
        return sorted(found.some, key=self._to_end)[:1]

    def _to_end(self, way: int) -> float:
        return self.order.to_end[self.net.ways[way].target]


class _Walk:
    """Tokens on their way. A token's weight is its share of the whole: a split divides, a meeting adds up."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._net = walker.net
        self._steps: list[Way] = []
        self._taken: set[int] = set()
        self._moving: list[tuple[int, int]] = []
        self._waiting: dict[int, list[tuple[int, int]]] = {}
        self._parents: list[tuple[int, ...]] = [()]
        self._weight = [1.0]
        self._passed: dict[int, int] = {}
        self._split_weight: dict[int, float] = {}

    def run(self) -> list[Way]:
        longest = _LONGEST * len(self._net.ways) + 100
        self._go_on(ROOT, 0)
        while (self._moving or self._waiting) and len(self._steps) < longest:
            if self._moving:
                way, token = self._moving.pop()
                self._arrive(way, token)
            else:
                # Nothing else can come: whoever waits furthest back goes on with what is there.
                self._release(min(self._waiting, key=lambda place: self._walker.order.index[place] or 0))
        return self._steps

    def _arrive(self, number: int, token: int) -> None:
        way = self._net.ways[number]
        self._steps.append(way)
        self._taken.add(number)
        self._walker.cover(number)
        place = self._net.places[way.target]
        if place.join is Join.EACH:
            if not self._is_absorbed(way.target, token):
                self._go_on(way.target, token)
            return
        arrived = self._waiting.setdefault(way.target, [])
        arrived.append((number, token))
        if place.join is Join.ALL:
            if {one for one, _ in arrived} >= set(self._net.arriving[way.target]):
                self._release(way.target)
        elif place.leaving and not self._is_busy_inside(way.target):
            self._release(way.target)

    def _is_busy_inside(self, leaving: int) -> bool:
        net = self._net
        moving = any(net.is_inside(net.ways[way].target, leaving) for way, _ in self._moving)
        return moving or any(net.is_inside(place, leaving) for place in self._waiting if place != leaving)

    def _release(self, place: int) -> None:
        tokens = [token for _, token in self._waiting.pop(place)]
        if len(tokens) == 1:
            self._go_on(place, tokens[0])
        else:
            self._go_on(place, self._token(tuple(tokens), sum(self._weight[token] for token in tokens)))

    def _is_absorbed(self, place: int, token: int) -> bool:
        """Whether another branch came through here already and nothing uncovered lies ahead."""
        earlier = self._passed.get(place)
        if earlier is None or earlier == token or self._walker.worth.at(place):
            return False
        return not self._comes_from(token, earlier)

    def _comes_from(self, token: int, earlier: int) -> bool:
        seen, waiting = {token}, [token]
        while waiting:
            for parent in self._parents[waiting.pop()]:
                if parent == earlier:
                    return True
                if parent > earlier and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False

    def _go_on(self, place: int, token: int) -> None:
        walker = self._walker
        self._passed[place] = token
        if walker.order.to_end[place] == float("inf") and not walker.worth.at(place):
            return  # it would go round for ever
        ways = walker.choose(place, self._taken)
        if len(ways) < 2:
            self._moving += [(way, token) for way in ways]
            return
        weight = self._weight[token]
        first = self._split_weight.setdefault(place, weight)
        if weight < first * _LESS:
            # What left here when it was whole is still on its way.
            walker.endless.add(place)
            return
        self._moving += [(way, self._token((token,), weight / len(ways))) for way in reversed(ways)]

    def _token(self, parents: tuple[int, ...], weight: float) -> int:
        self._parents.append(parents)
        self._weight.append(weight)
        return len(self._weight) - 1
