"""Which column holds what: by its header's words and by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.lists.fields import FIELDS, LEVELS
from models.lists.understanding.headers import Header
from models.lists.understanding.words import LIKELY, SURE, plain, word_set
from models.lists.workbook import Sheet

Columns = dict[str, tuple[int, ...]]
_NUMBERED = re.compile(r"(?:\d{1,4}|[a-zア-ンイロハ一二三四五六七八九十]|[ivx]{1,4})$")
_SAMPLE, _FEW = 3_000, 20


@dataclass(frozen=True, slots=True)
class Look:
    """What the cells of one column look like: filled cells, different texts among them, and their kinds."""

    filled: int
    distinct: frozenset[str]
    rows: int
    marked: int = 0

    def only(self, words: frozenset[str]) -> bool:
        """Whether every filled cell is one of these words."""
        return self.filled > 0 and len(self.distinct) <= 12 and all(plain(t) in words for t in self.distinct)

    @property
    def is_marks(self) -> bool:
        """Whether the column holds marks such as ○ or ✓ and next to nothing else."""
        return self.filled > 3 and self.marked >= 0.9 * self.filled

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
        found.append(Look(filled, distinct, len(cells), marked))
    return found


def bounds(header: Header, seen: Sequence[Look], taken: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The first and last column of the table: what stands beside it behind a gap is left out.

    A part behind a gap belongs to the table when it holds answers (`taken`) or a sure field of its own.
    """
    runs = _runs(header, seen)
    ranked = sorted(runs, key=lambda run: (-len(_fields(header, run)), run[0]))
    main = ranked[0]
    known = _fields(header, main)
    joined = [main]
    for run in runs:
        rows = max((seen[c].filled for c in range(main[0], main[1] + 1)), default=0)
        own = _fields(header, run) - known
        filled = max(seen[c].filled for c in range(run[0], run[1] + 1))
        if run != main and (taken & set(range(run[0], run[1] + 1)) or (own and filled * 2 >= rows)):
            joined.append(run)
    return min(run[0] for run in joined), max(run[1] for run in joined)


def assign(header: Header, seen: Sequence[Look], left: int, right: int, taken: frozenset[int]) -> Columns:
    """Columns per field, levels from the outermost; each column has one meaning, each field one place."""
    free = [c for c in range(left, right + 1) if c not in taken]
    levels = _levels(header, seen, free)
    used = set(levels)
    offers = sorted(
        (-_rank(header, seen, column, name), FIELDS.index(name), column, name)
        for column in free
        if column not in used
        for name in FIELDS
        if _rank(header, seen, column, name) >= 1.0
    )
    columns: Columns = {}
    ticked = _ticked_obligations(header, seen, free)
    if ticked:
        columns["obligation"] = ticked
        used |= set(ticked)
    parallel = _by_obligation(header, free)
    if (
        parallel
        and max((-score for score, _, _, name in offers if name == "requirement"), default=0.0) < SURE
    ):
        columns["requirement"] = parallel
        used |= set(parallel)
    for _, _, column, name in offers:
        if column not in used and name not in columns:
            columns[name] = (column,)
            used.add(column)
    for name, values in (("obligation", "obligation"), ("change", "change")):
        if name not in columns:
            column_by_look = _by_look(seen, [c for c in free if c not in used], word_set("values", values))
            if column_by_look is not None:
                columns[name] = (column_by_look,)
                used.add(column_by_look)
    for name in ("feature_id", "no"):
        if name in columns:
            half = _second_half(header, seen, columns[name][0])
            if half is not None and half not in used and half <= right:
                columns[name] = (columns[name][0], half)
                used.add(half)
    named = {level: (column,) for level, column in zip(LEVELS, levels, strict=False)}
    return _ordered({**columns, **named})


def kinds(columns: Mapping[str, tuple[int, ...]]) -> int:
    """How many different things are known of a table; all levels count as two at most."""
    levels = sum(name in LEVELS for name in columns)
    return len(columns) - levels + min(levels, 2)


def _rank(header: Header, seen: Sequence[Look], column: int, name: str) -> float:
    """The header's score, lowered for empty or unlikely cells and raised for likely ones."""
    score = header.meaning(column).fields.get(name, 0.0)
    if not score:
        return 0.0
    look = seen[column]
    if name in ("feature_id", "no"):
        if not look.filled:
            # Numbers by formulas that nobody calculated: the header alone says what stands there.
            leads = not any(header.texts[:column])
            return 1.0 if name == "no" and score >= SURE and leads else 0.0
        if look.is_marks:
            return 0.0
        half = _second_half(header, seen, column)
        unique = look.unique if half is None else max(look.unique, seen[half].unique)
        repeating = name == "feature_id" and look.filled > 5 and unique < 0.6
        share = look.filled / look.rows
        return score + unique * share - 1.5 * repeating - (share < 0.3)
    if name in ("name", "requirement") and not look.filled:
        return score - 2.0
    if name in ("obligation", "change"):
        likely = look.only(word_set("values", name))
        if name == "obligation" and not likely and _is_grade(header, column):
            return score if look.only(word_set("values", "grades")) else 0.0
        return score + 1.0 if likely else score if score >= SURE or not look.filled else 0.0
    if name in ("name", "requirement") and look.is_marks:
        return 0.0
    return score + look.unique if name == "name" else score


def _levels(header: Header, seen: Sequence[Look], free: Sequence[int]) -> list[int]:
    """Level columns from the outermost: by words, else by a staircase under one repeated header."""
    ranked = []
    for column in free:
        found = header.meaning(column)
        if found.level_score < LIKELY or (not seen[column].filled and found.level_score < SURE):
            continue
        if seen[column].is_marks:
            continue
        if max(found.fields.values(), default=0.0) > found.level_score or _is_value_column(seen[column]):
            continue
        ranked.append((found.level_rank, column))
    ranked = [(rank, _named_half(header, seen, column, free)) for rank, column in ranked]
    known = [(rank, column) for rank, column in ranked if rank]
    if known:
        first, last = min(c for _, c in known), max(c for _, c in known)
        # A plain "category" beside ranked levels is the outermost of them only when it stands before them.
        known += [(0, c) for rank, c in ranked if not rank and c < first and first - c <= 2 and last]
        return [column for _, column in sorted(known)][: len(LEVELS)]
    return _staircase(header, seen, free) or [column for _, column in ranked][:2]


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


def _is_grade(header: Header, column: int) -> bool:
    """Whether a column tells how much an item matters: 優先度 and the like, but for lists of work to do."""
    if plain(header.texts[column]) not in word_set("fields", "obligation", "graded"):
        return False
    return not any(plain(text) in word_set("fields", "obligation", "tracked") for text in header.texts)


def _is_value_column(look: Look) -> bool:
    return look.only(word_set("values", "obligation")) or (look.only(word_set("values", "change")))


def _by_obligation(header: Header, free: Sequence[int]) -> tuple[int, ...]:
    """Two or more columns that hold the requirement, each for another obligation."""
    words = word_set("by_obligation", "headers")
    found = tuple(c for c in free if plain(header.texts[c]) in words)
    return found if len(found) > 1 else ()


def _ticked_obligations(header: Header, seen: Sequence[Look], free: Sequence[int]) -> tuple[int, ...]:
    """Two columns side by side, 必須 and 任意, of which each row has a mark in one."""
    words = word_set("values", "obligation")
    named = [c for c in free if plain(header.texts[c]) in words and len(seen[c].distinct) <= 2]
    for first, second in pairwise(named):
        both = seen[first], seen[second]
        if second == first + 1 and all(look.filled and look.marked == look.filled for look in both):
            return (first, second) if sum(look.filled for look in both) <= both[0].rows else ()
    return ()


def _by_look(seen: Sequence[Look], free: Sequence[int], words: frozenset[str]) -> int | None:
    """A column that holds nothing but such words, at least two of them, none of them a single letter."""
    for column in free:
        distinct = {plain(text) for text in seen[column].distinct}
        if len(distinct) >= 2 and all(len(text) > 1 for text in distinct) and seen[column].only(words):
            return column
    return None


def _second_half(header: Header, seen: Sequence[Look], column: int) -> int | None:
    """An ID split over two cells: the next column has no header and short texts on the same rows."""
    after = column + 1
    if after >= len(seen) or header.texts[after] or header.tops[after]:
        return None
    look = seen[after]
    short = all(len(text) <= 10 for text in look.distinct)
    return after if look.filled and look.filled >= 0.8 * seen[column].filled and short else None


def _runs(header: Header, seen: Sequence[Look]) -> list[tuple[int, int]]:
    """Stretches of columns that hang together: headed, or filled between headed ones."""
    runs: list[tuple[int, int]] = []
    rows = max((look.filled for look in seen), default=0)
    for column, text in enumerate(header.texts):
        headed = bool(text or header.tops[column]) or column in header.covered
        inside = bool(runs) and runs[-1][1] == column - 1
        if headed and inside:
            runs[-1] = (runs[-1][0], column)
        elif headed:
            runs.append((column, column))
        elif inside and seen[column].filled * 2 >= max(rows, 1) and seen[column].unique > 0.05:
            runs[-1] = (runs[-1][0], column)
    return runs or [(0, max(len(header.texts) - 1, 0))]


def _fields(header: Header, run: tuple[int, int]) -> set[str]:
    found: set[str] = set()
    for column in range(run[0], run[1] + 1):
        told = header.meaning(column)
        found |= {name for name, score in told.fields.items() if score >= LIKELY}
        if told.level_score >= SURE:
            found.add("level")
    return found


def _ordered(columns: Columns) -> Columns:
    order = ("no", "feature_id", *LEVELS, *FIELDS[2:])
    return {name: columns[name] for name in order if name in columns}
