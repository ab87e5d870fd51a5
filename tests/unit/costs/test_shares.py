"""Shares: exact to the yen, whatever the rule; own parts first, and what is unknown stays unknown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.costs.rules import Amount
from models.costs.shares import ShareRule, own_in, own_side, shares, split

A, B, C = b"a" * 16, b"b" * 16, b"c" * 16
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any)


@given(whole=st.integers(0, 10**15), weights=WEIGHTS)
def test_parts_add_up_and_differ_from_the_proportion_by_less_than_a_yen(
    whole: int, weights: list[int]
) -> None:
    parts = split(whole, weights)
    assert sum(parts) == whole
    total = sum(weights)
    assert all(
        abs(part * total - whole * weight) < total for part, weight in zip(parts, weights, strict=True)
    )


def test_the_largest_remainders_get_the_yen_that_are_left() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(1_000_000, [68_400, 17_500, 4_100]) == [760_000, 194_444, 45_556]
    assert split(7, [0, 5]) == [0, 7]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_say_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(10, weights)


def test_own_parts_come_first_and_the_rest_is_shared() -> None:
    rule = ShareRule("population", {A: 3, B: 1})
    found = shares(Amount(1_000, 400), {B: Amount(200, 0)}, [A, B], rule)
    assert found == {A: Amount(600, 300), B: Amount(400, 100)}


def test_an_organisation_that_does_not_ask_may_bear_a_part_of_its_own() -> None:
    found = shares(Amount(1_000, 0), {C: Amount(100, 0)}, [A, B], ShareRule())
    assert found == {A: Amount(450, 0), B: Amount(450, 0), C: Amount(100, 0)}


def test_unknown_stays_unknown() -> None:
    assert shares(Amount(None, 400), {}, [A, B], ShareRule()) == {A: Amount(None, 200), B: Amount(None, 200)}
    by_use = ShareRule("use", {A: 5})
    assert shares(Amount(10, 0), {}, [A, B], by_use) == {A: Amount(None, 0), B: Amount(None, 0)}
    too_much = shares(Amount(10, 0), {A: Amount(11, 0)}, [A], ShareRule())
    assert too_much == {A: Amount(None, 0)}


@given(
    whole=st.integers(0, 10**12),
    own=st.dictionaries(st.sampled_from([A, B, C]), st.integers(0, 10**11)),
    asking=st.lists(st.sampled_from([A, B, C]), min_size=1, unique=True),
    rule=st.sampled_from([ShareRule(), ShareRule("population", {A: 3, B: 0, C: 9})]),
)
def test_shares_add_up_to_the_amount_or_are_unknown(
    whole: int, own: dict[bytes, int], asking: list[bytes], rule: ShareRule
) -> None:
    found = shares(Amount(whole, 0), {one: Amount(yen, 0) for one, yen in own.items()}, asking, rule)
    parts = [one.initial for one in found.values()]
    if None in parts:
        assert sum(own.values()) > whole or asking == [B]
    else:
        assert sum(part or 0 for part in parts) == whole


@pytest.mark.parametrize(
    "cell", [None, "", "[]", "{", '{"zz":{"asked_initial":1}}', '{"00":{"asked_initial":-1}}']
)
def test_a_cell_with_anything_else_counts_as_nothing(cell: str | None) -> None:
    assert own_in(cell) == {}


def test_one_side_of_the_own_parts() -> None:
    own = own_in(json.dumps({A.hex(): {"agreed_initial": 5, "asked_yearly": 7}}))
    assert own_side(own, "agreed") == {A: Amount(5, 0)}
    assert own_side(own, "asked") == {A: Amount(0, 7)}
