"""What is told of an element in words: to a screen reader, and in a tip where the mouse rests."""

from __future__ import annotations

from html import escape

from bpmn.model import FlowFile
from models.words import knows, say

_LONGEST = 300
"""Letters of a description that a tip shows; the inspector has all of it."""


def described(flow: FlowFile, element_id: str, note: str = "") -> str:
    """The name on one line, the kind, the lane and a note, whatever of it there is."""
    element, link = flow.elements.get(element_id), flow.connections.get(element_id)
    kind = element.kind if element else link.kind if link else ""
    words = say(f"bpmn.kinds.{kind}") if knows(f"bpmn.kinds.{kind}") else kind
    name = " ".join(flow.name_of(element_id).split())
    lane = element.lane_name if element else ""
    return " · ".join(part for part in (name, words, lane, note) if part)


def tip(flow: FlowFile, element_id: str, note: str = "") -> str:
    """The same with the condition and the beginning of the description, as lines of a tip; "" for nothing."""
    if not element_id:
        return ""
    element, link = flow.elements.get(element_id), flow.connections.get(element_id)
    told = element.documentation if element else link.documentation if link else ""
    words = " ".join(told.split())
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    lines = [described(flow, element_id, note), link.condition if link else "", short]
    return "<br>".join(escape(line) for line in lines if line)
