"""Costs: sums agree over any grouping, unknown amounts stay apart, and a saving can be recomputed by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.costs.rules import (
    NOTHING,
    UNKNOWN,
    Amount,
    GapCost,
    Totals,
    counted_agreement,
    decimals,
    grouped,
    percent,
    thousands,
    total,
)

YEN = st.one_of(st.none(), st.integers(0, 10**15))
AMOUNTS = st.builds(Amount, YEN, YEN)
PLACES = st.sampled_from([None, b"a", b"b", b"c"])
COSTS = st.lists(
    st.builds(
        GapCost,
        gap_id=st.binary(min_size=16, max_size=16),
        tier=st.sampled_from([None, 0, 1, 2, 3]),
        organisation_id=PLACES,
        section_id=PLACES,
        package_id=PLACES,
        disposition=st.sampled_from([None, "adopt", "component", "withdraw"]),
        asked=AMOUNTS,
        agreed=AMOUNTS,
    ),
    max_size=20,
)
GROUPINGS: dict[str, Callable[[GapCost], object]] = {
    "tier": lambda one: one.tier,
    "organisation": lambda one: one.organisation_id,
    "section": lambda one: one.section_id,
    "package": lambda one: one.package_id,
    "disposition": lambda one: one.disposition,
    "section and tier": lambda one: (one.section_id, one.tier),
}


def cost(asked: Amount, agreed: Amount = UNKNOWN, tier: int | None = 2) -> GapCost:
    return GapCost(bytes(16), tier, b"o", b"s", None, "component", asked, agreed)


@pytest.mark.parametrize("grouping", GROUPINGS)
@given(costs=COSTS, years=st.integers(1, 20))
def test_sums_over_any_grouping_agree(grouping: str, costs: list[GapCost], years: int) -> None:
    groups = grouped(costs, GROUPINGS[grouping], years)
    assert sum(groups.values(), Totals()) == total(costs, years)
    assert sum(one.saving for one in groups.values()) == total(costs, years).saving


@given(COSTS, st.integers(1, 20))
def test_totals_are_initial_plus_yearly_times_years(costs: list[GapCost], years: int) -> None:
    sums = total(costs, years)
    assert sums.asked_total == sums.asked_initial + sums.asked_yearly * years
    assert sums.agreed_total == sums.agreed_initial + sums.agreed_yearly * years
    assert sums.gaps == sums.asked_known + sums.asked_unknown == len(costs)
    assert sums.both_known <= min(sums.asked_known, sums.agreed_known)


@given(COSTS, st.integers(1, 20))
def test_the_saving_takes_only_gaps_with_both_amounts(costs: list[GapCost], years: int) -> None:
    by_hand = [
        (one.asked.initial + years * one.asked.yearly) - (one.agreed.initial + years * one.agreed.yearly)
        for one in costs
        if one.asked.initial is not None
        and one.asked.yearly is not None
        and one.agreed.initial is not None
        and one.agreed.yearly is not None
    ]
    sums = total(costs, years)
    assert (sums.saving, sums.both_known) == (sum(by_hand), len(by_hand))


@given(st.integers(-(10**15), 10**15))
def test_thousands_lose_nothing(yen: int) -> None:
    text = thousands(yen)
    assert text is not None
    assert Decimal(text.replace(",", "")) * 1000 == yen


def test_a_worked_example() -> None:
    sums = total(
        [
            cost(Amount(1_360_000, 140_000), Amount(620_000, 36_000)),
            cost(Amount(500_000, None), Amount(0, 0)),
            cost(Amount(90_500, 0)),
        ],
        5,
    )
    assert (sums.asked_total, sums.asked_unknown) == (2_060_000 + 90_500, 1)
    assert (sums.agreed_total, sums.agreed_unknown) == (800_000, 1)
    assert (sums.saving, sums.saving_unknown) == (1_260_000, 2)
    assert sums.saving_rate == Fraction(1_260_000, 2_060_000)
    assert thousands(sums.asked_total) == "2,150.5"
    assert thousands(None) is None
    assert thousands(-1_260_000) == "-1,260"


def test_per_cent_is_rounded_half_up() -> None:
    assert [percent(Fraction(n, 1000)) for n in (0, 5, 612, 1000)] == ["0.0", "0.5", "61.2", "100.0"]
    assert [percent(Fraction(n, 2000)) for n in (1, -1, 3)] == ["0.1", "-0.1", "0.2"]
    assert percent(None) is None


def test_unknown_is_not_nothing() -> None:
    assert UNKNOWN.over(5) is None
    assert NOTHING.over(5) == 0
    assert Amount(1, None).over(5) is None
    assert total([], 5).saving_rate is None
    assert total([cost(NOTHING, NOTHING)], 5).saving_rate is None


def test_nothing_is_spent_on_what_is_refused_or_withdrawn() -> None:
    stated = Amount(100, 10)
    assert counted_agreement("component", stated) == stated
    assert counted_agreement("component", UNKNOWN) == UNKNOWN
    assert counted_agreement("component", stated, is_refused=True) == NOTHING
    assert counted_agreement("withdraw", stated) == NOTHING
    assert counted_agreement("adopt", UNKNOWN) == NOTHING
    assert counted_agreement("adopt", stated) == stated
    assert counted_agreement("workaround", UNKNOWN) == UNKNOWN


def test_a_column_of_amounts_has_the_same_decimals() -> None:
    amounts = [8_314_874, 0, None, 1_500]
    assert [thousands(one, decimals(amounts)) for one in amounts] == ["8,314.874", "0.000", None, "1.500"]
    assert [thousands(one, decimals([2_000, -1_000])) for one in (2_000, -1_000)] == ["2", "-1"]
    assert thousands(-7_913_189, 3) == "-7,913.189"
