"""Whether a gap can be handed to the chief or taken back now, and if not, why, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from models.approval import rules
from models.approval.rules import GapState
from models.gaps.detail import GapDetail
from models.gaps.rules import Condition, open_conditions
from models.words import say

_IN_REVIEW = (rules.CHIEF_REVIEW, rules.THIRD_PARTY_REVIEW, rules.CONFIRMED)
_OVER = (rules.CONFIRMED, rules.REJECTED, rules.WITHDRAWN)
SECTION_OF = {"purpose": 1, "disposition": 2, "tier": 3, "costs": 4, "agreement": 6, "no_conflict": 0}
"""The section of the inspector where an open condition is met."""


@dataclass(frozen=True, slots=True)
class Submission:
    """`reason` and `withdraw_reason` are empty when the act is possible."""

    met: int
    all: int
    open: tuple[Condition, ...]
    reason: str
    withdraw_reason: str

    @property
    def reason_is_open(self) -> bool:
        """Whether the reason is an open condition, which can be met in its section."""
        return bool(self.open) and self.reason == self.open[0].sentence


def submission(detail: GapDetail, state: GapState, editable: bool) -> Submission:
    """What stands in the way of submitting and of withdrawing."""
    open_ones = open_conditions(detail.conditions)
    count = len(detail.conditions)
    reason = _by_state(state) if editable else say("gap_screen.submit.other_section")
    if not reason and open_ones:
        reason = open_ones[0].sentence
    back = "" if editable else say("gap_screen.submit.other_section")
    if not back and state.step in _OVER:
        back = say("gap_screen.submit.over", state=say(f"approval.state.{state.step}"))
    return Submission(count - len(open_ones), count, open_ones, reason, back)


def _by_state(state: GapState) -> str:
    if state.step == rules.REJECTED:
        return say("gap_screen.submit.rejected")
    if state.step in _IN_REVIEW and not state.is_edited:
        return say("gap_screen.submit.waits", state=say(f"approval.state.{state.step}"))
    return ""
