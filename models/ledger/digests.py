"""A digest over every table, by which two files, or a file and its own ledger, are compared."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from models.storage.schema import ROWS, cell_replaced, cell_write, conflict

_ACT = (
    "SELECT id, author, member_id, time, action, facts, status, reason, depth, is_grant > 0, is_head "
    "FROM act ORDER BY id"
)


def table_digests(connection: Connection) -> dict[str, str]:
    """SHA-256 (hex) of each table's rows in a fixed order, changesets named by their ids.

    Numbers that only say in which order files arrived are left out, so equal sets of changesets
    give equal digests whatever way they came.
    """
    queries = {"act": _ACT}
    for name, table in ROWS.items():
        columns = ", ".join(f't."{column.name}"' for column in table.columns if column.name != "origin")
        queries[name] = (
            f"SELECT act.id, {columns} FROM {table.name} AS t "
            "LEFT JOIN act ON act.seq = t.origin ORDER BY t.id"
        )
    queries[cell_write.name] = (
        "SELECT t.tbl, t.row, t.col, act.id, t.value FROM cell_write AS t LEFT JOIN act ON act.seq = t.seq "
        "ORDER BY 1, 2, 3, 4"
    )
    queries[cell_replaced.name] = (
        "SELECT t.tbl, t.row, t.col, a.id, b.id FROM cell_replaced AS t LEFT JOIN act AS a ON a.seq = t.seq "
        "LEFT JOIN act AS b ON b.seq = t.by ORDER BY 1, 2, 3, 4, 5"
    )
    queries[conflict.name] = "SELECT tbl, row, col FROM conflict ORDER BY 1, 2, 3"
    return {name: _digest(connection, query) for name, query in queries.items()}


def visible_digest(connection: Connection) -> str:
    """SHA-256 (hex) of what a reader sees: the rows in use, without who made them when."""
    whole = hashlib.sha256()
    for name, table in ROWS.items():
        columns = ", ".join(
            f'"{column.name}"' for column in table.columns if column.name not in ("origin", "retired")
        )
        query = f"SELECT {columns} FROM {table.name} WHERE retired = 0 ORDER BY id"
        whole.update(f"{name}={_digest(connection, query)}\n".encode())
    return whole.hexdigest()


def _digest(connection: Connection, query: str) -> str:
    total = hashlib.sha256()
    result = connection.exec_driver_sql(query)
    while rows := result.fetchmany(2000):
        total.update("\n".join([repr(tuple(row)) for row in rows]).encode("utf-8", "surrogatepass"))
        total.update(b"\n")
    return total.hexdigest()
