"""Finds complaints that name no purpose: 「使いにくい」「わかりにくい」「現行と違う」 (guideline 5)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from models.resources import resource
from models.spelling import spelled
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
    spelling = spelled(text)
    plain = spelling.plain.translate(_AS_HIRAGANA)
    catalogue = _catalogue()
    if catalogue.purpose.search(plain):
        return []
    found = sorted(
        (match.start(), -match.end(), complaint)
        for complaint, pattern in catalogue.complaints
        for match in pattern.finditer(plain)
    )
    hints: list[Hint] = []
    for first, negative_last, complaint in found:
        start, end = spelling.span(first, -negative_last)
        if not hints or start >= hints[-1].end:
            hints.append(Hint(start, end, text[start:end], f"wording.{complaint}"))
    return hints


@dataclass(frozen=True, slots=True)
class _Catalogue:
    purpose: re.Pattern[str]
    complaints: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _catalogue() -> _Catalogue:
    content = tomllib.loads(resource("catalogues", "wording.toml").read_text(encoding="utf-8"))
    complaints = tuple((one["id"], _any_of(one["patterns"])) for one in content["complaint"])
    return _Catalogue(_any_of(content["purpose"]), complaints)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_AS_HIRAGANA = {ord(letter): ord(letter) - 0x60 for letter in map(chr, range(ord("ァ"), ord("ヶ") + 1))}
