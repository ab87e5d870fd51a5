"""How alike texts are, by their pairs of letters; only for finding partners, never for comparing texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grams = frozenset[str]
_BUCKETS = 2048
_CHUNK = 512


def grams(*texts: str) -> Grams:
    """The pairs of letters of texts, whatever their width, case and spaces; a single letter is its own."""
    found: set[str] = set()
    for text in texts:
        plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
        found.update(plain[at : at + 2] for at in range(max(1, len(plain) - 1)) if plain)
    return frozenset(found)


def alike(one: Grams, other: Grams) -> float:
    """From 0 (nothing in common) to 1 (the same pairs of letters)."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0


def inside(part: Grams, whole: Grams) -> float:
    """How much of `part` stands in `whole`, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


Wanted = Callable[[NDArray[Any], NDArray[Any], NDArray[Any]], NDArray[Any]]
"""From common counts (rows × columns) and both sizes to a mask of the pairs worth a closer look."""


def near_pairs(
    old: Sequence[Grams], new: Sequence[Grams], wanted: Wanted, tell: Callable[[], None] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs that may be alike, by a quick count over hashed letters; counts are whole, so that every
    machine finds the same. `tell` is called now and then and may raise to stop."""
    if not old or not new:
        return
    table = _hashed(new)
    sizes = table.sum(axis=1)
    for start in range(0, len(old), _CHUNK):
        if tell is not None:
            tell()
        rows = _hashed(old[start : start + _CHUNK])
        with np.errstate(invalid="ignore"):  # kernels also work through padding
            common = rows @ table.T
        mask = wanted(common, rows.sum(axis=1)[:, None], sizes[None, :])
        for row, column in np.argwhere(mask):
            yield start + int(row), int(column)


def _hashed(texts: Sequence[Grams]) -> NDArray[np.float32]:
    table = np.zeros((len(texts), _BUCKETS), np.float32)
    for row, found in enumerate(texts):
        table[row, [_bucket(gram) for gram in found]] = 1
    return table


def _bucket(gram: str) -> int:
    value = 7
    for letter in gram:
        value = value * 8191 + ord(letter)
    return value % 2039
