"""Levels filled down: merged cells, blanks that mean "as above", ditto marks, numbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from models.lists.table import HierarchyStyle
from models.lists.understanding.row_kinds import Rows
from models.lists.understanding.words import catalogue
from models.lists.workbook import Sheet

Paths = dict[int, tuple[str, ...]]


def level_style(sheet: Sheet, columns: Sequence[int], rows: Rows) -> HierarchyStyle:
    """How the level columns are written, judged by merges and by blanks in the outermost of them."""
    if not columns:
        return HierarchyStyle.NUMBERING if rows.numbered_sections else HierarchyStyle.NONE
    first, last = (rows.items[0], rows.items[-1]) if rows.items else (0, -1)
    for span in sheet.merged:
        if span.left in columns and span.bottom > span.top and first <= span.bottom and span.top <= last:
            return HierarchyStyle.MERGED
    outer = columns[0]
    ditto = _ditto()
    cells = sheet.texts(outer, rows.items)
    distinct = Counter(cells)
    blank = sum(n for text, n in distinct.items() if not text.strip() or text.strip() in ditto)
    named = blank < len(cells) or any(sheet.rows[row][outer] for row in rows.sections)
    return (
        HierarchyStyle.FILL_DOWN if blank * 20 >= len(cells) and blank and named else HierarchyStyle.REPEATED
    )


def level_paths(
    sheet: Sheet, columns: Sequence[int], rows: Rows, style: HierarchyStyle, told: Mapping[int, bool]
) -> Paths:
    """The full path of every item row (from 0), blanks at its end cut off.

    `told` says of columns whether their blanks mean "as above"; of the others the style tells.
    """
    if not columns:
        return _section_paths(rows)
    if style is HierarchyStyle.REPEATED and not any(told.get(column) for column in columns):
        return _repeated(sheet, columns, rows)
    merged = _merged_texts(sheet, columns) if style is HierarchyStyle.MERGED else {}
    guess = _blanks_mean_above(sheet, columns, rows, merged, style)
    return _filled(sheet, columns, rows, merged, [told.get(column, guess) for column in columns])


def filled_from_above(sheet: Sheet, columns: Sequence[int], rows: Rows, paths: Paths) -> dict[int, int]:
    """How many blank cells of each level column were given the name above them, merged ones apart."""
    merged = _merged_texts(sheet, columns)
    found = {}
    for depth, column in enumerate(columns):
        cells = sheet.rows
        n = sum(
            1
            for row, path in paths.items()
            if len(path) > depth and path[depth] and not cells[row][column] and (row, column) not in merged
        )
        if n:
            found[column] = n
    return found


def numbered_paths(keys: Mapping[int, str], names: Mapping[int, str]) -> Paths:
    """Paths from keys like 1, 1.1, 1.1.1 where the shorter key is an item too; empty when none nest."""
    by_key = {key: names[row] for row, key in keys.items()}
    paths: Paths = {}
    nested = deeper = 0
    for row, key in keys.items():
        parts = key.split(".")
        above = [".".join(parts[:n]) for n in range(1, len(parts))]
        deeper += bool(above)
        path = tuple(by_key[parent] for parent in above if parent in by_key)
        nested += bool(path)
        paths[row] = path
    return paths if nested and nested * 2 >= deeper else {}


def indented_paths(depths: Mapping[int, int], names: Mapping[int, str]) -> Paths:
    """Paths from how far each row's name is set in; empty when no row stands below another."""
    steps = list(depths.values())
    if len(set(steps)) < 2 or steps[0] != min(steps) or sum(step > steps[0] for step in steps) < 2:
        return {}
    paths: Paths = {}
    above: list[tuple[int, str]] = []
    for row, depth in depths.items():
        while above and above[-1][0] >= depth:
            above.pop()
        paths[row] = tuple(name for _, name in above)
        above.append((depth, names[row]))
    return paths


def _section_paths(rows: Rows) -> Paths:
    if not rows.sections:
        return {}
    paths: Paths = {}
    open_titles: dict[int, str] = {}
    path: tuple[str, ...] = ()
    for row in sorted([*rows.items, *rows.sections]):
        if row in rows.sections:
            depth, title = rows.sections[row]
            open_titles = {at: name for at, name in open_titles.items() if at < depth} | {depth: title}
            path = tuple(open_titles[at] for at in sorted(open_titles))
        else:
            paths[row] = path
    return paths


def _repeated(sheet: Sheet, columns: Sequence[int], rows: Rows) -> Paths:
    raws = list(zip(*[sheet.texts(column, rows.items) for column in columns], strict=True))
    known = {raw: _cut([text.strip() for text in raw]) for raw in set(raws)}
    return dict(zip(rows.items, map(known.__getitem__, raws), strict=True))


def _filled(
    sheet: Sheet,
    columns: Sequence[int],
    rows: Rows,
    merged: Mapping[tuple[int, int], str],
    blanks: Sequence[bool],
) -> Paths:
    paths: Paths = {}
    ditto = _ditto()
    current = [""] * len(columns)
    for row in sorted([*rows.items, *rows.sections]):
        line = sheet.rows[row]
        changed = False
        for depth, column in enumerate(columns):
            text = merged.get((row, column), line[column]).strip()
            if text in ditto:
                continue
            if text:
                changed = changed or text != current[depth]
                current[depth] = text
            elif changed or not blanks[depth] or any(_has(line, merged, row, c) for c in columns[:depth]):
                current[depth] = ""
        if row not in rows.sections:
            paths[row] = _cut(current)
    return paths


def _has(line: list[str], merged: Mapping[tuple[int, int], str], row: int, column: int) -> bool:
    text = merged.get((row, column), line[column]).strip()
    return bool(text) and (row, column) not in merged and text not in _ditto()


def _blanks_mean_above(
    sheet: Sheet,
    columns: Sequence[int],
    rows: Rows,
    merged: Mapping[tuple[int, int], str],
    style: HierarchyStyle,
) -> bool:
    """With merges, blanks mean "as above" only when many items would stand under nothing otherwise."""
    if style is not HierarchyStyle.MERGED:
        return style is HierarchyStyle.FILL_DOWN
    outer = columns[0]
    orphans = sum(1 for row in rows.items if not merged.get((row, outer), sheet.rows[row][outer]).strip())
    return orphans * 5 > len(rows.items)


def _merged_texts(sheet: Sheet, columns: Sequence[int]) -> dict[tuple[int, int], str]:
    found = {}
    last = len(sheet.rows) - 1
    for span in sheet.merged:
        if span.left in columns and span.bottom > span.top:
            text = sheet.rows[span.top][span.left] if span.top <= last else ""
            for row in range(span.top, min(span.bottom, last) + 1):
                found[(row, span.left)] = text
    return found


def _cut(path: Sequence[str]) -> tuple[str, ...]:
    end = len(path)
    while end and not path[end - 1]:
        end -= 1
    return tuple(path[:end])


def _ditto() -> frozenset[str]:
    return frozenset(catalogue()["notes"]["ditto"])
