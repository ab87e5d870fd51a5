"""The words headers and cells are recognised by, from `resources/catalogues/list_words.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from models.lists.fields import FIELDS
from models.resources import resource

SURE, LIKELY, ENDS = 3.0, 2.0, 1.5
_HEADER_LIMIT = 60
_PARENTHESES = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_PUNCTUATION = re.compile(r"[\s_\-・/:.,、。()（）\[\]【】「」『』*※?!'’]+")
_FOOTNOTE = re.compile(r"\s*[※＊*†][0-9０-９]{0,2}\s*$")
_IN_TWO_LANGUAGES = (re.compile(r"([ -~]+?)[\s/／]+([^ -~].*)$"), re.compile(r"(.*[^ -~])[\s/／]+([ -~]+)$"))
_INSIDE = re.compile(r"[(（\[［【]([^)）\]］】]*)[)）\]］】]")
_ALTERNATIVES = re.compile(r"\s+[/／|｜]\s+")
_KANJI_DIGITS = {mark: number for number, mark in enumerate("一二三四五", 1)}


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What one header may mean: a score per field, and the depth of a level (0 when it has no rank)."""

    fields: dict[str, float]
    level_score: float
    level_rank: int


@cache
def catalogue() -> dict[str, Any]:
    """The whole catalogue as read."""
    return tomllib.loads(resource("catalogues", "list_words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A text for comparing: NFKC, lower case, no blanks, no punctuation, no footnote behind it (※1)."""
    text = _FOOTNOTE.sub("", text) or text
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).casefold()) or text.strip()


@cache
def word_set(*path: str) -> frozenset[str]:
    """One list of the catalogue as a set of plain words."""
    node: Any = catalogue()
    for part in path:
        node = node[part]
    return frozenset(plain(word) for word in node)


@lru_cache(maxsize=20_000)
def meaning(header: str) -> HeaderMeaning:
    """What a header cell may mean; words in parentheses are only an addition to it."""
    if not header or len(header) > _HEADER_LIMIT:
        return HeaderMeaning({}, 0.0, 0)
    words = tuple(dict.fromkeys((plain(header), plain(without_brackets(header)))))
    scores = {name: max(_field_score(word, name) for word in words) for name in FIELDS}
    level, rank = max(_level_score(word) for word in words)
    if len(both := halves(header)) > 1:
        one, other = map(meaning, both)
        for name in one.fields.keys() & other.fields.keys():
            scores[name] = max(scores[name], one.fields[name], other.fields[name])
        if one.level_score and other.level_score:
            level, rank = max(
                (level, rank), (one.level_score, one.level_rank), (other.level_score, other.level_rank)
            )
    if not level and not any(scores.values()) and len(parts := _ALTERNATIVES.split(header)) > 1:
        told = [meaning(part.strip()) for part in parts]
        scores = {name: min(LIKELY, max(part.fields.get(name, 0.0) for part in told)) for name in FIELDS}
    return HeaderMeaning({name: score for name, score in scores.items() if score}, level, rank)


def halves(header: str) -> tuple[str, ...]:
    """A header written in two languages as its two parts ("No. 番号"), any other as itself."""
    match = next((match for form in _IN_TWO_LANGUAGES if (match := form.match(header))), None)
    return match.groups() if match else (header,)


def without_brackets(header: str) -> str:
    """A header without what stands in brackets in it."""
    return _PARENTHESES.sub("", header).strip()


def in_brackets(header: str) -> list[str]:
    """What stands in brackets in a header: "必須/任意" of 区分（必須/任意）."""
    return _INSIDE.findall(header)


def _field_score(word: str, name: str) -> float:
    if word in word_set("fields", name, "sure"):
        return SURE
    if word in word_set("fields", name, "likely"):
        return LIKELY
    return ENDS if any(_ends_with(word, end) for end in word_set("fields", name, "ends")) else 0.0


def _ends_with(word: str, end: str) -> bool:
    """Whether a word ends so; "no" counts behind another script only: 課題No, and not "yes/no"."""
    if not word.endswith(end):
        return False
    return end != "no" or not word[: -len(end)][-1:].isascii()


def _level_score(word: str) -> tuple[float, int]:
    for rank, words in enumerate(_ranks(), 1):
        if word in words:
            return SURE, rank
    if match := _numbered().match(word):
        return SURE, _KANJI_DIGITS.get(match[1]) or int(match[1])
    if word in word_set("levels", "likely"):
        return LIKELY, 0
    for end in word_set("levels", "ends"):
        if word.endswith(end):
            return LIKELY, next((rank for rank, words in enumerate(_ranks(), 1) if end in words), 0)
    return 0.0, 0


@cache
def _ranks() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(plain(word) for word in words) for words in catalogue()["levels"]["ranks"])


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(catalogue()["levels"]["numbered"])
