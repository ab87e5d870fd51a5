"""What real BPMN files do wrong: each must load with everything kept and the doubt said."""

from __future__ import annotations

import pytest

from bpmn.findings import Severity
from bpmn.geometry import distance_to_box
from bpmn.model import Bounds, FlowFile, Point
from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of
from bpmn.writer import write_flow
from models.flows.inspection import counts_of
from models.words import LANGUAGES, say, use_language

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
NAMESPACES = (
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
NODES = """
  <startEvent id="s" name="転入"/><userTask id="t" name="届出を&#10;受ける"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
"""


def shape(element: str, box: str) -> str:
    x, y, width, height = box.split()
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<bpmndi:BPMNShape id="{element}_di" bpmnElement="{element}">{bounds}</bpmndi:BPMNShape>'


def edge(element: str, *points: str) -> str:
    way = "".join('<di:waypoint x="{}" y="{}"/>'.format(*point.split()) for point in points)
    return f'<bpmndi:BPMNEdge id="{element}_di" bpmnElement="{element}">{way}</bpmndi:BPMNEdge>'


SHAPES = (
    shape("s", "0 22 36 36") + shape("t", "90 0 100 80") + shape("e", "250 22 36 36")
    + edge("f1", "36 40", "90 40") + edge("f2", "190 40", "250 40")
)  # fmt: skip


def document(
    nodes: str = NODES, shapes: str | None = SHAPES, head: str = "", model: str = MODEL, before: str = ""
) -> str:
    diagram = "" if shapes is None else (
        f'<bpmndi:BPMNDiagram id="d" name="図"><bpmndi:BPMNPlane id="pl" bpmnElement="p">{shapes}'
        "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    )  # fmt: skip
    return (
        f'{head}<definitions xmlns="{model}" {NAMESPACES} id="defs">{before}'
        f'<process id="p" name="転入届">{nodes}</process>{diagram}</definitions>'
    )


def read(text: str, encoding: str = "utf-8") -> FlowFile:
    return read_flow(text.encode(encoding), "転入.bpmn")


def codes(flow: FlowFile) -> set[str]:
    return {finding.code for finding in flow.findings}


def test_a_plain_file_loads_without_findings() -> None:
    flow = read(document())
    assert flow.findings == ()
    assert flow.elements["t"].name == "届出を\n受ける"
    assert flow.connections["f1"].source == "s"
    assert flow.planes[0].shapes[1].bounds == Bounds(90, 0, 100, 80)
    assert flow.planes[0].edges[0].waypoints == (Point(36, 40), Point(90, 40))
    assert flow.data.decode() == document()
    assert [task.id for task in tasks_of(flow)] == ["t"]


@pytest.mark.parametrize("prefix", ["semantic", "bpmn", "bpmn2", "sem", "model", "bpmn20", "ns5"])
def test_any_prefix(prefix: str) -> None:
    text = (
        f'<{prefix}:definitions xmlns:{prefix}="{MODEL}"><{prefix}:process id="p">'
        f'<{prefix}:task id="t" name="x"/></{prefix}:process></{prefix}:definitions>'
    )
    assert set(read(text).elements) == {"p", "t"}


def test_two_prefixes_in_one_file() -> None:
    text = document(nodes=f'<b:task xmlns:b="{MODEL}" id="t2" name="y"/>{NODES}')
    assert {"t", "t2"} <= set(read(text).elements)


def test_a_namespace_with_a_space_is_read_with_a_warning() -> None:
    flow = read(document(model=MODEL + " "))
    assert "t" in flow.elements
    foreign = read(document(before='<extensionElements><x xmlns="http://a b"/></extensionElements>'))
    assert "namespace_space" in codes(foreign)
    assert "t" in foreign.elements


def test_an_undeclared_prefix_is_read_with_a_warning() -> None:
    flow = read(
        document(before="<!-- <a> --><extensionElements><camunda:x/></extensionElements>", head="<!-- <x -->")
    )
    assert "undeclared_prefix" in codes(flow)
    assert "t" in flow.elements


def test_duplicate_ids_keep_both_elements() -> None:
    flow = read(document(nodes=NODES + '<task id="t" name="二つ目"/>'))
    assert flow.elements["t"].name == "届出を\n受ける"
    assert flow.elements["t#2"].name == "二つ目"
    assert flow.elements["t#2"].made_up_id
    assert "duplicate_id" in codes(flow)


def test_qname_references() -> None:
    shapes = SHAPES.replace('bpmnElement="t"', 'bpmnElement="tns:t"')
    flow = read(document(nodes=NODES.replace('sourceRef="s"', 'sourceRef="tns:s"'), shapes=shapes))
    assert flow.connections["f1"].source == "s"
    assert flow.planes[0].shapes[1].element == "t"
    assert flow.findings == ()


def test_dangling_references_are_told_and_kept() -> None:
    nodes = NODES + '<sequenceFlow id="f3" sourceRef="t" targetRef="gone"/>'
    shapes = SHAPES + shape("nobody", "1 1 9 9")
    flow = read(document(nodes, shapes))
    assert flow.connections["f3"].target is None
    assert {"dangling_target", "dangling_drawing", "ends_missing"} <= codes(flow)
    assert flow.planes[0].shapes[-1].element is None


@pytest.mark.parametrize("lists", [True, False])
def test_missing_ends_come_from_lists_or_waypoints(lists: bool) -> None:
    nodes = NODES.replace(' sourceRef="s" targetRef="t"', "")
    if lists:
        nodes = nodes.replace('name="転入"/>', 'name="転入"><outgoing>f1</outgoing></startEvent>')
    flow = read(document(nodes))
    assert (flow.connections["f1"].source, flow.connections["f1"].target) == ("s", "t")
    assert "ends_found" in codes(flow)


def test_without_drawing_the_flow_is_laid_out() -> None:
    flow = read(document(shapes=None))
    assert flow.planes[0].laid_out
    assert {shape.element for shape in flow.planes[0].shapes} == {"s", "t", "e"}
    assert codes(flow) == {"laid_out"}


def test_sizes_missing_or_zero_become_usual_and_are_told() -> None:
    shapes = SHAPES.replace('x="90" y="0" width="100" height="80"', 'x="90" y="0"')
    shapes = shapes.replace('x="0" y="22" width="36" height="36"', 'x="0" y="22" width="0" height="0"')
    flow = read(document(shapes=shapes))
    assert flow.planes[0].shapes[1].bounds == Bounds(90, 0, 100, 80)
    assert flow.planes[0].shapes[0].bounds == Bounds(0, 22, 36, 36)
    assert codes(flow) == {"no_size", "zero_size"}


def test_a_pool_hidden_by_a_size_of_zero_stays_hidden() -> None:
    pool = '<collaboration id="c"><participant id="hidden" name="Main Process"/></collaboration>'
    flow = read(document(shapes=SHAPES + shape("hidden", "0 0 0 0"), before=pool))
    hidden = next(one for one in flow.planes[0].shapes if one.element == "hidden")
    assert hidden.bounds == Bounds(0, 0, 0, 0)
    assert codes(flow) == {"hidden_pool"}


def test_flows_without_a_line_between_shapes_get_one_that_is_told_and_not_counted() -> None:
    shapes = SHAPES[: SHAPES.index("<bpmndi:BPMNEdge")]
    flow = read(document(shapes=shapes))
    boxes = {one.element: one.bounds for one in flow.planes[0].shapes}
    assert [edge.element for edge in flow.planes[0].edges] == ["f1", "f2"]
    assert codes(flow) == {"line_drawn"}
    for edge in flow.planes[0].edges:
        link = flow.connections[edge.element or ""]
        for point, end in ((edge.waypoints[0], link.source), (edge.waypoints[-1], link.target)):
            assert distance_to_box(point, boxes[end]) == 0
    counts = counts_of(flow)
    assert (counts["edges"], counts["waypoints"]) == (0, 0)
    assert b"BPMNEdge" not in write_flow(flow)


@pytest.mark.parametrize("number", ["NaN", "inf", "1e300", "abc", ""])
def test_numbers_that_are_none(number: str) -> None:
    flow = read(
        document(
            shapes=SHAPES.replace('x="36"', f'x="{number}"').replace('x="90" y="0"', f'x="{number}" y="0"')
        )
    )
    assert {"bad_number", "no_size", "few_waypoints"} <= codes(flow)
    assert len(flow.planes[0].edges[0].waypoints) == 2


def test_decimal_commas_negative_and_fractional_coordinates() -> None:
    flow = read(document(shapes=SHAPES.replace('x="90" y="0"', 'x="-90,5" y="0.25"')))
    assert flow.planes[0].shapes[1].bounds == Bounds(-90.5, 0.25, 100, 80)


def test_too_few_waypoints_are_joined_straight() -> None:
    flow = read(document(shapes=SHAPES.replace('<di:waypoint x="90" y="40"/>', "")))
    assert flow.planes[0].edges[0].waypoints == (Point(36, 40), Point(90, 40))
    assert "few_waypoints" in codes(flow)


def test_drawn_twice_not_drawn_and_several_planes() -> None:
    twice = SHAPES + SHAPES[: SHAPES.index("</bpmndi:BPMNShape>")] + "</bpmndi:BPMNShape>"
    text = document(nodes=NODES + '<task id="hidden" name="見えない"/>', shapes=twice)
    extra = (
        '<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="nothing"/></bpmndi:BPMNDiagram>'
        '<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="defs"/></bpmndi:BPMNDiagram></definitions>'
    )
    flow = read(text.replace("</definitions>", extra))
    assert len(flow.planes) == 3
    assert {"drawn_twice", "not_drawn", "empty_plane", "dangling_plane"} == codes(flow)
    assert len(flow.planes[0].shapes) == 4


def test_labels_with_and_without_bounds() -> None:
    label = '<bpmndi:BPMNLabel><dc:Bounds x="1" y="60" width="40" height="14"/></bpmndi:BPMNLabel>'
    shapes = SHAPES.replace('height="36"/></bpmndi:BPMNShape>', f'height="36"/>{label}</bpmndi:BPMNShape>', 1)
    shapes = shapes.replace('height="80"/>', 'height="80"/><bpmndi:BPMNLabel/>')
    first, second, *_ = read(document(shapes=shapes)).planes[0].shapes
    assert (first.label, first.bounds) == (Bounds(1, 60, 40, 14), Bounds(0, 22, 36, 36))
    assert second.label is None
    # The label may also stand before the bounds of its shape.
    swapped = SHAPES.replace('bpmnElement="s">', f'bpmnElement="s">{label}', 1)
    assert read(document(shapes=swapped)).planes[0].shapes[0].bounds == Bounds(0, 22, 36, 36)


def test_colours_of_both_extensions() -> None:
    omg = 'xmlns:c="http://www.omg.org/spec/BPMN/non-normative/color/1.0"'
    bpmn_io = 'xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"'
    shapes = SHAPES.replace(
        'bpmnElement="s"', f'{omg} c:background-color="#fff" c:border-color="#123456" bpmnElement="s"'
    )
    shapes = shapes.replace('bpmnElement="t"', f'{bpmn_io} bioc:fill="#abc" bpmnElement="t"')
    first, second, third = read(document(shapes=shapes)).planes[0].shapes
    assert (first.colours.fill, first.colours.stroke, second.colours.fill) == ("#fff", "#123456", "#abc")
    assert third.colours.fill == ""


def test_data_references_take_name_state_and_collection_from_what_they_mean() -> None:
    meant = '<dataObject id="d" name="転入届" isCollection="true"><dataState name="受付済"/></dataObject>'
    flow = read(document(nodes=meant + '<dataObjectReference id="r" dataObjectRef="d"/>'))
    found = flow.elements["r"]
    assert (found.name, found.state, found.markers, found.refers_to) == (
        "転入届",
        "受付済",
        ("collection",),
        "d",
    )


def test_every_sentence_exists_in_both_languages() -> None:
    import re
    from pathlib import Path

    source = "".join(path.read_text() for path in Path(__file__).parents[3].joinpath("bpmn").glob("*.py"))
    found = set(re.findall(r'(?:warning|note)\(\s*"(\w+)"', source)) | {"dangling_source", "dangling_target"}
    found |= {"ends_found", "ends_missing", "encoding_mismatch", "encoding_guessed"}
    refusals = set(re.findall(r'UnreadableFlow\(\s*"(\w+)"', source))
    for language in LANGUAGES:
        use_language(language)
        assert all(say(f"bpmn.findings.{code}") for code in found)
        assert all(say(f"bpmn.unreadable.{code}") for code in refusals)
    use_language("ja")
    assert Severity.WARNING.value == "warning"
