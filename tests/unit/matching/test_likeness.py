"""How alike short texts are: same object, same kind of action, words of the field."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.matching.learning import learned_words
from bpmn.matching.letters import stem
from bpmn.matching.lexicon import Lexicon, WordClass
from bpmn.matching.likeness import likeness
from bpmn.matching.reasons import why_alike
from bpmn.matching.terms import terms_of
from models.matching.catalogue import known_words


def alike(left: str, right: str, lexicon: Lexicon | None = None) -> float:
    """How alike two texts are among a few others of their kind."""
    return float(likeness([left], [right], lexicon or known_words())[0, 0])


@pytest.mark.parametrize("text", ["転入届を受け付ける", "Check application", "A", "確認", "ー", "手続き①"])
def test_a_text_is_like_itself(text: str) -> None:
    assert alike(text, text) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    "text, right, wrong",
    [
        ("届書を端末に入力する", "異動届の登録", "届書を保管する"),
        ("住民票を交付する", "住民票を発行する", "住民票を確認する"),
        ("転入届を受け付ける", "転入届の受理", "転出届の受理"),
        ("決定通知書を郵送する", "結果を通知する", "決定内容を審査する"),
        ("国保の資格を登録", "国民健康保険の加入登録", "介護保険の資格確認"),
        ("手数料を徴収する", "料金を受領", "手数料を計算する"),
        ("申請を承認する", "申請を許可", "申請を却下"),
        ("Check the application form", "Verify request", "Send the application form"),
        ("send rejection letter", "Mail notice of refusal", "send letter of acceptance"),
        ("Application is verified", "checking of applications", "Application is archived"),
        ("Pay invoice", "Payment of the bill", "Receive the invoice"),
    ],
)
def test_the_right_partner_is_nearer_than_the_wrong_one(text: str, right: str, wrong: str) -> None:
    table = likeness([text], [right, wrong], known_words())
    assert table[0, 0] > table[0, 1] + 0.05


def test_the_same_meaning_in_two_languages_is_found() -> None:
    table = likeness(["申請書を受理する"], ["Receive application", "Print certificate"], known_words())
    assert table[0, 0] > 0.5 > table[0, 1]


def test_spelling_does_not_matter() -> None:
    assert alike("checkApplication", "CHECK\napplication") == pytest.approx(1.0, abs=1e-5)
    assert alike("ＤＶ支援措置を\n確認", "DV支援措置を確認") == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    "forms",
    ["verify verifies verification verifying verified", "evaluate evaluation evaluating", "accept acceptance",
     "submit submission submitted submitting", "decide decision decides", "assess assessment assesses",
     "apply application", "invite invitation", "copies copy copying", "complete completeness completion"],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_what_is_done_is_told_from_what_it_is_done_with() -> None:
    def actions(text: str) -> set[str]:
        return {one.means.id for one in terms_of(text, known_words()).actions}

    assert actions("入力内容を審査する") == {"check"}
    assert {"enter", "check"} <= actions("入力・審査する")
    assert "enter" not in actions("registration office: send letter")
    assert "check" in actions("Document check")


def test_a_reason_names_the_words() -> None:
    found = why_alike("在留カードの情報を入力する", "在留期間を登録", known_words())
    assert found.shared == ("在留",)
    assert found.actions == (("入力", "登録"),)
    field = why_alike("住基を検索", "住民記録を照会", known_words())
    assert ("住基", "住民記録") in field.synonyms
    assert why_alike("Send documents", "mail the documents", known_words()).shared == ("documents",)
    assert not why_alike("転入", "年金", known_words())


def test_confirmed_words_count() -> None:
    more = known_words().extended([WordClass("town", ("異動票", "青い紙"), is_action=False)])
    assert alike("異動票を綴る", "青い紙を綴る", more) > alike("異動票を綴る", "青い紙を綴る") + 0.2


def test_without_words_letters_are_enough() -> None:
    assert alike("転入届の受付", "転入届の受付票", Lexicon()) > alike(
        "転入届の受付", "住民票の発行", Lexicon()
    )


def test_nothing_to_compare_is_no_error() -> None:
    assert likeness([], ["確認"], known_words()).shape == (0, 1)
    assert likeness(["", "!?"], ["確認"], known_words()).tolist() == [[0.0], [0.0]]


WORDS = ["転入届", "を", "確認", "する", "check", " ", "form", "住民票", "発行", "不備"]
texts = st.lists(st.sampled_from(WORDS), max_size=5).map("".join)


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=6))
def test_the_table_is_the_same_from_both_sides(left: list[str], right: list[str]) -> None:
    table = likeness(left, right, known_words())
    assert table.shape == (len(left), len(right))
    assert ((table >= 0) & (table <= 1)).all()
    assert np.allclose(table, likeness(right, left, known_words()).T, atol=1e-5)


def test_classes_are_named_once_and_near_ones_exist() -> None:
    actions = known_words().actions
    ids = [one.id for one in known_words().classes]
    assert len(ids) == len(set(ids))
    assert all(other in actions and other != one.id for one in actions.values() for other in one.near)


def test_words_are_learned_from_what_people_confirm_more_than_once() -> None:
    pairs = [("異動票を綴る", "青紙を綴る"), ("青紙を確認する", "異動票を確認する")]
    (found,) = learned_words(pairs, known_words())
    assert set(found.words) == {"異動票", "青紙"}
    assert learned_words(pairs[:1] * 3, known_words()) == ()
    assert (
        learned_words([("異動票を綴る", "青紙を綴る"), ("異動票と控えを送る", "青紙を送る")], known_words())
        == ()
    )
    english = [("Archive the blue sheet", "Archive the transfer slip"), ("Sort bluesheet", "Sort slip")]
    assert learned_words(english, known_words()) == ()
    assert learned_words(
        [("Scan voucherform", "Scan slip"), ("Fetch slip", "Fetch voucherform")], known_words()
    )
