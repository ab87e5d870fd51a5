"""Annotated copies: the colours are in, and everything else is as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bpmn.annotating import annotated
from bpmn.kinds import ACTIVITIES
from bpmn.model import Colours, FlowFile
from bpmn.reader import read_flow

HOUSE = Path(__file__).parents[3]
FILES = sorted([*HOUSE.parent.glob("shared/corpus/bpmn/*.bpmn"), *HOUSE.glob("resources/sample/**/*.bpmn")])
GREEN = Colours("#E4F3E9", "#2E7B4E")
MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
DRAWN = (
    '<i:BPMNDiagram xmlns:i="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:c="http://www.omg.org/spec/DD/20100524/DC"><i:BPMNPlane bpmnElement="p">'
    '<i:BPMNShape bpmnElement="t" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" bioc:fill="#ff0000">'
    '<c:Bounds x="1" y="2" width="100" height="80"/></i:BPMNShape></i:BPMNPlane></i:BPMNDiagram>'
)


def without_colours(flow: FlowFile) -> FlowFile:
    planes = tuple(
        replace(plane, shapes=tuple(shape._replace(colours=Colours()) for shape in plane.shapes))
        for plane in flow.planes
    )
    return replace(flow, data=b"", encoding="", planes=planes, findings=())


def plain(data: bytes) -> list[tuple[str, list[tuple[str, str]], str, str]]:
    """Every node with its attributes and texts, but for colours."""
    return [
        (
            str(node.tag),
            sorted((str(k), str(v)) for k, v in node.items() if not re.search("[Cc]olor", str(k))),
            str(node.text or ""),
            str(node.tail or ""),
        )
        for node in etree.fromstring(data).iter()
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_colours_change(path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    tasks = {key for key, element in flow.elements.items() if element.kind in ACTIVITIES}
    copy = annotated(flow, dict.fromkeys(tasks, GREEN))
    again = read_flow(copy, path.name)
    assert without_colours(again) == without_colours(flow)
    for before, after in zip(flow.planes, again.planes, strict=True):
        for old, new in zip(before.shapes, after.shapes, strict=True):
            expected = old.colours if new.element not in tasks else replace(GREEN, label=old.colours.label)
            assert new.colours == expected
    assert plain(copy) == plain(flow.data)


def test_comments_extensions_and_instructions_stay_and_old_colours_go() -> None:
    text = (
        f'<?xml version="1.0" encoding="Shift_JIS"?><?keep me?><!-- 前 --><definitions {MODEL}>'
        '<process id="p"><task id="t" name="受付①&#10;窓口"><extensionElements><x:a xmlns:x="urn:x" b="1">'
        f"<![CDATA[<c>]]></x:a></extensionElements></task><!-- 中 --></process>{DRAWN}</definitions>"
    )
    flow = read_flow(text.encode("cp932"), "f.bpmn")
    copy = annotated(flow, {"t": GREEN}).decode()
    for kept in ("<?keep me?>", "<!-- 前 -->", "<!-- 中 -->", "<![CDATA[<c>]]>", "受付①&#10;窓口", 'b="1"'):
        assert kept in copy
    assert "#ff0000" not in copy
    assert copy.startswith("<?xml version='1.0' encoding='UTF-8'?>")
    assert read_flow(copy.encode(), "f.bpmn").planes[0].shapes[0].colours == GREEN


def test_a_file_without_a_drawing_gets_that_of_the_program() -> None:
    body = '<task id="a"/><task id="b"/><task/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>'
    text = f'<definitions {MODEL}><process id="p">{body}</process></definitions>'
    flow = read_flow(text.encode(), "f.bpmn")
    again = read_flow(annotated(flow, {"a": GREEN}), "f.bpmn")
    assert again.planes[0].element == "p"
    assert {shape.element: shape.colours.fill for shape in again.planes[0].shapes} == {
        "a": "#E4F3E9",
        "b": "",
    }
    assert [edge.element for edge in again.planes[0].edges] == ["f"]
    assert again.elements == flow.elements
