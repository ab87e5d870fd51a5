"""A gap's tier as a short word, with a mark where a person set it against the rules."""

from __future__ import annotations

from models.tiers.rules import TierVerdict
from models.words import say


def tier_word(verdict: TierVerdict) -> str:
    """For example 「(2) 機能部品」, or 「(3) ソース改変 ※指定」."""
    word = say(f"gap_screen.tier.{'undecided' if verdict.tier is None else verdict.tier}")
    return say("gap_screen.tier.by_hand", tier=word) if verdict.is_overridden else word


def response_word(word: str, verdict: TierVerdict) -> str:
    """A response's word in a list, behind the tier that a person set against the rules."""
    return say("gap_screen.tier.by_hand_before", tier=verdict.tier, response=word)
