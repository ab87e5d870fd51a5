"""What is in a flow file, counted: for checking that nothing is lost, without a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bpmn.kinds import CONNECTIONS, DRAWABLE, FLOW_NODES, SUBPROCESSES
from bpmn.model import FlowFile
from models.errors import UserError
from models.findings import Finding, Severity
from models.flows.reading import findings_of, read_flow_file

_SINGLE = {
    "sequence_flows": "sequenceFlow",
    "message_flows": "messageFlow",
    "lanes": "lane",
    "participants": "participant",
    "data_objects": "dataObject",
    "data_object_references": "dataObjectReference",
    "data_store_references": "dataStoreReference",
    "text_annotations": "textAnnotation",
    "groups": "group",
    "associations": "association",
}


def inspect_flow(path: Path) -> dict[str, Any]:
    """The facts of one file as plain data; one that cannot be read is `ok: false` with its reason."""
    try:
        flow = read_flow_file(path, remember=False)
    except UserError as error:
        refused = Finding(Severity.ERROR, path.name, error.key, error.facts)
        nothing = FlowFile(path.name, "", b"")
        return _facts(path, False, [refused], nothing)
    return _facts(path, True, findings_of(flow), flow)


def _facts(path: Path, ok: bool, findings: Sequence[Finding], flow: FlowFile) -> dict[str, Any]:
    """Every line has the same keys, so that a script need not ask which files could be read."""
    return {
        "file": str(path),
        "ok": ok,
        "findings": [finding.as_json() for finding in findings],
        "encoding": flow.encoding,
        "planes": sum(not plane.laid_out or plane.in_file for plane in flow.planes),
        "counts": counts_of(flow),
        "ids": kept_ids(flow),
    }


def counts_of(flow: FlowFile) -> dict[str, int]:
    """How many of each kind a flow holds. What the program laid out itself counts as no drawing."""
    elements = flow.elements.values()
    kinds = Counter(element.kind for element in elements)
    kinds.update(connection.kind for connection in flow.connections.values())
    inner = {element.id for element in elements if element.kind in SUBPROCESSES}
    drawn = [plane for plane in flow.planes if not plane.laid_out]
    return {
        "flow_nodes": sum(kinds[kind] for kind in FLOW_NODES),
        **{name: kinds[kind] for name, kind in _SINGLE.items()},
        "subprocess_children": sum(e.parent in inner for e in elements if e.kind in FLOW_NODES),
        "shapes": sum(len(plane.shapes) for plane in drawn),
        "edges": sum(edge.in_file for plane in drawn for edge in plane.edges),
        "waypoints": sum(
            len(edge.waypoints) if edge.written is None else edge.written
            for plane in drawn
            for edge in plane.edges
            if edge.in_file
        ),
    }


def kept_ids(flow: FlowFile) -> list[str]:
    """The ids of every drawable element and connection, as the file gives them."""
    kept = [e.id for e in flow.elements.values() if e.kind in DRAWABLE and not e.made_up_id]
    return kept + [c.id for c in flow.connections.values() if c.kind in CONNECTIONS and not c.made_up_id]
