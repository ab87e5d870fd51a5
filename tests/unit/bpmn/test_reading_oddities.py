"""Rarer mistakes of files: what is kept, and which doubt is said."""

from __future__ import annotations

import copy
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bpmn.findings import UnreadableFlow
from bpmn.kinds import FLOW_NODES
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from bpmn.writer import write_flow
from models.flows.inspection import kept_ids
from models.words import say

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPACES = (
    'xmlns:i="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:c="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:w="http://www.omg.org/spec/DD/20100524/DI"'
)


def shape(element: str, x: int, y: int, width: int, height: int, more: str = "") -> str:
    box = f'<c:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<i:BPMNShape id="{element}_s" bpmnElement="{element}" {more}>{box}</i:BPMNShape>'


def line(element: str, *way: tuple[int, int]) -> str:
    points = "".join(f'<w:waypoint x="{x}" y="{y}"/>' for x, y in way)
    return f'<i:BPMNEdge id="{element}_s" bpmnElement="{element}">{points}</i:BPMNEdge>'


def document(body: str, drawn: str = "", model: str = MODEL, plane: bool = True) -> str:
    inner = f'<i:BPMNPlane bpmnElement="p">{drawn}</i:BPMNPlane>' if plane else drawn
    diagram = f"<i:BPMNDiagram>{inner}</i:BPMNDiagram>" if drawn else ""
    return f'<definitions xmlns="{model}" {SPACES}>{body}{diagram}</definitions>'


def read(text: str | bytes) -> FlowFile:
    flow = read_flow(text if isinstance(text, bytes) else text.encode(), "f.bpmn")
    assert all(say(f"bpmn.findings.{one.code}", **one.facts) for one in flow.findings)
    return flow


def said(flow: FlowFile) -> set[str]:
    return {finding.code for finding in flow.findings} - {"laid_out"}


TWO = '<process id="p"><task id="a" name="受付"/><task id="b" name="審査"/>{}</process>'
BOXES = shape("a", 0, 0, 100, 80) + shape("b", 200, 0, 100, 80)


def test_shapes_right_below_the_diagram() -> None:
    flow = read(document(TWO.format(""), BOXES, plane=False))
    assert [one.element for one in flow.planes[0].shapes] == ["a", "b"]
    assert said(flow) == {"no_plane"}


def test_unusual_kinds_are_kept_where_they_are_drawn() -> None:
    odd = '<robot xmlns="urn:vendor" id="r" name="自動機"/>'
    odd += '<wire xmlns="urn:vendor" id="z" sourceRef="a" targetRef="r"/>'
    body = TWO.format(f"<extensionElements>{odd}</extensionElements>")
    flow = read(document(body, BOXES + shape("r", 400, 0, 50, 50) + line("z", (100, 40), (400, 25))))
    assert (flow.elements["r"].kind, flow.elements["r"].name) == ("robot", "自動機")
    assert (flow.connections["z"].source, flow.connections["z"].target) == ("a", "r")
    assert said(flow) == {"unusual_kind"}
    assert {one.element for one in flow.planes[0].shapes} == {"a", "b", "r"}
    assert "r" not in read(document(body, BOXES)).elements


@pytest.mark.parametrize(("x", "host", "code"), [(32, "a", "host_found"), (600, None, "no_host")])
def test_boundary_events_without_a_host(x: int, host: str | None, code: str) -> None:
    body = TWO.format('<boundaryEvent id="e" name="期限"/>')
    flow = read(document(body, BOXES + shape("e", x, 62, 36, 36)))
    assert flow.elements["e"].attached_to == host
    assert said(flow) == {code}


def test_references_to_nothing_are_told() -> None:
    body = TWO.format('<laneSet><lane id="l" name="窓口"><flowNodeRef>gone</flowNodeRef></lane></laneSet>'
                      '<dataObjectReference id="d" dataObjectRef="nothing"/>'
                      '<callActivity id="k" calledElement="elsewhere"/>')  # fmt: skip
    flow = read(
        document('<collaboration id="c"><participant id="q" processRef="x:no"/></collaboration>' + body)
    )
    assert said(flow) == {"dangling_member", "dangling_reference"}
    assert flow.elements["d"].refers_to == "nothing"
    assert {one.where for one in flow.findings if one.code == "dangling_reference"} == {"q", "d"}


def test_message_flows_and_associations_without_ends_are_found_by_their_line() -> None:
    body = ('<collaboration id="c"><participant id="q"/><messageFlow id="m"/></collaboration>'
            + TWO.format('<textAnnotation id="n"><text>注</text></textAnnotation>'
                         '<association id="s"/>'))  # fmt: skip
    drawn = (BOXES + shape("q", 0, 200, 300, 60) + shape("n", 200, 120, 100, 30)
             + line("m", (50, 80), (50, 200)) + line("s", (250, 80), (250, 120)))  # fmt: skip
    flow = read(document(body, drawn))
    found = {key: (link.source, link.target) for key, link in flow.connections.items()}
    assert found == {"m": ("a", "q"), "s": ("b", "n")}
    assert said(flow) == {"ends_found"}


def test_participants_of_choreography_tasks_are_drawn_often() -> None:
    body = ('<choreography id="p"><participant id="x"/><choreographyTask id="a"/><choreographyTask id="b"/>'
            "</choreography>")  # fmt: skip
    band = 'participantBandKind="top_initiating" choreographyActivityShape="a_s"'
    flow = read(document(body, BOXES + shape("x", 0, 0, 100, 20, band) + shape("x", 200, 0, 100, 20, band)))
    assert said(flow) == set()
    assert [one.band for one in flow.planes[0].shapes] == ["", "", "top_initiating", "top_initiating"]
    assert set(kept_ids(flow)) == {"x", "a", "b"}


@pytest.mark.parametrize(
    "model",
    [
        "http://www.omg.org/spec/BPMN/20100524/MODEL/",
        "HTTP://WWW.OMG.ORG/SPEC/BPMN/20100524/MODEL",
        "https://www.omg.org/spec/BPMN/20100524/MODEL",
        "http://schema.omg.org/spec/BPMN/2.0",
        "http://www.omg.org/bpmn20",
        "",
    ],
)
def test_spellings_of_the_namespace(model: str) -> None:
    assert set(kept_ids(read(document(TWO.format(""), model=model)))) == {"p", "a", "b"}


def test_control_characters_are_left_out() -> None:
    flow = read(document(TWO.format("").replace("受付", "受\x0b付&#x1F;け&#10;る&#9;")))
    assert flow.elements["a"].name == "受付け\nる\t"
    assert said(flow) == {"control_characters"}


def test_bpmn_inside_another_format() -> None:
    flow = read(f"<export><meta/>{document(TWO.format(''))}</export>")
    assert "a" in flow.elements
    assert said(flow) == {"inner_root"}


JAPANESE = document(TWO.format("")).replace("受付", "受付①")


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<?xml version="1.0" encoding="ISO-2022-JP"?>', "encoding_converted"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "encoding_mismatch"),
        ("", "encoding_guessed"),
    ],
)
def test_iso_2022_jp_as_windows_writes_it(head: str, code: str) -> None:
    # Python's own codec refuses ①; Windows writes it at row 13 of the plain set.
    data = (head + JAPANESE).replace("①", "亜").encode("iso2022_jp").replace(b"0!", b"-!")
    flow = read(data)
    assert flow.elements["a"].name == "受付①"
    assert (flow.encoding, said(flow)) == ("iso2022_jp", {code})


def test_utf_8_with_stray_western_characters() -> None:
    data = JAPANESE.replace("審査", "審査して台帳に記録する").encode().replace("①".encode(), b"\xe9\x96")
    flow = read(data)
    assert flow.elements["a"].name == "受付é–"
    assert flow.elements["b"].name == "審査して台帳に記録する"
    assert said(flow) == {"encoding_mixed"}


@pytest.mark.parametrize(
    "head", ['<?xml version="1.1"?>', "<?xml version='1.0' standalone='yes'?>", "<!-- -->"]
)
def test_heads(head: str) -> None:
    assert read(head + document(TWO.format(""))).elements["a"].name == "受付"


def test_comments_cdata_and_instructions() -> None:
    body = '<process id="p"><!-- <task id="no"/> --><?x <task id="no2"/>?><task id="a"><documentation>'
    body += "一<!-- 二 --><![CDATA[<task id='no3'/>]]></documentation></task></process>"
    flow = read(document(body))
    assert set(flow.elements) == {"p", "a"}
    assert flow.elements["a"].documentation == "一<task id='no3'/>"


def test_inclusions_are_not_followed() -> None:
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>'
    flow = read(document(TWO.format(f"<documentation>{include}</documentation>")))
    assert flow.elements["p"].documentation == ""


@pytest.mark.parametrize(
    "body",
    [
        TWO.format('<task id="t"/>' * 30_000),
        TWO.format("<task/>" * 30_000),
        TWO.format('<sequenceFlow id="f" sourceRef="a"/>' * 20_000),
        TWO.format('<startEvent id="e">' + "<timerEventDefinition/>" * 50_000 + "</startEvent>"),
        TWO.format("<documentation>説明</documentation>" * 50_000),
        TWO.format('<task id="k" name="' + "長" * 500_000 + '"/>'),
        TWO.format("".join(f'<task id="n{n}" a{n}="1"/>' for n in range(5000))),
        TWO.format("".join(f'<boundaryEvent id="e{n}"/>' for n in range(5000))),
    ],
    ids=["same ids", "no ids", "same flows", "triggers", "documentation", "long name", "attributes", "hosts"],
)
def test_files_made_to_take_for_ever(body: str) -> None:
    started = time.process_time()
    drawn = shape("a", 0, 0, 100, 80) * 2000 + "".join(line(f"f#{n}", (0, 0), (5, 5)) for n in range(2, 2000))
    read(document(body, drawn))
    assert time.process_time() - started < 20


def test_a_text_beyond_the_parsers_bound_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableFlow) as caught:
        read(document(TWO.format(f'<task id="k" name="{"x" * 11_000_000}"/>')))
    assert say(f"bpmn.unreadable.{caught.value.code}", **caught.value.facts)


WHOLE = document(
    '<collaboration id="co"><participant id="q" processRef="p"/>'
    '<messageFlow id="m" sourceRef="q" targetRef="e"/></collaboration>'
    + TWO.format('<laneSet><lane id="l" name="窓口"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
                 '<subProcess id="s"><endEvent id="e"><messageEventDefinition/></endEvent></subProcess>'
                 '<boundaryEvent id="h" attachedToRef="a"/><dataObjectReference id="d" dataObjectRef="o"/>'
                 '<dataObject id="o"/><group id="g"/><association id="x" sourceRef="g" targetRef="a"/>'
                 '<sequenceFlow id="f" sourceRef="a" targetRef="b"/>'),
    BOXES + shape("q", -50, -50, 600, 300) + shape("l", -20, -50, 570, 300) + line("f", (100, 40), (200, 40)),
).encode()  # fmt: skip


def outcome(data: bytes) -> None:
    try:
        flow = read_flow(data, "f.bpmn")
    except UnreadableFlow as error:
        assert say(f"bpmn.unreadable.{error.code}", **error.facts)
    else:
        assert all(say(f"bpmn.findings.{one.code}", **one.facts) for one in flow.findings)
        again = read_flow(write_flow(flow), "f.bpmn")
        nodes = [sum(e.kind in FLOW_NODES for e in one.elements.values()) for one in (flow, again)]
        assert nodes[0] == nodes[1]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), st.binary(max_size=6)), max_size=5))
def test_any_bytes_changed(changes: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for place, dropped, put in changes:
        data = data[:place] + put + data[place + dropped :]
    outcome(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_elements_dropped_doubled_moved_or_stripped(data: st.DataObject) -> None:
    root = etree.fromstring(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        every = list(root.iter())
        node = data.draw(st.sampled_from(every))
        parent = node.getparent()
        act = data.draw(st.sampled_from(["drop", "double", "move", "strip", "swap"]))
        if act == "strip" and node.attrib:
            node.attrib.pop(data.draw(st.sampled_from(sorted(map(str, node.attrib)))))
        elif act == "swap" and node.attrib:
            key = data.draw(st.sampled_from(sorted(map(str, node.attrib))))
            node.set(key, data.draw(st.sampled_from(["", "a", "q", "p", "-1", "１", "NaN", "x:y", " a "])))
        elif parent is not None and act == "drop":
            parent.remove(node)
        elif parent is not None and act == "double":
            parent.append(copy.deepcopy(node))
        elif parent is not None and act == "move":
            place = data.draw(st.sampled_from(every))
            if node not in place.iterancestors() and place is not node:
                place.append(node)
    outcome(etree.tostring(root))


def test_data_may_come_from_a_variable_that_no_drawing_shows() -> None:
    rule = (
        '<property id="v"/><businessRuleTask id="c" name="判定"><dataInputAssociation id="d">'
        "<sourceRef>{}</sourceRef><targetRef>c</targetRef></dataInputAssociation></businessRuleTask>"
    )
    boxes = BOXES + shape("c", 400, 0, 100, 80)
    assert said(read(document(TWO.format(rule.format("v")), boxes))) == set()
    assert said(read(document(TWO.format(rule.format("gone")), boxes))) == {"dangling_source", "ends_missing"}
