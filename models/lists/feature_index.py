"""Choosing and counting among 100,000 features while somebody types: texts and columns prepared once."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from models.lists.answer_kinds import Answer
from models.lists.feature_rows import FeatureRow
from models.lists.text_search import Places, TextSearch

Key = TypeVar("Key", bound=Hashable)

_ANSWERS = tuple(Answer)
_REMEMBERED = 20
_CODES = {answer.value: code for code, answer in enumerate(_ANSWERS)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which features to show; what is empty leaves all.

    `section` is the id in hex, "-" for features that nobody owns; `gap` is "with" or "without".
    """

    text: str = ""
    level: str = ""
    obligation: str = ""
    answer: str = ""
    section: str = ""
    gap: str = ""
    restated: bool = False

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


class FeatureIndex:
    """Features under their places 0, 1, …; the answers are those of `packages` in their order.

    The index `before` an edit gives what it prepared of texts that are still the same.
    """

    def __init__(
        self,
        rows: Sequence[FeatureRow],
        packages: Sequence[bytes],
        restated: Collection[bytes] = (),
        before: FeatureIndex | None = None,
    ) -> None:
        self.rows = rows
        self._all = np.arange(len(rows), dtype=np.int64)
        self._search = _search(rows, before)
        self._columns = {
            "level": _coded(row.path[0] if row.path else "" for row in rows),
            "obligation": _coded(row.obligation for row in rows),
            "section": _coded(row.section_id.hex() if row.section_id else "-" for row in rows),
        }
        self._with_gap = np.fromiter((bool(row.gaps) for row in rows), bool, len(rows))
        self._restated = np.fromiter((row.id in restated for row in rows), bool, len(rows))
        self._answers = [
            np.fromiter((_CODES[row.answer(package)] for row in rows), np.uint8, len(rows))
            for package in packages
        ]
        self._found: list[tuple[list[str], Places]] = []
        """Words and what they left, each grown from the one before: what was typed so far."""

    def choose(self, wanted: Wanted) -> Places:
        """The places of the wanted features: every word of the text stands in number, name or requirement."""
        places = self._with_words(plain(wanted.text).strip())
        for name, column in self._columns.items():
            value = getattr(wanted, name)
            if value:
                codes, known = column
                places = places[codes[places] == known.get(value, -1)]
        if wanted.answer:
            code = _CODES.get(wanted.answer, -1)
            fits = np.zeros(len(places), bool)
            for answers in self._answers:
                fits |= answers[places] == code
            places = places[fits]
        if wanted.gap:
            places = places[self._with_gap[places] == (wanted.gap == "with")]
        return places[self._restated[places]] if wanted.restated else places

    def answer_counts(self, package: int, places: Places) -> dict[Answer, int]:
        """How often the package of that number answers in each way."""
        found = np.bincount(self._answers[package][places], minlength=len(_ANSWERS))
        return {answer: int(found[code]) for code, answer in enumerate(_ANSWERS)}

    def answer_count_by(
        self, package: int, answer: Answer, groups: Places, places: Places, count: int
    ) -> Places:
        """How often a package gives an answer in each of `count` groups; `groups` has a number a row."""
        fitting = places[self._answers[package][places] == _CODES[answer]]
        counted: Places = np.bincount(groups[fitting], minlength=count).astype(np.int64)
        return counted

    def with_gap(self, places: Places) -> Places:
        """Those of the places that have a gap."""
        found: Places = places[self._with_gap[places]]
        return found

    def _with_words(self, text: str) -> Places:
        """Words that only grew are looked for among what they left before, those that stayed not at all.

        Whoever types adds a letter to the last word; whoever takes one back was there before.
        """
        words = text.split()
        while self._found and not _grew(self._found[-1][0], words):
            self._found.pop()
        if not words:
            return self._all
        before, places = self._found[-1] if self._found else ([], self._all)
        new = [word for word in words if word not in before]
        if new:
            places = self._search.find(new, places)
            self._found = [*self._found[-_REMEMBERED:], (words, places)]
        return places


def _grew(before: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word of the longer text is, or begins with, the one at its place before."""
    return len(before) <= len(words) and all(map(str.startswith, words, before))


def _search(rows: Sequence[FeatureRow], before: FeatureIndex | None) -> TextSearch:
    """The search in all texts; that of `before` where every text is the same."""
    if before is None or len(before.rows) != len(rows):
        return TextSearch(list(map(_text, rows)))
    known = before._search.texts
    texts = [
        text if row is old else _text(row) for row, old, text in zip(rows, before.rows, known, strict=True)
    ]
    return before._search if texts == known else TextSearch(texts)


def _text(row: FeatureRow) -> str:
    return plain(f"{row.feature_id} {row.no} {row.name} {row.requirement} {' '.join(row.path)}")


def plain(text: str) -> str:
    """Letters alike for wide, narrow, large and small ones."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def numbered(keys: Sequence[Key]) -> tuple[Places, list[Key]]:
    """A number for each key in the order in which they first occur, and the keys by number."""
    known: dict[Key, int] = {}
    codes = np.fromiter((known.setdefault(key, len(known)) for key in keys), np.int64, len(keys))
    return codes, list(known)


def _coded(values: Iterable[str]) -> tuple[Places, dict[str, int]]:
    known: dict[str, int] = {}
    codes = [known.setdefault(value, len(known)) for value in values]
    return np.array(codes, dtype=np.int64), known
