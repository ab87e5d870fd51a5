"""Opening the SQLite file: one connection, explicit transactions, durable commits."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from models.storage.schema import APPLICATION_ID, FILE_VERSION, metadata, view_statements

BUSY_SECONDS = 5.0


class Database:
    """One open file (or memory). Reads run at once; changes run inside `transaction()`.

    Each thread has a connection of its own to a file, so that nobody sees another's half-done work.
    """

    def __init__(self, path: Path | None, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._guard = threading.Lock()
        self._connections: dict[int, Connection] = {}
        self._first = self._connect()

    @property
    def connection(self) -> Connection:
        """The connection of the thread that asks."""
        if self.path is None:
            return self._first
        with self._guard:
            found = self._connections.get(threading.get_ident())
        return found or self._connect()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: `BEGIN IMMEDIATE`, then commit, or roll back on any error."""
        connection = self.connection
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")

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
        with self._guard:
            connections = [*self._connections.values()]
            self._connections.clear()
        for connection in connections:
            _give_back(connection)

    def leave_thread(self) -> None:
        """Close the connection of a thread that ends; the first one stays until `close`."""
        with self._guard:
            mine = self._connections.get(threading.get_ident())
            if mine is None or mine is self._first:
                return
            del self._connections[threading.get_ident()]
        _give_back(mine)

    def _connect(self) -> Connection:
        engine: Engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(self.path, self.readonly),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )
        connection = engine.connect()
        with self._guard:
            self._connections[threading.get_ident()] = connection
        return connection


def _give_back(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose()


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
    # A long change keeps its pages in memory, so that other threads go on reading what was before it.
    connection.execute("PRAGMA cache_spill = OFF")
    return connection
