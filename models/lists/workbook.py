"""A workbook as plain rows of text, with what stands beside the values: merges, hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import repeat
from operator import countOf

from models.findings import Finding


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, all four edges inside it; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """The rectangle as people write it, e.g. "B5:K120"."""
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` is rectangular and starts at A1; each cell is its text as shown, "" when empty.

    The rows never change once the sheet is made: columns and counts are taken from them once.
    `hidden_rows` and `hidden_columns` count from 0, like `merged` and the cells (row, column) of `indents`,
    which says how many steps a cell's text is set in.
    """

    name: str
    rows: list[list[str]]
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        """The same cells, column by column."""
        return list(zip(*self.rows, strict=True))

    @cached_property
    def filled(self) -> list[int]:
        """How many cells of each row are filled."""
        width = self.width
        return [width - blank for blank in map(countOf, self.rows, repeat(""))]

    def texts(self, column: int, rows: Sequence[int]) -> Sequence[str]:
        """The cells of a column in these rows, which ascend."""
        cells = self.columns[column]
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return cells[rows[0] : rows[-1] + 1]
        return [cells[row] for row in rows]

    def where(self, row: int, column: int) -> str:
        """The address of a cell (row and column from 0) with the sheet's name: "Sheet1!A11"."""
        return f"{self.name}!{cell_name(row, column)}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read: `format` is xlsx, xlsm, xls, csv, tsv or html (a web page called .xls).

    `encoding` is "" but for text files and web pages.
    """

    file: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def all_findings(self) -> Iterator[Finding]:
        """Everything noticed while reading, file first, then sheet by sheet."""
        yield from self.findings
        for sheet in self.sheets:
            yield from sheet.findings


@cache
def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is "A", 26 is "AA"."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_index(name: str) -> int:
    """The column counted from 0 of its letters; `ValueError` when they are none."""
    name = name.strip().upper()
    if not name or len(name) > 3 or not all("A" <= letter <= "Z" for letter in name):
        raise ValueError(name)
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """The address of a cell, row and column counted from 0: (10, 0) is "A11"."""
    return f"{letters(column)}{row + 1}"


def cell_place(name: str) -> tuple[int, int]:
    """Row and column (from 0) of an address: "A11" is (10, 0); `ValueError` when it is none."""
    cut = len(name.rstrip("0123456789"))
    row = int(name[cut:])
    if row < 1:
        raise ValueError(name)
    return row - 1, column_index(name[:cut])
