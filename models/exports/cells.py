"""Writing cells: text stays text whatever it begins with, numbers are numbers, dates are ISO dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

# XlsxWriter has no types; they are named here once for all sheets.
from xlsxwriter.exceptions import XlsxWriterException as XlsxWriterException  # type: ignore[import-untyped]
from xlsxwriter.format import Format as Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook as Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as Worksheet  # type: ignore[import-untyped]

from models.exports.layout import Layout
from models.findings import Finding, Severity
from models.words import say

LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""

Value = str | int | float | date | None


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook, layout: Layout) -> None:
        self._book = book
        self._layout = layout
        self._made: dict[str, Format] = {}

    def get(self, size: int | None = None, **properties: Any) -> Format:
        """A format in the layout's font with these properties."""
        full = {"font_name": self._layout.font, "font_size": size or self._layout.print_size, **properties}
        key = repr(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]


class SheetWriter:
    """Writes one sheet row by row. Texts too long for a cell are cut, marked and reported."""

    def __init__(self, sheet: Worksheet, findings: list[Finding]) -> None:
        self.sheet = sheet
        self._findings = findings

    def put(
        self, row: int, column: int, value: Value, form: Format, number_form: Format | None = None
    ) -> None:
        """Write one cell; `number_form` is for numbers and dates. None leaves the cell blank."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, self._fitting(value, row, column), form)
        elif isinstance(value, date):
            self.sheet.write_datetime(
                row, column, datetime(value.year, value.month, value.day), number_form or form
            )
        else:
            self.sheet.write_number(row, column, value, number_form or form)

    def _fitting(self, text: str, row: int, column: int) -> str:
        # Excel counts UTF-16 units, so a rare character counts twice.
        units = text.encode("utf-16-le")
        if len(units) <= 2 * LONGEST_TEXT:
            return text
        mark = say("exports.cut")
        kept = units[: 2 * (LONGEST_TEXT - len(mark))].decode("utf-16-le", "ignore")
        facts = {"characters": len(text), "limit": LONGEST_TEXT}
        where = f"{self.sheet.get_name()} R{row + 1}C{column + 1}"
        self._findings.append(Finding(Severity.WARNING, where, "exports.too_long", facts))
        return kept + mark


def thousand(yen: int | None) -> int | float | None:
    """Yen in thousands, as a number."""
    if yen is None:
        return None
    return yen // 1000 if yen % 1000 == 0 else yen / 1000


def money_form(value: Value) -> str:
    """The number format for thousands of yen: decimals only where there are some."""
    return "#,##0.0##" if isinstance(value, float) else "#,##0"


def printed_money(value: Value) -> str:
    """The same with a little room at the right edge, which an indent does not give everywhere."""
    form = money_form(value)
    return f"{form}_ ;-{form}_ "


def day(time: int | None) -> date | None:
    """The calendar day of UTC milliseconds at this machine."""
    if time is None:
        return None
    return datetime.fromtimestamp(time / 1000, UTC).astimezone().date()
