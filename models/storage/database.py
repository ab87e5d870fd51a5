"""Opening the SQLite file: one connection, explicit transactions, durable commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from models.storage.schema import APPLICATION_ID, FILE_VERSION, metadata, view_statements

BUSY_SECONDS = 5.0


class Database:
    """One open file (or memory). Reads run at once; changes run inside `transaction()`."""

    def __init__(self, path: Path | None, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self.engine: Engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(path, readonly),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )
        self.connection: Connection = self.engine.connect()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: `BEGIN IMMEDIATE`, then commit, or roll back on any error."""
        self.connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.exec_driver_sql("ROLLBACK")
            raise
        self.connection.exec_driver_sql("COMMIT")

    def create_tables(self) -> None:
        """Lay out an empty file."""
        with self.transaction() as connection:
            metadata.create_all(connection, checkfirst=False)
            for statement in view_statements():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {FILE_VERSION}")

    def pragma(self, name: str) -> int:
        """The value of a numeric pragma."""
        return int(self.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()
        self.engine.dispose()


def _connect(path: Path | None, readonly: bool) -> sqlite3.Connection:
    if path is None:
        target = ":memory:"
    else:
        target = path.resolve().as_uri() + ("?mode=ro" if readonly else "?mode=rw")
    connection = sqlite3.connect(
        target, uri=path is not None, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    if path is not None and not readonly:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
