"""Flows handed to bpmn-python and back, its metrics, and the sentence where it is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.entry import run
from bpmn import bpmn_python
from bpmn.kinds import FLOW_NODES
from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of
from models.flows import complexity
from models.resources import resource

FLOW = Path(str(resource("sample", "answers.toml"))).parent / "flows" / "転入届_標準.bpmn"


def test_without_the_extra_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(complexity, "is_installed", lambda: False)
    assert run(["flow", "analyse", str(FLOW), "--metrics"]) == 1
    error = capsys.readouterr().err
    assert "bpmn-python" in error and error.count("\n") == 1


def test_flows_go_over_and_come_back() -> None:
    pytest.importorskip("bpmn_python")
    flow = read_flow(FLOW.read_bytes(), "転入届.bpmn")
    given = bpmn_python.hand_over(flow)
    assert len(given.get_nodes()) == sum(one.kind in FLOW_NODES for one in flow.elements.values())
    assert given.diagram_graph.node is given.diagram_graph.nodes
    task, _ = given.add_task_to_diagram("P", task_name="控えを渡す")
    first = next(one.id for one in flow.elements.values() if one.kind == "endEvent")
    given.add_sequence_flow_to_diagram("P", first, task)
    back = bpmn_python.take_back(given, "転入届")
    nodes = {key: (one.kind, one.name) for key, one in flow.elements.items() if one.kind in FLOW_NODES}
    again = {key: (one.kind, one.name) for key, one in back.elements.items() if one.kind in FLOW_NODES}
    assert again == nodes | {task: ("task", "控えを渡す")}
    links = {key: (one.source, one.target, one.name) for key, one in flow.connections.items()
             if one.kind == "sequenceFlow"}  # fmt: skip
    assert (
        links.items()
        <= {key: (one.source, one.target, one.name) for key, one in back.connections.items()}.items()
    )


def test_its_metrics_count_every_kind_of_task() -> None:
    pytest.importorskip("bpmn_python")
    flow = read_flow(FLOW.read_bytes(), "転入届.bpmn")
    found = bpmn_python.metrics(flow)
    assert found["activities"] == len(tasks_of(flow))
    assert found["start_events"] == found["end_events"] == 1
    flows = sum(one.kind == "sequenceFlow" for one in flow.connections.values())
    nodes = sum(one.kind in FLOW_NODES for one in flow.elements.values())
    assert found["network_complexity"] == pytest.approx(flows / nodes)
    assert set(found) == set(bpmn_python.METRICS)
