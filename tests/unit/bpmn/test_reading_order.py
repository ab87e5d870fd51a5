"""Tasks come in the order of the work, and each piece of work counts once."""

from __future__ import annotations

from bpmn.model import FlowFile
from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">'
)


def flow(body: str, drawn: str = "") -> FlowFile:
    shapes = "".join(
        f'<di:BPMNShape bpmnElement="{key}" isExpanded="{expanded}">'
        f'<dc:Bounds x="{x}" y="0" width="9" height="9"/></di:BPMNShape>'
        for key, x, expanded in (each.split(":") for each in drawn.split())
    )
    plane = (
        f'<di:BPMNDiagram><di:BPMNPlane bpmnElement="p">{shapes}</di:BPMNPlane></di:BPMNDiagram>'
        if drawn
        else ""
    )
    return read_flow(f'{HEAD}<process id="p">{body}</process>{plane}</definitions>'.encode(), "順序")


def links(*pairs: str) -> str:
    return "".join(
        f'<sequenceFlow id="f{pair}" sourceRef="{pair[0]}" targetRef="{pair[1]}"/>' for pair in pairs
    )


def tasks(read: FlowFile) -> str:
    return "".join(task.id for task in tasks_of(read))


def test_order_follows_flows_not_the_file() -> None:
    assert tasks(flow('<task id="c"/><task id="a"/><task id="b"/>' + links("ab", "bc"))) == "abc"


def test_a_loop_back_does_not_turn_the_order() -> None:
    body = '<task id="c"/><task id="b"/><task id="a"/><startEvent id="s"/>' + links("sa", "ab", "bc", "ca")
    assert tasks(flow(body)) == "abc"


def test_branches_follow_the_drawing() -> None:
    body = '<task id="b"/><task id="a"/><exclusiveGateway id="g"/>' + links("ga", "gb")
    assert tasks(flow(body, "g:0:false a:20:false b:40:false")) == "ab"
    assert tasks(flow(body, "g:0:false a:40:false b:20:false")) == "ba"


def test_an_open_sub_process_gives_its_inner_tasks() -> None:
    body = '<subProcess id="s"><task id="x"/></subProcess><task id="z"/>' + links("sz")
    assert tasks(flow(body, "s:0:true x:5:false z:50:false")) == "xz"


def test_a_closed_sub_process_stands_for_its_inner_tasks() -> None:
    body = '<subProcess id="s"><task id="x"/></subProcess><task id="z"/>' + links("sz")
    assert tasks(flow(body, "s:0:false z:50:false")) == "sz"


def test_calls_and_all_kinds_of_tasks_count_events_do_not() -> None:
    body = '<callActivity id="a"/><manualTask id="b"/><startEvent id="s"/>' + links("sa", "ab")
    assert tasks(flow(body)) == "ab"
