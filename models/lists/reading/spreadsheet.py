"""Workbooks: values through calamine, everything else from the sheet's XML or the records of an .xls."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import python_calamine as calamine

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.reading.biff import XlsSheet, xls_sheets
from models.lists.reading.bounds import MAX_CELLS, check_cells, unzipped
from models.lists.reading.cell_text import CellValue, text_rows
from models.lists.reading.ole import OLE
from models.lists.reading.package import indented_styles, padded, padded_styles, sheet_parts
from models.lists.reading.sheet_xml import SheetMarks, sheet_marks, split_far_rows, styled_cells
from models.lists.reading.used_size import used_size
from models.lists.workbook import Sheet, Span, Workbook, cell_name

_ZIP = b"PK\x03\x04"
_FAR_GAP = 10_000
T = TypeVar("T")


def is_spreadsheet(data: bytes) -> bool:
    """Whether the first bytes are those of a workbook, whatever the file is called."""
    return data.startswith((_ZIP, OLE))


def read_spreadsheet(data: bytes, file: str, suffix: str) -> Workbook:
    """All sheets of an xlsx, xlsm or xls; `UserError` when protected, broken, hostile or no workbook."""
    if data.startswith(OLE):
        return _read_xls(data, file)
    with ThreadPoolExecutor(1) as beside:
        # Reading values leaves Python free: what stands beside them is looked at in the meantime.
        opened: list[Future[calamine.CalamineWorkbook]] = []

        def open_beside(found: Mapping[str, bytes]) -> None:
            if not any(name.endswith("xl/workbook.xml") for name in found):
                raise UserError("lists.not_workbook", file=file)
            opened.append(beside.submit(_open, data, file))

        parts = unzipped(data, file, open_beside)
        near, parts, findings = _without_far_rows(data, dict(parts), file)
        book = opened[0].result() if near is data else _open(near, file)
        sheets = tuple(_sheets(book, file, parts, beside))
    return Workbook(file, suffix if suffix == "xlsm" else "xlsx", "", sheets, tuple(findings))


def _read_xls(data: bytes, file: str) -> Workbook:
    """The records are looked at first: what they claim is checked before anything is reserved for it."""
    known = xls_sheets(data, file)
    book = _open(data, file)
    sheets = []
    for about in _sheets_of_cells(book):
        beside = known.get(about.name, XlsSheet())
        rows, merged = _values(book, about.name, file)
        for row, column in beside.marks.uncalculated:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ""
        sheets.append(
            replace(
                _sheet(about.name, _is_hidden(about), rows, merged, beside.marks, beside.padding),
                indents=beside.indents,
            )
        )
    _refuse_empty(sheets, file)
    return Workbook(file, "xls", "", tuple(sheets))


def _sheets(
    book: calamine.CalamineWorkbook, file: str, parts: Mapping[str, bytes], beside: Executor
) -> list[Sheet]:
    places = sheet_parts(parts)
    styles, indents = padded_styles(parts), indented_styles(parts)
    sheets = []
    for about in _sheets_of_cells(book):
        hidden, name = _is_hidden(about), about.name
        values = beside.submit(_values, book, name, file)
        xml = parts.get(places.get(name, ""), b"")
        marks = sheet_marks(xml)
        padding = [(cell, styles[style]) for cell, style in styled_cells(xml, frozenset(styles))]
        steps = {cell: indents[style] for cell, style in styled_cells(xml, frozenset(indents))}
        rows, merged = values.result()
        sheets.append(replace(_sheet(name, hidden, rows, merged, marks, padding), indents=steps))
    _refuse_empty(sheets, file)
    return sheets


def _sheets_of_cells(book: calamine.CalamineWorkbook) -> list[calamine.SheetMetadata]:
    return [about for about in book.sheets_metadata if about.typ is calamine.SheetTypeEnum.WorkSheet]


def _is_hidden(about: calamine.SheetMetadata) -> bool:
    return about.visible is not calamine.SheetVisibleEnum.Visible


def _refuse_empty(sheets: list[Sheet], file: str) -> None:
    if not any(sheet.rows for sheet in sheets):
        raise UserError("lists.empty_file", file=file)


def _values(
    book: calamine.CalamineWorkbook, name: str, file: str
) -> tuple[list[list[CellValue]], tuple[Span, ...]]:
    content = _guarded(lambda: book.get_sheet_by_name(name), file)
    check_cells(content.total_height, content.total_width, file=file, sheet=name)
    merged = tuple(Span(a[0], a[1], b[0], b[1]) for a, b in content.merged_cell_ranges or ())
    return content.to_python(skip_empty_area=False), merged


def _sheet(
    name: str,
    hidden: bool,
    values: list[list[CellValue]],
    merged: tuple[Span, ...],
    marks: SheetMarks,
    padding: list[tuple[tuple[int, int], tuple[int, int]]],
) -> Sheet:
    rows = text_rows(values)
    findings = []
    for (row, column), digits in padding:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = padded(rows[row][column], digits)
    for (row, column), text in marks.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
        place = f"{name}!{cell_name(row, column)}"
        findings.append(Finding(Severity.WARNING, place, "lists.error_cell", {"text": text}))
    for row, column in marks.uncalculated:
        place = f"{name}!{cell_name(row, column)}"
        findings.append(Finding(Severity.WARNING, place, "lists.formula_without_value"))
    for place, choices in marks.dropdowns:
        findings.append(Finding(Severity.NOTE, f"{name}!{place}", "lists.dropdown", {"choices": choices}))
    if hidden:
        findings.append(Finding(Severity.NOTE, name, "lists.hidden_sheet", {"sheet": name}))
    return Sheet(name, rows, hidden, merged, marks.hidden_rows, marks.hidden_columns, tuple(findings))


def _without_far_rows(
    data: bytes, parts: dict[str, bytes], file: str
) -> tuple[bytes, dict[str, bytes], list[Finding]]:
    """Cut stray cells far below every list out of the package (reported), and bound what remains."""
    findings: list[Finding] = []
    cut: dict[str, bytes] = {}
    for name, part in sheet_parts(parts).items():
        rows, columns = used_size(parts[part])
        if rows * columns > MAX_CELLS or rows > 20 * _FAR_GAP:
            near, far, numbers = split_far_rows(parts[part], _FAR_GAP)
            if numbers:
                findings += _far_findings(_replaced(data, {part: far}), file, name, numbers)
                cut[part] = near
                rows, columns = used_size(near)
        check_cells(rows, columns, file=file, sheet=name)
    if not cut:
        return data, parts, findings
    return _replaced(data, cut), parts | cut, findings


def _far_findings(data: bytes, file: str, sheet: str, numbers: list[int]) -> list[Finding]:
    check_cells(len(numbers), 1, file=file, sheet=sheet)
    rows = text_rows(_guarded(lambda: _open(data, file).get_sheet_by_name(sheet), file).to_python(False))
    return [
        Finding(
            Severity.WARNING,
            f"{sheet}!{cell_name(number - 1, column)}",
            "lists.far_cell",
            {"text": text[:80]},
        )
        for number, row in zip(numbers, rows, strict=False)
        for column, text in enumerate(row)
        if text
    ]


def _replaced(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, changed.get(part.filename) or old.read(part))
    return target.getvalue()


def _open(data: bytes, file: str) -> calamine.CalamineWorkbook:
    return _guarded(lambda: calamine.CalamineWorkbook.from_object(io.BytesIO(data)), file)


def _guarded(read: Callable[[], T], file: str) -> T:
    try:
        return read()
    except calamine.PasswordError:
        raise UserError("lists.password", file=file) from None
    except BaseException as error:
        # The reader answers broken input with its own errors or with a panic, which is no `Exception`.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise UserError("lists.corrupt", file=file) from error
        raise
