"""How large a sheet's used range is, told from its XML before any cell is read.

The usual sheet is looked at in a few passes over its bytes; whatever is written differently is searched for
piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.lists.reading.bounds import MAX_CELLS
from models.lists.workbook import column_index

HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\sr=[\"']([A-Za-z]+)(\d+)")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LETTERS, _DIGITS = 3, 7
_BEHIND = 20
"""Bytes that always follow the cells: the ends of their element and of the sheet."""

_Bytes = NDArray[np.uint8]
_Places = NDArray[np.int64]


def used_size(xml: bytes) -> tuple[int, int]:
    """An upper bound of (rows, columns) that hold cells; empty styled cells count only in large sheets."""
    rows, columns = _plain_size(xml) or (_last_row(xml), _last_column(xml))
    if rows * columns <= MAX_CELLS:
        return rows, columns
    valued = [number for number, part in numbered_rows(xml) if HAS_VALUE.search(part)]
    return max(valued, default=0), columns


def cells_between(xml: bytes) -> tuple[int, int]:
    """From where to where the cells stand; all of it where that is not plain to see."""
    start, end = xml.find(b"sheetData"), xml.rfind(b"</sheetData>")
    plain = 0 < start < end and xml[start - 1 : start + 10] == b"<sheetData>"
    return (start + 10, end) if plain else (0, len(xml))


def numbered_rows(xml: bytes) -> Iterator[tuple[int, bytes]]:
    """Every row that says its number, with its whole XML."""
    for match in re.finditer(
        rb"<((?:\w+:)?)row\b[^>]*?\sr=[\"'](\d+)[\"'][^>]*?(?:/>|>.*?</\1row>)", xml, re.DOTALL
    ):
        yield int(match[2]), match[0]


def _plain_size(xml: bytes) -> tuple[int, int] | None:
    """The size of a sheet whose rows and cells begin with their places; None where some do not."""
    start, end = cells_between(xml)
    if not start or end + _BEHIND > len(xml):
        return None
    content = np.frombuffer(xml, np.uint8, end + _BEHIND - start, start)
    if len(_starts(content, b":c")) or len(_starts(content, b":row")):
        return None
    cells, rows = _starts(content, b"<c"), _starts(content, b"<row")
    of_cells, of_rows = _place(content, cells + 2), _place(content, rows + 4)
    if of_cells is None or of_rows is None or of_rows[1]:
        return None
    return max(of_cells[0], of_rows[0]), of_cells[1]


def _starts(content: _Bytes, tag: bytes) -> _Places:
    """Where these two or four letters stand: unaligned words are compared, two or four bytes at once."""
    size = len(tag)
    wanted = np.frombuffer(tag, f"<u{size}")[0]
    found = []
    for shift in range(size):
        words = content[shift : shift + (len(content) - shift) // size * size].view(f"<u{size}")
        found.append(np.flatnonzero(words == wanted) * size + shift)
    return np.concatenate(found)


def _place(content: _Bytes, at: _Places) -> tuple[int, int] | None:
    """The largest number and the largest column of the places that stand there as ` r="AB12"`."""
    for letter in b' r="':
        if not (content[at] == letter).all():
            return None
        at = at + 1
    columns, rows = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    for _ in range(_LETTERS):
        letters = content[at]
        which = (letters >= 65) & (letters <= 90)
        if not which.any():
            break
        columns = np.where(which, columns * 26 + letters - 64, columns)
        at = at + which
    for _ in range(_DIGITS):
        digits = content[at]
        which = (digits >= 48) & (digits <= 57)
        if not which.any():
            break
        rows = np.where(which, rows * 10 + digits - 48, rows)
        at = at + which
    if not (content[at] == 34).all():
        return None
    return int(rows.max(initial=0)), int(columns.max(initial=0))


def _last_row(xml: bytes) -> int:
    """The last row that rows or cells name; rows that name none are counted."""
    cells = (int(number) for _, number in set(_CELL.findall(xml)))
    return max(max(map(int, _ROW_NUMBER.findall(xml)), default=0), max(cells, default=0)) or len(
        _ROW.findall(xml)
    )


def _last_column(xml: bytes) -> int:
    names = [name for name, _ in _CELL.findall(xml)]
    longest = 0
    if len(names) < len(_ANY_CELL.findall(xml)):
        # Cells may leave out their place and count on from the one before.
        longest = max((part.count(b"<c") + part.count(b":c") for part in xml.split(b"<row")), default=0)
    return max(longest, max(map(_column_number, set(names)), default=0))


def _column_number(name: bytes) -> int:
    return column_index(name.decode()) + 1 if len(name) <= 3 else 10**6
