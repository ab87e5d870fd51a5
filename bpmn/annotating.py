"""An annotated copy of a file: shapes get colours, and everything else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from bpmn.decoding import decode
from bpmn.model import Colours, FlowFile
from bpmn.parsing import declare, parse
from bpmn.tags import References, Tags
from bpmn.writing.drawing import colour, write_plane
from bpmn.writing.spelling import BPMN_DI, BPMN_IO, COLOUR, DC, DI, Ids

_DRAWN_IN = {"bpmndi": BPMN_DI, "dc": DC, "di": DI}


def annotated(flow: FlowFile, colours: Mapping[str, Colours]) -> bytes:
    """The file as UTF-8 with fill and outline for the shapes of these elements, by their ids.

    Colours go by the OMG's extension and by that of bpmn.io; those the file had there are replaced. Comments
    and whatever other tools have written stay. A file without a drawing gets that of the program.
    """
    laid_out = [plane for plane in flow.planes if plane.laid_out]
    wanted = {"color": COLOUR, "bioc": BPMN_IO} | (_DRAWN_IN if laid_out else {})
    xml = decode(flow.data).xml
    for prefix, uri in wanted.items():
        xml = declare(xml, prefix, uri)
    root, _ = parse(xml, whole=True)
    tags, references = Tags(), References(set(flow.elements))
    for shape in root.iter("{*}BPMNShape"):
        if tags[shape.tag] == "di_BPMNShape":
            element = references.find(shape.get("bpmnElement"))
            if element is not None and element in colours:
                colour(shape, colours[element])
    if laid_out:
        _draw(root, flow, colours)
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def _draw(root: etree._Element, flow: FlowFile, colours: Mapping[str, Colours]) -> None:
    """Add the program's drawing of all that has an id in the file, instead of empty diagrams."""
    tags = Tags()
    definitions = next(node for node in root.iter("{*}definitions") if tags[node.tag] == "definitions")
    for node in list(definitions):
        if tags[node.tag] == "di_BPMNDiagram":
            definitions.remove(node)
    known = {key for key, element in flow.elements.items() if not element.made_up_id}
    known |= {key for key, link in flow.connections.items() if not link.made_up_id}
    frames = [frame.id for frame in flow.frames if frame.kind != "definitions" and frame.id]
    shown = [*frames, *(process.id for process in flow.processes if process.id in known)]
    plane = flow.planes[0]
    shapes = (
        shape._replace(colours=colours.get(shape.element or "", shape.colours))
        for shape in plane.shapes
        if shape.element in known
    )
    edges = (edge for edge in plane.edges if edge.element in known)
    taken = (str(node.get("id")) for node in root.iter("{*}*") if node.get("id"))
    drawn = replace(plane, shapes=tuple(shapes), edges=tuple(edges))
    write_plane(definitions, drawn, Ids(dict.fromkeys(taken)), shown[0] if shown else None)
