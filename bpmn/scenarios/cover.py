"""Scenarios of a flow: few walks that together take every branch and come to every task.

The walks are found one by one, each along as much as possible that none has covered. Time grows with the
length of what is said, never with the number of paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.kinds import ACTIVITIES
from bpmn.model import FlowFile
from bpmn.reading_order import closed_subprocesses, tasks_of
from bpmn.scenarios.building import net_of
from bpmn.scenarios.net import Net, Way
from bpmn.scenarios.order import Order
from bpmn.scenarios.walking import Walker


@dataclass(frozen=True, slots=True)
class Step:
    """An element that a scenario comes to, the flow that it came by ("" for none), and by what means."""

    element: str
    flow: str
    means: str
    origin: str
    """The element that it came from, "" at the beginning."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One walk from a start to an end; parallel branches follow one another."""

    steps: tuple[Step, ...]

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements in the order of their first visit."""
        return tuple(dict.fromkeys(step.element for step in self.steps))

    @property
    def flows(self) -> tuple[str, ...]:
        """The sequence flows in the order of their first use."""
        return tuple(dict.fromkeys(step.flow for step in self.steps if step.flow))


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A task or a branch (`is_branch`, a sequence flow) that no scenario covers.

    `reason` is no_way_in, behind_unreachable, closed_loop, closed_subprocess or ends_missing.
    """

    id: str
    is_branch: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Scenarios:
    """All scenarios of a flow, and what none of them covers."""

    scenarios: tuple[Scenario, ...]
    uncovered: tuple[Uncovered, ...]


def scenarios_of(flow: FlowFile) -> Scenarios:
    """Cover a flow."""
    walker = Walker(net_of(flow))
    walks: list[list[Way]] = []
    while walk := walker.next_walk():
        walks.append(walk)
    kept = [_scenario(walker.net, walk) for walk in _needed(walks)]
    return Scenarios(tuple(kept), tuple(_uncovered(flow, walker.net, walker.order)))


def _needed(walks: Sequence[list[Way]]) -> list[list[Way]]:
    """Without the walks whose every way lies on others too; later ones, made for less, go first."""
    uses = Counter(way for walk in walks for way in {way.number for way in walk})
    kept = []
    for walk in reversed(walks):
        ways = {way.number for way in walk}
        if all(uses[way] > 1 for way in ways):
            uses.subtract(ways)
        else:
            kept.append(walk)
    return kept[::-1]


def _scenario(net: Net, walk: list[Way]) -> Scenario:
    steps = []
    been = set()
    for way in walk:
        place = net.places[way.target]
        # Leaving a sub-process is no step, but where a flow leads into its middle it was never come to.
        if place.element and (not place.leaving or place.element not in been):
            origin = net.places[way.source].element
            steps.append(Step(place.element, way.flow, way.means.value, origin))
            been.add(place.element)
    return Scenario(tuple(steps))


def _uncovered(flow: FlowFile, net: Net, order: Order) -> list[Uncovered]:
    found = []
    closed = closed_subprocesses(flow)
    tasks = {task.id for task in tasks_of(flow)}
    for key, element in flow.elements.items():
        if key in tasks or (element.parent in closed and key not in net.entry and _is_activity(flow, key)):
            reason = _reason(net, order, key)
            if reason:
                found.append(Uncovered(key, False, reason))
    for link in flow.connections.values():
        if link.kind != "sequenceFlow":
            continue
        source, target = flow.elements.get(link.source or ""), flow.elements.get(link.target or "")
        if source is None or target is None:
            found.append(Uncovered(link.id, True, "ends_missing"))
        elif reason := _reason(net, order, source.id) or _reason(net, order, target.id):
            found.append(Uncovered(link.id, True, reason))
    return found


def _reason(net: Net, order: Order, key: str) -> str:
    """Why nothing comes to an element; "" where something does."""
    entry = net.entry.get(key)
    if entry is None:
        return "closed_subprocess"
    if order.index[entry] is not None:
        return ""
    before = {net.ways[way].source for way in net.arriving[entry]}
    if not before:
        return "no_way_in"
    seen, waiting = set(before), list(before)
    while waiting:
        place = waiting.pop()
        further = {net.ways[way].source for way in net.arriving[place]}
        if not further:
            return "behind_unreachable"
        waiting += further - seen
        seen |= further
    return "closed_loop"


def _is_activity(flow: FlowFile, key: str) -> bool:
    return flow.elements[key].kind in ACTIVITIES
