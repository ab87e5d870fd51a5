"""Where a finding is: the cell, column or rows of a sheet that its address names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.lists.workbook import column_index
from models.words import say

_ROWS = re.compile(r"(\d+)(?::(\d+))?")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})?(\d{1,7})?(?::([A-Za-z]{1,3})?(\d{1,7})?)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Rows and columns from 0; None for "all of them". `last_row` is `row` but for several rows."""

    row: int | None
    column: int | None
    last_row: int | None


def place_of(where: str, sheet: str) -> Place | None:
    """The place on that sheet; None when it is on another one or is no address."""
    name, bang, address = where.rpartition("!")
    if not bang:
        return Place(None, None, None) if where == sheet else None
    found = _ADDRESS.fullmatch(address)
    if name != sheet or found is None:
        return None
    letters, row, _, last = found.groups()
    first = int(row) - 1 if row else None
    end = int(last) - 1 if last and first is not None else first
    return Place(first, column_index(letters) if letters else None, end)


def address_of(where: str, sheet: str) -> str:
    """The address without the name of the sheet that is shown; whole rows as people say them."""
    address = where.removeprefix(f"{sheet}!")
    rows = _ROWS.fullmatch(address)
    if rows is None:
        return address
    first, last = rows[1], rows[2] or rows[1]
    return say("import_screen.rows_at", rows=first if first == last else f"{first}–{last}")
