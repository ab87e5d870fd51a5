"""Counts and ids against a second reader that knows nothing of ours: XPath by local names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from bpmn.kinds import names
from bpmn.reader import read_flow
from bpmn.writer import write_flow
from models.flows.inspection import counts_of, inspect_flow, kept_ids

HOUSE = Path(__file__).parents[3]
FILES = sorted([*HOUSE.parent.glob("shared/corpus/bpmn/*.bpmn"), *HOUSE.glob("resources/sample/**/*.bpmn")])
FLOW_NODES = names(
    "task userTask serviceTask scriptTask manualTask businessRuleTask sendTask receiveTask callActivity "
    "subProcess transaction adHocSubProcess choreographyTask subChoreography callChoreography startEvent "
    "endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent implicitThrowEvent "
    "exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway complexGateway"
)
SINGLE = {
    "sequence_flows": "sequenceFlow", "message_flows": "messageFlow", "lanes": "lane",
    "participants": "participant", "data_objects": "dataObject",
    "data_object_references": "dataObjectReference", "data_store_references": "dataStoreReference",
    "text_annotations": "textAnnotation", "groups": "group", "associations": "association",
    "shapes": "BPMNShape", "edges": "BPMNEdge",
}  # fmt: skip
DRAWABLE = [*FLOW_NODES, *list(SINGLE.values())[:10], "dataStore", "dataInput", "dataOutput", "message",
            "process",
            "conversation", "subConversation", "callConversation", "conversationLink", "dataInputAssociation",
            "dataOutputAssociation"]  # fmt: skip
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def nodes(root: etree._Element, kinds: Iterable[str], below: str = "") -> list[etree._Element]:
    """Elements of these local names outside extensions."""
    named = " or ".join(f"local-name()='{kind}'" for kind in kinds)
    outside = "not(ancestor::*[local-name()='extensionElements'])"
    found = root.xpath(f"//*[{named}][{outside}]{below}")
    assert isinstance(found, list)
    return [node for node in found if isinstance(node, etree._Element)]


def counted(data: bytes) -> dict[str, int]:
    root = etree.fromstring(data)
    holders = " or ".join(
        f"local-name()='{kind}'" for kind in ("subProcess", "transaction", "adHocSubProcess")
    )
    inner = f"[parent::*[{holders}]]"
    return {
        "flow_nodes": len(nodes(root, FLOW_NODES)),
        **{name: len(nodes(root, [kind])) for name, kind in SINGLE.items()},
        "subprocess_children": len(nodes(root, FLOW_NODES, inner)),
        "waypoints": len(nodes(root, ["waypoint"], "[parent::*[local-name()='BPMNEdge']]")),
    }


def agree(data: bytes) -> None:
    flow = read_flow(data, "f.bpmn")
    assert counts_of(flow) == counted(data)
    wanted = {
        str(node.get("id")).strip() for node in nodes(etree.fromstring(data), DRAWABLE) if node.get("id")
    }
    assert wanted <= set(kept_ids(flow))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_open_files_and_what_we_write_of_them(path: Path) -> None:
    agree(path.read_bytes())
    agree(write_flow(read_flow(path.read_bytes(), path.name)))
    facts = inspect_flow(path)
    assert facts["planes"] == len(nodes(etree.parse(str(path)).getroot(), ["BPMNPlane"]))


@pytest.mark.parametrize(
    "body",
    [
        '<process id="p"><task id="t"/><extensionElements><task id="no"/><lane id="no2"/>'
        "</extensionElements></process>",
        '<process id="p"><laneSet><lane id="a"><childLaneSet><lane id="b"/><lane id="c"/></childLaneSet>'
        "</lane></laneSet></process>",
        '<process id="p"><subProcess id="s"><task id="a"/><subProcess id="i"><startEvent id="b"/>'
        '</subProcess></subProcess><adHocSubProcess id="h"><task id="x"/></adHocSubProcess></process>',
        '<collaboration id="c"><participant id="a"/><conversation id="v"/><callConversation id="w"/>'
        '<subConversation id="s"><conversation id="i"/></subConversation>'
        '<conversationLink id="l" sourceRef="a" targetRef="v"/></collaboration>',
        '<globalConversation id="g"><participant id="a"/><conversation id="v"/></globalConversation>',
        '<choreography id="c"><participant id="a"/><participant id="b"/><choreographyTask id="t"/>'
        '<subChoreography id="s"><choreographyTask id="i"/><callChoreography id="k"/></subChoreography>'
        '<sequenceFlow id="f" sourceRef="t" targetRef="s"/></choreography>',
        '<process id="p"><ioSpecification><dataInput id="i"/><dataOutput id="o"/></ioSpecification>'
        '<userTask id="t"><ioSpecification><dataInput id="j"/></ioSpecification>'
        '<dataInputAssociation id="a"><sourceRef>i</sourceRef><targetRef>j</targetRef></dataInputAssociation>'
        "</userTask></process>",
        '<message id="m"/><dataStore id="d"/><process id="p"><dataStoreReference id="r" dataStoreRef="d"/>'
        '<dataObject id="o"/><dataObjectReference id="q" dataObjectRef="o"/></process>',
        '<process id="p"><task id="t"/><task id="t"/><task id="t"/></process>',
        '<collaboration id="c"/><collaboration id="c2"><messageFlow id="m" sourceRef="x" targetRef="y"/>'
        '<association id="n" sourceRef="x" targetRef="y"/></collaboration><process id="p"/><process id="q"/>',
    ],
)
def test_odd_structures(body: str) -> None:
    agree(f'<definitions xmlns="{MODEL}">{body}</definitions>'.encode())


def test_drawings_count_as_written_even_where_we_mend_them() -> None:
    drawn = """<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
      xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"><di:BPMNPlane bpmnElement="p">
      <di:BPMNEdge bpmnElement="f"><dd:waypoint x="1" y="1"/></di:BPMNEdge><di:BPMNEdge bpmnElement="f"/>
      <di:BPMNEdge bpmnElement="f"><dd:waypoint x="NaN" y="1"/><dd:waypoint x="1" y="1"/>
      <dd:waypoint x="1" y="2"/></di:BPMNEdge><di:BPMNShape bpmnElement="a"/>
      </di:BPMNPlane></di:BPMNDiagram>"""
    body = '<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>'
    agree(f'<definitions xmlns="{MODEL}"><process id="p">{body}</process>{drawn}</definitions>'.encode())
