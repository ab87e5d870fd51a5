"""Scenarios on random flows: cover, walkability, number, and the time on explosive branching."""

from __future__ import annotations

import time

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import FlowFile
from bpmn.scenarios.building import net_of
from bpmn.scenarios.cover import Scenario, scenarios_of
from tests.unit.scenarios.conftest import Making, Way

KINDS = ("task", "task", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
         "intermediateThrowEvent", "complexGateway")  # fmt: skip


@st.composite
def drawn(
    draw: st.DrawFn, kinds: tuple[str, ...] = KINDS, loops: bool = True
) -> tuple[dict[str, str], list[Way]]:
    count = draw(st.integers(1, 14))
    nodes = {"s": "startEvent"}
    ways: list[Way] = []
    names = [f"n{number}" for number in range(count)]
    for number, name in enumerate(names):
        nodes[name] = draw(st.sampled_from(kinds))
        if number and draw(st.integers(0, 9)) == 0 and nodes[names[number - 1]] == "task" and loops:
            nodes[name] = f"boundaryEvent{draw(st.sampled_from(['', '!']))}@{names[number - 1]}"
    for number, name in enumerate(names):
        if draw(st.integers(0, 9)) and not nodes[name].startswith("boundary"):
            ways.append(
                (draw(st.sampled_from(["s", *names[:number]])), name, draw(st.sampled_from(["", "x?", "*"])))
            )
    for _ in range(draw(st.integers(0, 12))):
        source, target = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        if not loops and names.index(source) >= names.index(target):
            continue
        if not nodes[target].startswith("boundary"):
            ways.append((source, target, draw(st.sampled_from(["", "", "x?", "*"]))))
    return nodes, ways


def is_walk(flow: FlowFile, scenario: Scenario) -> bool:
    """Every step comes from where the scenario has been, by a flow that exists and lies between the two."""
    been = {""}
    for step in scenario.steps:
        if step.origin not in been:
            return False
        if step.flow:
            link = flow.connections[step.flow]
            if (link.source, link.target) != (step.origin, step.element):
                return False
        been.add(step.element)
    return True


@given(drawn())
@settings(max_examples=150, deadline=None)
def test_all_that_can_be_reached_is_covered_by_real_walks(
    make_flow: Making, made: tuple[dict[str, str], list[Way]]
) -> None:
    flow = make_flow(*made)
    found = scenarios_of(flow)
    net = net_of(flow)
    reached = {net.places[at].element for at, is_reached in enumerate(net.reached()) if is_reached}
    walked = {step.element for scenario in found.scenarios for step in scenario.steps}
    taken = {step.flow for scenario in found.scenarios for step in scenario.steps}
    named = {one.id for one in found.uncovered}
    assert walked == reached - {""}
    for link in flow.connections.values():
        assert (link.id in taken) == (link.source in reached) != (link.id in named)
    assert all(is_walk(flow, scenario) for scenario in found.scenarios)


def least_walks(flow: FlowFile) -> int:
    """So many branches, none of which can follow another, that fewer walks cannot do (Dilworth)."""
    net = net_of(flow)
    seen = net.reached()
    graph: networkx.MultiDiGraph[int] = networkx.MultiDiGraph()
    graph.add_nodes_from(range(len(net.places)))
    for way in net.ways:
        if seen[way.source]:
            graph.add_edge(way.source, way.target, key=way.number)
    whole = networkx.condensation(networkx.DiGraph(graph))
    member = whole.graph["mapping"]
    # Of several equal branches each needs its own walk; what lies within a loop one walk can do.
    edges = [(member[a], member[b], k) for a, b, k in graph.edges(keys=True) if member[a] != member[b]]
    after = {node: networkx.descendants(whole, node) | {node} for node in whole}
    order: networkx.Graph[tuple[str, int]] = networkx.Graph()
    order.add_nodes_from(("before", k) for *_, k in edges)
    order.add_nodes_from(("after", k) for *_, k in edges)
    for _, end, k in edges:
        order.add_edges_from(
            (("before", k), ("after", other)) for start, _, other in edges if start in after[end]
        )
    pairs = networkx.bipartite.maximum_matching(order, [node for node in order if node[0] == "before"])
    return max(1, len(edges) - len(pairs) // 2)


@given(drawn(kinds=("task", "exclusiveGateway", "exclusiveGateway"), loops=False))
@settings(max_examples=80, deadline=None)
def test_the_number_is_close_to_the_least_possible(
    make_flow: Making, made: tuple[dict[str, str], list[Way]]
) -> None:
    nodes, ways = made
    nodes = {key: "startEvent" if key == "s" else "exclusiveGateway" for key in [*nodes, "x"]}
    flow = make_flow(nodes, [("s", "x"), *(("x" if way[0] == "s" else way[0], way[1]) for way in ways)])
    least = least_walks(flow)
    assert least <= len(scenarios_of(flow).scenarios) <= least + max(1, least // 3)


def diamonds(count: int, split: str, join: str) -> tuple[dict[str, str], list[Way]]:
    nodes, ways = {"s": "startEvent"}, list[Way]()
    last = "s"
    for number in range(count):
        g, a, b, j = (f"{letter}{number}" for letter in "gabj")
        nodes |= {g: split, a: "task", b: "task", j: join}
        ways += [(last, g), (g, a), (g, b), (a, j), (b, j)]
        last = j
    return nodes, ways


def comb(count: int) -> tuple[dict[str, str], list[Way]]:
    """A row of decisions, each with a way out to an end of its own."""
    nodes = {"s": "startEvent"} | {f"g{n}": "exclusiveGateway" for n in range(count)}
    nodes |= {f"e{n}": "endEvent" for n in range(count)}
    ways: list[Way] = [("s", "g0"), *((f"g{n}", f"e{n}") for n in range(count))]
    return nodes, [*ways, *((f"g{n}", f"g{n + 1}") for n in range(count - 1))]


EXPLOSIVE = [
    ("exclusiveGateway", "exclusiveGateway", 60, 2),
    ("parallelGateway", "parallelGateway", 60, 1),
    ("parallelGateway", "exclusiveGateway", 60, 1),
    ("exclusiveGateway", "parallelGateway", 60, 2),
    ("inclusiveGateway", "inclusiveGateway", 60, 1),
    ("task", "task", 60, 1),
    ("exclusiveGateway", "exclusiveGateway", 1250, 2),
    ("parallelGateway", "exclusiveGateway", 1250, 1),
]


@pytest.mark.parametrize(("split", "join", "count", "expected"), EXPLOSIVE)
def test_diamonds_in_a_row_take_no_time(
    make_flow: Making, split: str, join: str, count: int, expected: int
) -> None:
    flow = make_flow(*diamonds(count, split, join))
    found = scenarios_of(flow)
    assert len(found.scenarios) == expected
    assert sum(len(scenario.steps) for scenario in found.scenarios) < 20 * len(flow.connections)
    assert not found.uncovered


@pytest.mark.parametrize("size", [200, 2500])
def test_many_ends_need_many_scenarios_and_no_more(make_flow: Making, size: int) -> None:
    star: list[Way] = [("s", "g"), *(("g", f"t{n}") for n in range(size))]
    flow = make_flow(
        {"s": "startEvent", "g": "exclusiveGateway"} | {f"t{n}": "task" for n in range(size)}, star
    )
    assert len(scenarios_of(flow).scenarios) == size
    if size < 500:
        assert len(scenarios_of(make_flow(*comb(size))).scenarios) == size


def test_work_grows_like_what_is_said(make_flow: Making) -> None:
    """Twice the diamonds take about twice the time, far from twice for each diamond."""

    def seconds(count: int) -> float:
        flow = make_flow(*diamonds(count, "exclusiveGateway", "exclusiveGateway"))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            scenarios_of(flow)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(800) < 12 * seconds(200)
