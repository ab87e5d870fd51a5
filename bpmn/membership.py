"""Which pool and lane an element stands in: by the file's lists, its container, at last the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.drafts import Draft, Gathered
from bpmn.findings import Finding, warning
from bpmn.kinds import DATA, FLOW_NODES
from bpmn.model import Bounds, Lane, Plane, Pool
from bpmn.tags import References

_PLACED = FLOW_NODES | DATA


@dataclass(frozen=True, slots=True)
class Membership:
    """Pools and lanes of a file, and the lane and pool of each element that has one."""

    pools: tuple[Pool, ...]
    lanes: tuple[Lane, ...]
    lane_of: dict[str, str]
    pool_of: dict[str, str]


def settle_membership(gathered: Gathered, planes: Sequence[Plane]) -> Membership:
    """The innermost lane and the pool of every element, as far as they can be told."""
    drafts, references = gathered.drafts, References(gathered.ids)
    pools = tuple(
        Pool(draft.id, draft.name, references.find(draft.refers_to))
        for draft in drafts.values()
        if draft.kind == "participant"
    )
    pool_by_process = {pool.process: pool.id for pool in pools if pool.process}
    pool_of = {key: pool_by_process[d.process] for key, d in drafts.items() if d.process in pool_by_process}
    lane_of = _listed(drafts, references, gathered.findings)
    if any(draft.kind == "lane" for draft in drafts.values()) or len(pool_of) < len(drafts):
        _by_drawing(drafts, planes, lane_of, pool_of)
    if lane_of:
        for key, draft in drafts.items():
            if draft.kind in FLOW_NODES and key not in lane_of:
                _inherit(drafts, key, lane_of)
    members: dict[str, list[str]] = {}
    for key, draft in drafts.items():
        if draft.kind in FLOW_NODES and key in lane_of:
            members.setdefault(lane_of[key], []).append(key)
    lanes = tuple(
        Lane(draft.id, draft.name, draft.process, pool_of.get(draft.id), _outer_lane(drafts, draft),
             tuple(members.get(draft.id, ())))
        for draft in drafts.values()
        if draft.kind == "lane"
    )  # fmt: skip
    return Membership(pools, lanes, lane_of, pool_of)


def _outer_lane(drafts: dict[str, Draft], lane: Draft) -> str | None:
    outer = drafts.get(lane.parent or "")
    return outer.id if outer is not None and outer.kind == "lane" else None


def _listed(drafts: dict[str, Draft], references: References, said: list[Finding]) -> dict[str, str]:
    """Lanes by flowNodeRef. Outer lanes often list the nodes of inner ones too: the deepest list wins."""
    found: dict[str, tuple[int, str]] = {}
    for lane in drafts.values():
        if lane.kind != "lane":
            continue
        depth = _depth(drafts, lane)
        for reference in lane.members or ():
            member = references.find(reference)
            if member is None:
                name = lane.name or lane.id
                said.append(warning("dangling_member", lane.id, name=name, reference=reference.strip()))
            elif found.get(member, (-1, ""))[0] < depth:
                found[member] = depth, lane.id
    return {member: lane for member, (_, lane) in found.items()}


def _depth(drafts: dict[str, Draft], lane: Draft) -> int:
    depth, parent = 0, drafts.get(lane.parent or "")
    while parent is not None and parent.kind == "lane":
        depth, parent = depth + 1, drafts.get(parent.parent or "")
    return depth


def _by_drawing(
    drafts: dict[str, Draft], planes: Sequence[Plane], lane_of: dict[str, str], pool_of: dict[str, str]
) -> None:
    """The smallest lane and pool whose box holds the middle of an element that no list names."""
    for plane in planes:
        lanes = _boxes(drafts, plane, "lane")
        pools = _boxes(drafts, plane, "participant")
        if not lanes and not pools:
            continue
        for shape in plane.shapes:
            draft = drafts.get(shape.element or "")
            if draft is None or draft.kind not in _PLACED:
                continue
            if lanes and draft.id not in lane_of:
                _put(draft.id, shape.bounds, lanes, lane_of)
            if pools and draft.id not in pool_of:
                _put(draft.id, shape.bounds, pools, pool_of)


def _boxes(drafts: dict[str, Draft], plane: Plane, kind: str) -> list[tuple[float, str, Bounds]]:
    """Smallest first."""
    return sorted(
        (shape.bounds.width * shape.bounds.height, shape.element, shape.bounds)
        for shape in plane.shapes
        if shape.element in drafts and drafts[shape.element].kind == kind
    )


def _put(element: str, box: Bounds, places: list[tuple[float, str, Bounds]], found: dict[str, str]) -> None:
    centre = box.centre
    holder = next((place for _, place, bounds in places if bounds.holds(centre)), None)
    if holder is not None:
        found[element] = holder


def _inherit(drafts: dict[str, Draft], key: str, lane_of: dict[str, str]) -> None:
    """Boundary events stand in their host's lane, the content of a sub-process in the lane of that."""
    chain = []
    current: str | None = key
    while current in drafts and current not in lane_of and current not in chain:
        chain.append(current)
        draft = drafts[current]
        current = draft.attached_to if draft.attached_to in drafts else draft.parent
    if current in lane_of:
        for element in chain:
            if drafts[element].kind in FLOW_NODES:
                lane_of[element] = lane_of[current]
