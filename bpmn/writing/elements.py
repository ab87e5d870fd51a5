"""Elements of the model part, each with its children in the order of the schema (OMG BPMN20.xsd)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from bpmn.kinds import (
    ACTIVITIES,
    ARTIFACTS,
    CHOREOGRAPHIES,
    CONVERSATIONS,
    DATA_ASSOCIATIONS,
    EVENTS,
    FLOW_NODES,
    SUBPROCESSES,
    THROWING,
    TRIGGERS,
)
from bpmn.model import Connection, Element, FlowFile, Lane
from bpmn.writing.holdings import Holdings
from bpmn.writing.spelling import Ids, add, add_formal, clean, truth

_REFERENCES = {
    "participant": "processRef",
    "callActivity": "calledElement",
    "callChoreography": "calledChoreographyRef",
    "dataObjectReference": "dataObjectRef",
    "dataStoreReference": "dataStoreRef",
    "sendTask": "messageRef",
    "receiveTask": "messageRef",
    "group": "categoryValueRef",
}
_DEFINITIONS = {trigger: kind for kind, trigger in TRIGGERS.items()}
_WITH_DEFAULT = ACTIVITIES - CHOREOGRAPHIES | {"exclusiveGateway", "inclusiveGateway", "complexGateway"}
_COLLECTIONS = {"dataObject", "dataInput", "dataOutput"}


class ElementWriter:
    """Writes elements and connections below the node of what holds them."""

    def __init__(self, flow: FlowFile, ids: Ids, holdings: Holdings) -> None:
        self._flow, self._ids, self._holdings = flow, ids, holdings
        self._outgoing: dict[str, list[str]] = defaultdict(list)
        self._incoming: dict[str, list[str]] = defaultdict(list)
        self._defaults: dict[str, str] = {}
        for link in flow.connections.values():
            if link.kind == "sequenceFlow":
                self._outgoing[link.source or ""].append(link.id)
                self._incoming[link.target or ""].append(link.id)
                if link.is_default and link.source:
                    self._defaults.setdefault(link.source, link.id)
        self._lanes = {lane.id: lane for lane in flow.lanes}

    def content(self, holder: str, node: etree._Element) -> None:
        """Lanes, flow elements and at last artifacts of a process, a sub-process or a choreography."""
        held = self._holdings.elements[holder]
        self._lane_set(node, "laneSet", [one for one in held if one.kind == "lane"])
        aside = ARTIFACTS | CONVERSATIONS | {"lane", "participant", "dataInput", "dataOutput"}
        for element in held:
            if element.kind not in aside:
                self.element(node, element)
        for link in self._holdings.connections[holder]:
            if link.kind == "sequenceFlow":
                self.connection(node, link)
        self.artifacts(holder, node)

    def artifacts(self, holder: str, node: etree._Element) -> None:
        """Notes, groups and the lines that tie them to something."""
        for element in self._holdings.elements[holder]:
            if element.kind in ARTIFACTS:
                self.element(node, element)
        for link in self._holdings.connections[holder]:
            if link.kind == "association":
                self.connection(node, link)

    def io_specification(self, holder: str, node: etree._Element) -> None:
        """Data that goes into and comes out of a process or an activity."""
        data = [one for one in self._holdings.elements[holder] if one.kind in ("dataInput", "dataOutput")]
        if not data:
            return
        specification = add(node, "ioSpecification")
        for kind in ("dataInput", "dataOutput"):
            for one in data:
                if one.kind == kind:
                    self.element(specification, one)
        self._data_set(specification, "inputSet", data)
        self._data_set(specification, "outputSet", data)

    def element(self, parent: etree._Element, element: Element) -> etree._Element:
        """One element with all that stands in it."""
        kind = element.kind
        node = add(parent, kind, id=self._ids.of(element.id))
        self._attributes(node, element)
        if element.documentation:
            add(node, "documentation", element.documentation)
        if kind in FLOW_NODES:
            for local, flows in (("incoming", self._incoming), ("outgoing", self._outgoing)):
                for link in flows.get(element.id, ()):
                    add(node, local, self._ids.of(link) or "")
        if kind in CHOREOGRAPHIES or kind in CONVERSATIONS:
            for one in element.participants:
                add(node, "participantRef", self._ids.of(one) or "")
        if kind == "choreographyTask":
            for flow in self._exchanged(element):
                add(node, "messageFlowRef", self._ids.of(flow) or "")
        if kind in EVENTS:
            self._event(node, element)
        elif kind in ACTIVITIES and kind not in CHOREOGRAPHIES:
            self._activity(node, element)
        elif kind == "textAnnotation":
            add(node, "text", element.name)
        elif kind == "participant" and "multiple" in element.markers:
            add(node, "participantMultiplicity")
        elif element.state:
            add(node, "dataState", name=element.state)
        if kind in SUBPROCESSES or kind == "subChoreography":
            self.content(element.id, node)
        elif kind == "subConversation":
            for inner in self._holdings.elements[element.id]:
                self.element(node, inner)
        return node

    def connection(self, parent: etree._Element, link: Connection) -> None:
        """One flow, message flow, link or association."""
        ids = self._ids
        node = add(parent, link.kind, id=ids.of(link.id))
        if link.name:
            node.set("name", clean(link.name))
        ends = ("sourceRef", ids.of(link.source)), ("targetRef", ids.of(link.target))
        if link.kind in DATA_ASSOCIATIONS:
            if link.documentation:
                add(node, "documentation", link.documentation)
            self._data_ends(node, link, ends)
            return
        for key, end in ends:
            if end:
                node.set(key, end)
        if link.direction:
            node.set("associationDirection", link.direction)
        if link.message and (message := ids.of(link.message)):
            node.set("messageRef", message)
        if link.documentation:
            add(node, "documentation", link.documentation)
        if link.condition:
            add_formal(node, "conditionExpression", link.condition)

    def _exchanged(self, task: Element) -> list[str]:
        """The message flows of a choreography task, which the schema wants: those between its parties."""
        return [
            link.id
            for link in self._holdings.connections[task.parent or ""]
            if link.kind == "messageFlow" and {link.source, link.target} <= set(task.participants)
        ]

    def _data_ends(
        self, node: etree._Element, link: Connection, ends: Sequence[tuple[str, str | None]]
    ) -> None:
        """The inner end is a property of the activity, since the schema asks for some data there."""
        inner = node.getparent()
        for key, end in ends:
            is_inner = (key == "targetRef") == (link.kind == "dataInputAssociation")
            if is_inner and inner is not None and key == "targetRef":
                own = inner.find("{*}property")
                end = own.get("id") if own is not None else end
            if end and not (is_inner and key == "sourceRef"):
                add(node, key, end)

    def _attributes(self, node: etree._Element, element: Element) -> None:
        kind, markers = element.kind, element.markers
        if element.name and kind not in ("textAnnotation", "group"):
            node.set("name", clean(element.name))
        written = {
            _REFERENCES.get(kind, ""): self._ids.of(element.refers_to),
            "attachedToRef": self._ids.of(element.attached_to) if kind == "boundaryEvent" else None,
            "initiatingParticipantRef": self._ids.of(element.initiating),
            "default": self._ids.of(self._defaults.get(element.id)) if kind in _WITH_DEFAULT else None,
            "isCollection": truth(("collection" in markers and kind in _COLLECTIONS) or None),
            "isForCompensation": truth("compensation" in markers or None),
            "triggeredByEvent": truth("event" in markers or None),
            "instantiate": truth("instantiate" in markers or None),
            "parallelMultiple": truth("all" in markers or None),
        }
        if not element.interrupting:
            written["isInterrupting" if kind == "startEvent" else "cancelActivity"] = "false"
        for key, value in written.items():
            if key and value:
                node.set(key, value)

    def _event(self, node: etree._Element, element: Element) -> None:
        throws = element.kind in THROWING
        held = self._holdings.elements[element.id]
        if throws and self._associations(element.id):
            add(node, "property", id=self._ids.fresh(f"{self._ids.of(element.id)}_data"), name="data")
        for one in held:
            self.element(node, one)
        for link in self._associations(element.id):
            self.connection(node, link)
        if held:
            self._data_set(node, "inputSet" if throws else "outputSet", held)
        for trigger in element.triggers:
            definition = add(node, _DEFINITIONS[trigger])
            if trigger == "link":
                definition.set("name", clean(element.name) or element.id)
            elif trigger == "conditional":
                add_formal(definition, "condition", "")

    def _activity(self, node: etree._Element, element: Element) -> None:
        self.io_specification(element.id, node)
        associations = self._associations(element.id)
        if any(link.kind == "dataInputAssociation" for link in associations):
            add(node, "property", id=self._ids.fresh(f"{self._ids.of(element.id)}_data"), name="data")
        for link in associations:
            self.connection(node, link)
        for marker in element.markers:
            if marker == "loop":
                add(node, "standardLoopCharacteristics")
            elif marker in ("parallel", "sequential"):
                add(
                    node,
                    "multiInstanceLoopCharacteristics",
                    isSequential=truth(marker == "sequential" or None),
                )

    def _associations(self, holder: str) -> list[Connection]:
        """Those going in before those coming out, as the schema wants them."""
        held = [one for one in self._holdings.connections[holder] if one.kind in DATA_ASSOCIATIONS]
        return sorted(held, key=lambda link: link.kind != "dataInputAssociation")

    def _data_set(self, node: etree._Element, local: str, data: Sequence[Element]) -> None:
        kind, reference = (
            ("dataInput", "dataInputRefs") if local == "inputSet" else ("dataOutput", "dataOutputRefs")
        )
        made = add(node, local)
        for one in data:
            if one.kind == kind:
                add(made, reference, self._ids.of(one.id) or "")

    def _lane_set(self, node: etree._Element, local: str, lanes: Sequence[Element]) -> None:
        if not lanes:
            return
        lane_set = add(node, local, id=self._ids.fresh("LaneSet"))
        for element in lanes:
            lane = self.element(lane_set, element)
            for member in self._listed(self._lanes.get(element.id)):
                add(lane, "flowNodeRef", self._ids.of(member) or "")
            inner = [one for one in self._holdings.elements[element.id] if one.kind == "lane"]
            self._lane_set(lane, "childLaneSet", inner)

    def _listed(self, lane: Lane | None) -> list[str]:
        """The members of a lane; the content of a sub-process stands where that stands and is not listed."""
        members = lane.members if lane is not None else ()
        known = set(members)
        elements = self._flow.elements
        return [
            one
            for one in members
            if one in elements
            and not ((elements[one].parent or "") in known and elements[one].parent in elements)
        ]
