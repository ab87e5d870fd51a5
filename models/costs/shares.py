"""Who bears which part of a shared cost: a rule of the project, exact to the yen.

Each organisation bears what it causes alone; the rest is split among those who ask by weights
(equal, by population, by use) with the largest remainders, so that the parts add up to the whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from models.costs.rules import Amount

RULES = ("equal", "population", "use")
PARTS = ("asked_initial", "asked_yearly", "agreed_initial", "agreed_yearly")

Own = Mapping[bytes, Mapping[str, int]]
"""By organisation what it bears alone, by column of `PARTS`."""
Side = Literal["asked", "agreed"]


@dataclass(frozen=True, slots=True)
class ShareRule:
    """The project's rule with the weight of each organisation; None is a number that is not known yet."""

    name: str = "equal"
    weights: Mapping[bytes, int | None] = field(default_factory=dict)

    def of(self, asking: Sequence[bytes]) -> list[int] | None:
        """The weights of those who ask, or None while one is unknown or none of them has any."""
        if self.name == "equal":
            return [1] * len(asking)
        found = [self.weights.get(one) for one in asking]
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) and any(known) else None


def split(whole: int, weights: Sequence[int]) -> list[int]:
    """Whole yen in the proportion of the weights; the largest remainders get the yen that are left,
    among equal ones the earlier. The parts add up to `whole`."""
    total = sum(weights)
    if not weights or total <= 0 or min(weights) < 0:
        raise ValueError("weights must be none below 0 and some above")
    parts = [whole * weight // total for weight in weights]
    remainders = [whole * weight % total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda at: (-remainders[at], at))
    for at in largest[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def shares(whole: Amount, own: Mapping[bytes, Amount], asking: Sequence[bytes], rule: ShareRule) -> Shares:
    """What each organisation bears of an amount, the asking ones first."""
    places = list(dict.fromkeys([*asking, *own]))
    initial = _part(whole.initial, {one: own[one].initial for one in own}, asking, rule, places)
    yearly = _part(whole.yearly, {one: own[one].yearly for one in own}, asking, rule, places)
    return {one: Amount(initial[at], yearly[at]) for at, one in enumerate(places)}


Shares = dict[bytes, Amount]


def _part(
    whole: int | None,
    own: Mapping[bytes, int | None],
    asking: Sequence[bytes],
    rule: ShareRule,
    places: Sequence[bytes],
) -> list[int | None]:
    alone = [own.get(one) or 0 for one in places]
    weights = rule.of(asking)
    rest = None if whole is None else whole - sum(alone)
    # Parts beyond the whole can meet in a merge; nobody's share is certain then.
    if rest is None or rest < 0 or (rest and not weights):
        return [None] * len(places)
    shared = split(rest, weights) if rest and weights else [0] * len(asking)
    given = dict(zip(asking, shared, strict=True))
    return [own_part + given.get(one, 0) for own_part, one in zip(alone, places, strict=True)]


def own_side(own: Own, side: Side) -> dict[bytes, Amount]:
    """The own parts of one side of the costs; a part that is not named is 0."""
    return {
        one: Amount(parts.get(f"{side}_initial", 0), parts.get(f"{side}_yearly", 0))
        for one, parts in own.items()
        if f"{side}_initial" in parts or f"{side}_yearly" in parts
    }


def own_in(cell: str | None) -> dict[bytes, dict[str, int]]:
    """The own parts that a gap's cell holds; whatever else stands there counts as nothing."""
    try:
        loaded = json.loads(cell or "{}")
    except (ValueError, RecursionError):
        return {}
    found: dict[bytes, dict[str, int]] = {}
    for key, parts in loaded.items() if isinstance(loaded, dict) else ():
        try:
            organisation = bytes.fromhex(key)
        except ValueError:
            continue
        held = parts.items() if isinstance(parts, dict) else ()
        known = {name: yen for name, yen in held if name in PARTS and type(yen) is int and yen >= 0}
        if known:
            found[organisation] = known
    return found


@dataclass(frozen=True, slots=True)
class ShareTotal:
    """What one organisation bears over all gaps, in yen; `unknown` gaps are left out of the sums."""

    gaps: int = 0
    unknown: int = 0
    initial: int = 0
    yearly: int = 0
    total: int = 0

    def plus(self, one: Amount, years: int) -> ShareTotal:
        """With one more gap's share."""
        whole = one.over(years)
        if whole is None or one.initial is None or one.yearly is None:
            return ShareTotal(self.gaps + 1, self.unknown + 1, self.initial, self.yearly, self.total)
        return ShareTotal(
            self.gaps + 1,
            self.unknown,
            self.initial + one.initial,
            self.yearly + one.yearly,
            self.total + whole,
        )
