"""The open reference models: everything drawable is kept, quickly."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from lxml import etree

from bpmn.kinds import CONNECTIONS, DRAWABLE
from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "bpmn"
FILES = sorted(CORPUS.glob("*.bpmn"))
pytestmark = pytest.mark.skipif(not FILES, reason="the open corpus is not here")
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_is_kept(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    flow = read_flow(path.read_bytes(), path.name)
    wanted = {
        str(node.get("id"))
        for node in root.iter(*(MODEL + kind for kind in DRAWABLE | CONNECTIONS))
        if node.get("id")
    }
    assert wanted <= set(flow.elements) | set(flow.connections)
    assert sum(len(plane.shapes) for plane in flow.planes) == len(list(root.iter(DI + "BPMNShape")))
    assert sum(len(plane.edges) for plane in flow.planes) == len(list(root.iter(DI + "BPMNEdge")))
    points = sum(len(edge.waypoints) for plane in flow.planes for edge in plane.edges)
    assert points == len(list(root.iter("{http://www.omg.org/spec/DD/20100524/DI}waypoint")))
    assert tasks_of(flow)
    assert flow.data == path.read_bytes()


def test_lanes_of_a_reference_model() -> None:
    flow = read_flow((CORPUS / "B.2.0.bpmn").read_bytes(), "B.2.0")
    by_name = {element.name: element for element in flow.elements.values()}
    assert by_name["Task 27"].lane_name == "Lane 2"
    assert by_name["Task 11"].lane_name == "Lane 1"
    host = flow.elements[by_name["Boundary Intermediate Event Interrupting Timer"].attached_to or ""]
    assert (host.name, by_name["Boundary Intermediate Event Interrupting Timer"].interrupting) == (
        "Task 21",
        True,
    )
    assert by_name["Boundary Intermediate Event Non-Interrupting Signal"].triggers == ("signal",)
    assert by_name["User Task 12 Muti-Inst. Seq."].markers == ("sequential",)
    assert sum(link.is_default for link in flow.connections.values()) == 2


def test_reading_is_about_three_times_parsing() -> None:
    """The aim is 3, as measured alone; the bound leaves room for a busy machine."""
    data = [path.read_bytes() for path in FILES]
    floor = ours = 1e9
    for _ in range(12):
        started = time.process_time()
        for each in data:
            etree.parse(io.BytesIO(each))
        floor = min(floor, time.process_time() - started)
        started = time.process_time()
        for each in data:
            read_flow(each, "")
        ours = min(ours, time.process_time() - started)
    assert ours / floor < 4.5, f"{ours / floor:.2f}"
