"""Finding words in many texts gives what asking every text gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lists import text_search
from models.lists.text_search import TextSearch

LETTERS = "転入届のab1 \n😀"


@pytest.fixture(params=[(1024, 20_000), (2, 0), (1024, 0)], ids=["as it is", "rare letters", "many texts"])
def ways(request: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of looking: letters with bits or without, texts one by one or all letters at once."""
    frequent, few = request.param
    monkeypatch.setattr(text_search, "_FREQUENT", frequent)
    monkeypatch.setattr(text_search, "_FEW", few)
    monkeypatch.setattr(text_search, "_CHUNK", 8)


@pytest.mark.usefixtures("ways")
def test_every_word_is_found_where_it_stands() -> None:
    @given(
        st.lists(st.text(LETTERS, max_size=8), max_size=20),
        st.lists(st.text(LETTERS.replace(" ", "").replace("\n", ""), min_size=1, max_size=4), max_size=3),
    )
    def check(texts: list[str], words: list[str]) -> None:
        expected = [place for place, text in enumerate(texts) if all(word in text for word in words)]
        search = TextSearch(texts)
        assert search.find(words).tolist() == expected
        assert search.find(words, search.find(words[:1])).tolist() == expected

    check()
