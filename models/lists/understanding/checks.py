"""What a careful reader would point out in a table that was understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from models.findings import Finding, Severity
from models.lists.table import Item, VendorColumns
from models.lists.understanding.row_kinds import Rows
from models.lists.workbook import Sheet, cell_name, letters

_CIRCLES = ("○", "〇", "◯")
_CROSSES = ("×", "✕", "✖", "✗", "✘", "☓")
_NUMBER = re.compile(r"(.*?)(\d+)$")
_MOST = 10_000

Columns = Mapping[str, tuple[int, ...]]


def check_table(
    sheet: Sheet, columns: Columns, vendors: Sequence[VendorColumns], rows: Rows, items: Sequence[Item]
) -> list[Finding]:
    """All findings of one table, in the order of its checks."""
    found: list[Finding] = []
    for name in ("feature_id", "no"):
        if name in columns:
            at = columns[name][0]
            found += _capped(_lost_zeros(sheet, items, at, name), f"{sheet.name}!{letters(at)}")
    key = next((name for name in ("feature_id", "no") if name in columns), None)
    if key:
        suspects = {finding.where for finding in found}
        at = columns[key][0]
        found += _capped(_duplicates(sheet, items, at, key, suspects), f"{sheet.name}!{letters(at)}")
        found += _capped(_missing(sheet, items, columns, key), sheet.name)
    if {"name", "requirement"} & columns.keys():
        found += _capped(_nameless(sheet, items, columns), sheet.name)
    found += _hidden(sheet, columns, vendors, items)
    found += _variants(sheet, vendors, columns, rows)
    found += _left_out(sheet, rows)
    return found


def as_above_findings(sheet: Sheet, filled: Mapping[int, int]) -> list[Finding]:
    """Level columns (from 0) whose blanks were read as "the same as above", with how many."""
    return [
        Finding(
            Severity.NOTE,
            f"{sheet.name}!{letters(column)}",
            "lists.blank_as_above",
            {"column": letters(column), "n": n},
        )
        for column, n in filled.items()
    ]


def _duplicates(
    sheet: Sheet, items: Sequence[Item], column: int, field: str, suspects: set[str]
) -> Iterator[Finding]:
    keys = _texts_of(items, field)
    if len(set(keys)) == len(keys):
        return
    seen: dict[str, int] = {}
    for item, key in zip(items, keys, strict=True):
        first = seen.setdefault(key, item.source_row) if key else item.source_row
        if first == item.source_row:
            continue
        where = sheet.where(item.source_row - 1, column)
        if where not in suspects:
            facts = {"id": key, "first": cell_name(first - 1, column)}
            yield Finding(Severity.WARNING, where, "lists.duplicate_id", facts)


def _texts_of(items: Sequence[Item], field: str) -> list[str]:
    """One field of all items."""
    return list(map(itemgetter(Item._fields.index(field)), items))


def _missing(sheet: Sheet, items: Sequence[Item], columns: Columns, field: str) -> Iterator[Finding]:
    keys = _texts_of(items, field)
    if not any(keys):
        where = f"{sheet.name}!{letters(columns[field][0])}"
        yield Finding(Severity.WARNING, where, "lists.no_numbers", {"column": letters(columns[field][0])})
        return
    for item, key in zip(items, keys, strict=True) if "" in keys else ():
        if not key:
            where = sheet.where(item.source_row - 1, columns[field][0])
            yield Finding(Severity.WARNING, where, "lists.missing_id")


def _nameless(sheet: Sheet, items: Sequence[Item], columns: Columns) -> Iterator[Finding]:
    column = next((columns[name][0] for name in ("name", "requirement") if name in columns), 0)
    if "" not in _texts_of(items, "name"):
        return
    for item in items:
        if not item.name and ("name" in columns or not item.requirement):
            yield Finding(Severity.WARNING, sheet.where(item.source_row - 1, column), "lists.missing_name")


def _lost_zeros(sheet: Sheet, items: Sequence[Item], column: int, field: str) -> Iterator[Finding]:
    """A number after 2.9 that reads 2.1 was 2.10 before a spreadsheet took it for a number."""
    keys = _texts_of(items, field)
    if "." not in "".join(keys):
        return
    previous = ""
    for number, key in enumerate(keys):
        expected = _successor(previous)
        lost = "." in key and expected != key and expected.endswith("0") and expected.rstrip("0") == key
        if lost:
            where = sheet.where(items[number].source_row - 1, column)
            facts = {"before": previous, "read": key, "suspected": expected}
            yield Finding(Severity.WARNING, where, "lists.lost_zero", facts)
        previous = expected if lost else key


def _successor(key: str) -> str:
    match = _NUMBER.match(key) if "." in key else None
    return f"{match[1]}{int(match[2]) + 1}" if match and match[1].endswith(".") else ""


def _hidden(
    sheet: Sheet, columns: Columns, vendors: Sequence[VendorColumns], items: Sequence[Item]
) -> Iterator[Finding]:
    hidden = [item.source_row for item in items if item.hidden] if sheet.hidden_rows else []
    start = 0
    for number, row in enumerate(hidden):
        if number + 1 == len(hidden) or hidden[number + 1] != row + 1:
            facts = {"first": hidden[start], "last": row, "n": number - start + 1}
            yield Finding(Severity.WARNING, f"{sheet.name}!{hidden[start]}:{row}", "lists.hidden_rows", facts)
            start = number + 1
    mapped = {c for at in columns.values() for c in at} | {v.answer for v in vendors if v.answer is not None}
    for column in sorted(mapped & sheet.hidden_columns):
        where = f"{sheet.name}!{letters(column)}"
        yield Finding(Severity.WARNING, where, "lists.hidden_column", {"column": letters(column)})


def _variants(
    sheet: Sheet, vendors: Sequence[VendorColumns], columns: Columns, rows: Rows
) -> Iterator[Finding]:
    """Marks that look alike and are different characters, in one column."""
    mapped = [c for at in columns.values() for c in at] + [v.answer for v in vendors if v.answer is not None]
    families = {*_CIRCLES, *_CROSSES}
    for column in sorted(set(mapped)) if rows.items else ():
        cells = sheet.texts(column, rows.items)
        # Marks are one letter long: most columns hold none of that length and need no closer look.
        distinct = set(cells) if 1 in set(map(len, cells)) else set()
        if not distinct & families:
            continue
        for family in (_CIRCLES, _CROSSES):
            present = [mark for mark in family if mark in distinct]
            if len(present) > 1:
                marks = ", ".join(f"{mark} (U+{ord(mark):04X}) {cells.count(mark)}" for mark in present)
                where = f"{sheet.name}!{letters(column)}"
                yield Finding(Severity.NOTE, where, "lists.mark_variants", {"marks": marks})


def _left_out(sheet: Sheet, rows: Rows) -> Iterator[Finding]:
    kinds: tuple[tuple[str, list[int], Severity], ...] = (
        ("lists.numbered_only", rows.numbered_only, Severity.WARNING),
        ("lists.marker_rows", rows.markers, Severity.NOTE),
        ("lists.repeated_headers", rows.repeated_headers, Severity.NOTE),
        ("lists.total_rows", rows.totals, Severity.NOTE),
        ("lists.note_rows", rows.notes, Severity.NOTE),
        ("lists.stray_rows", rows.strays, Severity.WARNING),
    )
    for key, which, severity in kinds:
        if which:
            yield Finding(
                severity, f"{sheet.name}!{which[0] + 1}", key, {"rows": _spans(which), "n": len(which)}
            )


def _spans(rows: Sequence[int]) -> str:
    """Row numbers as people write them: 6-13, 20."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and parts[-1][1] == row:
            parts[-1][1] = row + 1
        else:
            parts.append([row + 1, row + 1])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts[:20]) + (
        " …" if len(parts) > 20 else ""
    )


def _capped(found: Iterator[Finding], where: str, most: int = _MOST) -> list[Finding]:
    every = list(found)
    if len(every) <= most:
        return every
    more = Finding(
        every[0].severity, where, "lists.and_more", {"n": len(every) - most, "about": every[0].message}
    )
    return [*every[:most], more]
