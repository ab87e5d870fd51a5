"""One walk through the model part of a file: every element and connection, with what stands inside it."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from bpmn.drafts import Draft, Gathered, Link
from bpmn.kinds import CONNECTIONS, DATA_ASSOCIATIONS, ELEMENTS, TRIGGERS, names
from bpmn.tags import Tags, words_of

_FLAGS = {"isCollection": "collection", "isForCompensation": "compensation", "instantiate": "instantiate",
          "parallelMultiple": "all", "triggeredByEvent": "event"}  # fmt: skip
_REFERENCES = names("processRef calledElement dataObjectRef dataStoreRef messageRef categoryValueRef "
                        "calledChoreographyRef")  # fmt: skip
_TRUE, _FALSE = ("true", "1"), ("false", "0")
_OPEN = names("collaboration choreography globalConversation category laneSet childLaneSet ioSpecification")
_IDS_KEPT_APART = names("collaboration choreography")


def gather(root: etree._Element, tags: Tags) -> Gathered:
    """Walk the tree below `definitions`; foreign content (extensions) is not entered."""
    gathered = Gathered()
    gathered.title = root.get("name") or ""
    gathered.others.add(root.get("id") or "")
    stack: list[tuple[etree._Element, Draft | None]] = [(root, None)]
    while stack:
        node, owner = stack.pop()
        for child in node:
            short = tags[child.tag]
            if short not in _ENTERED:
                continue
            if short in ELEMENTS:
                draft = _element(gathered, child, short, owner)
                if len(child):
                    stack.append((child, draft))
            elif short in CONNECTIONS:
                _connection(gathered, child, short, owner, tags)
            elif short in _OPEN:
                if short in _IDS_KEPT_APART:
                    gathered.others.add(child.get("id") or "")
                stack.append((child, owner))
            elif short in TRIGGERS:
                _trigger(gathered, child, short, owner)
            elif (note_detail := _DETAILS.get(short)) is not None:
                note_detail(gathered, child, owner)
    return gathered


def _element(gathered: Gathered, node: etree._Element, kind: str, owner: Draft | None) -> Draft:
    name = node.get("name") or ""
    identity, made_up = gathered.take_id(node.get("id"), kind, name)
    process = identity if kind == "process" else owner.process if owner else None
    draft = Draft(identity, kind, name, process, owner.id if owner else None, made_up)
    for key, value in node.items():
        if key in _REFERENCES:
            draft.refers_to = str(value)
        elif key in _FLAGS:
            if value in _TRUE:
                draft.markers += (_FLAGS[str(key)],)
        elif key == "attachedToRef":
            draft.attached_to = str(value)
        elif key == "default":
            draft.default = str(value)
        elif key in ("cancelActivity", "isInterrupting"):
            draft.interrupting = value not in _FALSE
    if kind in ("transaction", "adHocSubProcess"):
        draft.markers += ("transaction" if kind == "transaction" else "adhoc",)
    gathered.drafts[identity] = draft
    return draft


def _connection(gathered: Gathered, node: etree._Element, kind: str, owner: Draft | None, tags: Tags) -> None:
    name = node.get("name") or ""
    identity, made_up = gathered.take_id(node.get("id"), kind, name)
    link = Link(identity, kind, name, node.get("sourceRef"), node.get("targetRef"),
                owner.id if owner else None, made_up)  # fmt: skip
    link.direction = node.get("associationDirection") or ""
    link.message = node.get("messageRef")
    for child in node:
        short = tags[child.tag]
        if short == "conditionExpression":
            link.condition = words_of(child) or "?"
        elif short == "documentation":
            link.documentation = f"{link.documentation}\n{words_of(child)}".strip()
        elif short == "sourceRef" and not link.source:
            link.source = words_of(child)
        elif short == "targetRef" and not link.target:
            link.target = words_of(child)
    if kind in DATA_ASSOCIATIONS and owner is not None:
        # The inner end is a data input of the activity, which is not drawn: the activity stands for it.
        if kind == "dataInputAssociation":
            link.target = owner.id
        else:
            link.source = owner.id
    gathered.links[identity] = link


def _trigger(gathered: Gathered, node: etree._Element, short: str, owner: Draft | None) -> None:
    gathered.triggers_by_id[node.get("id") or ""] = TRIGGERS[short]
    if owner is not None:
        owner.triggers += (TRIGGERS[short],)


def _documentation(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None and (words := words_of(node)):
        owner.documentation = f"{owner.documentation}\n{words}".strip()


def _text(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None and owner.kind == "textAnnotation":
        owner.name = words_of(node)


def _member(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None and node.text:
        owner.members.append(node.text)


def _loop(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None:
        owner.markers += ("loop",)


def _multiple(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None:
        owner.markers += ("sequential" if node.get("isSequential") in _TRUE else "parallel",)


def _many_participants(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None:
        owner.markers += ("multiple",)


def _category_value(gathered: Gathered, node: etree._Element, _: Draft | None) -> None:
    gathered.category_values[node.get("id") or ""] = node.get("value") or ""


def _data_state(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None:
        owner.state = node.get("name") or ""


def _definition_elsewhere(_: Gathered, node: etree._Element, owner: Draft | None) -> None:
    if owner is not None and node.text:
        owner.triggers += (f"@{node.text.strip()}",)


_DETAILS: dict[str, Callable[[Gathered, etree._Element, Draft | None], None]] = {
    "documentation": _documentation,
    "text": _text,
    "flowNodeRef": _member,
    "standardLoopCharacteristics": _loop,
    "multiInstanceLoopCharacteristics": _multiple,
    "participantMultiplicity": _many_participants,
    "categoryValue": _category_value,
    "dataState": _data_state,
    "eventDefinitionRef": _definition_elsewhere,
}
_ENTERED = ELEMENTS | CONNECTIONS | _OPEN | frozenset(TRIGGERS) | frozenset(_DETAILS)
