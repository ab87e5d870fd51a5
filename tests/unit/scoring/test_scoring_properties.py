"""What holds for every set of scores."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.members.commands import scoring_presets
from models.scoring.exact import fraction, rounded
from models.scoring.preset import CHOICES, ScoringRule, rule_from
from models.scoring.rules import Judgement, judge_items, judge_packages

RULES = [rule_from(one) for one in scoring_presets().values()]
SCENES, PACKAGES = [b"s", b"t", b"u"], [b"a", b"b"]
cells = st.tuples(st.sampled_from(SCENES), st.sampled_from(PACKAGES), st.binary(min_size=1, max_size=1))
judgements = st.dictionaries(
    cells,
    st.tuples(st.sampled_from(CHOICES), st.integers(0, 5), st.integers(0, 5), st.booleans()),
    max_size=24,
).map(lambda found: [Judgement(*cell, *score[:3], is_own=score[3]) for cell, score in found.items()])


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 4))
def test_rounding_is_that_of_a_spreadsheet(value: Decimal, digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    assert rounded(Fraction(value), "half_up", digits) == value.quantize(step, ROUND_HALF_UP)
    assert rounded(Fraction(value), "floor", digits) == value.quantize(step, ROUND_DOWN)


@pytest.mark.parametrize(
    ("value", "mode", "digits", "expected"),
    [
        (Fraction(5, 2), "half_up", 0, "3"),
        (Fraction(-5, 2), "half_up", 0, "-3"),
        (Fraction(1, 3), "half_up", 2, "0.33"),
        (Fraction(2675, 1000), "half_up", 2, "2.68"),  # a float would give 2.67
        (Fraction(29, 10), "floor", 0, "2"),
        (Fraction(-29, 10), "floor", 0, "-2"),
        (Fraction(1, 10**30), "half_up", 0, "0"),
    ],
)
def test_rounding_examples(value: Fraction, mode: str, digits: int, expected: str) -> None:
    assert str(rounded(value, mode, digits)) == expected


@pytest.mark.parametrize("value", [0.5, None, "", "1,5", "inf", "１", True, "1e99999999", "1e-10"])
def test_only_plain_numbers_enter_a_rule(value: object) -> None:
    if value == "１":
        assert fraction(value) == 1  # full-width digits are digits
    else:
        with pytest.raises(ValueError, match=r".*"):
            fraction(value)


@given(st.sampled_from(RULES), judgements, st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_makes_no_difference(
    rule: ScoringRule, found: list[Judgement], random: Random
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert judge_packages(rule, SCENES, PACKAGES, found) == judge_packages(rule, SCENES, PACKAGES, shuffled)


@given(st.sampled_from(RULES), judgements)
def test_bounds(rule: ScoringRule, found: list[Judgement]) -> None:
    items = judge_items(rule, SCENES, PACKAGES, found)
    for item in items.values():
        assert item.spread is None or 0 <= item.spread <= 1
        assert item.mean is None or rule.item_max - rule.scale <= item.mean <= rule.item_max
        assert not item.needs_discussion or item.is_valid
    results = judge_packages(rule, SCENES, PACKAGES, found)
    for result in results:
        assert 0 <= result.purpose_share <= 1
        assert result.valid_items + result.invalid_items == len(SCENES)
        assert (result.total is None) == (result.rank is None)
        if result.total is not None and rule.basis == "ratio":
            assert 0 <= result.total <= rule.out_of
        if result.total is not None and rule.lowest is not None:
            assert result.total >= rule.lowest
    ranked = [one for one in results if one.rank is not None]
    assert not ranked or min(one.rank or 0 for one in ranked) == 1


@given(st.sampled_from(RULES), judgements)
def test_a_better_score_never_lowers_a_total(rule: ScoringRule, found: list[Judgement]) -> None:
    if rule.aggregation == "rank" or not found:
        return
    worse = found[0]
    better = Judgement(worse.scene, worse.package, worse.scorer, worse.choice, 5, 5, is_own=worse.is_own)
    before = judge_packages(rule, SCENES, [worse.package], found)[0].total
    after = judge_packages(rule, SCENES, [worse.package], [better, *found[1:]])[0].total
    assert before is None or (after is not None and after >= before)
