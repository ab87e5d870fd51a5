"""From scores to points, item by item and package by package, by the rule of the tender (guideline 5, 調達).

Everything is exact: fractions until the one rounding that the rule itself names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models.scoring.exact import rounded
from models.scoring.preset import ScoringRule


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one scorer found for one scene of one package. `is_own` : of the section that owns the scene."""

    scene: bytes
    package: bytes
    scorer: bytes
    choice: str
    operability: int = 0
    means: int = 0
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One scene of one package. `mean` and `spread` are None where nobody's score counts.

    `spread` is a share of the scale (0 to 1). Items that are not valid 未成立 stay outside the totals.
    """

    points: tuple[tuple[bytes, Fraction], ...]
    own_scorers: int
    is_valid: bool
    mean: Fraction | None
    total: Fraction
    from_purpose: Fraction
    spread: Fraction | None
    needs_discussion: bool


@dataclass(frozen=True, slots=True)
class PackageResult:
    """A package's total by the rule (for rank rules: the sum of the scorers' ranks) and its place.

    `purpose_share` is the part of the points that came from achieving the purpose (0 to 1). `rank` is shared
    by packages between which the rule does not decide; None without any valid item.
    """

    package: bytes
    total: Decimal | None
    rank: int | None
    purpose_share: Fraction
    valid_items: int
    invalid_items: int


Items = Mapping[tuple[bytes, bytes], ItemResult]
"""Results by (scene, package)."""


def points_of(rule: ScoringRule, judgement: Judgement) -> tuple[Fraction, Fraction]:
    """Points for the purpose and for operability with means."""
    purpose = rule.points_for(judgement.choice)
    if purpose is None:
        raise ValueError(judgement.choice)
    detail = judgement.operability * rule.operability.weight if rule.operability.highest else Fraction(0)
    detail += judgement.means * rule.means.weight if rule.means.highest else 0
    return purpose, detail


def counts(rule: ScoringRule, judgement: Judgement) -> bool:
    """Whoever could not verify 確認できず has not scored, unless the rule says otherwise."""
    return judgement.choice != "unverified" or rule.unverified_counts


def judge_item(rule: ScoringRule, judgements: Iterable[Judgement]) -> ItemResult:
    """The result of one scene of one package; the order of the judgements makes no difference."""
    counted = sorted((one for one in judgements if counts(rule, one)), key=lambda one: one.scorer)
    pairs = [points_of(rule, one) for one in counted]
    points = [purpose + detail for purpose, detail in pairs]
    own = sum(one.is_own for one in counted)
    is_valid = own >= rule.minimum_scorers
    spread = (max(points) - min(points)) / rule.scale if points else None
    return ItemResult(
        points=tuple((one.scorer, value) for one, value in zip(counted, points, strict=True)),
        own_scorers=own,
        is_valid=is_valid,
        mean=sum(points, Fraction(0)) / len(points) if points else None,
        total=sum(points, Fraction(0)),
        from_purpose=sum((purpose for purpose, _ in pairs), Fraction(0)),
        spread=spread,
        needs_discussion=is_valid and spread is not None and spread >= rule.spread_tolerance,
    )


def judge_items(
    rule: ScoringRule, scenes: Sequence[bytes], packages: Sequence[bytes], judgements: Iterable[Judgement]
) -> dict[tuple[bytes, bytes], ItemResult]:
    """The result of every scene of every package, also of those that nobody scored."""
    found: dict[tuple[bytes, bytes], list[Judgement]] = defaultdict(list)
    for one in judgements:
        found[one.scene, one.package].append(one)
    return {
        (scene, package): judge_item(rule, found.get((scene, package), ()))
        for scene in scenes
        for package in packages
    }


def judge_packages(
    rule: ScoringRule, scenes: Sequence[bytes], packages: Sequence[bytes], judgements: Iterable[Judgement]
) -> list[PackageResult]:
    """Totals and ranks of the packages, in the order of `packages`."""
    listed = list(judgements)
    items = judge_items(rule, scenes, packages, listed)
    if rule.aggregation == "rank":
        totals = _rank_sums(rule, scenes, packages, listed, items)
    else:
        totals = {package: _total(rule, _valid(items, package)) for package in packages}
    ranks = _ranks(rule, totals, items, listed)
    results = []
    for package in packages:
        of_package = [item for (_, one), item in items.items() if one == package]
        valid = [item for item in of_package if item.is_valid]
        results.append(
            PackageResult(
                package=package,
                total=totals[package],
                rank=ranks.get(package),
                purpose_share=_share(valid),
                valid_items=len(valid),
                invalid_items=len(of_package) - len(valid),
            )
        )
    return results


def price_points(rule: ScoringRule, own: int, lowest: int) -> Decimal | None:
    """Points for a price in yen: out_of × lowest ÷ own, rounded by the rule; None without such points."""
    if rule.price is None or own <= 0:
        return None
    return rounded(
        rule.price.out_of * Fraction(lowest, own), rule.price.rounding.mode, rule.price.rounding.digits
    )


def _total(rule: ScoringRule, items: Sequence[ItemResult]) -> Decimal | None:
    if not items:
        return None
    if rule.aggregation == "sum":
        value = sum((item.total for item in items), Fraction(0))
        best = rule.item_max * sum(len(item.points) for item in items)
    else:
        value = sum((item.mean or Fraction(0) for item in items), Fraction(0))
        best = rule.item_max * len(items)
    if rule.basis == "ratio":
        value = value / best * rule.out_of
    if rule.lowest is not None:
        value = max(value, rule.lowest)
    return rounded(value, rule.rounding.mode, rule.rounding.digits)


def _rank_sums(
    rule: ScoringRule,
    scenes: Sequence[bytes],
    packages: Sequence[bytes],
    judgements: Sequence[Judgement],
    items: Items,
) -> dict[bytes, Decimal | None]:
    """Each scorer ranks the packages over the scenes that are valid for all; the ranks are summed."""
    common = {scene for scene in scenes if all(items[scene, package].is_valid for package in packages)}
    sums: dict[bytes, dict[bytes, Fraction]] = defaultdict(dict)
    for one in judgements:
        if one.scene in common:
            points = sum(points_of(rule, one)) if counts(rule, one) else Fraction(0)
            of_scorer = sums[one.scorer]
            of_scorer[one.package] = of_scorer.get(one.package, Fraction(0)) + points
    complete = [of_scorer for of_scorer in sums.values() if set(of_scorer) >= set(packages)]
    if not complete:
        return dict.fromkeys(packages)
    return {
        package: Decimal(sum(_place(mine[package], mine.values()) for mine in complete))
        for package in packages
    }


def _place(value: Fraction, values: Iterable[Fraction]) -> int:
    return 1 + sum(other > value for other in values)


def _ranks(
    rule: ScoringRule,
    totals: Mapping[bytes, Decimal | None],
    items: Items,
    judgements: Sequence[Judgement],
) -> dict[bytes, int]:
    """Places by the total, then by what breaks ties; places that nothing decides are shared."""
    better = -1 if rule.aggregation == "rank" else 1
    keys = {}
    for package, total in totals.items():
        if total is not None:
            chosen = [one.choice for one in judgements if one.package == package and _in_valid(one, items)]
            valid = _valid(items, package)
            # What is not known here, such as the price, decides before all that follows it.
            known = itertools.takewhile(_BREAKERS.__contains__, rule.tie_break)
            breakers = (_BREAKERS[name](valid, chosen) for name in known)
            keys[package] = (better * Fraction(total), *breakers)
    return {package: 1 + sum(other > key for other in keys.values()) for package, key in keys.items()}


_BREAKERS: dict[str, Callable[[Sequence[ItemResult], Sequence[str]], Fraction]] = {
    "achieves_share": lambda items, chosen: Fraction(chosen.count("achieves"), max(1, len(chosen))),
    "count_of_A": lambda items, chosen: Fraction(chosen.count("A")),
    "total_points": lambda items, chosen: sum((item.total for item in items), Fraction(0)),
}
"""What can be decided from the scores alone; prices and items named by the tender are not known here."""


def _in_valid(judgement: Judgement, items: Items) -> bool:
    item = items.get((judgement.scene, judgement.package))
    return item is not None and item.is_valid


def _valid(items: Items, package: bytes) -> list[ItemResult]:
    return [item for (_, one), item in items.items() if one == package and item.is_valid]


def _share(items: Sequence[ItemResult]) -> Fraction:
    total = sum((item.total for item in items), Fraction(0))
    purpose = sum((item.from_purpose for item in items), Fraction(0))
    return min(Fraction(1), max(Fraction(0), purpose / total)) if total > 0 else Fraction(0)
