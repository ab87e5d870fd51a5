"""How a tier of customization is decided (guideline 5), and what the ladder of responses asks for.

The highest kind wins. Where the option scope decides and is not known, the tier stays undecided,
unless another kind gives the highest tier anyway: nothing here ever guesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.tiers.catalogue import change_kinds, dispositions, ladder

SCOPES = ("inside", "outside", "unknown")
HIGHEST = 3
UNTOUCHED = ("adopt", "workaround", "withdraw")
"""Responses that leave the package as it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind says: its tier, or None with the scope unknown, and the rule that says so.

    `rule` is one_tier, inside, outside, silent (outside, where the table says nothing), unknown
    (the scope decides and is unknown) or no_such_kind.
    """

    kind: str
    scope: str
    tier: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class TierVerdict:
    """The tier 1–3, 0 for no customization, or None while undecided, with what led to it.

    `undecided` is None or why: scope_unknown, no_kinds, no_disposition, no_such_kind.
    `overridden` is the tier as the rules have it when a person set another one for `override_reason`.
    `settled_by` names the response that alone settles the tier, where one does.
    """

    tier: int | None
    undecided: str | None = None
    steps: tuple[Step, ...] = ()
    settled_by: str | None = None
    is_overridden: bool = False
    overridden: int | None = None
    override_reason: str = ""


def tier_of(kinds: Mapping[str, str]) -> TierVerdict:
    """The tier of a set of kinds, each with its scope flag of `SCOPES`; no kind at all is tier 0."""
    steps = tuple(_step(kind, scope) for kind, scope in kinds.items())
    known = max((step.tier for step in steps if step.tier is not None), default=0)
    open_steps = [step for step in steps if step.tier is None]
    # The scope of a kind can only matter while the highest tier is not reached without it.
    if open_steps and known < HIGHEST:
        strange = any(step.rule == "no_such_kind" for step in open_steps)
        return TierVerdict(None, "no_such_kind" if strange else "scope_unknown", steps)
    return TierVerdict(known, None, steps)


def gap_tier(
    disposition: str | None,
    kinds: Mapping[str, str],
    override: int | None = None,
    override_reason: str | None = None,
) -> TierVerdict:
    """The tier of a gap: its response first, then its kinds, then a person's override with its reason."""
    verdict = _by_rules(disposition, kinds)
    if override in range(HIGHEST + 1) and override_reason:
        return replace(
            verdict,
            tier=override,
            undecided=None,
            is_overridden=True,
            overridden=verdict.tier,
            override_reason=override_reason,
        )
    return verdict


def lighter_steps(step: str) -> tuple[str, ...]:
    """The steps of the ladder lighter than this one; none for a response beside the ladder."""
    ids = [one.id for one in ladder()]
    return tuple(ids[: ids.index(step)]) if step in ids else ()


def unexplained_steps(step: str, reasons: Mapping[str, str]) -> tuple[str, ...]:
    """The lighter steps for which no reason says why they do not achieve the purpose."""
    return tuple(one for one in lighter_steps(step) if not reasons.get(one, "").strip())


def disagrees(disposition: str | None, verdict: TierVerdict) -> bool:
    """Whether the response promises another tier than its kinds lead to."""
    chosen = dispositions().get(disposition or "")
    return chosen is not None and verdict.tier is not None and verdict.tier != chosen.tier


def _by_rules(disposition: str | None, kinds: Mapping[str, str]) -> TierVerdict:
    if disposition in UNTOUCHED:
        return TierVerdict(0, settled_by=disposition)
    if kinds:
        return tier_of(kinds)
    return TierVerdict(None, "no_kinds" if disposition else "no_disposition")


def _step(kind_id: str, scope: str) -> Step:
    kind = change_kinds().get(kind_id)
    if kind is None:
        return Step(kind_id, scope, None, "no_such_kind")
    if not kind.needs_scope:
        return Step(kind_id, scope, kind.inside, "one_tier")
    if scope == "inside":
        return Step(kind_id, scope, kind.inside, "inside")
    if scope == "outside":
        return Step(kind_id, scope, kind.outside, "silent" if kind.silent_outside else "outside")
    return Step(kind_id, "unknown", None, "unknown")
