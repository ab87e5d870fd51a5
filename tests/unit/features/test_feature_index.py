from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.answering import set_answers
from models.lists.feature_index import FeatureIndex, Wanted, plain
from models.lists.feature_rows import AnswerCell, FeatureRow
from tests.conftest import Consortium

PACKAGE = b"p" * 16


def row(number: int, name: str = "転入届の入力", answer: str = "standard", gap: bool = False) -> FeatureRow:
    cell = AnswerCell(b"", answer, "", "", None)
    return FeatureRow(
        number.to_bytes(16), b"l" * 16, number, str(number), f"{number:07}", (f"{number % 3} 大", "中"), name,
        "届出の内容を入力する。", "必須" if number % 2 else "任意", None, "", {PACKAGE: cell},
        (b"g" * 16,) if gap else (), 0,
    )  # fmt: skip


ROWS = [row(n, gap=n % 5 == 0, answer="workaround" if n % 4 == 0 else "standard") for n in range(60)]


def test_every_filter_leaves_what_it_says() -> None:
    index = FeatureIndex(ROWS, [PACKAGE], {ROWS[7].id})
    assert index.choose(Wanted()).tolist() == list(range(60))
    assert index.choose(Wanted(text="０００００５")).tolist() == [5, *range(50, 60)]
    assert index.choose(Wanted(level="1 大", gap="with")).tolist() == [10, 25, 40, 55]
    assert index.choose(Wanted(answer="workaround", obligation="必須")).tolist() == []
    assert index.choose(Wanted(restated=True)).tolist() == [7]
    assert index.choose(Wanted(section="-")).tolist() == list(range(60))
    assert index.choose(Wanted(level="ない")).tolist() == []
    counts = index.answer_counts(0, index.choose(Wanted()))
    assert counts[Answer.WORKAROUND] == 15 and counts[Answer.STANDARD] == 45


@given(
    st.lists(st.text("転入届のABa１1 在", max_size=6), max_size=8),
    st.lists(st.text("転入届ABa1 ", max_size=4)),
)
def test_typing_finds_what_a_fresh_search_finds(names: list[str], typed: list[str]) -> None:
    rows = [row(number, name) for number, name in enumerate(names)]
    index = FeatureIndex(rows, [])
    for text in typed:
        found = index.choose(Wanted(text=text)).tolist()
        words = plain(text).split()
        texts = [plain(f"{r.feature_id} {r.no} {r.name} {r.requirement} {' '.join(r.path)}") for r in rows]
        assert found == [n for n, one in enumerate(texts) if all(word in one for word in words)]


def test_words_that_stay_are_not_looked_for_again() -> None:
    rows = [row(number, name) for number, name in enumerate(("ab cd", "ab", "cd ab", "cde"))]
    index = FeatureIndex(rows, [])
    typed = ("a", "ab", "ab c", "ab cd", "ab cde", "ab cd", "ab", "a", "ad", "cd ab", "cd abe", "cd e", "cde")
    found = {text: index.choose(Wanted(text=text)).tolist() for text in typed}
    assert found == {
        "a": [0, 1, 2], "ab": [0, 1, 2], "ab c": [0, 2], "ab cd": [0, 2], "ab cde": [], "ad": [],
        "cd ab": [0, 2], "cd abe": [], "cd e": [3], "cde": [3],
    }  # fmt: skip


def test_a_search_in_20000_features_is_quick() -> None:
    index = FeatureIndex([row(number) for number in range(20_000)], [PACKAGE])
    started = time.perf_counter()
    for text in ("0", "00", "届出", "届出の", "無い語", ""):
        index.choose(Wanted(text=text))
    assert time.perf_counter() - started < 1  # some 20 ms


def test_answers_need_a_package_that_is_there(consortium: Consortium) -> None:
    with pytest.raises(UserError):
        set_answers(consortium.as_("事務局"), PACKAGE, [], Answer.STANDARD)
