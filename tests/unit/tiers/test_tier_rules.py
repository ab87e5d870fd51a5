"""Tiers of customization: the guideline's table row by row with every flag, and what must not be guessed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.tiers.catalogue import change_kinds, find_disposition, find_kind, ladder
from models.tiers.reasons import reason_sentence, tier_label
from models.tiers.rules import (
    SCOPES,
    TierVerdict,
    disagrees,
    gap_tier,
    lighter_steps,
    tier_of,
    unexplained_steps,
)
from models.words import LANGUAGES, use_language

# The table as the guideline prints it: 9 + 7 + 8 labels.
TABLE = {
    1: "ボタン位置の変更 / 画面色の変更 / 画面表示方法の変更 / 表示項目の名称変更 / 表示項目の位置変更 / "
    "定型文面の変更 / 表示フォントの変更 / メッセージ内容の変更 / メッセージ種別の変更",
    2: "入力フィールドの追加・変更 / 表示項目の追加・変更 / 画面の追加・変更 / 表示方法の変更 / "
    "帳票の追加・変更 / 外付け機能の追加 / 機能追加・変更",
    3: "入力フィールドの追加・変更 / 表示項目の追加・変更 / 画面遷移の変更 / 表示方法の変更 / "
    "帳票の追加・変更 / 機能追加・変更 / パッケージ標準の業務フローの変更 / "
    "テーブルの追加・変更、項目の追加・変更、データベースの追加・変更",
}
ROWS = [(tier, label) for tier, labels in TABLE.items() for label in labels.split(" / ")]
IN_BOTH = {
    "入力フィールドの追加・変更",
    "表示項目の追加・変更",
    "表示方法の変更",
    "帳票の追加・変更",
    "機能追加・変更",
}
SILENT = "画面の追加・変更"
KINDS = st.dictionaries(st.sampled_from(sorted(change_kinds())), st.sampled_from(SCOPES), max_size=6)


def expected(tier: int, label: str, scope: str) -> int | None:
    """What the table says; a label in both tiers, and the one it leaves open, hang on the scope."""
    if label in IN_BOTH or label == SILENT:
        return {"inside": 2, "outside": 3, "unknown": None}[scope]
    return tier


def test_the_table_has_24_rows_and_19_kinds() -> None:
    assert [sum(tier == one for tier, _ in ROWS) for one in (1, 2, 3)] == [9, 7, 8]
    assert {label for _, label in ROWS} == {kind.ja for kind in change_kinds().values()}
    assert {kind.ja for kind in change_kinds().values() if kind.in_both} == IN_BOTH


@pytest.mark.parametrize(("row", "scope"), list(itertools.product(ROWS, SCOPES)))
def test_every_row_with_every_flag(row: tuple[int, str], scope: str) -> None:
    tier, label = row
    verdict = tier_of({find_kind(label).id: scope})
    assert verdict.tier == expected(tier, label, scope)
    assert (verdict.undecided is None) == (verdict.tier is not None)
    assert label in reason_sentence(verdict)
    assert tier_label(verdict.tier) in reason_sentence(verdict)


def test_the_sentence_names_kind_flag_and_rule() -> None:
    verdict = tier_of({"fixed_text": "unknown", "report": "inside"})
    assert reason_sentence(verdict) == (
        "判定は(2) 機能部品追加・変更。"
        "「帳票の追加・変更」は(2)と(3)の両方にある種類で、オプション機能範囲内のため(2)です。"
        "「定型文面の変更」は(1)の種類です。"
        "最も高い(2)になります。"
    )


def test_a_silent_table_is_said_to_be_silent() -> None:
    assert "手引きの表に定めがない" in reason_sentence(tier_of({"screen": "outside"}))


def test_near_labels_are_kept_apart() -> None:
    assert tier_of({find_kind("画面表示方法の変更").id: "unknown"}).tier == 1
    assert tier_of({find_kind("表示方法の変更").id: "unknown"}).tier is None
    assert find_kind(" 表示方法の変更 ").id == "display_method"
    assert find_kind("DATA_MODEL").id == "data_model"
    with pytest.raises(UserError, match="表示の変更"):
        find_kind("表示の変更")


@given(KINDS)
def test_no_flag_is_guessed(kinds: dict[str, str]) -> None:
    """The verdict is the one that every way of filling in the unknown flags leads to, or none."""
    hidden = [kind for kind, scope in kinds.items() if scope == "unknown"]
    outcomes = {
        tier_of({**kinds, **dict(zip(hidden, flags, strict=True))}).tier
        for flags in itertools.product(("inside", "outside"), repeat=len(hidden))
    }
    verdict = tier_of(kinds)
    assert verdict.tier == (outcomes.pop() if len(outcomes) == 1 else None)


@given(KINDS, KINDS)
def test_more_kinds_never_lower_the_tier(some: dict[str, str], more: dict[str, str]) -> None:
    low, high = tier_of(some).tier, tier_of({**more, **some}).tier
    assert low is None or high is None or low <= high


@given(KINDS, st.sampled_from([None, "adopt", "parameter", "component", "withdraw"]))
def test_every_verdict_can_be_said(kinds: dict[str, str], disposition: str | None) -> None:
    verdict = gap_tier(disposition, kinds)
    for language in LANGUAGES:
        use_language(language)
        assert tier_label(verdict.tier) in reason_sentence(verdict)
    use_language("ja")


def test_an_unknown_flag_does_not_matter_below_a_source_change() -> None:
    verdict = tier_of({"report": "unknown", "data_model": "unknown"})
    assert verdict.tier == 3
    assert "不明でも変わりません" in reason_sentence(verdict)


def test_kinds_and_flags_that_no_program_writes_stay_undecided() -> None:
    assert tier_of({"teleport": "inside"}).undecided == "no_such_kind"
    assert tier_of({"report": "perhaps"}).tier is None
    assert reason_sentence(tier_of({"teleport": "inside"}))


def test_the_response_comes_before_the_kinds() -> None:
    assert gap_tier("workaround", {"report": "unknown"}).tier == 0
    assert gap_tier("withdraw", {"data_model": "unknown"}).tier == 0
    assert gap_tier("parameter", {}) == TierVerdict(None, "no_kinds")
    assert gap_tier(None, {}) == TierVerdict(None, "no_disposition")
    assert gap_tier(None, {"report": "inside"}).tier == 2
    assert disagrees("parameter", gap_tier("parameter", {"report": "inside"}))
    assert not disagrees("component", gap_tier("component", {"report": "inside"}))


def test_an_override_needs_its_reason_and_shows() -> None:
    assert gap_tier("component", {"report": "inside"}, 3, "").tier == 2
    verdict = gap_tier("component", {"report": "inside"}, 3, "部品が次版で廃止される")
    assert (verdict.tier, verdict.is_overridden, verdict.overridden) == (3, True, 2)
    assert "部品が次版で廃止される" in reason_sentence(verdict)
    assert gap_tier("component", {"report": "inside"}, 9, "理由").tier == 2


def test_the_ladder_is_walked_from_the_top() -> None:
    steps = [one.id for one in ladder()]
    assert steps == ["adopt", "workaround", "parameter", "component", "source"]
    for number, step in enumerate(steps):
        assert unexplained_steps(step, {}) == tuple(steps[:number]) == lighter_steps(step)
    assert unexplained_steps("component", {"adopt": "月12件漏れる", "workaround": " "}) == (
        "workaround",
        "parameter",
    )
    assert unexplained_steps("withdraw", {}) == ()
    assert find_disposition("機能部品").id == "component"
    with pytest.raises(UserError):
        find_disposition("部品化")
