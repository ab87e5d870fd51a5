"""Putting changesets into a file and asking what is there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.errors import UserError
from models.ledger.body import encode_body
from models.ledger.cells import standing_writes
from models.ledger.changeset import Changeset, Signer, make_changeset
from models.ledger.fold import fold_new
from models.ledger.operations import Insert, Operation, Write
from models.records import RECORDS


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of changesets that came in: ids by outcome."""

    new: tuple[bytes, ...]
    known: int
    quarantined: tuple[bytes, ...]
    waiting: tuple[bytes, ...]


def project_id(connection: Connection) -> bytes:
    """The id of the project: its first changeset's."""
    found = connection.exec_driver_sql("SELECT id FROM changeset ORDER BY seq LIMIT 1").scalar()
    if not isinstance(found, bytes):
        raise UserError("ledger.empty")
    return found


def heads(connection: Connection) -> list[bytes]:
    """Ids of the effective changesets that nothing was built on yet."""
    return list(connection.exec_driver_sql("SELECT id FROM act WHERE is_head = 1 ORDER BY id").scalars())


def sign_act(
    connection: Connection,
    signer: Signer,
    action: str,
    facts: Mapping[str, str],
    operations: Sequence[Operation],
    *,
    project: bytes | None = None,
    now: int | None = None,
) -> Changeset | None:
    """A changeset on top of all that is known, or None if it would change nothing.

    Each write is told which standing writes it replaces; cells that hold the value already are left out.
    `now` is the claimed time (UTC milliseconds), by default the clock's; it is never before what is known.
    """
    resolved = [one for one in (_resolve(connection, operation) for operation in operations) if one]
    if not resolved:
        return None
    parents = heads(connection)
    origin = (project_id(connection) if project is None else project) if parents else b""
    latest = connection.exec_driver_sql("SELECT max(time) FROM act WHERE is_head = 1").scalar() or 0
    claimed = max(time.time_ns() // 1_000_000 if now is None else now, int(latest) + 1)
    body = encode_body(resolved, RECORDS)
    known = resolved if body.plain else None
    return make_changeset(signer, origin, parents, claimed, action, facts, body.content, known)


def add_changesets(connection: Connection, changesets: Iterable[Changeset]) -> Arrival:
    """Store what is new and fold it. Adding the same changeset again does nothing."""
    fresh: list[tuple[int, bytes]] = []
    at_hand: dict[int, Changeset] = {}
    known = 0
    last = int(connection.exec_driver_sql("SELECT max(seq) FROM changeset").scalar() or 0)
    for changeset in changesets:
        here = connection.exec_driver_sql("SELECT 1 FROM changeset WHERE id = ?", (changeset.id,))
        if here.scalar():
            known += 1
            continue
        last += 1
        connection.exec_driver_sql(
            "INSERT INTO changeset (seq, id, header, signature, body) VALUES (?, ?, ?, ?, ?)",
            # The body of what is at hand is not read by the fold; it may still be packed meanwhile.
            (
                last,
                changeset.id,
                changeset.header,
                changeset.signature,
                changeset.packed if changeset.operations is None else b"",
            ),
        )
        fresh.append((last, changeset.id))
        if changeset.operations is not None:
            at_hand[last] = changeset
    if fresh:
        fold_new(connection, project_id(connection), [seq for seq, _ in fresh], at_hand)
    for seq, changeset in at_hand.items():
        connection.exec_driver_sql("UPDATE changeset SET body = ? WHERE seq = ?", (changeset.packed, seq))
    status = {
        changeset: connection.exec_driver_sql("SELECT status FROM act WHERE id = ?", (changeset,)).scalar()
        for _, changeset in fresh
    }
    return Arrival(
        tuple(status),
        known,
        tuple(one for one, found in status.items() if found == "quarantined"),
        tuple(one for one, found in status.items() if found is None),
    )


def _resolve(connection: Connection, operation: Operation) -> Operation | None:
    if isinstance(operation, Insert):
        return operation if operation.count else None
    standing = standing_writes(connection, operation.table, operation.column, operation.rows)
    kept = [
        (row, value, tuple(sorted(one.changeset for one in standing.get(row, ()))))
        for row, value in zip(operation.rows, operation.values, strict=True)
        if {(type(one.value), one.value) for one in standing.get(row, ())} != {(type(value), value)}
    ]
    if not kept:
        return None
    rows, values, replaces = zip(*kept, strict=True)
    return Write(operation.table, operation.column, rows, values, replaces)
