"""The drawing part of a file: one diagram for each plane."""

from __future__ import annotations

from lxml import etree

from bpmn.model import Bounds, Colours, Edge, LabelFont, Plane, Shape
from bpmn.writing.spelling import BPMN_DI, BPMN_IO, COLOUR, DC, DI, Ids, clean, number, truth


def write_plane(root: etree._Element, plane: Plane, ids: Ids, shown: str | None) -> None:
    """Add a plane with its shapes and lines; `shown` is the written id of what it shows."""
    diagram = etree.SubElement(root, f"{{{BPMN_DI}}}BPMNDiagram")
    identity = ids.free(plane.id)
    _set(diagram, id=identity and ids.fresh(f"{identity}_diagram"), name=clean(plane.name))
    node = etree.SubElement(diagram, f"{{{BPMN_DI}}}BPMNPlane")
    _set(node, id=identity, bpmnElement=shown)
    bands = {shape.id: ids.free(shape.id) for shape in plane.shapes}
    fonts = dict.fromkeys(shape.font for shape in plane.shapes if shape.font)
    fonts |= dict.fromkeys(edge.font for edge in plane.edges if edge.font)
    styles = {font: ids.fresh("LabelStyle") for font in fonts}
    for shape in plane.shapes:
        _shape(node, shape, ids, bands, styles)
    for edge in plane.edges:
        if not edge.in_file:
            continue
        _edge(node, edge, ids, styles)
    for font, style in styles.items():
        _style(diagram, font, style)


def _style(diagram: etree._Element, font: LabelFont, identity: str) -> None:
    node = etree.SubElement(diagram, f"{{{BPMN_DI}}}BPMNLabelStyle", id=identity)
    _set(
        etree.SubElement(node, f"{{{DC}}}Font"),
        name=clean(font.family),
        size=number(font.size) if font.size else None,
        isBold=truth(font.bold),
        isItalic=truth(font.italic),
    )


def _shape(
    parent: etree._Element, shape: Shape, ids: Ids, own: dict[str, str | None], styles: dict[LabelFont, str]
) -> None:
    node = etree.SubElement(parent, f"{{{BPMN_DI}}}BPMNShape")
    _set(
        node,
        id=own.pop(shape.id, None),
        bpmnElement=ids.of(shape.element),
        isHorizontal=truth(shape.is_horizontal),
        isExpanded=truth(shape.is_expanded),
        isMarkerVisible=truth(shape.marker_visible),
        isMessageVisible=truth(shape.message_visible),
        participantBandKind=shape.band,
        choreographyActivityShape=ids.of(shape.band_of),
    )
    colour(node, shape.colours)
    _bounds(node, shape.bounds)
    _label(node, shape, styles)


def _edge(parent: etree._Element, edge: Edge, ids: Ids, styles: dict[LabelFont, str]) -> None:
    node = etree.SubElement(parent, f"{{{BPMN_DI}}}BPMNEdge")
    _set(
        node, id=ids.free(edge.id), bpmnElement=ids.of(edge.element), messageVisibleKind=edge.message_visible
    )
    colour(node, edge.colours)
    for point in edge.waypoints:
        etree.SubElement(node, f"{{{DI}}}waypoint", x=number(point.x), y=number(point.y))
    _label(node, edge, styles)


def colour(node: etree._Element, colours: Colours) -> None:
    """Fill and outline, by the OMG's colour extension and by that of bpmn.io, which most tools read."""
    for keys, value in (
        ((f"{{{COLOUR}}}background-color", f"{{{BPMN_IO}}}fill"), colours.fill),
        ((f"{{{COLOUR}}}border-color", f"{{{BPMN_IO}}}stroke"), colours.stroke),
    ):
        if value:
            for key in keys:
                node.set(key, value)


def _bounds(node: etree._Element, box: Bounds) -> None:
    etree.SubElement(
        node, f"{{{DC}}}Bounds", x=number(box.x), y=number(box.y), width=number(box.width),
        height=number(box.height),
    )  # fmt: skip


def _label(node: etree._Element, drawn: Shape | Edge, styles: dict[LabelFont, str]) -> None:
    style = styles.get(drawn.font) if drawn.font else None
    if drawn.label is None and not drawn.colours.label and style is None:
        return
    label = etree.SubElement(node, f"{{{BPMN_DI}}}BPMNLabel")
    _set(label, labelStyle=style)
    if drawn.colours.label:
        label.set(f"{{{COLOUR}}}color", drawn.colours.label)
    if drawn.label is not None:
        _bounds(label, drawn.label)


def _set(node: etree._Element, **attributes: str | None) -> None:
    for key, value in attributes.items():
        if value:
            node.set(key, value)
