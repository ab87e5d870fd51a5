"""Joining two texts that grew from the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.joining import join


@pytest.mark.parametrize(
    ("base", "texts", "joined"),
    [
        ("数える。", ["毎年数える。", "数える。決算に使う。"], "毎年数える。決算に使う。"),
        ("数える。", ["数える。甲。", "数える。乙。"], "数える。甲。乙。"),
        ("数える。", ["数える。甲。", "数える。甲。"], "数える。甲。"),
        ("", ["甲。", "乙。"], "甲。乙。"),
        ("甲乙丙", ["甲1乙丙", "甲乙2丙", "甲乙丙3"], "甲1乙2丙3"),
        ("数える。", ["数える。甲。", "やめる。"], None),
        ("数える。確かめる。", ["数える。", "数える。確かめる。甲。"], None),
        ("申請書を受ける。", ["届出書を受ける。", "申込書を受ける。"], None),
        ("あ" * 5000, ["あ" * 5001, "い" + "あ" * 5000], None),
    ],
)
def test_examples(base: str, texts: list[str], joined: str | None) -> None:
    assert join(base, texts) == joined


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_additions_at_both_ends_are_both_kept(base: str, front: str, back: str) -> None:
    joined = join(base, [front + base, base + back])
    if joined is not None:
        assert len(joined) >= len(base)
        assert all(sign in joined for sign in front + back)


@given(st.text(max_size=60), st.text(max_size=60))
def test_one_side_alone_is_never_altered(base: str, text: str) -> None:
    assert join(base, [text, base]) in (text, None)
    assert join(base, [base, base]) == base
