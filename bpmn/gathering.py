"""One walk through the model part of a file: every element and connection, with what stands inside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from bpmn.drafts import Draft, Gathered, Link
from bpmn.kinds import CONNECTIONS, DATA_ASSOCIATIONS, ELEMENTS, TRIGGERS, names
from bpmn.tags import Tags, words_of

_FLAGS = {"isCollection": "collection", "isForCompensation": "compensation", "instantiate": "instantiate",
          "parallelMultiple": "all", "triggeredByEvent": "event"}  # fmt: skip
_REFERENCES = names("processRef calledElement dataObjectRef dataStoreRef messageRef categoryValueRef "
                        "calledChoreographyRef")  # fmt: skip
_TRUE, _FALSE = ("true", "1"), ("false", "0")
_OPEN = names("category laneSet childLaneSet ioSpecification")
_FRAMES = names("collaboration choreography")


def gather(root: etree._Element, tags: Tags) -> Gathered:
    """Walk the tree below `definitions`; foreign content (extensions) is not entered.

    Level by level, so that elements stand before what they contain and siblings as in the file.
    """
    gathered = Gathered()
    waiting: list[tuple[etree._Element, Draft]] = [(root, _frame(gathered, root, "definitions"))]
    for node, owner in waiting:
        for child in node:
            short = tags[child.tag]
            if short not in _ENTERED:
                continue
            if short in ELEMENTS:
                draft = _element(gathered, child, short, owner)
                if len(child):
                    waiting.append((child, draft))
            elif short in CONNECTIONS:
                _connection(gathered, child, short, owner, tags)
            elif short in _OPEN:
                waiting.append((child, owner))
            elif short in TRIGGERS:
                _trigger(gathered, child, short, owner)
            elif short in _FRAMES:
                waiting.append((child, _frame(gathered, child, short)))
            else:
                _DETAILS[short](gathered, child, owner)
    return gathered


def _frame(gathered: Gathered, node: etree._Element, kind: str) -> Draft:
    frame = Draft((node.get("id") or "").strip(), kind, node.get("name") or "", None, None, False)
    gathered.frames.append(frame)
    return frame


def _inside(owner: Draft) -> str | None:
    return owner.id or None if owner.kind != "definitions" else None


def _element(gathered: Gathered, node: Any, kind: str, owner: Draft) -> Draft:
    written = dict(node.items())
    name = written.get("name") or ""
    identity, made_up = gathered.take_id(written.get("id"), kind, name)
    process = identity if kind == "process" else owner.process
    draft = Draft(identity, kind, name, process, _inside(owner), made_up)
    if len(written) > 2 or not name:
        _attributes(draft, written)
    if kind in ("transaction", "adHocSubProcess"):
        draft.markers += ("transaction" if kind == "transaction" else "adhoc",)
    gathered.drafts[identity] = draft
    return draft


def _attributes(draft: Draft, written: Mapping[str, str]) -> None:
    for key, value in written.items():
        if key in _FLAGS:
            if value in _TRUE:
                draft.markers += (_FLAGS[key],)
        elif key in _REFERENCES:
            draft.refers_to = value
        elif key == "attachedToRef":
            draft.attached_to = value
        elif key == "default":
            draft.default = value
        elif key == "initiatingParticipantRef":
            draft.initiating = value
        elif key in ("cancelActivity", "isInterrupting"):
            draft.interrupting = value not in _FALSE


def _connection(gathered: Gathered, node: Any, kind: str, owner: Draft, tags: Tags) -> None:
    written = dict(node.items())
    get = written.get
    name = get("name") or ""
    identity, made_up = gathered.take_id(get("id"), kind, name)
    link = Link(identity, kind, name, get("sourceRef"), get("targetRef"), _inside(owner), made_up)
    if kind != "sequenceFlow":
        link.direction = get("associationDirection") or ""
        link.message = get("messageRef")
    elif not len(node):
        gathered.links[identity] = link
        return
    for child in node:
        short = tags[child.tag]
        if short == "conditionExpression":
            link.condition = words_of(child) or "?"
        elif short == "documentation":
            link.texts = [*(link.texts or ()), words_of(child)]
        elif short == "sourceRef" and not link.source:
            link.source = words_of(child)
        elif short == "targetRef" and not link.target:
            link.target = words_of(child)
    if kind in DATA_ASSOCIATIONS and owner.kind != "definitions":
        # The inner end is a data input of the activity, which is not drawn: the activity stands for it.
        if kind == "dataInputAssociation":
            link.target = owner.id
        else:
            link.source = owner.id
    gathered.links[identity] = link


def _trigger(gathered: Gathered, node: etree._Element, short: str, owner: Draft) -> None:
    gathered.triggers_by_id[node.get("id") or ""] = TRIGGERS[short]
    owner.keep("triggers", TRIGGERS[short])


def _documentation(_: Gathered, node: etree._Element, owner: Draft) -> None:
    if words := words_of(node):
        owner.keep("texts", words)


def _text(_: Gathered, node: etree._Element, owner: Draft) -> None:
    if owner.kind == "textAnnotation":
        owner.name = words_of(node)


def _member(_: Gathered, node: etree._Element, owner: Draft) -> None:
    if node.text:
        owner.keep("members", node.text)


def _taking_part(_: Gathered, node: etree._Element, owner: Draft) -> None:
    if node.text:
        owner.keep("participants", node.text.strip())


def _mark(owner: Draft, marker: str) -> None:
    if marker not in owner.markers:
        owner.markers += (marker,)


def _loop(_: Gathered, node: etree._Element, owner: Draft) -> None:
    _mark(owner, "loop")


def _multiple(_: Gathered, node: etree._Element, owner: Draft) -> None:
    _mark(owner, "sequential" if node.get("isSequential") in _TRUE else "parallel")


def _many_participants(_: Gathered, node: etree._Element, owner: Draft) -> None:
    _mark(owner, "multiple")


def _category_value(gathered: Gathered, node: etree._Element, _: Draft) -> None:
    if identity := node.get("id"):
        gathered.category_values[identity] = node.get("value") or ""


def _data_state(_: Gathered, node: etree._Element, owner: Draft) -> None:
    owner.state = node.get("name") or ""


def _definition_elsewhere(_: Gathered, node: etree._Element, owner: Draft) -> None:
    if node.text:
        owner.keep("triggers", f"@{node.text.strip()}")


_DETAILS: dict[str, Callable[[Gathered, etree._Element, Draft], None]] = {
    "documentation": _documentation,
    "text": _text,
    "flowNodeRef": _member,
    "participantRef": _taking_part,
    "standardLoopCharacteristics": _loop,
    "multiInstanceLoopCharacteristics": _multiple,
    "participantMultiplicity": _many_participants,
    "categoryValue": _category_value,
    "dataState": _data_state,
    "eventDefinitionRef": _definition_elsewhere,
}
_ENTERED = ELEMENTS | CONNECTIONS | _OPEN | _FRAMES | frozenset(TRIGGERS) | frozenset(_DETAILS)
