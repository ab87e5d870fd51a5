"""Conflicts 要調整: several members wrote the same cell without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.exchange.items import field_word, item_label, value_text
from models.exchange.joining import join
from models.ledger.cells import standing_writes
from models.ledger.operations import Write
from models.members.queries import members
from models.project.changed import Changed
from models.project.project import Project
from models.records import RECORDS
from models.records.shape import Kind

Cell = tuple[str, bytes, str]
FREE_TEXTS = frozenset(
    {
        *("title", "name", "purpose", "missing", "legal_ground", "frequency", "alternatives"),
        "persons",
        *("override_reason", "remarks", "requirement", "rationale", "ground", "vendor", "no"),
    }
)
"""Columns where any words may be written; in the others a side has to be chosen."""


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a cell, by whom and when (UTC milliseconds). `text` is what people read."""

    changeset: bytes
    value: Any
    text: str
    member: str
    time: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contested cell: the value that all sides replaced, the sides (earliest first), and a proposal.

    The last side is what lists show until somebody settles it.
    """

    table: str
    row: bytes
    column: str
    item: str
    field: str
    base: Version | None
    sides: tuple[Version, ...]
    proposal: str | None

    @property
    def cell(self) -> Cell:
        """Table, row and column."""
        return self.table, self.row, self.column

    @property
    def free(self) -> bool:
        """Whether another value than those of the sides may be written."""
        column = RECORDS[self.table].column(self.column)
        return self.column in FREE_TEXTS or (column is not None and column.kind is Kind.INTEGER)


def conflicts(project: Project) -> list[Conflict]:
    """All contested cells of rows in use, in a stable order."""
    cells = project.connection.exec_driver_sql("SELECT tbl, row, col FROM conflict").all()
    reader = _Reader(project)
    found = [reader.read(table, row, column) for table, row, column in cells if reader.is_used(table, row)]
    return sorted(found, key=lambda one: (one.table != "gap", one.table, one.item, one.column, one.row))


def settle(project: Project, conflict: Conflict, value: Any) -> Changed:
    """Settle a conflict by an ordinary write that replaces all sides; `UserError` if the value can't be."""
    _demand_possible(conflict, value)
    operation = Write(conflict.table, conflict.column, [conflict.row], [value])
    return project.act("exchange.settle", [operation], item=conflict.item, field=conflict.field)


def _demand_possible(conflict: Conflict, value: Any) -> None:
    if any(type(value) is type(one.value) and value == one.value for one in conflict.sides):
        return
    if not conflict.free:
        raise UserError("exchange.choose_a_side", field=conflict.field, item=conflict.item)
    column = RECORDS[conflict.table].column(conflict.column)
    number = column is not None and column.kind is Kind.INTEGER
    if number and not (value is None or (type(value) is int and 0 <= value < 1 << 53)):
        raise UserError("exchange.not_a_number", field=conflict.field, item=conflict.item)
    if not number and not isinstance(value, str):
        raise UserError("exchange.choose_a_side", field=conflict.field, item=conflict.item)


class _Reader:
    def __init__(self, project: Project) -> None:
        self._project = project
        self._names = {one.id: one.label for one in members(project)}

    def is_used(self, table: str, row: bytes) -> bool:
        """Whether the row is in use, or it is just that which is contested."""
        found = self._project.connection.exec_driver_sql(
            f"SELECT retired FROM {table}_rows WHERE id = ?", (row,)
        ).scalar()
        return found == 0 or self._contested(table, row, "retired")

    def read(self, table: str, row: bytes, column: str) -> Conflict:
        """One conflict with all its sides."""
        standing = standing_writes(self._project.connection, table, column, [row])[row]
        sides = tuple(self._version(table, row, column, one.seq) for one in standing)
        origin = self._origin(table, row, column, [one.seq for one in standing])
        base = None if origin is None else self._version(table, row, column, origin)
        texts = [one.value for one in sides if isinstance(one.value, str)]
        joinable = base is not None and column in FREE_TEXTS and len(texts) == len(sides)
        proposal = join(str(base.value or ""), texts) if base is not None and joinable else None
        item = item_label(self._project, table, row)
        return Conflict(table, row, column, item, field_word(table, column), base, sides, proposal)

    def _contested(self, table: str, row: bytes, column: str) -> bool:
        found = self._project.connection.exec_driver_sql(
            "SELECT 1 FROM conflict WHERE tbl = ? AND row = ? AND col = ?", (table, row, column)
        )
        return found.scalar() is not None

    def _version(self, table: str, row: bytes, column: str, seq: int) -> Version:
        changeset, value, member, time = self._project.connection.exec_driver_sql(
            "SELECT act.id, w.value, act.member_id, act.time FROM cell_write AS w "
            "JOIN act ON act.seq = w.seq WHERE w.tbl = ? AND w.row = ? AND w.col = ? AND w.seq = ?",
            (table, row, column, seq),
        ).one()
        text = value_text(self._project, table, column, value)
        return Version(changeset, value, text, self._names.get(member, "?"), time)

    def _origin(self, table: str, row: bytes, column: str, sides: Sequence[int]) -> int | None:
        """The latest write that every side replaced, directly or through others."""
        rows = self._project.connection.exec_driver_sql(
            'SELECT r."by", r.seq, act.time, act.id FROM cell_replaced AS r JOIN act ON act.seq = r.seq '
            "WHERE r.tbl = ? AND r.row = ? AND r.col = ?",
            (table, row, column),
        ).all()
        replaced: dict[int, set[int]] = {}
        for by, seq, _, _ in rows:
            replaced.setdefault(by, set()).add(seq)
        times = {seq: (time, one) for _, seq, time, one in rows}
        shared = set.intersection(*(_behind(replaced, [side]) for side in sides))
        latest = shared - set().union(*(_behind(replaced, [one]) for one in shared))
        return max(latest, key=lambda seq: times[seq], default=None)


def _behind(replaced: dict[int, set[int]], start: Iterable[int]) -> set[int]:
    found: set[int] = set()
    ahead = list(start)
    while ahead:
        for one in replaced.get(ahead.pop(), ()):
            if one not in found:
                found.add(one)
                ahead.append(one)
    return found
