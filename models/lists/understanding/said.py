"""What a person said of single rows and cells, put into what was understood by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.findings import Finding, Severity
from models.lists.hints import CellHint, Hints, RowHint, RowRole
from models.lists.understanding.row_kinds import Rows
from models.lists.workbook import Sheet, cell_name, cell_place

_MOST = 80


def row_text(cells: Sequence[str]) -> str:
    """What a row is known again by: the beginnings of its filled cells."""
    return " | ".join(cell for cell in cells if cell)[:_MOST]


def row_hint(sheet: Sheet, row: int, role: RowRole) -> RowHint:
    """What a person says of a row (from 0) of this sheet."""
    return RowHint(row + 1, role, row_text(sheet.rows[row]))


def cell_hint(sheet: Sheet, row: int, column: int, read: str) -> CellHint:
    """How a person reads a cell (from 0) of this sheet."""
    return CellHint(cell_name(row, column), sheet.rows[row][column], read)


def corrected(sheet: Sheet, hints: Hints) -> tuple[Sheet, list[Finding]]:
    """The sheet with cells as a person reads them, and notes on what was said of rows and cells that changed.

    The sheet given stays as it is: what was written in it can still be shown and stored.
    """
    unused = [hint for hint in hints.rows if not _still_says(sheet, hint)]
    findings = [
        Finding(Severity.WARNING, f"{sheet.name}!{hint.row}", "lists.row_not_as_said", {"row": hint.row})
        for hint in unused
    ]
    rows = list(sheet.rows) if hints.cells else sheet.rows
    for hint in hints.cells:
        row, column = cell_place(hint.cell)
        if row < len(rows) and column < sheet.width and sheet.rows[row][column] == hint.text:
            rows[row] = [*rows[row][:column], hint.read, *rows[row][column + 1 :]]
        else:
            facts = {"cell": hint.cell, "text": hint.text}
            where = f"{sheet.name}!{hint.cell}"
            findings.append(Finding(Severity.WARNING, where, "lists.cell_not_as_said", facts))
    return (replace(sheet, rows=rows) if hints.cells else sheet), findings


def settle_rows(rows: Rows, sheet: Sheet, said: Sequence[RowHint], first: int, end: int) -> None:
    """Move rows to the kind that a person gave them; only rows from `first` up to before `end`."""
    wanted = {hint.row - 1: hint.role for hint in said if _still_says(sheet, hint)}
    wanted = {row: role for row, role in wanted.items() if first <= row < end}
    if not wanted:
        return
    kinds = (rows.items, rows.notes, rows.markers, rows.repeated_headers, rows.totals)
    for kind in (*kinds, rows.numbered_only, rows.strays, rows.titles):
        kind[:] = [row for row in kind if row not in wanted]
    for row, role in wanted.items():
        known = rows.sections.pop(row, None)
        if role is RowRole.ITEM:
            rows.items.append(row)
        elif role is RowRole.SECTION:
            rows.sections[row] = known or (1, _title(sheet.rows[row]))
        else:
            rows.taken_out.append(row)
    rows.items.sort()


def _title(cells: Sequence[str]) -> str:
    """The longest text of a row: numbers and marks stand beside its title."""
    return max((cell.strip() for cell in cells), key=len, default="")


def _still_says(sheet: Sheet, hint: RowHint) -> bool:
    if not 1 <= hint.row <= len(sheet.rows):
        return False
    return not hint.text or row_text(sheet.rows[hint.row - 1]) == hint.text
