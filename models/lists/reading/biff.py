"""What calamine does not tell of an .xls, and its bounds, from the records of its stream ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from models.errors import UserError
from models.lists.reading.biff_records import Numbers, Records
from models.lists.reading.biff_validation import dropdown, links_of, text_at
from models.lists.reading.bounds import check_cells
from models.lists.reading.ole import BrokenContainer, Container
from models.lists.reading.package import BUILT_IN_FORMATS, padding_of
from models.lists.reading.sheet_xml import Cell, SheetMarks

_SHEET, _LOCKED, _TEXTS, _LINKS, _FORMAT, _STYLE = 0x85, 0x2F, 0xFC, 0x17, 0x41E, 0xE0
_ROW, _COLUMN_WIDTHS, _SIZE, _VALIDATION = 0x208, 0x7D, 0x200, 0x1BE
_FORMULA, _ERROR, _NUMBERS = 0x06, 0x205, 0xBD
_CELLS = (_FORMULA, _ERROR, 0x203, 0x27E, 0xFD, 0x204, 0xD6)
_LOCKED_XLSX = "EncryptedPackage"
"""The stream that holds an xlsx behind a password."""
_BIFF8, _OLD_NAME = 0x600, "Excel 5.0/95"
_MOST_ROWS, _MOST_COLUMNS, _MOST_VALIDATIONS = 65_536, 256, 65_534
"""No sheet of this format has more."""
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@dataclass(slots=True)
class XlsSheet:
    """One sheet: what is special about its cells, numbers shown padded with zeros, and steps of indent."""

    marks: SheetMarks = field(default_factory=SheetMarks)
    padding: list[tuple[Cell, tuple[int, int]]] = field(default_factory=list)
    indents: dict[Cell, int] = field(default_factory=dict)
    formula_count: int = 0
    blank_results: list[Cell] = field(default_factory=list)
    """Formulas whose saved result is no text at all: calculated to nothing, or never calculated."""


def xls_sheets(data: bytes, file: str) -> dict[str, XlsSheet]:
    """The sheets of an .xls by name; `UserError` when it is locked, too old, too large or broken."""
    try:
        container = Container(data)
        names = container.names()
        if _LOCKED_XLSX in names:
            raise UserError("lists.password", file=file)
        if "Workbook" not in names:
            if "Book" in names:
                raise UserError("lists.old_format", file=file, format=_OLD_NAME)
            raise UserError("lists.not_workbook", file=file)
        return _Book(Records(container.stream("Workbook")), file).sheets()
    except (BrokenContainer, struct.error, IndexError) as error:
        if _LOCKED_XLSX.encode("utf-16-le") in data:  # cut short, perhaps, but locked all the same
            raise UserError("lists.password", file=file) from error
        raise UserError("lists.corrupt", file=file) from error


class _Book:
    def __init__(self, records: Records, file: str) -> None:
        self._records, self._file = records, file
        self._head = records.part(0)
        if int(records.words(self._head[:1], 0)[0]) != _BIFF8:
            raise UserError("lists.old_format", file=file, format=_OLD_NAME)
        if len(records.of(self._head, _LOCKED)):
            raise UserError("lists.password", file=file)
        self._check_claims()
        self._padded, self._indented = self._styles()
        self._names = [name for name, *_ in self._listed()]
        self._links = [link for content in self._contents(self._head, _LINKS) for link in links_of(content)]

    def sheets(self) -> dict[str, XlsSheet]:
        listed = [(name, first) for name, is_cells, first in self._listed() if is_cells]
        if len({first for _, first in listed}) < len(listed):
            raise BrokenContainer("sheets that share their cells")
        found = {name: self._sheet(name, first) for name, first in listed}
        _tell_uncalculated(found.values())
        return found

    def _check_claims(self) -> None:
        """Whoever believes the sizes and counts that are claimed here reserves the memory for them."""
        for content in map(self._records.content, self._records.all_of(_SIZE).tolist()):
            top, bottom, left, right = struct.unpack_from("<IIHH", content)
            if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
                raise BrokenContainer("size")
        for content in map(self._records.content, self._records.all_of(_TEXTS).tolist()):
            (count,) = struct.unpack_from("<4xI", content)
            if count > self._records.size // 3:
                raise BrokenContainer("more texts than there is room for")

    def _listed(self) -> list[tuple[str, bool, int]]:
        """Name, whether it is a sheet of cells, and first byte of every sheet."""
        found = []
        for content in self._contents(self._head, _SHEET):
            first, kind = struct.unpack_from("<IxB", content)
            found.append((text_at(content, 6, "<B")[0].replace("\0", ""), kind == 0, first))
        return found

    def _styles(self) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
        """By number of the style: digits of padded numbers, steps of indent."""
        codes = dict(BUILT_IN_FORMATS)
        for content in self._contents(self._head, _FORMAT):
            codes[struct.unpack_from("<H", content)[0]] = text_at(content, 2, "<H")[0]
        padded, indented = {}, {}
        for number, content in enumerate(self._contents(self._head, _STYLE)):
            code, steps = struct.unpack_from("<xxH4xB", content)
            digits = padding_of(codes.get(code, ""))
            if digits:
                padded[number] = digits
            if steps & 0xF:
                indented[number] = steps & 0xF
        return padded, indented

    def _sheet(self, name: str, offset: int) -> XlsSheet:
        part = self._records.part(offset)
        rows, columns, styles = self._cells(part)
        if columns.max(initial=0) >= _MOST_COLUMNS:
            raise BrokenContainer("columns")
        size = int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1
        check_cells(*size, file=self._file, sheet=name)
        made = XlsSheet(SheetMarks(self._hidden_rows(part), self._hidden_columns(part)))
        for content in self._contents(part, _ERROR):
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", content)
            if is_error:
                made.marks.errors[row, column] = _ERRORS.get(code, "#N/A")
        self._read_formulas(part, made)
        made.marks.dropdowns = self._dropdowns(part)
        for at in np.flatnonzero(np.isin(styles, [*self._padded, *self._indented])).tolist():
            cell, style = (int(rows[at]), int(columns[at])), int(styles[at])
            if style in self._padded:
                made.padding.append((cell, self._padded[style]))
            if style in self._indented:
                made.indents[cell] = self._indented[style]
        return made

    def _cells(self, part: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Row, column and style of every cell with a value."""
        words = self._records.words
        single, several = self._records.of(part, *_CELLS), self._records.of(part, _NUMBERS)
        counts = np.maximum((self._records.lengths(several) - 6) // 6, 0)
        each = np.repeat(several, counts)
        number = np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)
        return (
            np.concatenate([words(single, 0), words(each, 0)]),
            np.concatenate([words(single, 2), words(each, 2) + number]),
            np.concatenate([words(single, 4), words(each, 4 + 6 * number)]),
        )

    def _hidden_rows(self, part: Numbers) -> frozenset[int]:
        rows = self._records.of(part, _ROW)
        hidden = rows[self._records.words(rows, 12) & 0x20 > 0]
        return frozenset(self._records.words(hidden, 0).tolist())

    def _hidden_columns(self, part: Numbers) -> frozenset[int]:
        found = np.zeros(_MOST_COLUMNS, bool)
        for content in self._contents(part, _COLUMN_WIDTHS):
            first, last, flags = struct.unpack_from("<HH4xH", content)
            found[first : last + 1] |= bool(flags & 1)
        return frozenset(np.flatnonzero(found).tolist())

    def _read_formulas(self, part: Numbers, made: XlsSheet) -> None:
        """Saved errors, and results that may never have been calculated."""
        for content in self._contents(part, _FORMULA):
            row, column, kind, code, mark, flags = struct.unpack_from("<HHxxBxB3xHH", content)
            made.formula_count += 1
            if mark != 0xFFFF:
                # A program that leaves calculating to Excel saves a zero and the wish to be calculated.
                if flags & 2 and not any(content[6:14]):
                    made.marks.uncalculated.append((row, column))
            elif kind == 2:
                made.marks.errors[row, column] = _ERRORS.get(code, "#N/A")
            elif kind == 3:
                made.blank_results.append((row, column))

    def _dropdowns(self, part: Numbers) -> list[tuple[str, str]]:
        if len(self._records.of(part, _VALIDATION)) > _MOST_VALIDATIONS:
            raise BrokenContainer("validations")
        read = (dropdown(content, self._links, self._names) for content in self._contents(part, _VALIDATION))
        return [one for one in read if one is not None]

    def _contents(self, part: Numbers, kind: int) -> Iterable[bytes]:
        return map(self._records.content, self._records.of(part, kind).tolist())


def _tell_uncalculated(sheets: Iterable[XlsSheet]) -> None:
    """A file none of whose formulas has a result comes from a program that does not calculate."""
    known = list(sheets)
    if sum(one.formula_count for one in known) == sum(len(one.blank_results) for one in known):
        for one in known:
            one.marks.uncalculated += one.blank_results
