"""One spelling for texts that are searched for words, with the way back to the places in the text itself."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelled:
    """`plain` is the text in one spelling; `places[n]` is where `plain[n]` begins in the text, and
    `places[len(plain)]` the text's length."""

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `plain[start:end]` stands in the text."""
        last = self.places[end - 1] if end > start else self.places[start]
        after = next((place for place in self.places[end:] if place > last), self.places[-1])
        return self.places[start], after


def spelled(text: str) -> Spelled:
    """The text with full-width letters as half-width, half-width katakana as full-width, small letters, and
    no blanks inside Japanese; line breaks stay."""
    letters: list[str] = []
    places: list[int] = []
    for place, part in _parts(text):
        for letter in unicodedata.normalize("NFKC", part).lower():
            letters.append(_SAME.get(letter, letter))
            places.append(place)
    kept = [n for n, letter in enumerate(letters) if letter != " " or not _inside_japanese(letters, n)]
    return Spelled("".join(letters[n] for n in kept), (*(places[n] for n in kept), len(text)))


_SAME = {"~": "〜", "’": "'", "‐": "-", "−": "-", "–": "-", "―": "-"} | {"\r": "\n", "\t": " "}
_VOICED = "\uff9e\uff9f\u3099\u309a"


def _parts(text: str) -> list[tuple[int, str]]:
    """Letters with the voice marks that belong to them."""
    parts: list[tuple[int, str]] = []
    for place, letter in enumerate(text):
        if letter in _VOICED and parts:
            start, before = parts[-1]
            parts[-1] = (start, before + letter)
        else:
            parts.append((place, letter))
    return parts


def _inside_japanese(letters: list[str], n: int) -> bool:
    before = next((one for one in reversed(letters[max(0, n - 3) : n]) if not one.isspace()), "")
    after = next((one for one in letters[n + 1 : n + 4] if not one.isspace()), "")
    return not (before.isascii() and after.isascii())
