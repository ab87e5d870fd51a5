"""The items of a table: each field's own text, with levels filled down and IDs kept as text."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence

from models.lists.table import Item
from models.lists.understanding.columns import Columns
from models.lists.understanding.hierarchy import Paths, numbered_paths
from models.lists.understanding.rows import Rows
from models.lists.workbook import Sheet

_PLAIN = ("requirement", "rationale", "obligation", "effective_date", "remarks", "change")


def build_items(
    sheet: Sheet, columns: Columns, rows: Rows, paths: Paths, labels: Map[int, str], extra: Sequence[int]
) -> tuple[list[Item], bool]:
    """All items in order, and whether their numbering alone gave them their levels.

    A list without a name column takes the innermost level as the name when that tells the items apart.
    """
    numbers = _keys(sheet, columns.get("no", ()), rows)
    ids = _keys(sheet, columns.get("feature_id", ()), rows)
    has_levels = any(name.startswith("level") for name in columns)
    nested = False
    if not has_levels and not rows.sections:
        paths = _nested(sheet, columns, rows, ids or numbers)
        nested = bool(paths)
    by_level = "name" not in columns and has_levels and _tells_apart(paths)
    name_at = columns["name"][0] if "name" in columns else None
    lines = [sheet.rows[row] for row in rows.items]
    above, names = [], []
    for row, line in zip(rows.items, lines, strict=True):
        path = paths.get(row, ())
        name = line[name_at].strip() if name_at is not None else ""
        if path and (by_level or (not name and name_at is not None and _is_parent(line, columns, path))):
            path, name = path[:-1], path[-1]
        above.append(path)
        names.append(name)
    texts = {name: _texts(lines, columns.get(name, ())) for name in _PLAIN}
    if len(columns.get("requirement", ())) > 1 and "obligation" not in columns:
        texts["obligation"] = _told_by_column(lines, columns["requirement"], labels)
    rest = [{labels[at]: line[at] for at in extra if line[at]} for line in lines]
    items = map(
        Item,
        range(1, len(lines) + 1),
        [numbers.get(row, "") for row in rows.items],
        [ids.get(row, "") for row in rows.items],
        above,
        names,
        *texts.values(),
        rest,
        [row + 1 for row in rows.items],
        [row in sheet.hidden_rows for row in rows.items],
    )
    return list(items), nested


def _texts(lines: Sequence[list[str]], at: tuple[int, ...]) -> list[str]:
    if not at:
        return [""] * len(lines)
    if len(at) == 1:
        column = at[0]
        return [line[column] for line in lines]
    return ["\n".join(line[c] for c in at if line[c]) for line in lines]


def _told_by_column(lines: Sequence[list[str]], at: tuple[int, ...], labels: Map[int, str]) -> list[str]:
    """The obligation of each item: the header of the requirement's column that is filled."""
    return ["・".join(labels[c] for c in at if line[c].strip()) for line in lines]


def _keys(sheet: Sheet, at: Sequence[int], rows: Rows) -> dict[int, str]:
    """The key of every item row. Two halves are joined, with "-" when the second one varies in length."""
    cells = sheet.rows
    if not at:
        return {}
    if len(at) == 1:
        column = at[0]
        return {row: cells[row][column].strip() for row in rows.items}
    halves = {row: (cells[row][at[0]].strip(), cells[row][at[1]].strip()) for row in rows.items}
    even = len({len(second) for _, second in halves.values() if second}) <= 1
    between = "" if even or any(first.endswith(("-", ".", "_")) for first, _ in halves.values()) else "-"
    return {
        row: (between if first and second else "").join((first, second))
        for row, (first, second) in halves.items()
    }


def _nested(sheet: Sheet, columns: Columns, rows: Rows, keys: Map[int, str]) -> Paths:
    at = next((columns[name][0] for name in ("name", "requirement") if name in columns), None)
    if at is None or not any("." in key for key in keys.values()):
        return {}
    return numbered_paths(keys, {row: sheet.rows[row][at].strip() for row in rows.items})


def _tells_apart(paths: Paths) -> bool:
    return bool(paths) and len(set(paths.values())) >= 0.9 * len(paths)


def _is_parent(line: list[str], columns: Columns, path: tuple[str, ...]) -> bool:
    """A row that names a level and nothing below it stands for that level itself."""
    if any(line[c].strip() for c in columns.get("requirement", ())):
        return False
    return any(line[columns[name][0]].strip() == path[-1] for name in columns if name.startswith("level"))
