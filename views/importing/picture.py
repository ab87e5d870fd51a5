"""What every row, column and cell of a sheet was taken for: what its colours show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from models.findings import Finding, Severity
from models.lists.fields import LEVELS
from models.lists.table import HierarchyStyle, Table
from models.lists.workbook import Sheet, Span
from views.importing.places import place_of

ANSWER_FIELDS = ("answer", "method", "cost")
_LOOKED_AT = 2000
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Role(IntEnum):
    """What a row was taken for."""

    BLANK = 0
    PROSE = 1
    LEGEND = 2
    HEADER = 3
    SECTION = 4
    ITEM = 5
    OUT = 6

    @property
    def word(self) -> str:
        """Its name in the words."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Picture:
    """`roles` has a byte for each row; `fields` and `corners` count rows and columns from 0.

    A corner's key may hold None as its row (a whole column) or as its column (a whole row). `levels` are
    the columns whose blanks mean "as above", with their depth; `depths` say how deep each row's item stands.
    """

    roles: bytes = b""
    fields: Map[int, str] = field(default_factory=dict)
    corners: Map[tuple[int | None, int | None], tuple[Finding, ...]] = field(default_factory=dict)
    merges: Map[int, tuple[Span, ...]] = field(default_factory=dict)
    levels: Map[int, int] = field(default_factory=dict)
    depths: bytes = b""

    def role(self, row: int) -> Role:
        """What a row was taken for."""
        return Role(self.roles[row]) if row < len(self.roles) else Role.BLANK

    def findings(self, row: int, column: int) -> tuple[Finding, ...]:
        """What was noticed about exactly this cell."""
        return self.corners.get((row, column), ())

    def worst(self, row: int, column: int) -> Severity | None:
        """The worst of it."""
        known = {one.severity for one in self.findings(row, column)}
        return next((one for one in _SEVERITIES if one in known), None)

    def is_above(self, row: int, column: int, text: str) -> bool:
        """Whether an empty cell says "as above": merged with it, or filled down."""
        if text.strip() or self.role(row) is not Role.ITEM:
            return False
        if column in self.levels:
            return self.levels[column] < self.depths[row]
        spans = self.merges.get(column, ())
        at = bisect_right(spans, row, key=lambda span: span.top) - 1
        return at >= 0 and spans[at].top < row <= spans[at].bottom


NOTHING = Picture()


def picture_of(
    sheet: Sheet | None, table: Table | None, vendor: int | None, findings: Sequence[Finding]
) -> Picture:
    """The picture of a sheet whose `table` is read, with the answers of `vendor` or none."""
    if sheet is None:
        return NOTHING
    columns = fields_of(table, vendor) if table else {}
    levels: dict[int, int] = {}
    depths = bytearray(len(sheet.rows))
    if table is not None and table.style in (HierarchyStyle.MERGED, HierarchyStyle.FILL_DOWN):
        above = table.level_columns if table.style is HierarchyStyle.MERGED else table.as_above
        levels = {column: depth for depth, column in enumerate(table.level_columns) if column in above}
        for item in table.items:
            depths[item.source_row - 1] = min(len(item.levels), 255)
    roles, corners = bytes(_roles(sheet, table)), _corners(sheet, findings)
    return Picture(roles, columns, corners, _merges(sheet), levels, bytes(depths))


def fields_of(table: Table, vendor: int | None) -> dict[int, str]:
    """The field of each column that has one."""
    found = {column: name for name, at in table.columns.items() for column in at}
    if vendor is not None and vendor < len(table.vendors):
        one = table.vendors[vendor]
        places = zip(ANSWER_FIELDS, (one.answer, one.method, one.cost), strict=True)
        found.update({column: name for name, column in places if column is not None})
    return found


def is_level(name: str) -> bool:
    """Whether a field is a level."""
    return name in LEVELS


def _roles(sheet: Sheet, table: Table | None) -> bytearray:
    roles = bytearray(Role.PROSE if any(row) else Role.BLANK for row in sheet.rows)
    if table is None:
        return roles
    for rows, role in ((table.excluded_rows, Role.OUT), (table.section_rows, Role.SECTION)):
        for row in rows:
            roles[row - 1] = role
    for item in table.items:
        roles[item.source_row - 1] = Role.ITEM
    for row in table.header_rows:
        roles[row - 1] = Role.HEADER
    _find_legend(sheet, table, roles)
    return roles


def _find_legend(sheet: Sheet, table: Table, roles: bytearray) -> None:
    """Rows beside the items where a mark stands with its meaning."""
    if not table.legend:
        return
    pairs = list(table.legend.items())
    looked = 0
    for row, role in enumerate(roles):
        if role not in (Role.PROSE, Role.OUT):
            continue
        looked += 1
        if looked > _LOOKED_AT:
            return
        text = " ".join(cell for cell in sheet.rows[row] if cell)
        if any(mark in text and meaning and meaning in text for mark, meaning in pairs):
            roles[row] = Role.LEGEND


def _corners(
    sheet: Sheet, findings: Sequence[Finding]
) -> dict[tuple[int | None, int | None], tuple[Finding, ...]]:
    found: dict[tuple[int | None, int | None], tuple[Finding, ...]] = {}
    for one in findings:
        place = place_of(one.where, sheet.name)
        if place is not None and (place.row is not None or place.column is not None):
            key = (place.row, place.column)
            found[key] = (*found.get(key, ()), one)
    return found


def _merges(sheet: Sheet) -> dict[int, tuple[Span, ...]]:
    """Merges over several rows, by the columns they cover, from the top."""
    found: dict[int, list[Span]] = {}
    for span in sheet.merged:
        if span.bottom > span.top:
            for column in range(span.left, min(span.right, sheet.width - 1) + 1):
                found.setdefault(column, []).append(span)
    return {column: tuple(sorted(spans, key=lambda one: one.top)) for column, spans in found.items()}
