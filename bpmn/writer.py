"""Writes a business flow as BPMN 2.0 with its drawing, valid by the OMG schema and read by other tools."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bpmn.kinds import CALLABLE, CONNECTIONS, CONVERSATIONS, ELEMENTS
from bpmn.model import FlowFile, Plane
from bpmn.writing.drawing import write_plane
from bpmn.writing.elements import ElementWriter
from bpmn.writing.holdings import Holdings
from bpmn.writing.spelling import MODEL, PREFIXES, Ids, add

_EXPORTER = "Fit & Gap Workbench"
_TARGET = "urn:fitgap:flow"


def write_flow(flow: FlowFile) -> bytes:
    """The flow as UTF-8 XML; what is not in the model (extensions of other tools) is not in it either.

    Reading it gives the same model, but for kinds of elements that BPMN does not know. Every pool and lane
    must be an element too, as the reader makes them. Ids that XML or bpmn.io does not allow are replaced, in
    all places alike. A flow without planes is laid out.
    """
    if not flow.planes and flow.elements:
        from bpmn.layout import lay_out

        flow = replace(flow, planes=(lay_out(flow),))
    flow = _known_kinds(flow)
    return _Document(flow).bytes()


def _known_kinds(flow: FlowFile) -> FlowFile:
    odd = {key for key, element in flow.elements.items() if element.kind not in ELEMENTS}
    odd |= {key for key, link in flow.connections.items() if link.kind not in CONNECTIONS}
    if not odd:
        return flow
    planes = (
        replace(
            plane,
            shapes=tuple(shape for shape in plane.shapes if shape.element not in odd),
            edges=tuple(edge for edge in plane.edges if edge.element not in odd),
        )
        for plane in flow.planes
    )
    return replace(
        flow,
        elements={key: element for key, element in flow.elements.items() if key not in odd},
        connections={key: link for key, link in flow.connections.items() if key not in odd},
        planes=tuple(planes),
    )


class _Document:
    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        self._holdings = Holdings(flow)
        own = [flow.frames[0].id] if flow.frames and flow.frames[0].id else []
        made = [self._holdings.missing_process, self._holdings.missing_collaboration]
        frames = [frame.id for frame in self._holdings.frames]
        self._ids = Ids([*flow.elements, *flow.connections, *frames, *own, *filter(None, made)])
        taken = {*flow.elements, *flow.connections, *own}
        self._frame_ids = {one: self._ids.fresh(one) if one in taken else self._ids.of(one) for one in frames}
        self._elements = ElementWriter(flow, self._ids, self._holdings)
        self._root = etree.Element(f"{{{MODEL}}}definitions", nsmap=PREFIXES)
        self._first_frame: str | None = None

    def bytes(self) -> bytes:
        self._head()
        self._tops()
        self._collaborations()
        self._processes()
        for plane in self._flow.planes:
            write_plane(self._root, plane, self._ids, self._shown(plane))
        etree.indent(self._root)
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True)

    def _head(self) -> None:
        definitions = self._flow.frames[0] if self._flow.frames else None
        for key, value in (
            ("id", self._ids.of(definitions.id) if definitions else None),
            ("name", self._flow.title),
            ("targetNamespace", _TARGET),
            ("exporter", _EXPORTER),
        ):
            if value:
                self._root.set(key, value)
        if definitions and definitions.documentation:
            add(self._root, "documentation", definitions.documentation)

    def _tops(self) -> None:
        """What stands beside processes: messages, data stores, categories of groups, global tasks."""
        categories: dict[str, str] = {}
        for element in self._flow.elements.values():
            if element.kind in ("message", "dataStore"):
                self._elements.element(self._root, element)
            elif element.kind == "group" and element.refers_to and element.name:
                categories.setdefault(self._ids.of(element.refers_to) or "", element.name)
            elif element.kind in CALLABLE:
                node = self._elements.element(self._root, element)
                self._elements.io_specification(element.id, node)
                if element.kind == "globalConversation":
                    self._together(element.id, node)
        for value, name in categories.items():
            if value:
                add(
                    add(self._root, "category", id=self._ids.fresh("Category")),
                    "categoryValue",
                    id=value,
                    value=name,
                )

    def _collaborations(self) -> None:
        for frame in self._holdings.frames:
            identity = self._frame_ids[frame.id]
            node = add(self._root, frame.kind, id=identity, name=frame.name)
            self._first_frame = self._first_frame or identity
            if frame.documentation:
                add(node, "documentation", frame.documentation)
            self._together(frame.id, node)
            if frame.kind == "choreography":
                self._elements.content(frame.id, node)
        missing = self._holdings.missing_collaboration
        if missing and (self._holdings.elements[missing] or self._holdings.connections[missing]):
            self._first_frame = missing
            self._together(missing, add(self._root, "collaboration", id=missing))

    def _together(self, holder: str, node: etree._Element) -> None:
        """Participants, message flows, artifacts, conversations and their links, in the schema's order."""
        held, links = self._holdings.elements[holder], self._holdings.connections[holder]
        for element in held:
            if element.kind == "participant":
                self._elements.element(node, element)
        for link in links:
            if link.kind == "messageFlow":
                self._elements.connection(node, link)
        if node.tag != f"{{{MODEL}}}choreography":
            self._elements.artifacts(holder, node)
        for element in held:
            if element.kind in CONVERSATIONS:
                self._elements.element(node, element)
        for link in links:
            if link.kind == "conversationLink":
                self._elements.connection(node, link)

    def _processes(self) -> None:
        for process in self._flow.processes:
            node = self._elements.element(self._root, process)
            node.set("isExecutable", "false")
            self._elements.io_specification(process.id, node)
            self._elements.content(process.id, node)
        missing = self._holdings.missing_process
        if missing and (self._holdings.elements[missing] or self._holdings.connections[missing]):
            self._elements.content(missing, add(self._root, "process", id=missing))

    def _shown(self, plane: Plane) -> str | None:
        if plane.element or not plane.laid_out:
            return self._ids.of(plane.element)
        first = self._flow.processes[0].id if self._flow.processes else self._holdings.missing_process
        return self._first_frame or self._ids.of(first)
