"""A mapping: how a person says a sheet is to be read, kept as a file, found again by its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.lists.legends import Legend
from models.lists.table import HierarchyStyle, Table
from models.lists.understanding.words import FIELDS, LEVELS
from models.lists.workbook import Sheet, column_index, letters

FORMAT = "fitgap-mapping/1"


@dataclass(frozen=True, slots=True)
class VendorHint:
    """The columns of one vendor as letters, None where there is none; `cost_unit` is in yen."""

    name: str
    answer: str
    method: str | None = None
    cost: str | None = None
    cost_unit: int = 1


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person says about a sheet; everything left out is understood from the sheet itself.

    `header_rows` count from 1; `columns` maps each field to its letters and, when given, replaces every guess
    (a field left out is then not in the list); `vendors` likewise; `last_row` ends the table.
    """

    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    columns: Map[str, tuple[str, ...]] | None = None
    vendors: tuple[VendorHint, ...] | None = None
    style: HierarchyStyle | None = None
    last_row: int | None = None

    @property
    def says_how(self) -> bool:
        """Whether anything is said beyond the sheet."""
        given = (self.columns, self.vendors, self.style, self.last_row)
        return bool(self.header_rows) or any(part is not None for part in given)

    def checked(self) -> Hints:
        """The same hints, or `UserError` naming the field, the column or the row that cannot be."""
        places: list[str] = []
        for name, at in (self.columns or {}).items():
            if name not in (*FIELDS, *LEVELS):
                raise UserError("lists.unknown_field", field=name, fields=", ".join((*FIELDS, *LEVELS)))
            places += at
        for vendor in self.vendors or ():
            places += [place for place in (vendor.answer, vendor.method, vendor.cost) if place]
        for place in places:
            try:
                column_index(place)
            except ValueError:
                raise UserError("lists.unknown_column", column=place) from None
        rows = self.header_rows
        if len(rows) > 2 or any(row < 1 for row in rows) or (len(rows) == 2 and rows[1] != rows[0] + 1):
            raise UserError("lists.bad_header_rows", rows=", ".join(map(str, rows)))
        return self


@dataclass(frozen=True, slots=True)
class Mapping:
    """Hints with the legend chosen for the answers and the fingerprint of the sheet they were made for."""

    hints: Hints
    legend: Legend | None = None
    fingerprint: str = ""

    @classmethod
    def of(cls, table: Table, sheet: Sheet, legend: Legend | None = None) -> Mapping:
        """The mapping that reads this table again as it was understood."""
        vendors = tuple(
            VendorHint(v.name, _letters(v.answer) or "", _letters(v.method), _letters(v.cost), v.cost_unit)
            for v in table.vendors
        )
        columns = {name: tuple(letters(c) for c in at) for name, at in table.columns.items()}
        hints = Hints(table.sheet, table.header_rows, columns, vendors, table.style)
        return cls(hints, legend, fingerprint(sheet, table.header_rows))

    def save(self, path: Path) -> None:
        """Write the mapping as JSON."""
        path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Mapping:
        """Read a mapping file; `UserError` when it is none."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls.from_json(data)
        except FileNotFoundError:
            raise UserError("lists.missing_file", file=str(path)) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise UserError("lists.bad_mapping", file=path.name) from None

    def as_json(self) -> dict[str, Any]:
        """The mapping as plain data."""
        hints = self.hints
        vendors = None
        if hints.vendors is not None:
            vendors = [asdict(vendor) for vendor in hints.vendors]
        return {
            "format": FORMAT,
            "sheet": hints.sheet,
            "header_rows": list(hints.header_rows),
            "columns": None if hints.columns is None else {n: list(at) for n, at in hints.columns.items()},
            "vendors": vendors,
            "hierarchy": hints.style.value if hints.style else None,
            "last_row": hints.last_row,
            "legend": self.legend.as_json() if self.legend else None,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, data: Map[str, Any]) -> Mapping:
        """The mapping from plain data; `ValueError`, `TypeError` or `KeyError` when it is none."""
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        columns, vendors, legend = data.get("columns"), data.get("vendors"), data.get("legend")
        last = data.get("last_row")
        hints = Hints(
            sheet=_text(data.get("sheet")),
            header_rows=tuple(int(row) for row in data.get("header_rows") or ()),
            columns=None if columns is None else {str(n): tuple(map(str, at)) for n, at in columns.items()},
            vendors=None if vendors is None else tuple(_vendor(entry) for entry in vendors),
            style=HierarchyStyle(data["hierarchy"]) if data.get("hierarchy") else None,
            last_row=None if last is None else int(last),
        )
        chosen = Legend.from_json(legend) if legend else None
        return cls(hints.checked(), chosen, str(data.get("fingerprint") or ""))


def fingerprint(sheet: Sheet, header_rows: tuple[int, ...]) -> str:
    """What makes two sheets the same form: the texts of their header rows and where they stand."""
    cells = [sheet.rows[row - 1] for row in header_rows if row <= len(sheet.rows)]
    text = json.dumps([list(header_rows), cells], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _vendor(entry: Map[str, Any]) -> VendorHint:
    return VendorHint(
        name=str(entry["name"]),
        answer=str(entry["answer"]),
        method=_text(entry.get("method")),
        cost=_text(entry.get("cost")),
        cost_unit=int(entry.get("cost_unit") or 1),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _letters(column: int | None) -> str | None:
    return None if column is None else letters(column)
