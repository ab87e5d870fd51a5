"""Hands flows to bpmn-python 0.0.18 (an optional extra) and takes them back, and asks it for its metrics.

That library asks its graph for `node` and `edge`, which networkx gave up in 2.4; only the graph that it is
given here has them. Its own reading of files is not used: it stops at send, receive, script and rule tasks.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bpmn.kinds import FLOW_NODES, SUBPROCESSES, TASKS
from bpmn.model import Bounds, Connection, Edge, Element, FlowFile, Plane, Point, Pool, Shape

if TYPE_CHECKING:
    from networkx import Graph

METRICS = {
    "activities": "NOA_metric",
    "activities_and_control": "NOAC_metric",
    "activities_joins_splits": "NOAJS_metric",
    "events": "TNE_metric",
    "start_events": "TNSE_metric",
    "intermediate_events": "TNIE_metric",
    "end_events": "TNEE_metric",
    "nodes": "NumberOfNodes_metric",
    "gateway_heterogeneity": "GatewayHeterogenity_metric",
    "network_complexity": "CoefficientOfNetworkComplexity_metric",
    "gateway_degree": "AverageGatewayDegree_metric",
    "durfee_square": "DurfeeSquare_metric",
    "perfect_square": "PerfectSquare_metric",
}
"""The name here and the function there."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("bpmn_python") is not None


def hand_over(flow: FlowFile, *, plain_tasks: bool = False) -> Any:
    """The flow as a `BpmnDiagramGraph`; `plain_tasks` calls every task "task", the only one it counts.

    Flow nodes, sequence flows, participants and message flows go over; it has no place for the rest.
    """
    library = importlib.import_module("bpmn_python.bpmn_diagram_rep")
    given = library.BpmnDiagramGraph()
    given.diagram_graph = _restored_graph()
    boxes, ways = _drawn(flow)
    for process in flow.processes:
        given.process_elements[process.id] = {"id": process.id, "name": process.name, "isClosed": "false",
                                              "isExecutable": "false", "processType": "None"}  # fmt: skip
    for element in flow.elements.values():
        if element.kind in FLOW_NODES:
            given.diagram_graph.add_node(element.id, **_node(element, boxes.get(element.id), plain_tasks))
    for link in flow.connections.values():
        if link.source in given.diagram_graph and link.target in given.diagram_graph:
            if link.kind == "sequenceFlow":
                _add_flow(given, link, ways.get(link.id, ()), flow)
            elif link.kind == "messageFlow":
                ends = {"name": link.name, "sourceRef": link.source, "targetRef": link.target}
                given.collaboration.setdefault("messageFlows", {})[link.id] = ends
    pools = {pool.id: {"name": pool.name, "processRef": pool.process or ""} for pool in flow.pools}
    if pools:
        given.collaboration["participants"] = pools
    return given


def take_back(given: Any, name: str) -> FlowFile:
    """The flow that a `BpmnDiagramGraph` holds: its nodes, sequence and message flows, pools, and drawing."""
    elements: dict[str, Element] = {}
    shapes, edges = [], []
    participants = given.collaboration.get("participants", {})
    pools = tuple(
        Pool(key, one.get("name", ""), one.get("processRef") or None) for key, one in participants.items()
    )
    pool_of = {pool.process: pool.id for pool in pools}
    for key, process in given.process_elements.items():
        elements[key] = Element(key, "process", process.get("name") or "", process=key, pool=pool_of.get(key))
    for pool in pools:
        elements[pool.id] = Element(pool.id, "participant", pool.name, refers_to=pool.process)
    for key, node in given.diagram_graph.nodes(data=True):
        if node.get("type") not in FLOW_NODES:
            continue
        process = node.get("process") or None
        elements[key] = Element(key, node["type"], node.get("node_name") or "", process=process,
                                pool=pool_of.get(process), parent=process)  # fmt: skip
        box = Bounds(*(float(node.get(side) or 0) for side in ("x", "y", "width", "height")))
        shapes.append(Shape(f"shape-{key}", key, box))
    links = {}
    for kind, flows in (
        ("sequenceFlow", given.sequence_flows),
        ("messageFlow", given.collaboration.get("messageFlows", {})),
    ):
        for key, one in flows.items():
            source, target = one["sourceRef"], one["targetRef"]
            parent = elements[source].process if source in elements else None
            links[key] = Connection(key, kind, source, target, one.get("name") or "", parent=parent)
    for source, target, edge in given.diagram_graph.edges(data=True):
        points = tuple(Point(float(x), float(y)) for x, y in edge.get("waypoints", ()))
        if edge.get("id") in links and len(points) > 1 and {source, target} <= set(elements):
            edges.append(Edge(f"edge-{edge['id']}", edge["id"], points))
    first = next(iter(given.process_elements), None)
    plane = Plane("plane", first, name, tuple(shapes), tuple(edges))
    flow = FlowFile(
        f"{name}.bpmn", "utf-8", b"", title=name, elements=elements, connections=links, pools=pools
    )
    return replace(flow, planes=(plane,)) if shapes else flow


def metrics(flow: FlowFile) -> dict[str, float | None]:
    """Its complexity metrics by the names of `METRICS`; None where one has no value (no gateway, no node)."""
    library = importlib.import_module("bpmn_python.bpmn_diagram_metrics")
    given = hand_over(flow, plain_tasks=True)
    return {name: _value(getattr(library, function), given) for name, function in METRICS.items()}


def _value(function: Callable[[Any], float], given: Any) -> float | None:
    try:
        return function(given)
    except (ZeroDivisionError, ValueError):
        return None


def _restored_graph() -> Graph[str]:
    """A graph with the two properties that networkx had until 2.3."""
    from networkx import Graph

    # Written as a call, since networkx's class takes no `[str]` while running.
    restored = {"node": property(lambda graph: graph.nodes), "edge": property(lambda graph: graph.adj)}
    made: Graph[str] = type("RestoredGraph", (Graph,), restored)()
    return made


def _node(element: Element, box: Bounds | None, plain_tasks: bool) -> dict[str, Any]:
    kind = element.kind
    if plain_tasks and (kind in TASKS or kind == "callActivity"):
        kind = "task"
    elif plain_tasks and kind in SUBPROCESSES:
        kind = "subProcess"
    x, y, width, height = box or Bounds(0, 0, 100, 80)
    return {
        "id": element.id,
        "type": kind,
        "node_name": element.name,
        "process": element.process or "",
        "incoming": [],
        "outgoing": [],
        "x": str(x),
        "y": str(y),
        "width": str(width),
        "height": str(height),
    }


def _add_flow(given: Any, link: Connection, points: tuple[Point, ...], flow: FlowFile) -> None:
    source, target = link.source, link.target
    ends = {"name": link.name, "sourceRef": source, "targetRef": target}
    given.sequence_flows[link.id] = ends
    process = flow.elements[source or ""].process or ""
    waypoints = [(str(point.x), str(point.y)) for point in points]
    given.diagram_graph.add_edge(source, target, id=link.id, process=process, waypoints=waypoints, **ends)
    given.diagram_graph.node[source]["outgoing"].append(link.id)
    given.diagram_graph.node[target]["incoming"].append(link.id)


def _drawn(flow: FlowFile) -> tuple[dict[str, Bounds], dict[str, tuple[Point, ...]]]:
    boxes: dict[str, Bounds] = {}
    ways: dict[str, tuple[Point, ...]] = {}
    for plane in flow.planes:
        for shape in plane.shapes:
            boxes.setdefault(shape.element or "", shape.bounds)
        for edge in plane.edges:
            ways.setdefault(edge.element or "", edge.waypoints)
    return boxes, ways
