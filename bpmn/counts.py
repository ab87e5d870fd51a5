"""How much of what is in a flow."""

from __future__ import annotations

from collections import Counter

from bpmn.kinds import DATA_ASSOCIATIONS, FLOW_NODES, SUBPROCESSES
from bpmn.model import FlowFile


def counts_of(flow: FlowFile) -> dict[str, int]:
    """Numbers by name, in a fixed order: nodes, flows, lanes, data, artifacts, and what is drawn."""
    kinds = Counter(element.kind for element in flow.elements.values())
    links = Counter(link.kind for link in flow.connections.values())
    inside = [flow.elements.get(e.parent or "") for e in flow.elements.values() if e.kind in FLOW_NODES]
    edges = [edge for plane in flow.planes for edge in plane.edges]
    return {
        "flow_nodes": sum(kinds[kind] for kind in FLOW_NODES),
        "sequence_flows": links["sequenceFlow"],
        "message_flows": links["messageFlow"],
        "lanes": kinds["lane"],
        "participants": kinds["participant"],
        "data_objects": kinds["dataObject"],
        "data_object_references": kinds["dataObjectReference"],
        "data_store_references": kinds["dataStoreReference"],
        "text_annotations": kinds["textAnnotation"],
        "groups": kinds["group"],
        "associations": links["association"] + sum(links[kind] for kind in DATA_ASSOCIATIONS),
        "subprocess_children": sum(parent is not None and parent.kind in SUBPROCESSES for parent in inside),
        "shapes": sum(len(plane.shapes) for plane in flow.planes),
        "edges": len(edges),
        "waypoints": sum(len(edge.waypoints) for edge in edges),
    }
