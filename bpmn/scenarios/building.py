"""Builds the net of a flow: which nodes begin, where each leads, and by what rule of BPMN."""

from __future__ import annotations

import unicodedata

from bpmn.kinds import FLOW_NODES, SUBPROCESSES
from bpmn.model import Connection, Element, FlowFile
from bpmn.reading_order import closed_subprocesses, reading_order
from bpmn.scenarios.net import ROOT, Join, Means, Net

_ALTERNATIVES = ("exclusiveGateway", "eventBasedGateway")
_THROWN = ("error", "escalation", "cancel")
_BEGINS = ("intermediateCatchEvent", "eventBasedGateway", "boundaryEvent")
"""Nodes that wait for something to happen; without a way in, what they wait for begins the path."""


def net_of(flow: FlowFile) -> Net:
    """The net of all processes of a flow. The content of sub-processes that are not drawn open stays out."""
    return _Builder(flow).net


class _Builder:
    def __init__(self, flow: FlowFile) -> None:
        self.net = Net()
        self._flow = flow
        self._closed = closed_subprocesses(flow)
        self._scopes: dict[str, list[Element]] = {}
        for key in reading_order(flow):
            element = flow.elements[key]
            scope = self._scope(element)
            if scope is not None:
                self._scopes.setdefault(scope, []).append(element)
        self._opened = {key for key in self._scopes if flow.elements.get(key, _NONE).kind in SUBPROCESSES}
        for elements in self._scopes.values():
            for element in elements:
                self._add(element)
        for elements in self._scopes.values():
            for element in elements:
                if element.id in self._opened:
                    self._mark_inside(element.id)
        self._flows()
        self._events()
        for scope, elements in self._scopes.items():
            self._begin(scope, elements)
        for scope in self._opened:
            self._leave(scope)

    def _scope(self, element: Element) -> str | None:
        """The opened sub-process or process an element is walked in; None inside a closed sub-process."""
        parent = self._flow.elements.get(element.parent or "")
        while parent is not None and parent.kind not in SUBPROCESSES and parent.kind != "process":
            parent = self._flow.elements.get(parent.parent or "")
        if parent is None:
            return element.process or ""
        scope: Element | None = parent
        while scope is not None:
            if scope.id in self._closed:
                return None
            scope = self._flow.elements.get(scope.parent or "")
        return parent.id

    def _add(self, element: Element) -> None:
        net = self.net
        place = net.add_place(element.id)
        net.entry[element.id] = net.exit[element.id] = place
        if element.id in self._opened:
            net.exit[element.id] = net.add_place(element.id, Join.LAST, leaving=True)

    def _mark_inside(self, scope: str) -> None:
        net, leaving = self.net, self.net.exit[scope]
        for element in self._scopes[scope]:
            net.scope_of[net.entry[element.id]] = leaving
            net.scope_of[net.exit[element.id]] = leaving

    def _flows(self) -> None:
        net = self.net
        for link in self._flow.connections.values():
            source, target = link.source or "", link.target or ""
            if link.kind != "sequenceFlow" or source not in net.exit or target not in net.entry:
                continue
            way = net.add_way(net.exit[source], net.entry[target], Means.FLOW, link.id)
            self._group(self._flow.elements[source], link, way)
        for key, entry in net.entry.items():
            kind = self._flow.elements[key].kind
            if len(net.arriving[entry]) > 1 and kind in ("parallelGateway", "inclusiveGateway",
                                                         "complexGateway"):  # fmt: skip
                net.places[entry].join = Join.ALL if kind == "parallelGateway" else Join.LAST

    def _group(self, source: Element, link: Connection, way: int) -> None:
        place = self.net.places[self.net.exit[source.id]]
        if source.kind in _ALTERNATIVES:
            place.instead.append(way)
        elif source.kind == "parallelGateway":
            place.always.append(way)
        elif link.is_default and place.default is None:
            place.default = way
        elif link.condition or source.kind in ("inclusiveGateway", "complexGateway"):
            place.some.append(way)
        else:
            place.always.append(way)

    def _events(self) -> None:
        """Boundary events, links from one page to another, and what undoes an activity."""
        net, flow = self.net, self._flow
        catching: dict[tuple[str | None, str], list[str]] = {}
        for element in self._walked():
            if element.kind == "intermediateCatchEvent" and "link" in element.triggers:
                catching.setdefault((self._scope(element), _plain(element.name)), []).append(element.id)
        for element in self._walked():
            host = element.attached_to if element.kind == "boundaryEvent" else None
            if host in net.exit and not self._is_thrown_inside(element, host):
                way = net.add_way(net.exit[host], net.entry[element.id], Means.BOUNDARY)
                place = net.places[net.exit[host]]
                breaks = element.interrupting and "compensation" not in element.triggers
                (place.instead if breaks and "compensate" not in element.triggers else place.some).append(way)
            if "link" in element.triggers and element.kind != "intermediateCatchEvent":
                for target in catching.get((self._scope(element), _plain(element.name)), ()):
                    way = net.add_way(net.exit[element.id], net.entry[target], Means.LINK)
                    net.places[net.exit[element.id]].always.append(way)
        for link in flow.connections.values():
            if link.kind == "association":
                self._compensation(link.source or "", link.target or "")

    def _compensation(self, source: str, target: str) -> None:
        """An association from a compensation event to the activity that undoes, whichever way it is drawn."""
        elements, net = self._flow.elements, self.net
        for one, other in ((source, target), (target, source)):
            event, undoing = elements.get(one, _NONE), elements.get(other, _NONE)
            if event.kind == "boundaryEvent" and "compensate" in event.triggers and other in net.entry:
                if one in net.exit and undoing.kind in FLOW_NODES:
                    way = net.add_way(net.exit[one], net.entry[other], Means.COMPENSATION)
                    net.places[net.exit[one]].always.append(way)
                return

    def _is_thrown_inside(self, event: Element, host: str) -> bool:
        """Whether an end inside an opened sub-process throws what this event on its border catches."""
        if host not in self._opened:
            return False
        return any(_throws(end, event) for end in self._scopes[host])

    def _begin(self, scope: str, elements: list[Element]) -> None:
        """Where a process or sub-process begins: at one of its start events, else wherever nothing leads."""
        net = self.net
        if scope in self._opened:
            entry = net.entry[scope]
        else:
            entry = net.add_place("")
            net.places[ROOT].instead.append(net.add_way(ROOT, entry, Means.START))
        loose = [e for e in elements if not net.arriving[net.entry[e.id]] and not _is_set_off(e)]
        starts = [e for e in elements if e.kind == "startEvent"]
        place = net.places[entry]
        means = Means.ENTER if scope in self._opened else Means.START
        adhoc = "adhoc" in self._flow.elements.get(scope, _NONE).markers
        if starts and not adhoc:
            chosen = [*starts, *(e for e in loose if e not in starts and _waits(e))]
            place.instead += [net.add_way(entry, net.entry[e.id], means) for e in chosen]
        elif loose:
            place.always += [net.add_way(entry, net.entry[e.id], means) for e in loose]
        elif elements and not all(_is_set_off(e) for e in elements):
            place.instead.append(net.add_way(entry, net.entry[elements[0].id], means))
        set_off = [e for e in elements if e.kind in SUBPROCESSES and "event" in e.markers]
        place.instead += [net.add_way(entry, net.entry[e.id], means) for e in set_off]

    def _leave(self, scope: str) -> None:
        """What ends inside a sub-process leads out of it, or to the event that catches what it throws."""
        net = self.net
        catching = [e for e in self._walked() if e.attached_to == scope]
        for element in self._scopes[scope]:
            exit_place = net.exit[element.id]
            place = net.places[exit_place]
            if place.ways():
                continue
            caught = [event for event in catching if _throws(element, event)]
            for event in caught:
                way = net.add_way(exit_place, net.entry[event.id], Means.THROWN)
                place.instead.append(way)
            if not caught:
                place.always.append(net.add_way(exit_place, net.exit[scope], Means.LEAVE))

    def _walked(self) -> list[Element]:
        return [element for elements in self._scopes.values() for element in elements]


_NONE = Element("", "")


def _throws(end: Element, event: Element) -> bool:
    if end.kind != "endEvent" or event.kind != "boundaryEvent":
        return False
    return bool(set(event.triggers) & set(end.triggers) & set(_THROWN))


def _is_set_off(element: Element) -> bool:
    """Whether something other than a sequence flow sets the element off."""
    attached = element.kind == "boundaryEvent" and element.attached_to is not None
    return attached or "compensation" in element.markers or "event" in element.markers


def _waits(element: Element) -> bool:
    return element.kind in _BEGINS or "instantiate" in element.markers


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
