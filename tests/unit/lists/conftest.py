"""Workbooks made on the spot, with the quirks real lists have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from models.lists.reading.reader import read_workbook
from models.lists.table import Table
from models.lists.understanding.understand import understand
from models.lists.workbook import Sheet, Workbook

Rows = Sequence[Sequence[object]]
MakeBook = Callable[..., Workbook]


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Writes rows as an xlsx and reads it back; `merges` as addresses, `formats` as {address: format}."""

    def make(
        rows: Rows,
        *,
        title: str = "機能一覧",
        merges: Sequence[str] = (),
        hidden_rows: Sequence[int] = (),
        hidden_columns: Sequence[str] = (),
        formats: dict[str, str] | None = None,
    ) -> Workbook:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(["" if cell is None else cell for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value == "":
                    cell.value = None
        for address in merges:
            sheet.merge_cells(address)
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for letter in hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        for address, code in (formats or {}).items():
            sheet[address].number_format = code
        path = tmp_path / "一覧.xlsx"
        book.save(path)
        return read_workbook(path)

    return make


@pytest.fixture
def make_tables(make_book: MakeBook) -> Callable[..., list[Table]]:
    """The tables understood from rows written as an xlsx."""

    def make(rows: Rows, **quirks: object) -> list[Table]:
        return understand(make_book(rows, **quirks).sheets[0])

    return make


@pytest.fixture
def make_sheet() -> Callable[..., Sheet]:
    """A sheet straight from rows of text."""

    def make(rows: Rows, name: str = "一覧") -> Sheet:
        width = max(map(len, rows))
        return Sheet(name, [[str(c) for c in row] + [""] * (width - len(row)) for row in rows])

    return make
