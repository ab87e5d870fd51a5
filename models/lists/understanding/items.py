"""The items of a table: each field's own text, with levels filled down and IDs kept as text."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import partial

from models.lists.fields import LEVELS
from models.lists.table import Item
from models.lists.understanding.columns import Columns
from models.lists.understanding.hierarchy import Paths, indented_paths, numbered_paths
from models.lists.understanding.row_kinds import Rows
from models.lists.workbook import Sheet

_PLAIN = ("requirement", "rationale", "obligation", "effective_date", "remarks", "change")


def build_items(
    sheet: Sheet, columns: Columns, rows: Rows, paths: Paths, labels: Map[int, str], extra: Sequence[int]
) -> tuple[list[Item], bool]:
    """All items in order, and whether their numbering alone gave them their levels.

    A list without a name column takes the innermost level as the name when that tells the items apart.
    """
    at = rows.items
    numbers = _keys(sheet, at, columns.get("no", ()))
    ids = _keys(sheet, at, columns.get("feature_id", ()))
    has_levels = any(name.startswith("level") for name in columns)
    nested = False
    if not has_levels and not rows.sections:
        paths = _nested(sheet, columns, rows, ids if any(ids) else numbers)
        nested = bool(paths)
    above = list(map(paths.__getitem__, at)) if len(paths) == len(at) else [paths.get(row, ()) for row in at]
    above, names = _names(sheet, at, columns, above, by_level="name" not in columns and has_levels)
    texts = {name: _texts(sheet, at, columns.get(name, ())) for name in _PLAIN}
    if len(columns.get("requirement", ())) > 1 and "obligation" not in columns:
        texts["obligation"] = _told_by_column(sheet, at, columns["requirement"], labels)
    if len(columns.get("obligation", ())) > 1:
        texts["obligation"] = _told_by_column(sheet, at, columns["obligation"], labels)
        extra = [*extra, *columns["obligation"]]
    rest = _rest(sheet, at, labels, extra)
    _keep_blanks(rest, sheet, at, columns, labels)
    hidden = sheet.hidden_rows
    # Named tuples by the hundred thousand: made without a Python call for each.
    make = partial(tuple.__new__, Item)
    items: list[Item] = list(
        map(
            make,
            zip(
                range(1, len(at) + 1),
                numbers,
                ids,
                above,
                names,
                *texts.values(),
                rest,
                [row + 1 for row in at],
                [row in hidden for row in at] if hidden else [False] * len(at),
                strict=True,
            ),
        )
    )
    return items, nested


def _names(
    sheet: Sheet, rows: Sequence[int], columns: Columns, above: list[tuple[str, ...]], *, by_level: bool
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The path and the name of every item; the innermost level may be the name, or the item itself."""
    if "name" not in columns:
        if by_level and _tells_apart(above):
            return [path[:-1] for path in above], [path[-1] if path else "" for path in above]
        return above, [""] * len(rows)
    names = list(map(str.strip, sheet.texts(columns["name"][0], rows)))
    for number in [number for number, name in enumerate(names) if not name] if "" in names else ():
        path = above[number]
        if path and _is_parent(sheet.rows[rows[number]], columns, path):
            above[number], names[number] = path[:-1], path[-1]
    return above, names


def _texts(sheet: Sheet, rows: Sequence[int], at: tuple[int, ...]) -> Sequence[str]:
    if not at:
        return [""] * len(rows)
    if len(at) == 1:
        return sheet.texts(at[0], rows)
    lines = zip(*[sheet.texts(c, rows) for c in at], strict=True)
    return ["\n".join(filter(None, line)) for line in lines]


def _told_by_column(
    sheet: Sheet, rows: Sequence[int], at: tuple[int, ...], labels: Map[int, str]
) -> list[str]:
    """The obligation of each item: the header of the column that is filled."""
    lines = (sheet.rows[row] for row in rows)
    return ["・".join(labels[c] for c in at if line[c].strip()) for line in lines]


def _rest(
    sheet: Sheet, rows: Sequence[int], labels: Map[int, str], extra: Sequence[int]
) -> list[dict[str, str]]:
    """The filled cells of the columns without a field, by header."""
    if not extra:
        return [{} for _ in rows]
    lines = (sheet.rows[row] for row in rows)
    named = [(at, labels[at]) for at in extra]
    return [{label: line[at] for at, label in named if line[at]} for line in lines]


def _keep_blanks(
    rest: Sequence[dict[str, str]],
    sheet: Sheet,
    rows: Sequence[int],
    columns: Columns,
    labels: Map[int, str],
) -> None:
    """Names, numbers and levels go without blanks around them: a cell that had some is kept as it was."""
    for at in (at for name in ("no", "feature_id", "name", *LEVELS) for at in columns.get(name, ())):
        cells = sheet.texts(at, rows)
        bare = list(map(str.strip, cells))
        if bare != list(cells):
            for number, (cell, text) in enumerate(zip(cells, bare, strict=True)):
                if cell != text:
                    rest[number][labels[at]] = cell


def _keys(sheet: Sheet, rows: Sequence[int], at: Sequence[int]) -> list[str]:
    """The key of every item row. Two halves are joined, with "-" when the second one varies in length."""
    if not at:
        return [""] * len(rows)
    first, *second = (list(map(str.strip, sheet.texts(c, rows))) for c in at[:2])
    if not second:
        return first
    halves = list(zip(first, second[0], strict=True))
    even = len({len(tail) for tail in second[0] if tail}) <= 1
    between = "" if even or any(head.endswith(("-", ".", "_")) for head in first) else "-"
    return [(between if head and tail else "").join((head, tail)) for head, tail in halves]


def _nested(sheet: Sheet, columns: Columns, rows: Rows, keys: Sequence[str]) -> Paths:
    """Levels told by the numbers 1, 1.1, … alone, or by how far the names are set in."""
    at = next((columns[name][0] for name in ("name", "requirement") if name in columns), None)
    if at is None:
        return {}
    texts = dict(zip(rows.items, sheet.texts(at, rows.items), strict=True))
    if any("." in key for key in keys):
        paths = numbered_paths(
            dict(zip(rows.items, keys, strict=True)), {row: text.strip() for row, text in texts.items()}
        )
        if paths:
            return paths
    if not sheet.indents and not any(text[:1].isspace() for text in texts.values()):
        return {}
    depths = {row: _set_in(text) + 2 * sheet.indents.get((row, at), 0) for row, text in texts.items()}
    return indented_paths(depths, {row: text.strip() for row, text in texts.items()})


def _set_in(text: str) -> int:
    """The width of the blanks before a text, a full-width one counting twice."""
    blanks = text[: len(text) - len(text.lstrip())]
    return len(blanks) + blanks.count("\u3000")


def _tells_apart(paths: Sequence[tuple[str, ...]]) -> bool:
    return any(paths) and len(set(paths)) >= 0.9 * len(paths)


def _is_parent(line: list[str], columns: Columns, path: tuple[str, ...]) -> bool:
    """A row that names a level and nothing below it stands for that level itself."""
    if any(line[c].strip() for c in columns.get("requirement", ())):
        return False
    return any(line[columns[name][0]].strip() == path[-1] for name in columns if name.startswith("level"))
