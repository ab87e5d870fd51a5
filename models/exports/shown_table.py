"""A table as a screen shows it, as a workbook or as CSV: its columns, its rows, nothing that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.exports.cells import Formats, SheetWriter, Workbook, XlsxWriterException
from models.exports.layout import layout
from models.findings import Finding
from models.storage.whole_file import written_whole

MOST_ROWS = 1_048_575
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column: its head, and its width in characters of the font."""

    title: str
    width: float = 16


def write_shown_table(
    path: Path, title: str, columns: Sequence[ShownColumn], rows: Sequence[Sequence[Cell]]
) -> list[Finding]:
    """Write a table to `path` as .xlsx, or as .csv (UTF-8 with BOM, so that spreadsheets read it right).

    Texts stay texts whatever they begin with; numbers are numbers; None is blank. `UserError` for another
    ending, too many rows, or a place that can't be written. Findings name texts cut to a cell's length.
    """
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise UserError("shown_table.unknown_ending", file=path.name)
    if ending == ".xlsx" and len(rows) > MOST_ROWS:
        raise UserError("exports.too_many_rows", rows=len(rows), most=MOST_ROWS)
    findings: list[Finding] = []
    with written_whole(path) as unfinished:
        try:
            if ending == ".csv":
                _write_csv(unfinished, columns, rows)
            else:
                _write_xlsx(unfinished, title, columns, rows, findings)
        except XlsxWriterException as error:
            raise UserError("project.not_written", path=str(path)) from error
    return findings


def _write_csv(path: Path, columns: Sequence[ShownColumn], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([_harmless(column.title) for column in columns])
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would read as a formula gets an apostrophe before it."""
    if not isinstance(cell, str) or not cell.lstrip(" \u3000").startswith(_FORMULA):
        return cell
    return cell if len(cell.strip()) == 1 else f"'{cell}"


def _write_xlsx(
    path: Path,
    title: str,
    columns: Sequence[ShownColumn],
    rows: Sequence[Sequence[Cell]],
    findings: list[Finding],
) -> None:
    shape = layout()
    book = Workbook(str(path), {"constant_memory": True})
    formats = Formats(book, shape)
    edges: dict[str, Any] = {
        "border": 1,
        "border_color": shape.colours["soft_line"],
        "valign": "top",
        "text_wrap": True,
    }
    head = formats.get(bold=True, bg_color=shape.colours["heading"], **edges)
    text, number = formats.get(**edges), formats.get(num_format="#,##0.###", **edges)
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    cells = SheetWriter(sheet, findings)
    for at, column in enumerate(columns):
        cells.put(0, at, column.title, head)
    for line, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            cells.put(line, at, value, text, number)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    book.close()


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 letters, none of []:*?/\\ and no apostrophe at an end."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip(" '")[:31] or "1"
