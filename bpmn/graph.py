"""A flow as a graph, for paths, comparison and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpmn.kinds import FLOW_NODES
from bpmn.model import FlowFile

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def graph_of(flow: FlowFile, messages: bool = False) -> MultiDiGraph[str]:
    """Flow nodes (attributes `kind`, `name`, `lane`) joined by sequence flows, keyed by the flow's id.

    Edges have `kind`, `name`, `condition` and `is_default`. Boundary events hang on their host by an edge of
    kind "boundary". `messages` adds message flows between flow nodes. Flows without both ends are left out.
    """
    # Importing networkx costs more than reading a flow, so only those pay who need it.
    from networkx import MultiDiGraph

    graph: MultiDiGraph[str] = MultiDiGraph()
    for element in flow.elements.values():
        if element.kind in FLOW_NODES:
            graph.add_node(element.id, kind=element.kind, name=element.name, lane=element.lane)
    wanted = {"sequenceFlow", "messageFlow"} if messages else {"sequenceFlow"}
    for link in flow.connections.values():
        if link.kind not in wanted or not link.source or not link.target:
            continue
        if link.source in graph and link.target in graph:
            graph.add_edge(
                link.source, link.target, link.id, kind=link.kind, name=link.name, condition=link.condition,
                is_default=link.is_default,
            )  # fmt: skip
    for element in flow.elements.values():
        if element.attached_to and element.attached_to in graph and element.id in graph:
            key = f"boundary:{element.id}"
            graph.add_edge(element.attached_to, element.id, key, kind="boundary", name="",
                           condition="", is_default=False)  # fmt: skip
    return graph
