"""`fold`: folding score rows, authority and conflicts included, against a bare bulk insert of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from app.bench.ledgers import MadeLedger, empty_file, made_ledger
from app.bench.measure import Result, best_of
from models.ledger.body import decode_body
from models.ledger.operations import Insert
from models.ledger.store import add_changesets
from models.records import RECORDS
from models.storage.bare import bare_insert

_COLUMNS = ("sheet_id", "scene_id", "choice", "operability", "means", "evidence", "remark")
SIZES = (50_000, 150_000, 500_000)


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Fold ledgers of rising size into a new file each."""
    growth = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            ledger = made_ledger(size)
            seconds = best_of(2, lambda ledger=ledger: _fold(ledger, Path(folder)))  # type: ignore[misc]
            growth.append((ledger.rows, seconds))
        rows = _score_rows(ledger)
        floor = best_of(2, lambda: _bare_insert(rows, Path(folder)))
    return Result("fold", growth[-1][1], floor, growth[-1][0], growth)


def _fold(ledger: MadeLedger, folder: Path) -> None:
    database = empty_file(folder, "fold.fitgap")
    with database.transaction() as connection:
        add_changesets(connection, ledger.changesets)
    database.close()


def _bare_insert(rows: list[tuple[Any, ...]], folder: Path) -> None:
    database = empty_file(folder, "floor.fitgap")
    bare_insert(database, "score_rows", ("id", "origin", *_COLUMNS), rows)
    database.close()


def _score_rows(ledger: MadeLedger) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for changeset in ledger.changesets:
        for operation in decode_body(changeset.body(), RECORDS):
            if isinstance(operation, Insert) and operation.table == "score":
                columns = [
                    operation.columns["id"],
                    [1] * operation.count,
                    *map(operation.columns.get, _COLUMNS),
                ]
                rows.extend(zip(*columns, strict=True))
    return rows
