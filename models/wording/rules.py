"""Finds complaints that name no purpose: 「使いにくい」「わかりにくい」「現行と違う」 (guideline 5)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from models.resources import resource
from models.words import say


@dataclass(frozen=True, slots=True)
class Hint:
    """A place, `text[start:end] == word`, and the `key` of the sentence that says what to write instead."""

    start: int
    end: int
    word: str
    key: str

    @property
    def message(self) -> str:
        """What is wrong and what to write instead, in the language in use."""
        return say(self.key, word=self.word)


def find_hints(text: str) -> list[Hint]:
    """The complaints of a text that says nothing of a purpose, in order; places never overlap."""
    plain = _plain(text)
    catalogue = _catalogue()
    if any(word in plain for word in catalogue.purpose):
        return []
    found = sorted(
        (match.start(), -match.end(), complaint)
        for complaint, pattern in catalogue.complaints
        for match in pattern.finditer(plain)
    )
    hints: list[Hint] = []
    for start, negative_end, complaint in found:
        if not hints or start >= hints[-1].end:
            end = -negative_end
            hints.append(Hint(start, end, text[start:end], f"wording.{complaint}"))
    return hints


@dataclass(frozen=True, slots=True)
class _Catalogue:
    purpose: tuple[str, ...]
    complaints: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _catalogue() -> _Catalogue:
    content = tomllib.loads(resource("catalogues", "wording.toml").read_text(encoding="utf-8"))
    complaints = tuple(
        (one["id"], re.compile("|".join(f"(?:{pattern})" for pattern in one["patterns"])))
        for one in content["complaint"]
    )
    return _Catalogue(tuple(_plain(word) for word in content["purpose"]), complaints)


def _plain(text: str) -> str:
    """The text in one spelling, letter by letter so that places stay."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter).lower()
    if len(folded) != 1:
        return letter
    return chr(ord(folded) - 0x60) if "ァ" <= folded <= "ヶ" else folded
