"""Undo: a new changeset that gives the cells their former values back and retires what was made."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from models.errors import UserError
from models.ledger.body import decode_body
from models.ledger.cells import standing_writes
from models.ledger.fold import load_changeset
from models.ledger.operations import Insert, Operation, Write
from models.records import RECORDS


def undoing(connection: Connection, changeset_id: bytes) -> list[Operation]:
    """The operations that undo an act; raises `UserError` if it can't be undone any more."""
    seq = connection.exec_driver_sql(
        "SELECT seq FROM act WHERE id = ? AND status = 'effective'", (changeset_id,)
    ).scalar()
    if seq is None:
        raise UserError("ledger.undo_unknown")
    operations = decode_body(load_changeset(connection, seq).body(), RECORDS)
    if any(not RECORDS[operation.table].undoable for operation in operations):
        raise UserError("ledger.undo_appended")
    return [_reverse(connection, operation, seq) for operation in reversed(operations)]


def last_undoable(connection: Connection, member: bytes) -> bytes | None:
    """The member's latest act that is neither an undo nor undone, or None."""
    found = connection.exec_driver_sql(
        "SELECT id, action, facts FROM act WHERE member_id = ? AND status = 'effective' "
        "ORDER BY depth DESC, time DESC LIMIT 500",
        (member,),
    )
    undone: set[str] = set()
    for changeset, action, facts in found:
        if changeset.hex() in undone:
            continue
        if action == "project.undo":
            undone.add(json.loads(facts)["undoes"])
            continue
        seq = connection.exec_driver_sql("SELECT seq FROM act WHERE id = ?", (changeset,)).scalar_one()
        operations = decode_body(load_changeset(connection, seq).body(), RECORDS)
        return changeset if all(RECORDS[op.table].undoable for op in operations) else None
    return None


def _reverse(connection: Connection, operation: Operation, seq: int) -> Operation:
    if isinstance(operation, Insert):
        rows = operation.columns["id"]
        if _edited_since(connection, operation.table, rows):
            raise UserError("ledger.undo_overtaken")
        return Write(operation.table, "retired", list(rows), [1] * len(rows))
    standing = standing_writes(connection, operation.table, operation.column, operation.rows)
    values = []
    for row, replaced in zip(operation.rows, operation.replaces, strict=True):
        if [one.seq for one in standing[row]] != [seq]:
            raise UserError("ledger.undo_overtaken")
        if len(replaced) > 1:
            raise UserError("ledger.undo_settled")
        values.append(_value_of(connection, operation, row, replaced[0] if replaced else None))
    return Write(operation.table, operation.column, list(operation.rows), values)


def _edited_since(connection: Connection, table: str, rows: Sequence[bytes]) -> bool:
    made = set(rows)
    edited = connection.exec_driver_sql(
        f"SELECT w.row FROM cell_write AS w JOIN {table}_rows AS t ON t.id = w.row "
        "WHERE w.tbl = ? AND w.seq <> t.origin AND w.col <> 'retired'",
        (table,),
    ).scalars()
    return any(row in made for row in edited)


def _value_of(connection: Connection, write: Write, row: bytes, changeset: bytes | None) -> object:
    return connection.exec_driver_sql(
        "SELECT w.value FROM cell_write AS w JOIN act ON act.seq = w.seq "
        "WHERE w.tbl = ? AND w.row = ? AND w.col = ? AND act.id = ?",
        (write.table, row, write.column, changeset),
    ).scalar()
