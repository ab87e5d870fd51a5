"""Which column holds what: by its header's words and by what its cells look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from models.lists.fields import FIELDS, LEVELS
from models.lists.understanding.column_levels import level_columns
from models.lists.understanding.column_looks import Look
from models.lists.understanding.column_ranks import alike, rank, says_its_values, second_half
from models.lists.understanding.header_rows import Header
from models.lists.understanding.words import (
    LIKELY,
    SURE,
    plain,
    word_set,
)

Columns = dict[str, tuple[int, ...]]
_SPARSE = {"change", "remarks", "effective_date"}
"""Fields that most rows leave empty."""


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
        prepared = filled == 0 and any(run[0] - 2 == other[1] for other in runs)
        often = filled * 2 >= rows or (filled and own & _SPARSE)
        if run != main and (taken & set(range(run[0], run[1] + 1)) or (own and (often or prepared))):
            joined.append(run)
    left = min(run[0] for run in joined)
    # A column of running numbers before it needs no header.
    if left and seen[left - 1].is_numbering and seen[left - 1].share > 0.8 and not header.texts[left - 1]:
        left -= 1
    return left, max(run[1] for run in joined)


def assign(header: Header, seen: Sequence[Look], left: int, right: int, taken: frozenset[int]) -> Columns:
    """Columns per field, levels from the outermost; each column has one meaning, each field one place."""
    free = [c for c in range(left, right + 1) if c not in taken]
    levels = level_columns(header, seen, free)
    used = set(levels)
    offers = sorted(
        (-rank(header, seen, column, name), FIELDS.index(name), column, name)
        for column in free
        if column not in used
        for name in FIELDS
        if rank(header, seen, column, name) >= 1.0
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
            rest = [c for c in free if c not in used]
            column_by_look = _by_look(header, seen, rest, word_set("values", values))
            if column_by_look is not None:
                columns[name] = (column_by_look,)
                used.add(column_by_look)
    apart = any(seen[c].unique > 0.9 for c in levels)
    if not apart and not {"name", "requirement"} & columns.keys():
        said = [c for c in free if c not in used and seen[c].is_sentences and seen[c].unique > 0.8]
        if said:
            columns["requirement"] = (max(said, key=lambda c: seen[c].filled),)
    _settle_names(header, seen, columns, levels, [c for c in free if c not in used])
    _settle_keys(header, seen, columns, [c for c in free if c not in used], left)
    used |= {c for at in columns.values() for c in at}
    for name in ("feature_id", "no"):
        if name in columns:
            half = second_half(header, seen, columns[name][0])
            if half is not None and half not in used and half <= right:
                columns[name] = (columns[name][0], half)
                used.add(half)
    named = {level: (column,) for level, column in zip(LEVELS, levels, strict=False)}
    return _ordered({**columns, **named})


def _settle_names(
    header: Header, seen: Sequence[Look], columns: Columns, levels: list[int], free: Sequence[int]
) -> None:
    """Under a header of names, sentences are requirements; a repeated 項目 above requirements is a level."""
    told = columns.get("requirement", ())
    if not levels and told:  # Business Requirement, the same for several of Functional Requirement
        above = [c for c in free if c < told[0] and alike(header.texts[c], header.texts[told[0]])]
        levels += [c for c in above if seen[c].filled > 5 and seen[c].unique < 0.7][-1:]
    if told and "name" not in columns:  # 要求 and 仕様: the shorter one before names the other
        short = [
            c for c in free if c < told[0] and _is_short_requirement(header, seen[c], c) and c not in levels
        ]
        columns |= {"name": (short[-1],)} if short else {}
    if "name" not in columns:
        return
    (column,) = columns["name"]
    look = seen[column]
    if "requirement" not in columns:
        if look.is_sentences:
            columns["requirement"] = columns.pop("name")
    elif (
        not levels and look.filled > 5 and look.unique < 0.7 and seen[columns["requirement"][0]].unique > 0.9
    ):
        only_likely = header.meaning(column).fields.get("name", 0.0) <= LIKELY
        if only_likely and plain(header.texts[column]) in word_set("neutral", "words"):
            del columns["name"]
            levels.append(column)


def _counts(header: Header, seen: Sequence[Look], column: int) -> bool:
    """Whether numbers stand without a header, or numbers of parts (1.1, 1.2) under one nobody knows."""
    look = seen[column]
    if not look.is_numbering or look.share <= 0.8 or header.meaning(column).fields:
        return False
    return not header.texts[column] or all("." in text.strip(".") for text in look.distinct)


def _is_short_requirement(header: Header, look: Look, column: int) -> bool:
    asks = header.meaning(column).fields.get("requirement", 0.0) > 0
    return asks and look.share > 0.8 and look.unique > 0.7 and not look.is_sentences


def _settle_keys(
    header: Header, seen: Sequence[Look], columns: Columns, free: Sequence[int], left: int
) -> None:
    """Of two columns of IDs the bare numbers are the number; a first column without a header may count."""
    if "no" in columns:
        return
    key = seen[columns["feature_id"][0]] if "feature_id" in columns else None
    if key and key.is_numbering and not key.has_letters:
        keyed = [c for c in free if seen[c].has_letters and rank(header, seen, c, "feature_id") >= LIKELY]
        if keyed and key.unique > 0.9:
            columns["no"], columns["feature_id"] = columns["feature_id"], (keyed[0],)
    elif key is None:
        first = [c for c in free if c < left + 3 and _counts(header, seen, c)]
        if first:
            columns["no"] = (first[0],)


def kinds(columns: Mapping[str, tuple[int, ...]]) -> int:
    """How many different things are known of a table; all levels count as two at most."""
    levels = sum(name in LEVELS for name in columns)
    return len(columns) - levels + min(levels, 2)


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


def _by_look(header: Header, seen: Sequence[Look], free: Sequence[int], words: frozenset[str]) -> int | None:
    """A column that holds nothing but such words, two or more; single letters when its header says them."""
    for column in free:
        distinct = {plain(text) for text in seen[column].distinct}
        told = says_its_values(f"({header.texts[column]})", seen[column])
        long = all(len(text) > 1 for text in distinct)
        if len(distinct) >= 2 and (long or told) and seen[column].only(words):
            return column
    return None


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
