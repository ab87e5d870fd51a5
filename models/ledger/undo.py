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

UNDO = "project.undo"


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
    """The member's last standing act; None if it can't be undone."""
    changeset = last_standing(connection, member)
    if changeset is None:
        return None
    seq = connection.exec_driver_sql("SELECT seq FROM act WHERE id = ?", (changeset,)).scalar_one()
    operations = decode_body(load_changeset(connection, seq).body(), RECORDS)
    return changeset if all(RECORDS[operation.table].undoable for operation in operations) else None


def last_standing(connection: Connection, member: bytes) -> bytes | None:
    """The member's latest act that is neither an undo nor undone."""
    found = connection.exec_driver_sql(
        "SELECT id, action, facts FROM act WHERE member_id = ? AND status = 'effective' "
        "ORDER BY depth DESC, time DESC LIMIT 500",
        (member,),
    ).all()
    undone: set[str] = set()
    for changeset, action, facts in found:
        if changeset.hex() in undone:
            continue
        if action == UNDO:
            undone.add(json.loads(facts)["undoes"])
            continue
        return bytes(changeset)
    return None


def _reverse(connection: Connection, operation: Operation, seq: int) -> Operation:
    if isinstance(operation, Insert):
        rows = list(operation.columns["id"])
        if _edited_since(connection, operation.table, rows, seq):
            raise UserError("ledger.undo_overtaken")
        return Write(operation.table, "retired", rows, [1] * len(rows))
    table, column = operation.table, operation.column
    standing = standing_writes(connection, table, column, operation.rows)
    values = []
    for row, replaced in zip(operation.rows, operation.replaces, strict=True):
        shown = [_stands_for(connection, table, row, column, one.seq) for one in standing[row]]
        if shown != [_stands_for(connection, table, row, column, seq)]:
            raise UserError("ledger.undo_overtaken")
        if len(replaced) != 1:
            raise UserError("ledger.undo_settled")
        values.append(_value_of(connection, operation, row, replaced[0]))
    return Write(table, column, list(operation.rows), values)


def _stands_for(connection: Connection, table: str, row: bytes, column: str, seq: int) -> int | None:
    """Whose value a write shows: an undo shows the write that stood before what it undid."""
    while True:
        action, facts = connection.exec_driver_sql(
            "SELECT action, facts FROM act WHERE seq = ?", (seq,)
        ).one()
        if action != UNDO:
            return seq
        replaced = connection.exec_driver_sql(
            "SELECT r.seq FROM cell_replaced AS r JOIN act ON act.seq = r.by "
            "WHERE r.tbl = ? AND r.row = ? AND r.col = ? AND act.id = ?",
            (table, row, column, bytes.fromhex(json.loads(facts)["undoes"])),
        ).all()
        if len(replaced) != 1:
            return None
        seq = replaced[0][0]


def _edited_since(connection: Connection, table: str, rows: Sequence[bytes], origin: int) -> bool:
    made = set(rows)
    cells = connection.exec_driver_sql(
        f"SELECT DISTINCT w.row, w.col FROM cell_write AS w JOIN {table}_rows AS t ON t.id = w.row "
        "WHERE w.tbl = ? AND t.origin = ? AND w.col <> 'retired'",
        (table, origin),
    ).all()
    for row, column in cells:
        if row in made:
            standing = standing_writes(connection, table, column, [row])[row]
            if [_stands_for(connection, table, row, column, one.seq) for one in standing] != [origin]:
                return True
    return False


def _value_of(connection: Connection, write: Write, row: bytes, changeset: bytes) -> object:
    return connection.exec_driver_sql(
        "SELECT w.value FROM cell_write AS w JOIN act ON act.seq = w.seq "
        "WHERE w.tbl = ? AND w.row = ? AND w.col = ? AND act.id = ?",
        (write.table, row, write.column, changeset),
    ).scalar()
