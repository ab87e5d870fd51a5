"""Two flows as one picture: what is gone stands on the plane of its neighbours, whichever that is."""

from __future__ import annotations

import itertools

from bpmn.comparing.overlay import overlaid
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from models.flows.comparison import compare_files

_NAMES = ("届出を受け付ける", "添付書類を複写する", "台帳に登録する", "通知書を発行する")


def _flow(name: str, inner: tuple[str, ...]) -> FlowFile:
    """A process with a sub-process whose content has a plane of its own."""

    def row(names: tuple[str, ...], prefix: str) -> tuple[str, str]:
        ids = [f"{prefix}{_NAMES.index(one) if one in _NAMES else one}" for one in names]
        nodes = "".join(f'<task id="{key}" name="{one}"/>' for key, one in zip(ids, names, strict=True))
        flows = "".join(
            f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>'
            for a, b in itertools.pairwise(ids)
        )
        shapes = "".join(
            f'<d:BPMNShape bpmnElement="{key}"><c:Bounds x="{200 * place}" y="0" width="100" height="80"/>'
            "</d:BPMNShape>"
            for place, key in enumerate(ids)
        )
        return nodes + flows, shapes

    content, content_shapes = row(inner, f"{name}t")
    outer, outer_shapes = row(("相談に応じる", "結果を伝える"), f"{name}o")
    return read_flow(
        (
            '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
            ' xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI"'
            ' xmlns:c="http://www.omg.org/spec/DD/20100524/DC">'
            f'<process id="p">{outer}<subProcess id="{name}s" name="審査">{content}</subProcess></process>'
            f'<d:BPMNDiagram><d:BPMNPlane id="one" bpmnElement="p">{outer_shapes}'
            f'<d:BPMNShape bpmnElement="{name}s" isExpanded="false">'
            '<c:Bounds x="400" y="0" width="100" height="80"/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>'
            f'<d:BPMNDiagram><d:BPMNPlane id="two" bpmnElement="{name}s">{content_shapes}</d:BPMNPlane>'
            "</d:BPMNDiagram></definitions>"
        ).encode(),
        f"{name}.bpmn",
    )


def test_what_is_gone_from_a_sub_process_stands_on_its_plane() -> None:
    a, b = _flow("a", _NAMES), _flow("b", (_NAMES[0], *_NAMES[2:]))
    whole = overlaid(a, b, *compare_files(a, b))
    assert whole.gone == {"at1": "at1"}
    drawn = [{shape.element for shape in plane.shapes} for plane in whole.file.planes]
    assert "at1" not in drawn[0] and "at1" in drawn[1]
    lines = {(c.source, c.target) for c in whole.file.connections.values() if c.id.endswith("(1)")}
    assert lines == {("bt0", "at1"), ("at1", "bt2")}
