"""What a flow's elements are worth for fit and gap: which are kept, and which answer decides a task."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.kinds import ARTIFACTS, CONVERSATIONS, DATA, FLOW_NODES, SWIMLANES
from bpmn.model import Element, FlowFile
from models.lists.answer_kinds import Answer

FLOW_KINDS = ("current", "standard", "agreed")
"""現行, パッケージ標準, 合意."""

KEPT = FLOW_NODES | DATA | ARTIFACTS | CONVERSATIONS | SWIMLANES
"""Kinds of elements that are drawn and can be pointed at."""

BY_WEIGHT = (
    Answer.STANDARD,
    Answer.PARAMETER,
    Answer.UNANSWERED,
    Answer.WORKAROUND,
    Answer.OPTION_PART,
    Answer.SOURCE_CHANGE,
    Answer.NOT_POSSIBLE,
)
"""From what costs nothing to what cannot be had. A known departure says more than a missing answer."""


def kept_elements(flow: FlowFile) -> list[Element]:
    """All elements worth a row: flow nodes in reading order, then the rest as in the file."""
    from bpmn.reading_order import reading_order

    nodes = [flow.elements[key] for key in reading_order(flow)]
    rest = [e for e in flow.elements.values() if e.kind in KEPT and e.kind not in FLOW_NODES]
    return nodes + rest


def heaviest(answers: Iterable[str | None]) -> str:
    """The answer that decides how a task fits; None and unknown ones count as unanswered."""
    known = {answer.value: weight for weight, answer in enumerate(BY_WEIGHT)}
    unanswered = Answer.UNANSWERED.value
    found = [answer if answer in known else unanswered for answer in answers]
    return max((one or unanswered for one in found), key=lambda one: known[one], default=unanswered)
