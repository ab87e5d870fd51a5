"""Which columns are the levels of a hierarchy, from the outermost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.lists.fields import LEVELS
from models.lists.understanding.column_looks import Look
from models.lists.understanding.header_rows import Header
from models.lists.understanding.words import LIKELY, SURE, plain, word_set

_NUMBERED = re.compile(r"(?:\d{1,4}|[a-zア-ンイロハ一二三四五六七八九十]|[ivx]{1,4})$")


def level_columns(header: Header, seen: Sequence[Look], free: Sequence[int]) -> list[int]:
    """Level columns from the outermost: by words, else by a staircase under one repeated header."""
    ranked = []
    for column in free:
        found = header.meaning(column)
        if found.level_score < LIKELY or (not seen[column].filled and found.level_score < SURE):
            continue
        letters = bool(found.level_rank) and seen[column].is_letters
        if max(found.fields.values(), default=0.0) > found.level_score:
            continue
        if not letters and (seen[column].is_marks or _is_value_column(seen[column])):
            continue
        ranked.append((found.level_rank, column))
    ranked = [(rank, _named_half(header, seen, column, free)) for rank, column in ranked]
    known = [(rank, column) for rank, column in ranked if rank]
    if known:
        first, last = min(c for _, c in known), max(c for _, c in known)
        # A plain "category" beside ranked levels is the outermost of them only when it stands before them.
        known += [(0, c) for rank, c in ranked if not rank and c < first and first - c <= 2]
        outer = min(c for _, c in known) - 1
        known += [(-1, outer)] if outer in free and _groups(header, seen, outer) else []
        # Straight behind the only ranked one it is the next one down: 業務区分, 機能区分.
        behind = [c for c in free if c == last + 1 and plain(header.texts[c]) in word_set("levels", "behind")]
        known += [(8, c) for c in behind]
        known += [(9, c) for rank, c in ranked if not rank and c == last + 1 and len(known) == 1]
        return [column for _, column in sorted(known)][: len(LEVELS)]
    return _staircase(header, seen, free) or [column for _, column in ranked][:2]


def _groups(header: Header, seen: Sequence[Look], column: int) -> bool:
    """Whether names before the levels name groups, repeated or merged: Function over Category."""
    look = seen[column]
    named = header.meaning(column).fields.get("name", 0.0) >= LIKELY
    return named and look.filled > 0 and (look.share < 0.6 or (look.rows > 5 and look.unique < 0.5))


def _named_half(header: Header, seen: Sequence[Look], column: int, free: Sequence[int]) -> int:
    """Under one header a number and, in the next column, its name: the column of the names."""
    after = column + 1
    if after not in free or header.texts[after] not in ("", header.texts[column]):
        return column
    numbers, names = seen[column], seen[after]
    short = numbers.filled and all(_is_number(text) for text in numbers.distinct)
    longer = names.filled == numbers.filled and not any(_is_number(text) for text in names.distinct)
    return after if short and longer else column


def _is_number(text: str) -> bool:
    """1, 1.2, (3), ①, ア, IV and the like."""
    return bool(_NUMBERED.match(plain(text)))


def _staircase(header: Header, seen: Sequence[Look], free: Sequence[int]) -> list[int]:
    runs: list[list[int]] = [[]]
    for column in free:
        named = header.meaning(column).fields.get("name", 0.0) >= LIKELY and not header.tops[column]
        same = runs[-1] and header.texts[column] == header.texts[runs[-1][-1]] and column == runs[-1][-1] + 1
        if named and same:
            runs[-1].append(column)
        elif named:
            runs.append([column])
    best = max(runs, key=len)
    whole = sum(seen[column].filled for column in best) <= 1.1 * max((seen[c].rows for c in best), default=0)
    return best[: len(LEVELS)] if len(best) > 1 and whole else []


def _is_value_column(look: Look) -> bool:
    return look.only(word_set("values", "obligation")) or (look.only(word_set("values", "change")))
