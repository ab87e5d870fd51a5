"""Names on the canvas: in the letters of the file, broken where its bounds say, never over shapes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase

from bpmn.model import Bounds, Element, FlowFile, LabelFont, Shape
from bpmn.reader import read_flow
from views.flows.label_items import PaperItem
from views.flows.labels import wrapped_as_told
from views.flows.letters import is_known, letters_of
from views.flows.pictures import label_of
from views.flows.scene import FlowScene
from views.shared.type import family

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"


def crossed(label_y: float) -> FlowFile:
    """Two tasks on one line, whose name stands at a height; the line runs at y = 40."""
    box = '<d:BPMNShape bpmnElement="{}"><c:Bounds x="{}" y="0" width="100" height="80"/></d:BPMNShape>'
    text = (
        f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:d="{DI}" xmlns:c="{DC}" '
        f'xmlns:w="{DD}"><process id="p"><task id="a"/><task id="b"/>'
        '<sequenceFlow id="f" name="確認" sourceRef="a" targetRef="b"/></process><d:BPMNDiagram>'
        f'<d:BPMNPlane bpmnElement="p">{box.format("a", 0)}{box.format("b", 300)}'
        '<d:BPMNEdge bpmnElement="f"><w:waypoint x="100" y="40"/><w:waypoint x="300" y="40"/>'
        f'<d:BPMNLabel labelStyle="l"><c:Bounds x="150" y="{label_y}" width="60" height="14"/></d:BPMNLabel>'
        "</d:BPMNEdge></d:BPMNPlane>"
        '<d:BPMNLabelStyle id="l"><c:Font name="arial,sans-serif" size="15.0" isBold="true"/>'
        "</d:BPMNLabelStyle></d:BPMNDiagram></definitions>"
    )
    return read_flow(text.encode(), "確認.bpmn")


def test_a_label_is_written_in_the_letters_of_the_file() -> None:
    named = crossed(33).planes[0].edges[0].font
    assert named == LabelFont("arial,sans-serif", 15.0, True)
    letters = letters_of(named)
    assert letters.pixelSize() == 15
    assert letters.bold()
    assert letters_of(LabelFont("", 300.0)).pixelSize() == 36


def test_a_family_is_used_where_it_is_installed_and_japanese_stays_readable() -> None:
    installed = QFontDatabase.families()[0]
    assert letters_of(LabelFont(f"No Such Family, '{installed}'")).families() == [installed, family()]
    assert not is_known(LabelFont("No Such Family"))
    assert letters_of(LabelFont("No Such Family")).family() == family()


def test_a_name_breaks_as_often_as_its_bounds_say() -> None:
    wide = Bounds(0, 0, 95, 26)
    assert wrapped_as_told("End Event None 1", wide, LabelFont("", 11.0)).line_count == 2
    assert wrapped_as_told("End Event None 1", Bounds(0, 0, 95, 13), LabelFont("", 11.0)).line_count == 1
    # Some tools write tall bounds for short names.
    assert wrapped_as_told("No way", Bounds(0, 0, 95, 40), None).line_count == 1


@pytest.mark.parametrize(("y", "is_crossed"), [(33, True), (60, False)])
def test_only_a_name_that_a_line_runs_through_gets_a_ground(y: float, is_crossed: bool) -> None:
    flow = crossed(y)
    scene = FlowScene(flow, flow.planes[0])
    papers = [item for item in scene.items() if isinstance(item, PaperItem)]
    assert [paper.is_crossed for paper in papers] == [is_crossed]


def test_a_state_that_the_name_tells_already_is_not_repeated() -> None:
    shape = Shape("s", "d", Bounds(0, 0, 36, 50))
    told = label_of(Element("d", "dataObjectReference", "届出 [確認済]", state="確認済"), shape)
    bare = label_of(Element("d", "dataObjectReference", "届出", state="確認済"), shape)
    assert told is not None
    assert bare is not None
    assert bare.words.line_count == 2
    assert told.words.text.count("確認済") == 1
