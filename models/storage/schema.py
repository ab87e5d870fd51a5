"""The database's tables, derived from the catalogue of records.

For each record there is a table `<name>_rows` with every row ever made, and a view `<name>` of the
rows in use, which is what queries read. `origin` is the changeset that made the row.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Index, Integer, LargeBinary, MetaData, Table, Text

from models.records import RECORDS
from models.records.shape import Kind, Record

APPLICATION_ID = 0x46474150
FILE_VERSION = 2

_TYPES = {
    Kind.ID: LargeBinary,
    Kind.TEXT: Text,
    Kind.INTEGER: Integer,
    Kind.BYTES: LargeBinary,
    Kind.JSON: Text,
}

metadata = MetaData()
_views = MetaData()

changeset = Table(
    "changeset",
    metadata,
    SqlColumn("seq", Integer, primary_key=True),
    SqlColumn("id", LargeBinary, nullable=False, unique=True),
    SqlColumn("header", LargeBinary, nullable=False),
    SqlColumn("signature", LargeBinary, nullable=False),
    SqlColumn("body", LargeBinary, nullable=False),
)
"""The ledger itself, in order of arrival."""

act = Table(
    "act",
    metadata,
    SqlColumn("seq", Integer, primary_key=True),
    SqlColumn("id", LargeBinary, nullable=False, unique=True),
    SqlColumn("author", LargeBinary, nullable=False),
    SqlColumn("member_id", LargeBinary),
    SqlColumn("time", Integer, nullable=False),
    SqlColumn("action", Text, nullable=False),
    SqlColumn("facts", Text, nullable=False),
    SqlColumn("status", Text, nullable=False),
    SqlColumn("reason", Text),
    SqlColumn("depth", Integer, nullable=False),
    SqlColumn("line", Integer, nullable=False),
    SqlColumn("number", Integer, nullable=False),
    SqlColumn("clock", Text, nullable=False),
    SqlColumn("grants", Text, nullable=False),
    SqlColumn("is_grant", Integer, nullable=False),
    SqlColumn("is_head", Integer, nullable=False),
    Index("act_by_line", "line", "number"),
)
"""What the fold made of each changeset: effective, quarantined or waiting, and its place in history."""

cell_write = Table(
    "cell_write",
    metadata,
    SqlColumn("tbl", Text, primary_key=True),
    SqlColumn("row", LargeBinary, primary_key=True),
    SqlColumn("col", Text, primary_key=True),
    SqlColumn("seq", Integer, primary_key=True),
    SqlColumn("value", LargeBinary),
    sqlite_with_rowid=False,
)
"""Every write of a cell that was written after its row was made, the row's own first value included."""

cell_replaced = Table(
    "cell_replaced",
    metadata,
    SqlColumn("tbl", Text, primary_key=True),
    SqlColumn("row", LargeBinary, primary_key=True),
    SqlColumn("col", Text, primary_key=True),
    SqlColumn("seq", Integer, primary_key=True),
    SqlColumn("by", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which of those writes were replaced, and by which changeset."""

conflict = Table(
    "conflict",
    metadata,
    SqlColumn("tbl", Text, primary_key=True),
    SqlColumn("row", LargeBinary, primary_key=True),
    SqlColumn("col", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Cells for which several different values stand side by side 要調整."""


def _rows_table(record: Record) -> Table:
    columns: list[SqlColumn[Any]] = [
        SqlColumn("id", LargeBinary, primary_key=True),
        SqlColumn("origin", Integer, nullable=False),
        SqlColumn("retired", Integer, nullable=False, server_default="0"),
        *(SqlColumn(column.name, _TYPES[column.kind]) for column in record.columns),
    ]
    indexes = [
        Index(f"{record.name}_by_{column.name}", column.name) for column in record.columns if column.indexed
    ]
    return Table(f"{record.name}_rows", metadata, *columns, *indexes, sqlite_with_rowid=False)


ROWS: dict[str, Table] = {record.name: _rows_table(record) for record in RECORDS.values()}


@cache
def live(name: str) -> Table:
    """The view of a record's rows in use: id, origin and the record's columns."""
    record = RECORDS[name]
    return Table(
        name,
        _views,
        SqlColumn("id", LargeBinary, primary_key=True),
        SqlColumn("origin", Integer),
        *(SqlColumn(column.name, _TYPES[column.kind]) for column in record.columns),
    )


def view_statements() -> list[str]:
    """The SQL that makes the views."""
    return [
        f"CREATE VIEW {record.name} AS SELECT id, origin, "
        + ", ".join(f'"{column.name}"' for column in record.columns)
        + f" FROM {record.name}_rows WHERE retired = 0"
        for record in RECORDS.values()
    ]
