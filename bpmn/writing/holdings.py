"""Which part of a file holds what: every element and connection gets the place the schema allows."""

from __future__ import annotations

from collections import defaultdict

from bpmn.kinds import (
    ACTIVITIES,
    ARTIFACTS,
    CALLABLE,
    CHOREOGRAPHIES,
    CONVERSATIONS,
    DATA_ASSOCIATIONS,
    EVENTS,
    SUBPROCESSES,
)
from bpmn.model import Connection, Element, FlowFile

AT_THE_TOP = CALLABLE | {"process", "message", "dataStore"}
"""Kinds that stand right below `definitions`."""

_HOLD_FLOWS = SUBPROCESSES | {"process", "subChoreography"}
_WITH_DATA = CALLABLE | EVENTS | ACTIVITIES - CHOREOGRAPHIES | {"process"}
_MAY_HOLD = {
    "lane": SUBPROCESSES | {"process", "lane"},
    "dataInput": _WITH_DATA,
    "dataOutput": _WITH_DATA,
}
"""Kinds that few others may hold; wherever else a file has them, the process takes them."""
_TOGETHER = CONVERSATIONS | {"participant", "conversationLink", "messageFlow"}
"""Kinds that only a collaboration holds."""
_BESIDE_FLOWS = _TOGETHER | ARTIFACTS | {"association"}
"""Kinds that a collaboration may hold."""


class Holdings:
    """Elements and connections by the id of what holds them.

    Flows made by the program may leave `parent` out: then the process, or the collaboration, holds them.
    """

    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        named = [frame for frame in flow.frames if frame.kind != "definitions" and frame.id]
        self.frames = list({frame.id: frame for frame in reversed(named)}.values())[::-1]
        self._frame_kinds = {frame.id: frame.kind for frame in self.frames}
        processes = [element.id for element in flow.processes]
        self.missing_process = "" if processes else "Process_1"
        self.missing_collaboration = "" if self.frames else "Collaboration_1"
        self._process = (processes or [self.missing_process])[0]
        self._together = self.frames[0].id if self.frames else self.missing_collaboration
        self.elements: dict[str, list[Element]] = defaultdict(list)
        self.connections: dict[str, list[Connection]] = defaultdict(list)
        for element in flow.elements.values():
            if element.kind not in AT_THE_TOP:
                self.elements[self._holder(element)].append(element)
        for link in flow.connections.values():
            self.connections[self._holder_of_link(link)].append(link)

    def _holder(self, element: Element) -> str:
        parent = element.parent or ""
        outer = self._flow.elements.get(parent)
        if outer is not None and outer.kind in _MAY_HOLD.get(element.kind, ()):
            return parent
        if element.kind in _MAY_HOLD:
            return self._own_process(element)
        if found := self._scope(parent, element.kind):
            return found
        if element.kind in _TOGETHER:
            return self._together
        return self._own_process(element)

    def _own_process(self, element: Element) -> str:
        process = element.process
        return process if process is not None and process in self._flow.elements else self._process

    def _holder_of_link(self, link: Connection) -> str:
        if link.kind in DATA_ASSOCIATIONS:
            return (link.target if link.kind == "dataInputAssociation" else link.source) or self._process
        if found := self._scope(link.parent or "", link.kind):
            return found
        if link.kind in _TOGETHER:
            return self._together
        for end in (link.source, link.target):
            found_end = self._flow.elements.get(end or "")
            if found_end is not None and found_end.kind not in AT_THE_TOP:
                return self._holder(found_end)
        return self._process

    def _scope(self, parent: str, kind: str) -> str:
        """The nearest of the outer elements that can hold flows, "" where none can."""
        seen: set[str] = set()
        while parent and parent not in seen:
            if parent in self._frame_kinds:
                fits = kind in _BESIDE_FLOWS or self._frame_kinds[parent] == "choreography"
                return parent if fits else ""
            seen.add(parent)
            found = self._flow.elements.get(parent)
            if found is None:
                return ""
            if found.kind == "globalConversation" and kind in _BESIDE_FLOWS:
                return parent
            if found.kind in _HOLD_FLOWS and kind not in _TOGETHER:
                return parent
            if found.kind == "subConversation" and kind in CONVERSATIONS:
                return parent
            parent = found.parent or ""
        return ""
