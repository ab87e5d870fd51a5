"""What a person says about a sheet, where the program is not to decide by itself."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from enum import StrEnum

from models.errors import UserError
from models.lists.fields import FIELDS, LEVELS
from models.lists.table import HierarchyStyle
from models.lists.workbook import cell_place, column_index


@dataclass(frozen=True, slots=True)
class VendorHint:
    """The columns of one vendor as letters, None where there is none; `cost_unit` is in yen."""

    name: str
    answer: str
    method: str | None = None
    cost: str | None = None
    cost_unit: int = 1


class RowRole(StrEnum):
    """What a person can say a row is."""

    ITEM = "item"
    SECTION = "section"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class RowHint:
    """What one row is (counted from 1). It holds only where the row still says `text`; "" holds anywhere."""

    row: int
    role: RowRole
    text: str = ""


@dataclass(frozen=True, slots=True)
class CellHint:
    """One cell ("A11") that is read as `read`, as long as it still says `text`."""

    cell: str
    text: str
    read: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person says about a sheet; everything left out is understood from the sheet itself.

    `header_rows` count from 1; `columns` maps each field to its letters and, when given, replaces every guess
    (a field left out is then not in the list); `vendors` likewise; `last_row` ends the table. `rows` and
    `cells` speak of single rows and cells. `blanks` says of level columns, by letters, whether an empty cell
    means the same as above (True) or nothing (False).
    """

    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    columns: Map[str, tuple[str, ...]] | None = None
    vendors: tuple[VendorHint, ...] | None = None
    style: HierarchyStyle | None = None
    last_row: int | None = None
    rows: tuple[RowHint, ...] = ()
    cells: tuple[CellHint, ...] = ()
    blanks: Map[str, bool] = field(default_factory=dict)

    @property
    def says_how(self) -> bool:
        """Whether anything is said beyond the sheet."""
        given = (self.columns, self.vendors, self.style, self.last_row)
        single = self.header_rows or self.rows or self.cells or self.blanks
        return bool(single) or any(part is not None for part in given)

    def checked(self) -> Hints:
        """The same hints, or `UserError` naming the field, the column or the row that cannot be."""
        places: list[str] = []
        for name, at in (self.columns or {}).items():
            if name not in (*FIELDS, *LEVELS):
                raise UserError("lists.unknown_field", field=name, fields=", ".join((*FIELDS, *LEVELS)))
            places += at
        places += self.blanks
        for vendor in self.vendors or ():
            places += [place for place in (vendor.answer, vendor.method, vendor.cost) if place]
        for place in places:
            try:
                column_index(place)
            except ValueError:
                raise UserError("lists.unknown_column", column=place) from None
        for cell in self.cells:
            try:
                cell_place(cell.cell)
            except ValueError:
                raise UserError("lists.unknown_column", column=cell.cell) from None
        rows = self.header_rows
        if len(rows) > 2 or any(row < 1 for row in rows) or (len(rows) == 2 and rows[1] != rows[0] + 1):
            raise UserError("lists.bad_header_rows", rows=", ".join(map(str, rows)))
        return self
