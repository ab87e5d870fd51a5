"""What a comparison of two editions is made of: entries, pairs with their classes, suspects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

LEVELS = ("level1", "level2", "level3", "level4", "level5")
COLUMNS = (
    "no", "feature_id", *LEVELS, "name", "requirement", "rationale", "obligation",
    "effective_date", "remarks", "change", "extra",
)  # fmt: skip
"""The columns that are compared, as a feature's row holds them."""
PLACES = ("position", "source_row")
"""Where an item stands; a new edition writes it, but it is no change of the item."""


class Change(StrEnum):
    """What happened to an item; several may hold at once. `regraded` is another obligation,
    `noted` a change of any other column, `split` and `merged` are suspects until somebody accepts them."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    MOVED = "moved"
    REGRADED = "regraded"
    NOTED = "noted"
    SPLIT = "split"
    MERGED = "merged"
    UNCHANGED = "unchanged"


class Entry(NamedTuple):
    """One item of an edition, its texts as they were written."""

    no: str
    feature_id: str
    level1: str
    level2: str
    level3: str
    level4: str
    level5: str
    name: str
    requirement: str
    rationale: str
    obligation: str
    effective_date: str
    remarks: str
    change: str
    extra: str
    position: int
    source_row: int

    @property
    def key(self) -> str:
        """What people call it by: the feature id, else the number."""
        return self.feature_id or self.no

    @property
    def label(self) -> str:
        """The key, else the row of the sheet."""
        return self.key or f"#{self.source_row}"

    @property
    def levels(self) -> tuple[str, ...]:
        """The names above it."""
        return self[2:7]

    @property
    def text(self) -> tuple[str, str]:
        """What it says."""
        return self.name, self.requirement

    @property
    def title(self) -> str:
        """The name, else the requirement."""
        return self.name or self.requirement


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of an item: `old` and `new` are places in the editions, None where there is none.

    `columns` are those whose text differs. `how` says what brought the two together: key, content
    (the same text under another key) or likeness; `percent` is how alike the texts are.
    `origin` is the old item from which an added one was split off, `goal` the new one into which a
    removed one was merged; both only once that was accepted.
    """

    old: int | None
    new: int | None
    classes: tuple[Change, ...]
    columns: tuple[str, ...] = ()
    how: str = ""
    percent: int = 100
    origin: int | None = None
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """One old item that seems to have become several (split), or several that became one (merged).

    `key` names it; the first of the several is the one that would carry on what hangs on the item.
    """

    key: str
    kind: Change
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True)
class Comparison:
    """Two editions side by side. Every item of each stands in exactly one pair; pairs follow the new
    edition, removed items stand where they were."""

    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    suspects: tuple[Suspect, ...] = field(default=())

    @cached_property
    def counts(self) -> Mapping[Change, int]:
        """How many pairs each class holds for; split and merged count suspects."""
        found = Counter(one for pair in self.pairs for one in pair.classes)
        kinds = Counter(one.kind for one in self.suspects)
        return {one: kinds[one] if one in (Change.SPLIT, Change.MERGED) else found[one] for one in Change}


def entries(columns: Mapping[str, Sequence[Any]]) -> tuple[Entry, ...]:
    """Entries from the columns of features to be inserted."""
    texts = [[value or "" for value in columns[name]] for name in COLUMNS]
    places = [[value or 0 for value in columns[name]] for name in PLACES]
    return tuple(Entry(*row) for row in zip(*texts, *places, strict=True))
