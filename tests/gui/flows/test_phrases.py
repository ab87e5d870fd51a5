"""Breaking Japanese names between phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.flows.phrases import broken_at_phrases, phrases_of


def wide(words: str) -> float:
    return 12.0 * len(words)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("本人確認・届出を受ける", ["本人確認・", "届出を受ける"]),
        ("カードによる転入？", ["カードによる", "転入？"]),
        ("取り込み結果を見積もり書に引き継ぐ", ["取り込み結果を", "見積もり書に", "引き継ぐ"]),
        ("窓口業務の担当（市民課）", ["窓口業務の担当", "（市民課）"]),
        ("記録する", ["記録する"]),
    ],
)
def test_names_break_between_phrases(words: str, lines: list[str]) -> None:
    assert broken_at_phrases(words, 96, wide) == lines


@pytest.mark.parametrize("words", ["Check for connected clients", "転入者世帯構成情報登録処理", ""])
def test_what_has_no_phrases_is_left_to_others(words: str) -> None:
    assert broken_at_phrases(words, 60, wide) is None


@given(st.text("届出を受け付ける（市民課）、A 1・ー？", max_size=24), st.floats(12, 200))
def test_nothing_is_lost_and_every_line_fits(words: str, width: float) -> None:
    assert "".join(phrases_of(words)) == words
    lines = broken_at_phrases(words, width, wide)
    if lines is not None:
        assert "".join("".join(lines).split()) == "".join(words.split())
        assert all(wide(line) <= width for line in lines)
