"""Kinds proposed from a text: with the words that led to them, and none where nothing is asked."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tiers.catalogue import change_kinds
from models.tiers.kind_words import kind_words
from models.tiers.suggestion import suggest_kinds


def proposed(text: str) -> set[str]:
    return {one.kind for one in suggest_kinds(text).kinds}


def test_every_kind_has_rules_and_no_two_yield_to_each_other() -> None:
    kinds = kind_words().kinds
    assert kinds.keys() == change_kinds().keys()
    for one, other in itertools.permutations(kinds, 2):
        assert not (one in kinds[other].yields_to and other in kinds[one].yields_to), (one, other)
    assert all(rules.yields_to <= kinds.keys() for rules in kinds.values())


def test_the_words_that_led_to_a_kind_stand_in_the_text() -> None:
    text = "転出証明書に国保の案内を１行印字したい"
    (report,) = suggest_kinds(text).kinds
    assert report.kind == "report"
    assert [word.word for word in report.words] == ["転出証明書", "印字"]
    assert all(text[word.start : word.end] == word.word for word in report.words)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("画面の表示方法を分割表示にしたい", {"screen_layout"}),
        ("金額の表示方法を千円単位にしたい", {"display_method"}),
        ("表示項目の名称を変更したい", {"item_label"}),
        ("表示項目の位置を変更したい", {"item_position"}),
        ("表示項目を追加したい", {"display_item"}),
        ("メッセージの内容を変更したい", {"message_text"}),
        ("メッセージの種別を変更したい", {"message_type"}),
        ("督促状の定型文面を変更したい", {"fixed_text"}),
        ("督促状の様式を変更したい", {"report"}),
        ("画面遷移を変更したい", {"screen_transition"}),
        ("業務フローを変更したい", {"standard_flow"}),
        ("入力項目を追加したい", {"input_field"}),
        ("データベースに項目を追加したい", {"data_model"}),
        ("専用の画面を追加したい", {"screen"}),
    ],
)
def test_near_kinds_are_kept_apart(text: str, kinds: set[str]) -> None:
    assert proposed(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。。、\n",
        "帳票の追加は不要である。",
        "画面の色は変えなくてよい",
        "入力欄の追加を検討したが、今回は見送る。",
        "パッケージの標準フローに合わせる。",
        "現行の様式のままで可",
        "No change to the report is needed.",
        "操作研修を開いてほしい",
    ],
)
def test_nothing_is_proposed_where_nothing_is_asked(text: str) -> None:
    suggestion = suggest_kinds(text)
    assert suggestion.kinds == ()
    assert (suggestion.verdict().tier, suggestion.verdict().undecided) == (None, "no_kinds")


def test_only_the_clause_that_asks_for_nothing_is_left_out() -> None:
    assert proposed("画面の色は変えなくてよいので、納付書だけ印刷できるようにしてほしい") == {"report"}
    assert proposed("帳票の追加は不要だが、履歴を照会する画面を新設してほしい") == {"screen"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("あまり使われていない所得区分を一覧に表示しないようにしたい", "display_item"),
        ("パッケージの確定ボタンを右に寄せてほしい", "button_position"),
        ("独自の納付書を廃止せずに印刷できるようにしたい", "report"),
    ],
)
def test_words_of_refusal_inside_a_request_do_not_silence_it(text: str, kind: str) -> None:
    assert kind in proposed(text)


def test_several_kinds_in_one_text() -> None:
    assert proposed("受付番号を入力する欄を追加し、決定通知書にも印字したい") == {"input_field", "report"}


def test_kinds_that_give_way_in_a_ring_leave_the_strongest() -> None:
    text = "宛名と課税の情報を左右に並べて同時に見られる画面表示にしてほしい"
    assert proposed(text) == {"screen_layout"}


def test_a_kind_of_the_clause_before_is_not_hidden() -> None:
    assert proposed("一覧に支援区分を表示し、該当者の行を黄色にしてほしい。") == {
        "display_item",
        "screen_colour",
    }
    assert proposed("「摘要」を「備考」に改称し、画面の右上に移動したい。") == {"item_label", "item_position"}


def test_a_thing_named_before_and_asked_about_after() -> None:
    assert proposed("発行ボタンが画面の下端にある。右上へ移してほしい。") == {"button_position"}


@pytest.mark.parametrize(
    ("text", "flag", "word"),
    [
        ("オプション製品で対応可能とのこと。納付書の様式を変更したい", "inside", "オプション製品で"),
        ("オプションの範囲外と言われたが、納付書の様式を変更したい", "outside", "オプションの範囲外"),
    ],
)
def test_words_about_the_scope_are_shown_but_decide_nothing(text: str, flag: str, word: str) -> None:
    suggestion = suggest_kinds(text)
    assert {one: [w.word for w in words] for one, words in suggestion.scope_words.items()} == {flag: [word]}
    assert (suggestion.verdict().tier, suggestion.verdict().undecided) == (None, "scope_unknown")
    assert suggestion.verdict("inside").tier == 2


@pytest.mark.parametrize(
    "text", ["ボタンの位置を右に変えたい", "ガイダンスのメッセージ内容を直したい", "フォントを大きくしたい"]
)
def test_spelling_does_not_matter(text: str) -> None:
    narrow = "".join(_NARROW.get(letter, letter) for letter in text)
    assert proposed(narrow) == proposed(text) != set()
    for one in suggest_kinds(narrow).kinds:
        assert all(narrow[word.start : word.end] == word.word for word in one.words)


_NARROW = {
    unicodedata.normalize("NFKC", narrow): narrow
    for narrow in (chr(base) + mark for base in range(0xFF66, 0xFF9E) for mark in ("", "\uff9e", "\uff9f"))
    if len(unicodedata.normalize("NFKC", narrow)) == 1
}


@given(st.text(st.sampled_from("画面帳票ボタン位置変更追加項目は不要、。「」ので\naA ｶﾞ㌢İ"), max_size=40))
def test_any_text_gives_kinds_of_the_table_and_words_of_the_text(text: str) -> None:
    suggestion = suggest_kinds(text)
    for one in suggestion.kinds:
        assert one.kind in change_kinds() and 0 < one.score <= 1 and one.words
        assert all(text[word.start : word.end] == word.word != "" for word in one.words)
        assert all(left.end <= right.start for left, right in itertools.pairwise(one.words))


@given(st.text(max_size=30))
def test_no_tier_without_the_scope(text: str) -> None:
    verdict = suggest_kinds(text).verdict()
    needs = any(change_kinds()[step.kind].needs_scope for step in verdict.steps)
    fixed = max((step.tier or 0 for step in verdict.steps), default=0)
    assert not needs or verdict.tier is None or fixed == 3
