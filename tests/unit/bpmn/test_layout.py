"""The program's own layout: nothing overlaps, everything stands in its lane, lines run straight."""

from __future__ import annotations

import time
from itertools import combinations, pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.geometry import distance_to_box
from bpmn.graph import graph_of
from bpmn.kinds import FLOW_NODES
from bpmn.layering import layers_of, without_loops
from bpmn.layout import with_content_planes
from bpmn.model import Bounds, FlowFile
from bpmn.reader import read_flow

KINDS = ("userTask", "task", "exclusiveGateway", "parallelGateway", "intermediateCatchEvent")


def flow_of(
    kinds: list[int], lanes: list[int], links: list[tuple[int, int]], nested: bool = False
) -> FlowFile:
    size = len(kinds)
    nodes = "".join(f'<{KINDS[kind]} id="n{n}" name="作業{n}"/>' for n, kind in enumerate(kinds))
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="n{a % size}" targetRef="n{b % size}"/>'
        for n, (a, b) in enumerate(links)
        if size
    )
    lane_set = "".join(
        f'<lane id="l{lane}" name="課{lane}">'
        + "".join(f"<flowNodeRef>n{n}</flowNodeRef>" for n, at in enumerate(lanes[:size]) if at == lane)
        + "</lane>"
        for lane in range(3)
    )
    inner = (
        '<subProcess id="sub"><startEvent id="i1"/><task id="i2"/>'
        '<sequenceFlow id="if" sourceRef="i1" targetRef="i2"/></subProcess>'
    )
    text = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        '<collaboration id="c"><participant id="pool" name="町" processRef="p"/></collaboration>'
        f'<process id="p"><laneSet>{lane_set}</laneSet>{nodes}{inner if nested else ""}{flows}</process>'
        "</definitions>"
    )
    return read_flow(text.encode(), "生成.bpmn")


def overlap(one: Bounds, other: Bounds) -> bool:
    return (
        one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
    )  # fmt: skip


def within(inner: Bounds, outer: Bounds) -> bool:
    return (
        outer.x <= inner.x and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=14),
    st.lists(st.integers(0, 3), min_size=14, max_size=14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=25),
    st.booleans(),
)
def test_nothing_overlaps(
    kinds: list[int], lanes: list[int], links: list[tuple[int, int]], nested: bool
) -> None:
    flow = flow_of(kinds, lanes, links, nested)
    plane = flow.planes[0]
    places = {shape.element or "": shape.bounds for shape in plane.shapes}
    nodes = {key: box for key, box in places.items() if flow.elements[key].kind in FLOW_NODES}
    outer = {key: box for key, box in nodes.items() if key not in ("i1", "i2")}
    assert set(nodes) == {key for key, element in flow.elements.items() if element.kind in FLOW_NODES}
    assert not any(overlap(one, other) for one, other in combinations(outer.values(), 2))
    assert not any(overlap(places[a], places[b]) for a, b in combinations(("l0", "l1", "l2"), 2))
    for key, box in outer.items():
        assert within(box, places["pool"])
        lane = flow.elements[key].lane
        assert lane is None or within(box, places[lane])
    if nested:
        assert within(places["i1"], places["sub"])
        assert within(places["i2"], places["sub"])
    for edge in plane.edges:
        link = flow.connections[edge.element or ""]
        assert distance_to_box(edge.waypoints[0], places[link.source or ""]) < 0.01
        assert distance_to_box(edge.waypoints[-1], places[link.target or ""]) < 0.01
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(edge.waypoints))


def test_a_chain_runs_straight_from_left_to_right() -> None:
    flow = flow_of([0] * 5, [0] * 14, [(0, 1), (1, 2), (2, 3), (3, 4)])
    edges = flow.planes[0].edges
    assert [len(edge.waypoints) for edge in edges] == [2] * 4
    assert all(edge.waypoints[0].x < edge.waypoints[1].x for edge in edges)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_layers_follow_the_flow(links: list[tuple[int, int]]) -> None:
    nodes = [str(n) for n in range(10)]
    pairs = [(str(a), str(b)) for a, b in links]
    kept = without_loops(nodes, pairs)
    layer = layers_of(nodes, pairs)
    assert all(layer[a] < layer[b] for a, b in kept)
    assert set(layer) == set(nodes)


def test_a_large_flow_is_laid_out_quickly() -> None:
    size = 1500
    links = [(n, n + 1) for n in range(size - 1)] + [(n, (n * 7) % size) for n in range(0, size, 5)]
    started = time.process_time()
    flow = flow_of([n % 5 for n in range(size)], [n // 20 % 3 for n in range(size)], links)
    assert len(flow.planes[0].shapes) == size + 4
    assert time.process_time() - started < 10


def test_the_graph_has_all_flows_and_boundary_events() -> None:
    flow = read_flow(
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
        '<exclusiveGateway id="g" default="b"/><task id="t" name="受付"/>'
        '<boundaryEvent id="x" attachedToRef="t"><timerEventDefinition/></boundaryEvent>'
        '<sequenceFlow id="a" sourceRef="g" targetRef="t">'
        "<conditionExpression>本人</conditionExpression></sequenceFlow>"
        '<sequenceFlow id="b" sourceRef="g" targetRef="t"/></process></definitions>'.encode(),
        "g.bpmn",
    )
    graph = graph_of(flow)
    assert set(graph) == {"g", "t", "x"}
    assert graph["g"]["t"]["a"]["condition"] == "本人"
    assert graph["g"]["t"]["b"]["is_default"]
    assert graph["t"]["x"]["boundary:x"]["kind"] == "boundary"


def test_content_that_is_drawn_nowhere_gets_a_plane_of_its_own() -> None:
    di, dc = "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC"
    text = (
        f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:d="{di}" xmlns:c="{dc}">'
        '<process id="p"><subProcess id="s" name="審査"><startEvent id="i"/><task id="t"/>'
        '<sequenceFlow id="f" sourceRef="i" targetRef="t"/><subProcess id="inner"><task id="u"/></subProcess>'
        '</subProcess><task id="o"/></process><d:BPMNDiagram><d:BPMNPlane bpmnElement="p">'
        '<d:BPMNShape bpmnElement="s" isExpanded="false"><c:Bounds x="0" y="0" width="100" height="80"/>'
        "</d:BPMNShape></d:BPMNPlane></d:BPMNDiagram></definitions>"
    )
    flow = with_content_planes(read_flow(text.encode(), "審査.bpmn"))
    assert [plane.element for plane in flow.planes] == ["p", "s"]
    inside = flow.planes[1]
    assert {shape.element for shape in inside.shapes} == {"i", "t", "inner", "u"}
    assert [edge.element for edge in inside.edges] == ["f"]
    assert flow.plane_of("s") == 1
    assert flow.plane_above(1) == (0, "s")
    assert flow.plane_above(0) is None
    assert with_content_planes(flow) is flow


def test_lines_that_share_no_end_do_not_lie_on_each_other() -> None:
    flow = flow_of([0] * 4, [0, 1, 1, 0] + [0] * 10, [(0, 2), (1, 3)])
    first, second = (list(pairwise(edge.waypoints)) for edge in flow.planes[0].edges)
    for (a, b), (c, d) in product(first, second):
        if a.x == b.x == c.x == d.x:
            assert max(a.y, b.y) <= min(c.y, d.y) or max(c.y, d.y) <= min(a.y, b.y)


def test_lines_from_one_end_may_share_their_way() -> None:
    flow = flow_of([0] * 4, [0, 1, 2, 2] + [0] * 10, [(0, 1), (0, 2)])
    first, second = (edge.waypoints for edge in flow.planes[0].edges)
    assert first[1].x == second[1].x
