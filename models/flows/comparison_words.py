"""Reasons and differences of flows as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bpmn.comparing.differences import Difference, DifferenceKind
from bpmn.matching.flows import Reason
from models.words import joined, say


def reason_text(reason: Reason) -> str:
    """Why two tasks are proposed as the same work, in one line."""
    likening = reason.likening
    parts = [say("flow_comparison.reason.settled")] if reason.settled else []
    if likening.shared:
        parts.append(say("flow_comparison.reason.shared", words=joined(likening.shared)))
    others = tuple(pair for pair in likening.actions if pair[0] != pair[1])
    if others:
        parts.append(say("flow_comparison.reason.actions", pairs=_pairs(others)))
    if likening.synonyms:
        parts.append(say("flow_comparison.reason.synonyms", pairs=_pairs(likening.synonyms)))
    around = {"neighbours": reason.neighbours, "lane": reason.lane, "place": reason.place}
    agreeing = [say(f"flow_comparison.reason.{name}") for name, agrees in around.items() if agrees]
    if agreeing:
        parts.append(say("flow_comparison.reason.around", what=joined(agreeing)))
    return "　".join(parts) or say("flow_comparison.reason.letters")


def kind_word(difference: Difference) -> str:
    """What kind of difference, in a word or two."""
    return say(f"flow_comparison.kind.{'slight' if difference.slight else difference.kind.value}")


def difference_text(difference: Difference, name: str) -> str:
    """What differs, in one sentence; `name` is what the task is called in the second flow."""
    kind = difference.kind.value
    if difference.kind is DifferenceKind.BRANCH and not (difference.a and difference.b):
        kind = "branch_added" if difference.b else "branch_removed"
    if difference.slight:
        kind = "slight"
    nothing = say("flow_comparison.says.nothing")
    facts = {"before": difference.before or nothing, "after": difference.after or nothing, "name": name}
    return say(f"flow_comparison.says.{kind}", **facts)


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return joined(say("flow_comparison.reason.pair", left=left, right=right) for left, right in pairs[:3])
