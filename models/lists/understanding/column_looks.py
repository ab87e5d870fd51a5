"""What the cells of each column look like: marks, numbers, letters, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.lists.understanding.row_kinds import title_shape
from models.lists.understanding.words import plain, word_set
from models.lists.workbook import Sheet

_ENDS_SENTENCE = ("。", "こと", ".")
_COUNTED = re.compile(r"[a-z]?\d{1,8}$")
_SAMPLE, _FEW = 3_000, 20
_TASTE = 200
"""So many different texts tell what most of a column's texts are like."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the cells of one column look like: filled cells, different texts among them, and their kinds.

    `taste` are some of the texts, from all over the column.
    """

    filled: int
    distinct: frozenset[str]
    rows: int
    marked: int = 0
    taste: tuple[str, ...] = ()

    def only(self, words: frozenset[str]) -> bool:
        """Whether every filled cell is one of these words."""
        return self.filled > 0 and len(self.distinct) <= 12 and all(plain(t) in words for t in self.distinct)

    @property
    def is_marks(self) -> bool:
        """Whether the column holds marks such as ○ or ✓ and next to nothing else."""
        return self.filled > 3 and self.marked >= 0.9 * self.filled

    @property
    def is_letters(self) -> bool:
        """Whether every filled cell is a single letter or number."""
        return self.filled > 0 and all(
            len(plain(text)) == 1 and plain(text).isalnum() for text in self.distinct
        )

    @property
    def is_numbering(self) -> bool:
        """Whether the cells are numbers, 1.1, (2), ①, and between them at most numbered titles."""
        if self.filled <= 3:
            return False
        titles = [text for text in self.distinct if not _COUNTED.match(plain(text))]
        if not titles:
            return self.unique > 0.9
        return len(self.distinct) - len(titles) > 1 and all(map(title_shape, titles))

    @property
    def is_sentences(self) -> bool:
        """Whether most different texts are sentences."""
        ends = sum(len(text) > 10 and text.rstrip().endswith(_ENDS_SENTENCE) for text in self.taste)
        return ends * 2 >= len(self.taste) > 1

    @property
    def has_letters(self) -> bool:
        """Whether most different texts begin with a letter, as keys do: GL-1, R-12."""
        return sum(text[:1].isalpha() for text in self.taste) * 2 > len(self.taste)

    @property
    def share(self) -> float:
        """The share of filled cells."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def unique(self) -> float:
        """The share of different texts among the filled cells."""
        return len(self.distinct) / self.filled if self.filled else 0.0


def looks(sheet: Sheet, first: int, end: int) -> list[Look]:
    """The look of every column over the rows from `first` up to before `end`; of long tables their start."""
    if first >= min(end, len(sheet.rows)):
        return [Look(0, frozenset(), 0)] * sheet.width
    found = []
    for cells in (column[first : min(end, first + _SAMPLE)] for column in sheet.columns):
        filled = len(cells) - cells.count("")
        distinct = frozenset(cells) - {""}
        marked = 0
        if len(distinct) <= _FEW:
            marked = sum(cells.count(text) for text in distinct if plain(text) in word_set("values", "marks"))
        found.append(Look(filled, distinct, len(cells), marked, _taste(cells, len(distinct))))
    return found


def _taste(cells: Sequence[str], distinct: int) -> tuple[str, ...]:
    step = 1 if distinct <= _TASTE else len(cells) // _TASTE
    found = dict.fromkeys(cells[::step])
    found.pop("", None)
    return tuple(found)
