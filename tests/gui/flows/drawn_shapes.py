"""Every shape, trigger, marker and line that the canvas draws, as small pictures without any text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from bpmn.kinds import CONVERSATIONS, GATEWAYS, TASKS, TRIGGERS
from bpmn.model import Bounds, Connection, Edge, Element, FlowFile, Plane, Point, Shape
from views.flows.scene import FlowScene

SIDE = 20
"""Cells on a side of a picture; each holds a grey from 0 (black) to 15 (white)."""
_FINE = 8
_BOX = 60.0
_MOST = 4

Drawing = tuple[Element, Shape]


def shapes() -> Iterator[tuple[str, list[Drawing]]]:
    """Each kind with its variants, by a name that tells them apart."""
    for kind in sorted(TASKS):
        yield kind, [_drawn(kind)]
    for marker in ("loop", "parallel", "sequential", "compensation"):
        yield f"task {marker}", [_drawn("task", markers=(marker,))]
    yield "callActivity", [_drawn("callActivity", is_expanded=False)]
    yield "callActivity of a global task", [_drawn("callActivity", refers_to="g", is_expanded=False)]
    yield "subProcess closed", [_drawn("subProcess", is_expanded=False)]
    yield "subProcess open", [_drawn("subProcess", is_expanded=True)]
    for marker in ("adhoc", "event", "transaction", "loop", "compensation"):
        yield f"subProcess {marker}", [_drawn("subProcess", markers=(marker,), is_expanded=False)]
    between = ("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
    for kind in ("startEvent", *between, "endEvent"):
        yield kind, [_drawn(kind)]
    for trigger in sorted(set(TRIGGERS.values())):
        yield f"catching {trigger}", [_drawn("intermediateCatchEvent", triggers=(trigger,))]
        yield f"throwing {trigger}", [_drawn("endEvent", triggers=(trigger,))]
    several = ("message", "timer")
    yield "catching any of several", [_drawn("startEvent", triggers=several)]
    yield "catching all of several", [_drawn("startEvent", triggers=several, markers=("all",))]
    yield "boundaryEvent beside the work", [_drawn("boundaryEvent", triggers=("timer",), interrupting=False)]
    yield "startEvent beside the work", [_drawn("startEvent", triggers=("timer",), interrupting=False)]
    for kind in sorted(GATEWAYS):
        yield kind, [_drawn(kind, marker_visible=True)]
    yield "exclusiveGateway bare", [_drawn("exclusiveGateway", marker_visible=False)]
    yield "eventBasedGateway that begins", [_drawn("eventBasedGateway", markers=("instantiate",))]
    for kind in ("dataObjectReference", "dataInput", "dataOutput", "dataStoreReference", "message"):
        yield kind, [_drawn(kind)]
    yield "dataObject collection", [_drawn("dataObject", markers=("collection",))]
    for kind in ("textAnnotation", "group", *sorted(CONVERSATIONS)):
        yield kind, [_drawn(kind)]
    yield "participant lying", [_drawn("participant", is_horizontal=True), _inner()]
    yield "participant standing", [_drawn("participant", is_horizontal=False), _inner()]
    yield "participant without content", [_drawn("participant", is_horizontal=True)]
    yield "participant multiple", [_drawn("participant", markers=("multiple",), is_horizontal=True)]
    yield "lane lying", [_drawn("lane", is_horizontal=True)]
    yield "lane standing", [_drawn("lane", is_horizontal=False)]
    yield "choreographyTask", [_drawn("choreographyTask")]
    yield "something unknown", [_drawn("noKind")]


def lines() -> Iterator[tuple[str, Connection, str]]:
    """Each kind of line with its variants, and what is said of a message on it."""
    yield "sequenceFlow", _line("sequenceFlow"), ""
    yield "sequenceFlow default", _line("sequenceFlow", is_default=True), ""
    yield "sequenceFlow conditional", _line("sequenceFlow", condition="x"), ""
    yield "messageFlow", _line("messageFlow"), ""
    yield "messageFlow with a letter", _line("messageFlow"), "initiating"
    yield "messageFlow with an answer", _line("messageFlow"), "non_initiating"
    yield "association", _line("association", direction="None"), ""
    yield "association one way", _line("association", direction="One"), ""
    yield "association both ways", _line("association", direction="Both"), ""
    yield "dataInputAssociation", _line("dataInputAssociation"), ""
    yield "conversationLink", _line("conversationLink"), ""


def picture_of_shapes(drawings: list[Drawing]) -> str:
    """The picture of shapes as hexadecimal greys, row by row."""
    elements = {element.id: element for element, _ in drawings} | {"g": Element("g", "globalUserTask")}
    plane = Plane("p", None, "", tuple(shape for _, shape in drawings))
    return _picture(FlowFile("x", "utf-8", b"", elements=elements, planes=(plane,)))


def picture_of_line(link: Connection, message: str) -> str:
    """The picture of a line between two tasks, which are not in the picture."""
    ends = [_drawn("task", key="a"), _drawn("task", key="b")]
    edge = Edge("e", link.id, (Point(2, 30), Point(58, 30)), message_visible=message)
    elements = {element.id: element for element, _ in ends}
    return _picture(
        FlowFile(
            "x", "utf-8", b"", elements=elements, connections={link.id: link},
            planes=(Plane("p", None, "", (), (edge,)),),
        )
    )  # fmt: skip


def difference(one: str, other: str) -> float:
    """How far two pictures are apart: the mean difference of the cells that differ most."""
    apart = sorted(abs(int(a, 16) - int(b, 16)) for a, b in zip(one, other, strict=True))
    return sum(apart[-_MOST:]) / _MOST


def _picture(flow: FlowFile) -> str:
    scene = FlowScene(flow, flow.planes[0])
    fine = QImage(SIDE * _FINE, SIDE * _FINE, QImage.Format.Format_Grayscale8)
    fine.fill(255)
    painter = QPainter(fine)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(
        painter,
        QRectF(fine.rect()),
        QRectF(-6, -6, _BOX + 12, _BOX + 12),
        Qt.AspectRatioMode.IgnoreAspectRatio,
    )
    painter.end()
    cells = []
    for row in range(SIDE):
        for column in range(SIDE):
            greys = [
                fine.pixelColor(column * _FINE + x, row * _FINE + y).value()
                for x in range(0, _FINE, 2)
                for y in range(0, _FINE, 2)
            ]
            cells.append(f"{round(sum(greys) / len(greys) / 17):x}")
    return "".join(cells)


def _drawn(
    kind: str,
    *,
    key: str = "n",
    triggers: tuple[str, ...] = (),
    markers: tuple[str, ...] = (),
    interrupting: bool = True,
    refers_to: str | None = None,
    is_expanded: bool | None = None,
    is_horizontal: bool | None = None,
    marker_visible: bool | None = None,
) -> Drawing:
    element = Element(
        key, kind, triggers=triggers, markers=markers, interrupting=interrupting, refers_to=refers_to
    )
    box = Bounds(0, 0, _BOX, _BOX)
    return element, Shape(f"s{key}", key, box, None, is_expanded, is_horizontal, marker_visible)


def _inner() -> Drawing:
    return Element("i", "task"), Shape("si", "i", Bounds(34, 34, 20, 20))


def _line(kind: str, *, is_default: bool = False, condition: str = "", direction: str = "") -> Connection:
    return Connection("f", kind, "a", "b", condition=condition, is_default=is_default, direction=direction)
