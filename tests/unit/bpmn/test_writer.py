"""Written flows read back as the same model, in the order the schema wants, with ids that XML allows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from bpmn.model import Connection, Element, FlowFile, Lane, Pool
from bpmn.reader import read_flow
from bpmn.writer import write_flow

HOUSE = Path(__file__).parents[3]
FILES = sorted([*HOUSE.parent.glob("shared/corpus/bpmn/*.bpmn"), *HOUSE.glob("resources/sample/**/*.bpmn")])
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">'
)


def model(flow: FlowFile) -> FlowFile:
    """What must survive: everything but the bytes and what reading them noticed."""
    planes = tuple(
        replace(
            plane, laid_out=False, in_file=True, edges=tuple(e._replace(written=None) for e in plane.edges)
        )
        for plane in flow.planes
    )
    return replace(flow, data=b"", encoding="", findings=(), planes=planes)


def again(flow: FlowFile) -> FlowFile:
    return read_flow(write_flow(flow), flow.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_written_files_read_back_equal(path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    assert model(again(flow)) == model(flow)


EVERYTHING = """
<message id="m" name="申請"/><dataStore id="ds" name="住民記録"/>
<category id="c"><categoryValue id="cv" value="窓口"/></category>
<collaboration id="co" name="転入">
  <participant id="pool" name="市民課" processRef="p"><participantMultiplicity/></participant>
  <participant id="black" name="住民"/>
  <messageFlow id="mf" sourceRef="black" targetRef="s" messageRef="m" name="届出"/>
  <textAnnotation id="out"><text>外の注</text></textAnnotation>
  <association id="oa" sourceRef="out" targetRef="pool"/>
</collaboration>
<process id="p" name="転入届"><documentation>説明</documentation>
  <ioSpecification><dataInput id="pin" name="届" isCollection="true"/><inputSet/><outputSet/>
  </ioSpecification>
  <laneSet><lane id="l1" name="窓口"><flowNodeRef>s</flowNodeRef><flowNodeRef>t</flowNodeRef>
    <childLaneSet><lane id="l2" name="審査"><flowNodeRef>u</flowNodeRef></lane></childLaneSet></lane>
    <lane id="l3" name="本庁"><flowNodeRef>sub</flowNodeRef></lane></laneSet>
  <startEvent id="s" parallelMultiple="true"><messageEventDefinition/><timerEventDefinition/></startEvent>
  <exclusiveGateway id="g" name="適法?" default="f2"/>
  <userTask id="t" name="受け付ける"><property id="x"/>
    <dataInputAssociation id="in"><sourceRef>dor</sourceRef><targetRef>x</targetRef></dataInputAssociation>
    <dataOutputAssociation id="outa"><targetRef>dsr</targetRef></dataOutputAssociation>
    <multiInstanceLoopCharacteristics isSequential="true"/></userTask>
  <boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><conditionalEventDefinition/></boundaryEvent>
  <callActivity id="u" calledElement="other"><standardLoopCharacteristics/></callActivity>
  <subProcess id="sub" triggeredByEvent="true"><task id="inner" isForCompensation="true"/>
    <textAnnotation id="note"><text>内の注</text></textAnnotation>
    <association id="a" associationDirection="One" sourceRef="note" targetRef="inner"/></subProcess>
  <adHocSubProcess id="ad"/><transaction id="tx"/><receiveTask id="r" instantiate="true" messageRef="m"/>
  <intermediateThrowEvent id="th" name="送る"><dataInput id="thd"/>
    <dataInputAssociation id="tha"><sourceRef>dor</sourceRef><targetRef>thd</targetRef></dataInputAssociation>
    <inputSet/><linkEventDefinition name="送る"/></intermediateThrowEvent>
  <dataObject id="do" name="届書" isCollection="true"/>
  <dataObjectReference id="dor" dataObjectRef="do"><dataState name="受付済"/></dataObjectReference>
  <dataStoreReference id="dsr" dataStoreRef="ds"/>
  <sequenceFlow id="f1" sourceRef="g" targetRef="t" name="はい">
    <conditionExpression>x = 1</conditionExpression></sequenceFlow>
  <sequenceFlow id="f2" sourceRef="g" targetRef="u"/>
  <group id="gr" categoryValueRef="cv"/>
</process>
<collaboration id="talks"><participant id="a1" name="国"/><participant id="a2" name="県"/>
  <subConversation id="sc" name="協議"><participantRef>a1</participantRef><conversation id="cn"/>
  </subConversation>
  <conversationLink id="cl" sourceRef="a1" targetRef="sc"/></collaboration>
<choreography id="ch"><participant id="b1"/><participant id="b2"/>
  <messageFlow id="bm" sourceRef="b1" targetRef="b2"/>
  <choreographyTask id="ct" name="照会" initiatingParticipantRef="b1"><participantRef>b1</participantRef>
    <participantRef>b2</participantRef></choreographyTask>
  <endEvent id="ce"/><sequenceFlow id="cf" sourceRef="ct" targetRef="ce"/></choreography>
<di:BPMNDiagram id="d"><di:BPMNPlane id="pl" bpmnElement="ch">
  <di:BPMNShape id="cts" bpmnElement="ct"><dc:Bounds x="0" y="0" width="100" height="80"/></di:BPMNShape>
  <di:BPMNShape id="band" bpmnElement="b1" choreographyActivityShape="cts"
    participantBandKind="top_initiating"><dc:Bounds x="0" y="0" width="100" height="20.25"/></di:BPMNShape>
</di:BPMNPlane></di:BPMNDiagram>
"""


def test_every_kind_reads_back_equal() -> None:
    flow = read_flow(f"{HEAD}{EVERYTHING}</definitions>".encode(), "全部")
    assert model(again(flow)) == model(flow)
    assert flow.elements["ct"].initiating == "b1"
    assert flow.elements["sc"].parent == "talks"
    assert flow.planes[0].shapes[1].band == "top_initiating"
    assert flow.planes[0].shapes[1].band_of == "cts"


def test_children_stand_in_the_order_of_the_schema() -> None:
    written = write_flow(read_flow(f"{HEAD}{EVERYTHING}</definitions>".encode(), "全部"))
    order = {
        "userTask": "documentation incoming outgoing ioSpecification property dataInputAssociation "
        "dataOutputAssociation multiInstanceLoopCharacteristics",
        "process": "documentation ioSpecification laneSet * textAnnotation association group",
        "intermediateThrowEvent": "property dataInput dataInputAssociation inputSet linkEventDefinition",
        "collaboration": "participant messageFlow textAnnotation association conversation subConversation "
        "conversationLink",
        "lane": "flowNodeRef childLaneSet",
    }
    for node in etree.fromstring(written).iter("{*}" + kind for kind in order):
        known = order[etree.QName(node).localname].split()
        rest = known.index("*") if "*" in known else -1
        places = [
            known.index(local) if (local := etree.QName(child).localname) in known else rest for child in node
        ]
        assert places == sorted(places), etree.QName(node).localname
        assert -1 not in places


def made(tasks: dict[str, str]) -> FlowFile:
    """A flow as the program makes it: no frames, parents or planes."""
    elements = {
        "流れ": Element("流れ", "process", "転入届"),
        "課": Element("課", "participant", "市民課", refers_to="流れ"),
        "1 窓口": Element("1 窓口", "lane", "窓口", process="流れ", pool="課"),
    }
    elements |= {key: Element(key, "userTask", name, lane="1 窓口") for key, name in tasks.items()}
    keys = list(tasks)
    links = {f"{a}→{b}": Connection(f"{a}→{b}", "sequenceFlow", a, b) for a, b in pairwise(keys)}
    lane = Lane("1 窓口", "窓口", "流れ", "課", None, tuple(tasks))
    pool = Pool("課", "市民課", "流れ")
    return FlowFile("表", "utf-8", b"", "転入", elements, links, (pool,), (lane,))


def test_a_flow_made_by_the_program_is_laid_out_and_gets_ids_that_all_tools_take() -> None:
    read = again(made({"1": "受け付ける", "1 ": "確かめ\x07る", "届": "返す"}))
    assert [e.name for e in read.elements.values() if e.kind == "userTask"] == [
        "受け付ける",
        "確かめる",
        "返す",
    ]
    assert {e.lane_name for e in read.elements.values() if e.kind == "userTask"} == {"窓口"}
    assert read.findings == ()
    assert all(
        re.fullmatch(r"[A-Za-z_][\w.-]*", key, re.ASCII) for key in {**read.elements, **read.connections}
    )
    flows = [link for link in read.connections.values() if link.kind == "sequenceFlow"]
    assert [(read.name_of(f.source or ""), read.name_of(f.target or "")) for f in flows] == [
        ("受け付ける", "確かめる"),
        ("確かめる", "返す"),
    ]
    assert {shape.element for shape in read.planes[0].shapes} == {
        key for key, e in read.elements.items() if e.kind != "process"
    }
    assert model(again(read)) == model(read)


def test_default_and_condition_survive() -> None:
    read = again(read_flow(f"{HEAD}{EVERYTHING}</definitions>".encode(), "全部"))
    assert read.connections["f2"].is_default
    assert read.connections["f1"].condition == "x = 1"
