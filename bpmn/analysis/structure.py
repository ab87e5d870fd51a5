"""Hints from how tokens would move: unreachable tasks, dead ends, splits and joins that do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, note, warning
from bpmn.kinds import ACTIVITIES, GATEWAYS, TASKS
from bpmn.model import Element, FlowFile
from bpmn.scenarios.building import net_of
from bpmn.scenarios.net import Join
from bpmn.scenarios.order import Order

_DECIDING = ("exclusiveGateway", "inclusiveGateway", "complexGateway")
_UNSAID_AT_LEAST = 2


class StructureHints:
    """Reads one flow."""

    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        self._net = net_of(flow)
        self._order = Order(self._net)
        self._into: dict[str, list[str]] = {}
        self._out_of: dict[str, list[str]] = {}
        for link in flow.connections.values():
            if link.kind == "sequenceFlow":
                self._into.setdefault(link.target or "", []).append(link.id)
                self._out_of.setdefault(link.source or "", []).append(link.id)
        self._with_ends = {e.parent for e in flow.elements.values() if e.kind == "endEvent"}
        self._with_lanes = {lane.process for lane in flow.lanes}

    def all(self) -> Iterator[Finding]:
        """Every hint."""
        for element in self._flow.elements.values():
            if element.id not in self._net.entry:
                continue
            if self._order.index[self._net.entry[element.id]] is None:
                yield from self._unreachable(element)
            else:
                yield from self._dead_end(element)
                yield from self._splits(element)
            if element.kind in GATEWAYS:
                yield from self._gateway(element)
            yield from self._lane(element)

    def _unreachable(self, element: Element) -> Iterator[Finding]:
        if element.kind in ACTIVITIES:
            yield warning("unreachable", element.id, name=self._name(element.id))

    def _dead_end(self, element: Element) -> Iterator[Finding]:
        place = self._net.exit[element.id]
        if self._order.index[place] is None:
            return  # nothing inside it ends, which is told there
        goes_on = self._out_of.get(element.id)
        if goes_on and self._order.to_end[place] == float("inf"):
            if element.kind in ACTIVITIES and not self._loops_on(place):
                yield warning("endless", element.id, name=self._name(element.id))
            return
        if goes_on or element.kind == "endEvent" or "link" in element.triggers:
            return
        if element.kind in GATEWAYS:
            yield warning("gateway_ends", element.id, name=self._name(element.id))
        elif element.kind == "boundaryEvent":
            if "compensate" not in element.triggers:
                yield warning("event_leads_nowhere", element.id, name=self._name(element.id))
        elif element.parent in self._with_ends and not {"event", "compensation"} & set(element.markers):
            yield warning("dead_end", element.id, name=self._name(element.id))

    def _loops_on(self, place: int) -> bool:
        """Whether a loop was already told of at a place before this one, so that each is told once."""
        loop = self._order.loop[place]
        first = next(at for at in self._order.places if self._order.loop[at] == loop)
        return first != place and self._net.places[first].element != ""

    def _splits(self, element: Element) -> Iterator[Finding]:
        net, place = self._net, self._net.exit[element.id]
        found = net.places[place]
        meeting = self._order.meeting[place]
        if meeting is None:
            return
        where = net.places[meeting]
        met = self._flow.elements.get(where.element)
        facts = {"name": self._name(element.id), "join": self._name(where.element)}
        ends = met is None or met.kind == "endEvent"
        if len(found.always) > 1 and not found.instead and where.join is Join.EACH and not ends:
            yield warning("parallel_not_joined", element.id, **facts)
        options = len(found.instead) + bool(found.always or found.some or found.default is not None)
        if options > 1 and where.join is Join.ALL:
            yield warning("waits_forever", where.element, **facts)

    def _gateway(self, element: Element) -> Iterator[Finding]:
        ways_in, ways_out = self._into.get(element.id, []), self._out_of.get(element.id, [])
        name = self._name(element.id)
        if len(ways_in) > 1 and len(ways_out) > 1:
            yield note("splits_and_joins", element.id, name=name)
        if element.kind in _DECIDING and len(ways_out) > 1:
            links = [self._flow.connections[way] for way in ways_out]
            unsaid = [link for link in links if not (link.name.strip() or link.condition or link.is_default)]
            if len(unsaid) >= _UNSAID_AT_LEAST:
                yield warning("no_condition", element.id, name=name, n=len(unsaid))
            elif unsaid and not any(link.is_default for link in links):
                to = self._name(unsaid[0].target or "")
                yield note("one_without_condition", element.id, name=name, to=to)

    def _lane(self, element: Element) -> Iterator[Finding]:
        if element.kind in TASKS and element.lane is None and element.process in self._with_lanes:
            yield warning("no_lane", element.id, name=self._name(element.id))

    def _name(self, key: str) -> str:
        return " ".join(self._flow.name_of(key).split()) or key
