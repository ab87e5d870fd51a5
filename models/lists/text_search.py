"""Finding a word in 100,000 texts while somebody types.

All texts stand one behind the other as 16-bit letters, looked through two letters at once; for the letters
that are frequent, a bit for every text says whether it holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import contains
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.int64]
"""Places of texts, ascending."""

_Letters: TypeAlias = NDArray[np.uint16]
_FREQUENT = 1024
"""So many letters have their bits; others stand in so few texts that looking through all is quick."""
_CHUNK = 4096
"""Texts whose bits are made at a time; whole bytes of them."""
_FEW = 20_000
"""Fewer texts than this are looked into one by one: looking through all letters takes as long."""


class TextSearch:
    """The texts in which a word stands; neither texts nor words hold a line's end that matters."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        pieces = [_letters(text + "\n") for text in texts]
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces)) // 2
        content = b"".join(pieces)
        self._flat: _Letters = np.frombuffer(content, "<u2")
        self._text_of = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        self._ends = np.cumsum(lengths)
        counts = np.bincount(self._flat, minlength=1 << 16)
        self._counts = counts
        self._slots = np.full(1 << 16, _FREQUENT, np.int16)
        frequent = np.argsort(counts)[::-1][:_FREQUENT]
        self._slots[frequent] = np.arange(len(frequent))
        self._bits = self._letter_bits()

    def find(self, words: Iterable[str], among: Places | None = None) -> Places:
        """The places of the texts that hold every word; of all texts, or of those `among` them."""
        places = np.arange(len(self.texts)) if among is None else among
        for word in sorted(words, key=self._rarity):
            places = self._holding(word, places)
        return places

    def _holding(self, word: str, among: Places) -> Places:
        letters = np.frombuffer(_letters(word), "<u2")
        may = np.ones(len(self.texts), bool)
        slots = [int(slot) for slot in self._slots[np.unique(letters)] if slot < _FREQUENT]
        if slots:
            bits = np.bitwise_and.reduce(self._bits[slots], axis=0)
            may = np.unpackbits(bits, count=len(self.texts)).view(bool)
        places = self._those(may, among)
        if (len(letters) == 1 and slots) or not len(places):
            return places
        # A word of letters that stand everywhere begins at too many places to look at each.
        is_everywhere = 2 * self._rarity(word) > len(self.texts)
        if len(places) <= _FEW or (is_everywhere and 2 * len(places) < len(self.texts)):
            texts = map(self.texts.__getitem__, places.tolist())
            return np.fromiter(compress(places, map(contains, texts, repeat(word))), np.int64)
        if is_everywhere:
            holds = np.fromiter(map(contains, self.texts, repeat(word)), bool, len(self.texts))
        else:
            holds = np.zeros(len(self.texts), bool)
            holds[self._text_of[self._starts(letters)]] = True
        return self._those(holds, places)

    def _those(self, fit: NDArray[np.bool_], among: Places) -> Places:
        """Those of the places whose texts fit."""
        found: Places = np.flatnonzero(fit) if len(among) == len(self.texts) else among[fit[among]]
        return found

    def _rarity(self, word: str) -> int:
        """How often the rarest letter of a word stands in all texts."""
        return int(self._counts[np.frombuffer(_letters(word), "<u2")].min())

    def _starts(self, letters: _Letters) -> Places:
        """Where the word begins among all letters: by its rarest two letters, then by the others."""
        if len(letters) == 1:
            return np.flatnonzero(self._flat == letters[0])
        counts = self._counts[letters]
        at = int(np.argmin(np.minimum(counts[:-1], counts[1:]) * 1.0 * np.maximum(counts[:-1], counts[1:])))
        pair = int(letters[at]) | int(letters[at + 1]) << 16
        found = []
        for shift in (0, 1):
            twos = self._flat[shift : shift + (len(self._flat) - shift) // 2 * 2].view("<u4")
            found.append(np.flatnonzero(twos == pair) * 2 + shift)
        starts = np.concatenate(found) - at
        starts = starts[(starts >= 0) & (starts <= len(self._flat) - len(letters))]
        for number, letter in enumerate(letters):
            if number not in (at, at + 1):
                starts = starts[self._flat[starts + number] == letter]
        return starts

    def _letter_bits(self) -> NDArray[np.uint8]:
        """For each frequent letter a row of bits, one for every text."""
        parts = []
        for first in range(0, len(self.texts), _CHUNK):
            last = min(first + _CHUNK, len(self.texts))
            start = int(self._ends[first - 1]) if first else 0
            end = int(self._ends[last - 1])
            held = np.zeros((_CHUNK, _FREQUENT + 1), bool)
            held[self._text_of[start:end] - first, self._slots[self._flat[start:end]]] = True
            parts.append(np.packbits(held[:, :_FREQUENT], axis=0).T)
        return np.concatenate(parts, axis=1) if parts else np.zeros((_FREQUENT, 0), np.uint8)


def _letters(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
