"""Reads a business flow (BPMN 2.0) from hostile bytes: nothing is lost, and every doubt is a finding."""

from __future__ import annotations

from bpmn.decoding import decode
from bpmn.drafts import Draft, Gathered, Link
from bpmn.drawing import DrawingReader
from bpmn.drawing_values import ColourReader
from bpmn.ends import settle_ends, settle_hosts
from bpmn.findings import Finding, UnreadableFlow, note, warning
from bpmn.gathering import gather
from bpmn.kinds import FLOW_NODES, names
from bpmn.membership import Membership, settle_membership
from bpmn.model import Connection, Element, FlowFile, Frame, Plane
from bpmn.parsing import parse
from bpmn.quick import maker
from bpmn.tags import References, Tags
from bpmn.undrawn import draw_missing

_make_element, _make_connection = maker(Element), maker(Connection)


def read_flow(data: bytes, name: str) -> FlowFile:
    """Read one file; `name` is only carried along. The original bytes stay in `FlowFile.data`.

    A file without a drawing gets one plane laid out by the program. Raises `UnreadableFlow`, whose code is
    one of empty, too_large, nul_bytes, undecodable, not_xml, doctype, too_deep, broken_xml, not_bpmn.
    """
    decoded = decode(data)
    root, mended = parse(decoded.xml)
    tags = Tags()
    if tags[root.tag] != "definitions":
        inner = next((node for node in root.iter("{*}definitions") if tags[node.tag] == "definitions"), None)
        if inner is None:
            raise UnreadableFlow("not_bpmn", root=str(root.tag).rpartition("}")[2])
        mended = (*mended, warning("inner_root", root=str(root.tag).rpartition("}")[2]))
        root = inner
    gathered = gather(root, tags)
    planes = DrawingReader(root, gathered, tags, ColourReader(decoded.xml)).planes()
    settle_ends(gathered, planes, root, tags)
    settle_hosts(gathered, planes)
    membership = settle_membership(gathered, planes)
    elements = _elements(gathered, membership)
    connections = _connections(gathered)
    planes, drawn = draw_missing(planes, elements, connections)
    flow = FlowFile(
        name=name, encoding=decoded.encoding, data=data, title=gathered.frames[0].name, elements=elements,
        connections=connections, pools=membership.pools, lanes=membership.lanes, planes=planes,
        frames=tuple(Frame(f.id, f.kind, f.name, "\n".join(f.texts or ())) for f in gathered.frames),
        findings=(*decoded.findings, *mended, *gathered.findings, *_not_drawn(elements, planes), *drawn),
    )  # fmt: skip
    return flow if any(plane.shapes or plane.edges for plane in planes) else _with_layout(flow)


def _with_layout(flow: FlowFile) -> FlowFile:
    from dataclasses import replace

    from bpmn.layout import lay_out

    if not flow.elements:
        return replace(flow, findings=(*flow.findings, warning("nothing_inside")))
    plane = lay_out(flow)
    if flow.planes:
        first = flow.planes[0]
        plane = replace(plane, id=first.id, name=first.name or plane.name, in_file=True)
    return replace(flow, planes=(plane, *flow.planes[1:]), findings=(*flow.findings, note("laid_out")))


def _elements(gathered: Gathered, membership: Membership) -> dict[str, Element]:
    references = References(gathered.ids)
    lane_names = {lane.id: lane.name for lane in membership.lanes}
    return {
        key: _element(draft, gathered, references, membership, lane_names)
        for key, draft in gathered.drafts.items()
    }


def _element(
    draft: Draft,
    gathered: Gathered,
    references: References,
    membership: Membership,
    lane_names: dict[str, str],
) -> Element:
    lane = membership.lane_of.get(draft.id)
    refers_to = draft.refers_to
    name = draft.name
    if refers_to is not None:
        found = references.find(refers_to)
        if draft.kind == "group":
            refers_to = refers_to.strip().rpartition(":")[2]
        if found is None and draft.kind not in _REFERS_OUTSIDE and refers_to not in gathered.category_values:
            gathered.findings.append(
                warning("dangling_reference", draft.id, name=name or draft.id, reference=refers_to)
            )
        refers_to = found or refers_to
        if draft.kind == "group":
            name = name or gathered.category_values.get(refers_to, "")
        elif draft.kind != "callActivity" and refers_to in gathered.drafts:
            meant = gathered.drafts[refers_to]
            name = name or meant.name
            if draft.kind == "dataObjectReference":
                draft.markers += tuple(marker for marker in meant.markers if marker not in draft.markers)
                draft.state = draft.state or meant.state
    attached_to = draft.attached_to
    if attached_to is not None and (attached_to := references.find(attached_to)) is None:
        gathered.findings.append(
            warning("dangling_host", draft.id, name=name or draft.id, reference=draft.attached_to or "")
        )
    return _make_element(
        draft.id, draft.kind, name, "\n".join(draft.texts) if draft.texts else "", draft.process,
        membership.pool_of.get(draft.id), lane, lane_names.get(lane, "") if lane else "", draft.parent,
        _triggers(draft, gathered), draft.markers, attached_to, draft.interrupting, refers_to,
        draft.state, _participants(draft, references), references.find(draft.initiating), draft.made_up_id,
    )  # fmt: skip


_REFERS_OUTSIDE = names("callActivity callChoreography")
"""They may call what stands in another file."""


def _participants(draft: Draft, references: References) -> tuple[str, ...]:
    if not draft.participants:
        return ()
    return tuple(references.find(one) or one for one in draft.participants)


def _triggers(draft: Draft, gathered: Gathered) -> tuple[str, ...]:
    if not draft.triggers:
        return ()
    found = []
    for trigger in draft.triggers:
        if not trigger.startswith("@"):
            found.append(trigger)
        elif (kind := gathered.triggers_by_id.get(trigger.rpartition(":")[2].lstrip("@"))) is not None:
            found.append(kind)
    return tuple(found)


def _connections(gathered: Gathered) -> dict[str, Connection]:
    defaults = {draft.default.strip() for draft in gathered.drafts.values() if draft.default}
    return {key: _connection(link, defaults) for key, link in gathered.links.items()}


def _connection(link: Link, defaults: set[str]) -> Connection:
    return _make_connection(
        link.id, link.kind, link.source, link.target, link.name, link.condition,
        "\n".join(link.texts) if link.texts else "",
        link.parent, link.id in defaults, link.direction, link.message, link.made_up_id,
    )  # fmt: skip


def _not_drawn(elements: dict[str, Element], planes: tuple[Plane, ...]) -> list[Finding]:
    drawn = {shape.element for plane in planes for shape in plane.shapes}
    if not drawn:
        return []
    return [
        warning("not_drawn", element.id, name=element.name or element.id)
        for element in elements.values()
        if element.kind in FLOW_NODES and element.id not in drawn
    ]
