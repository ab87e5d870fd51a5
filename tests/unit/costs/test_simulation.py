"""The simulation of guideline 1: both courses add up, the break-even year is the first that holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.costs.rules import Amount
from models.costs.shares import ShareRule
from models.costs.simulation import Alone, Assumptions, Comparison, Course, GapParts, simulate

A, B = b"a" * 16, b"b" * 16
NO_GAPS = GapParts({}, {})
YEN = st.integers(0, 10**10)
ALONE = st.builds(Alone, st.builds(Amount, YEN, YEN), YEN, YEN)


def test_by_hand() -> None:
    """Two towns over three years; alone 1,000 + 300 a year each, together 1,500 + 400 a year."""
    own = Alone(Amount(1_000, 300), single_migration=50, shared_migration=80)
    given_ = Assumptions(3, Amount(1_500, 400), {A: own, B: own})
    gaps = GapParts({A: Amount(60, 6), B: Amount(40, 4)}, {A: Amount(100, 10), B: Amount(100, 10)})
    found = simulate(given_, [A, B], ShareRule("population", {A: 3, B: 1}), gaps)
    assert found.organisations[A].single.years == (1_460, 310, 310)
    assert found.organisations[A].shared.years == (1_125 + 80 + 60 + 306, 306, 306)
    assert found.all.single.total == 2 * (1_460 + 620)
    assert found.all.shared.years == (1_500 + 160 + 100 + 410, 410, 410)
    assert found.all.saving == 4_160 - 2_990
    assert (found.all.break_even, found.organisations[A].break_even) == (1, None)


def test_what_is_not_estimated_leaves_the_course_unknown_and_is_named() -> None:
    own = Alone(Amount(1_000, None), 0, 0)
    found = simulate(Assumptions(2, Amount(1, 1), {A: own, B: own}), [A, B], ShareRule(), NO_GAPS)
    assert found.all.single.years is None
    assert found.all.shared.total == 3
    assert found.all.saving is None
    assert found.missing == ((A, "single_yearly"), (B, "single_yearly"))


def test_break_even_has_to_hold_to_the_end() -> None:
    assert Comparison(Course((5, 0, 9)), Course((6, 0, 1))).break_even == 3
    assert Comparison(Course((5, 1, 1)), Course((4, 9, 0))).break_even is None
    assert Comparison(Course((5,)), Course((5,))).break_even == 1


@given(
    years=st.integers(1, 30),
    shared=st.builds(Amount, YEN, YEN),
    alone=st.fixed_dictionaries({A: ALONE, B: ALONE}),
    weights=st.fixed_dictionaries({A: st.integers(1, 10**6), B: st.integers(0, 10**6)}),
)
def test_organisations_add_up_to_the_whole(
    years: int, shared: Amount, alone: dict[bytes, Alone], weights: dict[bytes, int | None]
) -> None:
    found = simulate(Assumptions(years, shared, alone), [A, B], ShareRule("use", weights), NO_GAPS)
    for side in ("single", "shared"):
        totals = [getattr(one, side).total for one in found.organisations.values()]
        assert sum(totals) == getattr(found.all, side).total
    migration = sum(one.shared_migration or 0 for one in alone.values())
    assert found.all.shared.total == (shared.initial or 0) + (shared.yearly or 0) * years + migration
    assert found.all.saving == sum(one.saving or 0 for one in found.organisations.values())
