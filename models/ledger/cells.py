"""Cells that were written: which writes stand, which were replaced, and where several stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from models.ledger.operations import Write

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StandingWrite:
    """A write that nothing has replaced. `changeset` is the id of the act that made it."""

    seq: int
    changeset: bytes
    value: Any


def standing_writes(
    connection: Connection, table: str, column: str, rows: Sequence[bytes]
) -> dict[bytes, list[StandingWrite]]:
    """For each cell the writes that stand, the one shown last (latest time, then id)."""
    standing: dict[bytes, list[StandingWrite]] = defaultdict(list)
    for chunk, marks in _chunks(rows):
        found = connection.exec_driver_sql(
            "SELECT w.row, w.seq, act.id, w.value FROM cell_write AS w JOIN act ON act.seq = w.seq "
            f"WHERE w.tbl = ? AND w.col = ? AND w.row IN ({marks}) AND NOT EXISTS ("
            "SELECT 1 FROM cell_replaced AS r WHERE r.tbl = w.tbl AND r.row = w.row AND r.col = w.col "
            "AND r.seq = w.seq) ORDER BY act.time, act.id",
            (table, column, *chunk),
        )
        for row, seq, changeset, value in found:
            standing[row].append(StandingWrite(seq, changeset, value))
        # A cell that was never written after its row was made stands as the row's own first value.
        fresh = connection.exec_driver_sql(
            f'SELECT t.id, t.origin, act.id, t."{column}" FROM {table}_rows AS t '
            f"JOIN act ON act.seq = t.origin WHERE t.id IN ({marks})",
            tuple(chunk),
        )
        for row, seq, changeset, value in fresh:
            if row not in standing:
                standing[row].append(StandingWrite(seq, changeset, value))
    return standing


def apply_write(connection: Connection, seq: int, write: Write, replaced: Sequence[Sequence[int]]) -> None:
    """Fold one write. `replaced[i]` are the acts (by number in this file) that row i's write replaces."""
    table, column = write.table, write.column
    for chunk, marks in _chunks(write.rows):
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO cell_write (tbl, row, col, seq, value) "
            f'SELECT ?, id, ?, origin, "{column}" FROM {table}_rows WHERE id IN ({marks})',
            (table, column, *chunk),
        )
    connection.exec_driver_sql(
        "INSERT INTO cell_write (tbl, row, col, seq, value) VALUES (?, ?, ?, ?, ?)",
        [(table, row, column, seq, value) for row, value in zip(write.rows, write.values, strict=True)],
    )
    pairs = [
        (table, row, column, one, seq) for row, each in zip(write.rows, replaced, strict=True) for one in each
    ]
    if pairs:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO cell_replaced (tbl, row, col, seq, by) VALUES (?, ?, ?, ?, ?)", pairs
        )
    _show(connection, table, column, write.rows)


def _show(connection: Connection, table: str, column: str, rows: Sequence[bytes]) -> None:
    standing = standing_writes(connection, table, column, rows)
    connection.exec_driver_sql(
        f'UPDATE {table}_rows SET "{column}" = ? WHERE id = ?',
        [(writes[-1].value, row) for row, writes in standing.items()],
    )
    connection.exec_driver_sql(
        "DELETE FROM conflict WHERE tbl = ? AND row = ? AND col = ?", [(table, row, column) for row in rows]
    )
    contested = [
        (table, row, column)
        for row, writes in standing.items()
        if len({(type(one.value), one.value) for one in writes}) > 1
    ]
    if contested:
        connection.exec_driver_sql("INSERT INTO conflict (tbl, row, col) VALUES (?, ?, ?)", contested)


def _chunks(rows: Sequence[bytes]) -> Iterator[tuple[Sequence[bytes], str]]:
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        yield chunk, ",".join("?" * len(chunk))
