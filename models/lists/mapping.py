"""A mapping: how a person says a sheet is to be read, kept as a file, found again by its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.lists.hints import CellHint, Hints, RowHint, RowRole, VendorHint
from models.lists.legends import Legend
from models.lists.table import HierarchyStyle, Table
from models.lists.workbook import Sheet, letters
from models.storage.whole_file import written_whole

FORMAT = "fitgap-mapping/1"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Hints with the legend chosen for the answers and the fingerprint of the sheet they were made for."""

    hints: Hints
    legend: Legend | None = None
    fingerprint: str = ""

    @classmethod
    def of(
        cls, table: Table, sheet: Sheet, legend: Legend | None = None, said: Hints | None = None
    ) -> Mapping:
        """The mapping that reads this table again as understood, with what was `said` of rows and cells."""
        vendors = tuple(
            VendorHint(v.name, _letters(v.answer) or "", _letters(v.method), _letters(v.cost), v.cost_unit)
            for v in table.vendors
        )
        columns = {name: tuple(letters(c) for c in at) for name, at in table.columns.items()}
        given = said or Hints()
        hints = Hints(
            table.sheet,
            table.header_rows,
            columns,
            vendors,
            table.style,
            last_row=given.last_row,
            rows=given.rows,
            cells=given.cells,
            blanks=given.blanks,
        )
        return cls(hints, legend, fingerprint(sheet, table.header_rows))

    def save(self, path: Path) -> None:
        """Write the mapping as JSON."""
        content = json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n"
        with written_whole(path) as unfinished:
            unfinished.write_text(content, encoding="utf-8")

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
            "blanks": dict(hints.blanks),
            "last_row": hints.last_row,
            "rows": [asdict(row) for row in hints.rows],
            "cells": [asdict(cell) for cell in hints.cells],
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
            rows=tuple(
                RowHint(int(one["row"]), RowRole(one["role"]), str(one.get("text") or ""))
                for one in data.get("rows") or ()
            ),
            cells=tuple(
                CellHint(str(one["cell"]), str(one["text"]), str(one["read"]))
                for one in data.get("cells") or ()
            ),
            blanks={str(at).upper(): bool(above) for at, above in (data.get("blanks") or {}).items()},
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
