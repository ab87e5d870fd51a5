"""Flows as broken as files can be: no walk, hint, wording or step table stumbles over them."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.analysis.analyse import analyse
from bpmn.kinds import GATEWAYS, SUBPROCESSES, TASKS
from bpmn.model import Bounds, Connection, Element, FlowFile, Plane, Shape
from bpmn.reader import read_flow
from bpmn.scenarios.cover import scenarios_of
from bpmn.steps.building import flow_of
from bpmn.steps.listing import steps_of
from bpmn.writer import write_flow
from models.scenarios.wording import drafts

KINDS = (
    *sorted(TASKS | GATEWAYS | SUBPROCESSES),
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
    "boundaryEvent",
    "callActivity",
)
TRIGGERS = ((), ("link",), ("error",), ("timer",), ("compensate",), ("message",), ("terminate",))


def broken_flow(seed: int) -> FlowFile:
    """Flows over the borders of sub-processes, events on themselves or nothing, ends that are missing."""
    chance = Random(seed)
    elements = {key: Element(key, "process", key) for key in ("P", "Q")}
    holders, shapes = ["P", "Q"], []
    for number in range(chance.randint(0, 16)):
        kind, parent = chance.choice(KINDS), chance.choice(holders)
        process = parent
        while process not in ("P", "Q"):
            process = elements[process].parent or "P"
        hosts = [key for key in elements if key not in ("P", "Q")] or ["nowhere"]
        host = chance.choice(hosts) if kind == "boundaryEvent" and chance.random() < 0.9 else None
        marks = tuple(mark for mark in ("event", "compensation", "adhoc") if chance.random() < 0.06)
        key = f"n{number}"
        elements[key] = Element(
            key, kind, chance.choice(["", "甲", "乙"]), process=process, parent=parent, attached_to=host,
            triggers=chance.choice(TRIGGERS), interrupting=chance.random() < 0.6, markers=marks,
        )  # fmt: skip
        if kind in SUBPROCESSES:
            holders.append(key)
        if chance.random() < 0.8:
            shapes.append(Shape(f"s{number}", key, Bounds(number * 10, chance.randint(0, 90), 10, 10)))
    ends = [*(key for key in elements if key not in ("P", "Q")), "missing", None]
    kinds = ("sequenceFlow", "sequenceFlow", "sequenceFlow", "association", "messageFlow")
    links = {
        f"f{number}": Connection(
            f"f{number}",
            chance.choice(kinds),
            chance.choice(ends),
            chance.choice(ends),
            chance.choice(["", "x"]),
            condition=chance.choice(["", "c"]),
            is_default=chance.random() < 0.1,
        )
        for number in range(chance.randint(0, 28))
    }
    plane = Plane("p", "P", "", tuple(shapes))
    return FlowFile("x", "utf-8", b"", elements=elements, connections=links, planes=(plane,))


@given(st.integers(0, 1_000_000))
@settings(max_examples=120, deadline=None)
def test_nothing_stumbles_and_every_scenario_is_a_walk(seed: int) -> None:
    flow = broken_flow(seed)
    for scenario in scenarios_of(flow).scenarios:
        been = {""}
        for step in scenario.steps:
            assert step.origin in been
            been.add(step.element)
    analyse(flow)
    drafts(flow, "x")
    rows = steps_of(flow)
    if rows and all(row.task or not row.kind.endswith("Event") for row in rows):
        again = steps_of(read_flow(write_flow(flow_of(rows, "x")), "x"))
        assert [row.number for row in again] == [row.number for row in rows]
