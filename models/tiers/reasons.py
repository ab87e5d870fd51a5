"""A tier's verdict in words: the kind, the flag and the rule that led to it."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import UserError
from models.spelling import spelled
from models.tiers.catalogue import change_kinds, dispositions, tier_names
from models.tiers.rules import SCOPES, Step, TierVerdict
from models.words import joined, language, say


def tier_label(tier: int | None) -> str:
    """For example 「(2) 機能部品追加・変更」; also for no customization (0) and undecided (None)."""
    if tier is None:
        return say("tiers.undecided")
    named = tier_names().get(tier)
    return say("tiers.tier", tier=tier, name=named.label) if named else say("tiers.none")


def verdict_label(verdict: TierVerdict) -> str:
    """The tier in words, with a mark where a person set it against the rules."""
    label = tier_label(verdict.tier)
    return say("tiers.by_hand", tier=label) if verdict.is_overridden else label


def kind_label(kind_id: str) -> str:
    """The name of a kind in the language in use; the id itself if this program does not know it."""
    kind = change_kinds().get(kind_id)
    return kind.label if kind else kind_id


def find_scope(text: str) -> str:
    """The flag of the option scope that a text names, by its id or its word; nothing is unknown.

    `UserError` if it names none.
    """
    plain = spelled(text).plain.strip()
    flag = next((one for one in SCOPES if plain in (one, say(f"tiers.scope.{one}").casefold())), None)
    if plain and flag is None:
        raise UserError("tiers.unknown_scope", scope=text, known=joined(SCOPES))
    return flag or "unknown"


def reason_sentence(verdict: TierVerdict) -> str:
    """Why the tier is what it is, in a few sentences that anyone can check against the guideline."""
    order = list(change_kinds())
    steps = sorted(
        verdict.steps,
        key=lambda one: (-(one.tier or 0), order.index(one.kind) if one.kind in order else len(order)),
    )
    by_rules = verdict.overridden if verdict.is_overridden else verdict.tier
    sentences = [say("tiers.reason.result", tier=tier_label(by_rules))]
    if verdict.settled_by:
        sentences.append(say("tiers.reason.settled", response=dispositions()[verdict.settled_by].label))
    sentences += [_step_sentence(step) for step in steps]
    if verdict.undecided:
        sentences.append(say(f"tiers.reason.{verdict.undecided}"))
    elif by_rules is not None:
        sentences += _highest(by_rules, steps)
    if verdict.is_overridden:
        sentences.append(
            say("tiers.reason.overridden", tier=tier_label(verdict.tier), reason=verdict.override_reason)
        )
    return ("" if language() == "ja" else " ").join(sentences)


def _highest(tier: int, steps: Sequence[Step]) -> list[str]:
    if any(step.tier is None for step in steps):
        return [say("tiers.reason.scope_no_matter", tier=tier)]
    return [say("tiers.reason.highest", tier=tier)] if len({step.tier for step in steps}) > 1 else []


def _step_sentence(step: Step) -> str:
    kind = change_kinds().get(step.kind)
    rule = step.rule
    if kind and not kind.in_both and rule in ("inside", "unknown"):
        rule = f"{rule}_alone"
    return say(f"tiers.rule.{rule}", kind=kind_label(step.kind), tier=step.tier)
