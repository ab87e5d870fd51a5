"""Scenarios: every task and branch is walked, each scenario can be walked, and there are few."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of
from bpmn.scenarios.cover import Scenarios, scenarios_of
from tests.unit.scenarios.conftest import Making, Way

ROOT = Path(__file__).parents[3]
OPEN_FILES = sorted((ROOT.parent / "shared" / "corpus").glob("*/*.bpmn"))
SAMPLE = sorted((ROOT / "resources" / "sample" / "flows").glob("*.bpmn"))


def paths(found: Scenarios) -> list[list[str]]:
    return [[step.element for step in scenario.steps] for scenario in found.scenarios]


def test_one_path_is_one_scenario(make_flow: Making) -> None:
    flow = make_flow({"s": "startEvent", "a": "task", "e": "endEvent"}, [("s", "a"), ("a", "e")])
    assert paths(scenarios_of(flow)) == [["s", "a", "e"]]


def test_a_decision_gives_a_scenario_for_each_branch(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "g": "exclusiveGateway", "a": "task", "b": "task", "e": "endEvent"}
    flow = make_flow(nodes, [("s", "g"), ("g", "a"), ("g", "b"), ("a", "e"), ("b", "e")])
    assert paths(scenarios_of(flow)) == [["s", "g", "a", "e"], ["s", "g", "b", "e"]]


def test_parallel_branches_follow_one_another_in_one_scenario(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "g": "parallelGateway", "a": "task", "b": "task", "c": "task",
             "j": "parallelGateway", "z": "task"}  # fmt: skip
    ways = [("s", "g"), ("g", "a"), ("g", "b"), ("a", "c"), ("c", "j"), ("b", "j"), ("j", "z")]
    assert paths(scenarios_of(make_flow(nodes, ways))) == [["s", "g", "a", "c", "j", "b", "j", "z"]]


def test_a_loop_goes_round_once_and_needs_no_scenario_of_its_own(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "a": "task", "g": "exclusiveGateway", "fix": "task", "e": "endEvent"}
    ways = [("s", "a"), ("a", "g"), ("g", "e"), ("g", "fix"), ("fix", "a")]
    assert paths(scenarios_of(make_flow(nodes, ways))) == [["s", "a", "g", "fix", "a", "g", "e"]]


def test_inclusive_branches_go_together_and_the_default_alone(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "g": "inclusiveGateway", "a": "task", "b": "task", "d": "task",
             "j": "inclusiveGateway", "e": "endEvent"}  # fmt: skip
    ways: list[Way] = [("s", "g"), ("g", "a", "x?"), ("g", "b", "y?"), ("g", "d", "*"),
            ("a", "j"), ("b", "j"), ("d", "j"), ("j", "e")]  # fmt: skip
    assert paths(scenarios_of(make_flow(nodes, ways))) == [
        ["s", "g", "a", "j", "b", "j", "e"],
        ["s", "g", "d", "j", "e"],
    ]


def test_an_interrupting_event_is_another_scenario_and_any_other_goes_beside(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "a": "task", "stop": "boundaryEvent@a", "note": "boundaryEvent!@a",
             "told": "task", "off": "endEvent", "e": "endEvent"}  # fmt: skip
    ways = [("s", "a"), ("a", "e"), ("stop", "off"), ("note", "told")]
    assert paths(scenarios_of(make_flow(nodes, ways))) == [
        ["s", "a", "e", "note", "told"],
        ["s", "a", "stop", "off"],
    ]


def test_what_nothing_leads_to_is_named_with_the_reason(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "a": "task", "lost": "task", "after": "task", "r": "task", "q": "task"}
    ways = [("s", "a"), ("lost", "after"), ("r", "q"), ("q", "r")]
    found = {one.id: one.reason for one in scenarios_of(make_flow(nodes, ways)).uncovered}
    assert found == {
        "lost": "no_way_in", "after": "behind_unreachable", "r": "closed_loop", "q": "closed_loop",
        "f1": "no_way_in", "f2": "closed_loop", "f3": "closed_loop",
    }  # fmt: skip


def test_without_a_start_event_everything_that_nothing_leads_to_begins(make_flow: Making) -> None:
    flow = make_flow({"a": "task", "b": "task", "c": "task"}, [("a", "c"), ("b", "c")])
    found = scenarios_of(flow)
    assert paths(found) == [["a", "c", "b", "c"]] or paths(found) == [["a", "c", "b"]]
    assert not found.uncovered


def test_an_open_sub_process_is_walked_inside_and_left_once() -> None:
    flow = read_flow((ROOT / "tests" / "unit" / "scenarios" / "sub_process.bpmn").read_bytes(), "s.bpmn")
    assert paths(scenarios_of(flow)) == [
        ["Start", "Sub", "InnerStart", "Split", "InnerA", "InnerEnd", "InnerB", "InnerEnd2", "After", "End"],
        [
            "Start",
            "Sub",
            "InnerStart",
            "Split",
            "InnerA",
            "InnerEnd",
            "InnerB",
            "InnerEnd2",
            "Late",
            "Given up",
        ],
    ]


@pytest.mark.parametrize("path", [*OPEN_FILES, *SAMPLE], ids=lambda path: path.stem)
def test_every_task_and_branch_of_real_files_is_covered_or_named(path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    found = scenarios_of(flow)
    walked = {step.element for scenario in found.scenarios for step in scenario.steps}
    taken = {step.flow for scenario in found.scenarios for step in scenario.steps}
    named = {one.id for one in found.uncovered}
    branches = {link.id for link in flow.connections.values() if link.kind == "sequenceFlow"}
    assert {task.id for task in tasks_of(flow)} <= walked | named
    assert branches <= taken | named
    assert not (walked | taken) & named


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_nothing_of_the_sample_is_left_uncovered(path: Path) -> None:
    assert scenarios_of(read_flow(path.read_bytes(), path.name)).uncovered == ()
