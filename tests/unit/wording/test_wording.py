"""Complaints without a purpose are found wherever they stand, however they are spelt."""

from __future__ import annotations

import itertools
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.resources import resource
from models.wording.rules import find_hints


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("国保の案内が別画面になり、現行と違って使いにくい。", ["現行と違って", "使いにくい"]),
        ("画面が分かりづらく、見にくい。", ["分かりづらく", "見にくい"]),
        ("ツカイニクイ", ["ツカイニクイ"]),
        ("今のシステムとは異なる", ["今のシステムとは異なる"]),
        ("操作性が悪い", ["操作性が悪"]),
        ("It is HARD TO USE and confusing.", ["HARD TO USE", "confusing"]),
    ],
)
def test_complaints_are_marked_where_they_stand(text: str, words: list[str]) -> None:
    hints = find_hints(text)
    assert [hint.word for hint in hints] == words
    assert all(text[hint.start : hint.end] == hint.word and hint.word in hint.message for hint in hints)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "案内が別画面のため渡し忘れが起き、届出漏れを防ぐ目的を果たせない。",
        "使いにくいが、期限内に交付する目的は達成できる。",
        "帳票部品で欄を1つ追加する。",
        "使いやすい。",
        "名前と違う氏を印字できる。",
    ],
)
def test_whoever_names_a_purpose_is_left_alone(text: str) -> None:
    assert find_hints(text) == []


def test_the_remarks_of_the_sample_argue_by_purpose() -> None:
    path = resource("sample", "story", "scoring.toml")
    sheets = tomllib.loads(path.read_text(encoding="utf-8"))["sheet"]
    remarks = {one["remark"] for sheet in sheets if sheet["submitted"] for one in sheet["scores"]}
    assert {remark: find_hints(remark) for remark in remarks if find_hints(remark)} == {}


@given(st.text(st.sampled_from("使いにくわかりづら現行と違う目的ハードＡaﾂ㌢İ\n。"), max_size=30))
def test_places_are_in_the_text_and_do_not_overlap(text: str) -> None:
    hints = find_hints(text)
    assert all(text[hint.start : hint.end] == hint.word != "" for hint in hints)
    assert all(left.end <= right.start for left, right in itertools.pairwise(hints))
