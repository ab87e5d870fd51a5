"""Points as real tenders compute them, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from models.errors import UserError
from models.members.commands import scoring_presets
from models.scoring.preset import ScoringRule, rule_from
from models.scoring.rules import Judgement, judge_item, judge_items, judge_packages, price_points

A, B, C = b"a", b"b", b"c"


def rule(name: str, **changes: Any) -> ScoringRule:
    return rule_from({**scoring_presets()[name], **changes})


def sheets(package: bytes, *rows: list[str]) -> list[Judgement]:
    """One row of marks for each scorer: "achieves" or "achieves 4 5" (operability, means)."""
    found = []
    for scorer, row in enumerate(rows):
        for scene, mark in enumerate(row):
            choice, operability, means = [*mark.split(), "0", "0"][:3]
            found.append(
                Judgement(
                    bytes([scene]),
                    package,
                    bytes([scorer]),
                    choice,
                    int(operability),
                    int(means),
                    is_own=True,
                )
            )
    return found


def total(used: ScoringRule, judgements: list[Judgement]) -> Decimal | None:
    scenes = sorted({one.scene for one in judgements})
    packages = sorted({one.package for one in judgements})
    return judge_packages(used, scenes, packages, judgements)[0].total


def test_convenience_store_certificates() -> None:
    """船橋市 証明書コンビニ交付: ◎1 〇0.5 △0, sum ÷ items × points, half up at the first decimal."""
    marks = ["◎", "◎", "◎", "〇", "〇", "△", "△"]  # 4 / 7 × 100 = 57.14
    assert total(rule("ratio_100"), sheets(A, marks, marks)) == Decimal(57)
    marks = ["◎"] * 5 + ["△"] * 3  # 5 / 8 × 100 = 62.5
    assert total(rule("ratio_100"), sheets(A, marks, marks)) == Decimal(63)
    assert total(rule("ratio_100", rounding={"mode": "floor", "digits": 0}), sheets(A, marks, marks)) == 62


def test_school_administration_committee() -> None:
    """伊豆の国市 校務支援: (mean ÷ maximum) × 400, half up."""
    first = ["achieves 4 5", "achieves 5 5"]  # 19, 20
    second = ["conditional 3 3", "achieves 4 4"]  # 11, 18
    # means 15 and 19: 34 / 40 × 400
    assert total(rule("committee_400"), sheets(A, first, second)) == Decimal(340)
    # 19, 18, 18: (55 / 3) / 20 × 400 = 366.67
    three = sheets(A, ["achieves 4 5"], ["achieves 4 4"], ["achieves 4 4"])
    assert total(rule("committee_400"), three) == Decimal(367)


def test_content_management_checklist() -> None:
    """CMS 機能要件チェックシート: ○ +1, △ 0, × −2, not below 0; price 100 × lowest ÷ own."""
    used = rule("plus_minus")
    assert total(used, sheets(A, ["○", "×", "△"], ["○", "×", "△"])) == Decimal(0)
    # means 1, 0.5 and -0.5 → 1.0
    assert total(used, sheets(A, ["○", "○", "○"], ["○", "△", "×"])) == Decimal("1.0")
    assert price_points(used, 9_000_000, 8_000_000) == Decimal(88)  # 88.88…
    assert price_points(used, 8_000_000, 8_000_000) == Decimal(100)
    assert price_points(used, 0, 8_000_000) is None


def test_care_centre_grades() -> None:
    """地域包括支援センター: grades A10 B7 C5 D3 E0 of every reviewer are added up."""
    assert total(rule("grades_10"), sheets(A, ["A", "C"], ["B", "E"])) == Decimal(22)


def test_cadastral_price_points_are_cut_at_the_fourth_decimal() -> None:
    price = {"formula": "lowest_over_own", "out_of": "30", "rounding": {"mode": "floor", "digits": 3}}
    assert price_points(rule("committee_400", price=price), 7_000_000, 4_999_999) == Decimal("21.428")


def test_rank_by_each_evaluator() -> None:
    """むつ市: every evaluator's points are ranked, and the ranks added; the smallest sum wins."""
    used = rule("rank_by_scorer")
    a = sheets(A, ["achieves 5 5"], ["achieves 3 3"], ["achieves 5 4"])  # ranks 1, 2, 1
    b = sheets(B, ["achieves 4 4"], ["achieves 5 5"], ["achieves 4 4"])  # ranks 2, 1, 2
    c = sheets(C, ["fails"], ["achieves 3 3"], ["fails"])  # ranks 3, 2, 3
    results = judge_packages(used, [b"\0"], [A, B, C], [*a, *b, *c])
    assert [(one.total, one.rank) for one in results] == [(Decimal(4), 1), (Decimal(5), 2), (Decimal(8), 3)]


def test_ties_are_broken_as_the_rule_says_or_shared() -> None:
    used = rule("committee_400", tie_break=["achieves_share", "price"])
    a = sheets(A, ["achieves 0 0", "achieves 0 0"], ["achieves 0 0", "achieves 0 0"])
    b = sheets(B, ["achieves 5 5", "fails 0 0"], ["achieves 5 5", "fails 0 0"])
    results = judge_packages(used, [b"\0", b"\1"], [A, B], [*a, *b])
    assert [(one.total, one.rank) for one in results] == [(Decimal(200), 1), (Decimal(200), 2)]
    shared = rule("committee_400", tie_break=["price", "achieves_share"])
    assert [one.rank for one in judge_packages(shared, [b"\0", b"\1"], [A, B], [*a, *b])] == [1, 1]


def test_an_item_needs_two_scorers_of_its_own_section() -> None:
    used = rule("committee_400")
    guests = [Judgement(b"s", A, bytes([one]), "achieves", 5, 5, is_own=False) for one in range(3)]
    host = Judgement(b"s", A, b"h", "achieves", 4, 4, is_own=True)
    item = judge_item(used, [*guests, host])
    assert (item.is_valid, item.own_scorers, len(item.points)) == (False, 1, 4)
    assert item.mean == Fraction(78, 4)
    result = judge_packages(used, [b"s"], [A], [*guests, host])[0]
    assert (result.total, result.rank, result.valid_items, result.invalid_items) == (None, None, 0, 1)


def test_who_could_not_verify_has_not_scored() -> None:
    seen = [Judgement(b"s", A, bytes([one]), "achieves", 5, 5) for one in range(2)]
    unseen = Judgement(b"s", A, b"u", "unverified")
    assert judge_item(rule("committee_400"), [*seen, unseen]).mean == 20
    assert judge_item(rule("committee_400"), [seen[0], unseen]).is_valid is False
    counted = judge_item(rule("committee_400", unverified_counts=True), [*seen, unseen])
    assert counted.mean == Fraction(40, 3)


def test_spread_is_a_share_of_the_scale() -> None:
    item = judge_item(rule("committee_400"), sheets(A, ["achieves 5 5"], ["conditional 4 3"]))
    assert (item.spread, item.needs_discussion) == (Fraction(8, 20), True)
    item = judge_item(rule("committee_400"), sheets(A, ["achieves 5 5"], ["conditional 4 4"]))
    assert (item.spread, item.needs_discussion) == (Fraction(7, 20), False)
    # +1 to -2 is a scale of 3
    assert judge_item(rule("plus_minus"), sheets(A, ["○"], ["×"])).spread == 1


def test_scenes_that_nobody_scored_are_there() -> None:
    items = judge_items(rule("committee_400"), [b"s", b"t"], [A], [])
    assert [(item.mean, item.is_valid, item.spread) for item in items.values()] == [(None, False, None)] * 2


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("item_max", 20.0),
        ("item_max", "0"),
        ("item_max", "1e400"),
        ("item_max", "NaN"),
        ("out_of", "四百"),
        ("out_of", True),
        ("basis", "guess"),
        ("aggregation", None),
        ("minimum_scorers", 0),
        ("tie_break", 3),
        ("choices", {"achieves": "10"}),
        ("choices", "10"),
        ("rounding", {"mode": "up", "digits": 0}),
        ("operability", {"max": "2.5", "weight": "1"}),
        ("price", {"formula": "own", "out_of": "1", "rounding": {"mode": "floor", "digits": 0}}),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(part: str, value: object) -> None:
    with pytest.raises(UserError) as refused:
        rule("committee_400", **{part: value})
    assert refused.value.key == "scoring.bad_rule"
    assert str(refused.value.facts["part"]).startswith(part)


@pytest.mark.parametrize("content", [None, [], "x", {}, {"id": "x"}])
def test_what_is_no_rule_is_refused(content: object) -> None:
    with pytest.raises(UserError):
        rule_from(content)


@pytest.mark.parametrize("name", list(scoring_presets()))
def test_every_preset_reads(name: str) -> None:
    assert rule(name).id == name
