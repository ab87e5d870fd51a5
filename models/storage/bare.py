"""What SQLite alone needs for a piece of work: the floors that benchmarks compare with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.storage.database import Database


def bare_open(path: Path) -> None:
    """Read the file once and ask SQLite for a count."""
    path.read_bytes()
    connection = sqlite3.connect(path)
    connection.execute("SELECT count(*) FROM act").fetchone()
    connection.close()


def bare_insert(database: Database, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Put rows into a table by the driver's own bulk insert, in one transaction."""
    marks = ",".join("?" * len(columns))
    with database.transaction() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def bare_select(database: Database, table: str) -> int:
    """Fetch every cell of a table by the driver alone; the number of rows."""
    driver = database.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return len(driver.execute(f"SELECT * FROM {table}").fetchall())
