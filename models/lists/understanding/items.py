"""The items of a table: each field's own text, with levels filled down and IDs kept as text."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import partial

from models.lists.fields import LEVELS
from models.lists.table import Item
from models.lists.understanding.columns import Columns
from models.lists.understanding.hierarchy import Paths, indented_paths, numbered_paths
from models.lists.understanding.rows import Rows
from models.lists.workbook import Sheet

_PLAIN = ("requirement", "rationale", "obligation", "effective_date", "remarks", "change")


def build_items(
    sheet: Sheet, columns: Columns, rows: Rows, paths: Paths, labels: Map[int, str], extra: Sequence[int]
) -> tuple[list[Item], bool]:
    """All items in order, and whether their numbering alone gave them their levels.

    A list without a name column takes the innermost level as the name when that tells the items apart.
    """
    lines = [sheet.rows[row] for row in rows.items]
    numbers = _keys(lines, columns.get("no", ()))
    ids = _keys(lines, columns.get("feature_id", ()))
    has_levels = any(name.startswith("level") for name in columns)
    nested = False
    if not has_levels and not rows.sections:
        paths = _nested(sheet, lines, columns, rows, ids if any(ids) else numbers)
        nested = bool(paths)
    above = [paths.get(row, ()) for row in rows.items]
    above, names = _names(lines, columns, above, by_level="name" not in columns and has_levels)
    texts = {name: _texts(lines, columns.get(name, ())) for name in _PLAIN}
    if len(columns.get("requirement", ())) > 1 and "obligation" not in columns:
        texts["obligation"] = _told_by_column(lines, columns["requirement"], labels)
    if len(columns.get("obligation", ())) > 1:
        texts["obligation"] = _told_by_column(lines, columns["obligation"], labels)
        extra = [*extra, *columns["obligation"]]
    rest = [{labels[at]: line[at] for at in extra if line[at]} for line in lines]
    _keep_blanks(rest, lines, columns, labels)
    hidden = sheet.hidden_rows
    # Named tuples by the hundred thousand: made without a Python call for each.
    make = partial(tuple.__new__, Item)
    items: list[Item] = list(
        map(
            make,
            zip(
                range(1, len(lines) + 1),
                numbers,
                ids,
                above,
                names,
                *texts.values(),
                rest,
                [row + 1 for row in rows.items],
                [row in hidden for row in rows.items] if hidden else [False] * len(lines),
                strict=True,
            ),
        )
    )
    return items, nested


def _names(
    lines: Sequence[list[str]], columns: Columns, above: list[tuple[str, ...]], *, by_level: bool
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The path and the name of every item; the innermost level may be the name, or the item itself."""
    if "name" not in columns:
        if by_level and _tells_apart(above):
            return [path[:-1] for path in above], [path[-1] if path else "" for path in above]
        return above, [""] * len(lines)
    at = columns["name"][0]
    names = [line[at].strip() for line in lines]
    for number in [number for number, name in enumerate(names) if not name]:
        path = above[number]
        if path and _is_parent(lines[number], columns, path):
            above[number], names[number] = path[:-1], path[-1]
    return above, names


def _texts(lines: Sequence[list[str]], at: tuple[int, ...]) -> list[str]:
    if not at:
        return [""] * len(lines)
    if len(at) == 1:
        column = at[0]
        return [line[column] for line in lines]
    return ["\n".join(line[c] for c in at if line[c]) for line in lines]


def _told_by_column(lines: Sequence[list[str]], at: tuple[int, ...], labels: Map[int, str]) -> list[str]:
    """The obligation of each item: the header of the column that is filled."""
    return ["・".join(labels[c] for c in at if line[c].strip()) for line in lines]


def _keep_blanks(
    rest: Sequence[dict[str, str]], lines: Sequence[list[str]], columns: Columns, labels: Map[int, str]
) -> None:
    """Names, numbers and levels go without blanks around them: a cell that had some is kept as it was."""
    for name in ("no", "feature_id", "name", *LEVELS):
        for at in columns.get(name, ()):
            cells = [line[at] for line in lines]
            around = {cell for cell in set(cells) if cell != cell.strip()}
            for number in [number for number, cell in enumerate(cells) if cell in around] if around else ():
                rest[number][labels[at]] = cells[number]


def _keys(lines: Sequence[list[str]], at: Sequence[int]) -> list[str]:
    """The key of every item row. Two halves are joined, with "-" when the second one varies in length."""
    if not at:
        return [""] * len(lines)
    if len(at) == 1:
        column = at[0]
        return [line[column].strip() for line in lines]
    halves = [(line[at[0]].strip(), line[at[1]].strip()) for line in lines]
    even = len({len(second) for _, second in halves if second}) <= 1
    between = "" if even or any(first.endswith(("-", ".", "_")) for first, _ in halves) else "-"
    return [(between if first and second else "").join((first, second)) for first, second in halves]


def _nested(
    sheet: Sheet, lines: Sequence[list[str]], columns: Columns, rows: Rows, keys: Sequence[str]
) -> Paths:
    """Levels told by the numbers 1, 1.1, … alone, or by how far the names are set in."""
    at = next((columns[name][0] for name in ("name", "requirement") if name in columns), None)
    if at is None:
        return {}
    if any("." in key for key in keys):
        paths = numbered_paths(
            dict(zip(rows.items, keys, strict=True)),
            {row: line[at].strip() for row, line in zip(rows.items, lines, strict=True)},
        )
        if paths:
            return paths
    if not sheet.indents and not any(line[at][:1].isspace() for line in lines):
        return {}
    texts = {row: line[at] for row, line in zip(rows.items, lines, strict=True)}
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
