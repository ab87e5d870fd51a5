"""What was understood of a sheet: tables with their columns, hierarchy, legend and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from models.findings import Finding
from models.lists.fields import LEVELS
from models.lists.workbook import Span, letters


class HierarchyStyle(StrEnum):
    """How a list writes its levels."""

    MERGED = "merged"
    FILL_DOWN = "fill_down"
    NUMBERING = "numbering"
    REPEATED = "repeated"
    NONE = "none"


class Item(NamedTuple):
    """One line of a feature list. Texts are the cells' own; `levels` are the names above it, filled down.

    `row` counts the items from 1, `source_row` is the row of the sheet (from 1). `extra` holds the filled
    cells of columns without a field, by header. A tuple, since a list has up to 100,000 of them.
    """

    row: int
    no: str
    feature_id: str
    levels: tuple[str, ...]
    name: str
    requirement: str
    rationale: str
    obligation: str
    effective_date: str
    remarks: str
    change: str
    extra: dict[str, str]
    source_row: int
    hidden: bool

    @property
    def key(self) -> str:
        """What answers refer to: the feature id, else the number."""
        return self.feature_id or self.no


@dataclass(frozen=True, slots=True)
class VendorColumns:
    """The columns of one vendor's answers, counted from 0; None where there is none."""

    name: str
    answer: int | None
    method: int | None = None
    cost: int | None = None
    cost_unit: int = 1

    def as_json(self) -> dict[str, str | None]:
        """The shape printed by `--json`, columns as letters."""
        columns = {"answer": self.answer, "method": self.method, "cost": self.cost}
        named = {part: None if column is None else letters(column) for part, column in columns.items()}
        return {"name": self.name, **named}


@dataclass(frozen=True, slots=True)
class Table:
    """One candidate table. Columns count from 0; rows in `header_rows`, `section_rows`, … count from 1.

    `last_data_row` is the last item, section title or row prepared for an item; totals below it are no data.
    `as_above` holds the level columns (from 0) whose blanks were read as "the same as above".
    """

    sheet: str
    title: str
    span: Span
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    vendors: tuple[VendorColumns, ...]
    style: HierarchyStyle
    section_rows: tuple[int, ...]
    excluded_rows: tuple[int, ...]
    legend: Mapping[str, str]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = field(default=())
    last_data_row: int = 0
    as_above: frozenset[int] = frozenset()

    @property
    def level_columns(self) -> tuple[int, ...]:
        """The columns of the hierarchy from the outermost."""
        return tuple(c for name, at in self.columns.items() if name.startswith("level") for c in at)

    @property
    def first_data_row(self) -> int:
        """The first item or section title; rows before it only explain the columns."""
        rows = [item.source_row for item in self.items[:1]] + list(self.section_rows[:1])
        return min(rows, default=self.header_rows[-1] + 1)

    def as_json(self, items: int = 5) -> dict[str, object]:
        """The shape printed by `--json`, with the first `items` items."""
        return {
            "range": self.span.address,
            "header_rows": list(self.header_rows),
            "first_data_row": self.first_data_row,
            "last_data_row": self.last_data_row or self.span.bottom + 1,
            "columns": {name: [letters(c) for c in at] for name, at in self.columns.items()},
            "vendors": [vendor.as_json() for vendor in self.vendors],
            "hierarchy": {"columns": [letters(c) for c in self.level_columns], "style": self.style.value},
            "section_rows": list(self.section_rows),
            "excluded_rows": list(self.excluded_rows),
            "legend": dict(self.legend),
            "item_count": len(self.items),
            "items": [_item_json(item) for item in self.items[:items]],
        }


def _item_json(item: Item) -> dict[str, object]:
    shown = item._asdict()
    shown["levels"] = list(item.levels)
    return shown | dict(zip(LEVELS, item.levels, strict=False))
