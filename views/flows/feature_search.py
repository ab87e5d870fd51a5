"""Finding features by what is typed, or by what their names share with a task's."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from models.lists.feature_rows import FeatureRow

_MOST = 30


class FeatureIndex:
    """The features of the project, prepared for typing."""

    def __init__(self, rows: Sequence[FeatureRow]) -> None:
        self._rows = [
            (row, plain(f"{row.key} {row.title} {' '.join(row.path)} {row.requirement}"), plain(row.title))
            for row in rows
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, text: str, task: str, without: Collection[bytes] = ()) -> list[FeatureRow]:
        """The features with all words of `text`: by number, then by name, then by the rest.

        Without a text those whose names share the most pairs of letters with the task's, then the others
        in their order.
        """
        words = plain(text).split()
        ranked: list[tuple[float, int, FeatureRow]] = []
        pairs = _pairs(plain(task))
        for place, (row, whole, title) in enumerate(self._rows):
            if row.id in without or not all(word in whole for word in words):
                continue
            alike = len(pairs & _pairs(title))
            if words:
                is_number = plain(row.key).startswith(words[0])
                in_title = sum(word in title for word in words)
                rank = (100.0 if is_number else 0.0) + 10 * in_title + min(alike, 9)
            else:
                rank = alike / (1 + len(_pairs(title) | pairs))
            ranked.append((-rank, place, row))
        ranked.sort(key=lambda one: one[:2])
        return [row for _, _, row in ranked[:_MOST]]


def plain(text: str) -> str:
    """Letters alike for wide, narrow, large and small ones."""
    return unicodedata.normalize("NFKC", text).casefold()


def _pairs(text: str) -> set[str]:
    letters = "".join(text.split())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
