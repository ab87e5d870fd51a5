"""A generated business flow of any size with lanes, branches, documents and its drawing, as BPMN bytes."""

from __future__ import annotations

from models.words import say

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_LANES, _WIDE, _TALL = 25, 170, 140
_CYCLE = ("userTask", "exclusiveGateway", "serviceTask", "manualTask", "intermediateCatchEvent", "task")
_SIZES = {"exclusiveGateway": (50, 50), "intermediateCatchEvent": (36, 36)}


def large_flow(shapes: int) -> bytes:
    """A pool of 25 lanes with about as many shapes; each node leads to the next, some to the lane below."""
    task = say("cli.bench.task")
    columns = max(2, (shapes - _LANES - 1) // _LANES)
    nodes, flows, drawn, lanes = [], [], [], []
    for lane in range(_LANES):
        members = []
        for column in range(columns):
            key, kind = f"n{lane}_{column}", _CYCLE[(lane + column) % len(_CYCLE)]
            members.append(f"<flowNodeRef>{key}</flowNodeRef>")
            nodes.append(f'<{kind} id="{key}" name="{task} {lane}-{column}"/>')
            drawn.append(_shape(key, *_box(lane, column, kind)))
            if column:
                flows.append(_flow(f"f{key}", f"n{lane}_{column - 1}", key))
                drawn.append(_edge(f"f{key}", lane, column - 1, lane, column))
            if lane and (lane + column) % 7 == 0:
                flows.append(_flow(f"g{key}", f"n{lane - 1}_{column}", key))
                drawn.append(_edge(f"g{key}", lane - 1, column, lane, column))
        lanes.append(f'<lane id="l{lane}" name="{task[:4]} {lane + 1}">{"".join(members)}</lane>')
        drawn.insert(0, _shape(f"l{lane}", 30, lane * _TALL, columns * _WIDE + 60, _TALL))
    drawn.insert(0, _shape("pool", 0, 0, columns * _WIDE + 90, _LANES * _TALL))
    return (
        f'<definitions xmlns="{_MODEL}" xmlns:d="{_DI}" xmlns:c="{_DC}" xmlns:w="{_DD}">'
        f'<collaboration id="k"><participant id="pool" name="{task}" processRef="p"/></collaboration>'
        f'<process id="p"><laneSet id="s">{"".join(lanes)}</laneSet>'
        f"{''.join(nodes)}{''.join(flows)}</process>"
        f'<d:BPMNDiagram><d:BPMNPlane bpmnElement="k">{"".join(drawn)}</d:BPMNPlane></d:BPMNDiagram>'
        "</definitions>"
    ).encode()


def _box(lane: int, column: int, kind: str) -> tuple[float, float, float, float]:
    wide, tall = _SIZES.get(kind, (100, 80))
    return 90 + column * _WIDE + (100 - wide) / 2, lane * _TALL + 30 + (80 - tall) / 2, wide, tall


def _flow(key: str, source: str, target: str) -> str:
    return f'<sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}"/>'


def _shape(key: str, x: float, y: float, wide: float, tall: float) -> str:
    bounds = f'<c:Bounds x="{x}" y="{y}" width="{wide}" height="{tall}"/>'
    return f'<d:BPMNShape bpmnElement="{key}" isHorizontal="true">{bounds}</d:BPMNShape>'


def _edge(key: str, lane: int, column: int, to_lane: int, to_column: int) -> str:
    start = _box(lane, column, _CYCLE[(lane + column) % len(_CYCLE)])
    end = _box(to_lane, to_column, _CYCLE[(to_lane + to_column) % len(_CYCLE)])
    if lane == to_lane:
        points = ((start[0] + start[2], start[1] + start[3] / 2), (end[0], end[1] + end[3] / 2))
    else:
        points = ((start[0] + start[2] / 2, start[1] + start[3]), (end[0] + end[2] / 2, end[1]))
    ways = "".join(f'<w:waypoint x="{x}" y="{y}"/>' for x, y in points)
    return f'<d:BPMNEdge bpmnElement="{key}">{ways}</d:BPMNEdge>'
