"""What a gap needs before it may be submitted to the chief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.costs.rules import Amount
from models.tiers.rules import TierVerdict, unexplained_steps
from models.words import say

BELOW_STANDARD = ("parameter", "option_part", "source_change", "workaround", "not_possible")
"""Answers that raise a gap; 未回答 raises none, since nothing is known yet."""


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """What the conditions look at."""

    title: str
    purpose: str
    disposition: str | None
    lighter_reasons: dict[str, str]
    verdict: TierVerdict
    asked: Amount
    cost_unknown: str
    has_agreed: bool
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `key` is purpose, disposition, tier, costs, agreement or no_conflict."""

    key: str
    is_met: bool
    missing: tuple[str, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """What is met, or what is to be done."""
        return say(f"gaps.condition.{self.key}.{'met' if self.is_met else 'open'}")


def submission_conditions(facts: SubmissionFacts) -> tuple[Condition, ...]:
    """All conditions in the order in which the work meets them.

    `missing` of the disposition names the lighter steps without a reason, that of no_conflict the cells.
    """
    unexplained = unexplained_steps(facts.disposition, facts.lighter_reasons) if facts.disposition else ()
    return (
        Condition("purpose", bool(facts.purpose.strip() and facts.title.strip())),
        Condition("disposition", facts.disposition is not None and not unexplained, unexplained),
        Condition("tier", facts.verdict.tier is not None),
        Condition("costs", facts.asked.is_known or bool(facts.cost_unknown.strip())),
        Condition("agreement", facts.has_agreed),
        Condition("no_conflict", not facts.conflicts, facts.conflicts),
    )


def open_conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Those that are not met yet; none of them means that the gap may be submitted."""
    return tuple(one for one in conditions if not one.is_met)
