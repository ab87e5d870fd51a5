"""From an element and its shape to what is painted: open or closed, lying or standing, with which words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from bpmn.kinds import ACTIVITIES, EVENTS, FLOW_NODES, GATEWAYS, SUBPROCESSES, SWIMLANES
from bpmn.model import Bounds, Element, FlowFile, Plane, Point, Shape
from views.flows.fit_band import BAND, LOOKS, ink_with_fit
from views.flows.ink import ink_of
from views.flows.labels import PlacedLabel, beside_shape, wrapped_as_told
from views.flows.lettering import Lettering
from views.flows.shapes.activities import words_box
from views.flows.shapes.picture import Picture
from views.flows.shapes.swimlanes import header_of

CONTAINERS = SWIMLANES | {"process"}
_NAMED_BESIDE = EVENTS | GATEWAYS | {
    "dataObject", "dataObjectReference", "dataInput", "dataOutput", "dataStore", "dataStoreReference",
    "message", "group", "conversation", "subConversation", "callConversation",
}  # fmt: skip


def box_of(shape: Shape) -> QRectF:
    """The shape's box as Qt knows it."""
    return QRectF(*shape.bounds)


def element_of(flow: FlowFile, shape: Shape) -> Element:
    """The element a shape draws; a nameless unknown one where the file has none."""
    return flow.elements.get(shape.element or "") or Element(shape.element or shape.id, "unknown")


def open_shapes(flow: FlowFile, plane: Plane) -> set[str]:
    """Ids of elements whose box shows content: what the file calls expanded, and what others stand in."""
    nodes = [
        (element.id, element.attached_to, shape.bounds)
        for shape in plane.shapes
        if (element := element_of(flow, shape)).kind in FLOW_NODES or element.kind == "lane"
    ]
    found = set()
    for shape in plane.shapes:
        element = element_of(flow, shape)
        if element.kind in ACTIVITIES and shape.is_expanded is not None:
            if shape.is_expanded:
                found.add(element.id)
        elif element.kind == "lane":
            found.add(element.id)
        elif element.kind in CONTAINERS | SUBPROCESSES:
            inside = (bounds for identity, host, bounds in nodes if element.id not in (identity, host))
            if any(shape.bounds.holds(bounds.centre) for bounds in inside):
                found.add(element.id)
    return found


def picture_of(
    element: Element, shape: Shape, is_open: bool, laid_out: bool, answer: str | None, calls: str = ""
) -> Picture:
    """What a painter needs except the words, which `add_words` lays out when they are near enough to read."""
    ink = ink_of(shape.colours)
    box = box_of(shape)
    picture = Picture(
        element, shape, box, ink, None, is_open=is_open,
        is_upright=element.kind in CONTAINERS and shape.is_horizontal is False,
        has_marker=laid_out or bool(shape.marker_visible), calls=calls,
    )  # fmt: skip
    look = LOOKS.get(answer or "")
    if look is not None and not is_open:
        picture.ink, picture.band, picture.is_dashed = ink_with_fit(ink, look), BAND, look.is_dashed
    return picture


def add_words(picture: Picture) -> None:
    """Lay out the name that stands inside the shape, if it has one. Takes far longer than all the rest."""
    element = picture.element
    if element.kind not in _NAMED_BESIDE and element.name.strip():
        picture.words = _words_inside(picture, element.name)


def label_of(element: Element, shape: Shape) -> PlacedLabel | None:
    """The name where it stands beside the shape."""
    if element.kind not in _NAMED_BESIDE:
        return None
    name, state = element.name, f"[{element.state}]"
    if element.state and "".join(state.split()) not in "".join(name.split()):
        name = f"{name}\n{state}".strip()
    return beside_shape(name, box_of(shape), shape.label, element.kind == "group", shape.font)


def _words_inside(picture: Picture, name: str) -> Lettering:
    kind, named = picture.element.kind, picture.shape.font
    if kind in CONTAINERS:
        if not picture.is_open and kind != "lane":
            return Lettering(name, picture.box.width() - 8, picture.box.height() - 4, named=named)
        header = header_of(picture)
        long, short = max(header.width(), header.height()), min(header.width(), header.height())
        if picture.is_upright:
            long, short = header.width(), header.height()
        return Lettering(name, long - 6, short - 2, bold=kind != "lane", named=named)
    if kind == "textAnnotation":
        return Lettering(name, picture.box.width() - 7, align=Qt.AlignmentFlag.AlignLeft, named=named)
    if picture.is_open:
        at_label = picture.shape.label is not None
        align = Qt.AlignmentFlag.AlignLeft if at_label else Qt.AlignmentFlag.AlignHCenter
        return Lettering(name, picture.box.width() - 10, align=align, named=named)
    # The icon's corner is only kept free where the name would run into it.
    whole = picture.box.adjusted(4, 3, -4, -3)
    label = picture.shape.label
    if label is not None and _is_inside(label, picture.shape.bounds):
        picture.words = wrapped_as_told(name, label, named)
        if picture.words.height <= words_box(picture).height() and not picture.band:
            return picture.words
    picture.words = Lettering(name, whole.width() - picture.band, named=named)
    room = words_box(picture)
    return Lettering(name, room.width(), room.height(), named=named)


def _is_inside(label: Bounds, box: Bounds) -> bool:
    return box.holds(Point(label.x, label.y)) and box.holds(Point(label.x + label.width, label.y))
