"""What a changeset does: insert rows, write cells. Retiring a row is a write of its `retired` cell."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Insert:
    """New rows of one table, by column; `columns["id"]` holds their 16-byte ids."""

    table: str
    columns: Mapping[str, Sequence[Any]]

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.columns["id"])


@dataclass(frozen=True, slots=True)
class Write:
    """New values for one column. `replaces[i]` are the ids of the changesets whose writes row i replaces."""

    table: str
    column: str
    rows: Sequence[bytes]
    values: Sequence[Any]
    replaces: Sequence[tuple[bytes, ...]] = ()

    @property
    def count(self) -> int:
        """Number of cells."""
        return len(self.rows)


Operation = Insert | Write


def new_id() -> bytes:
    """A UUIDv7: 48 bits of milliseconds, then randomness, so that rows made together lie together."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[bytes]:
    """`count` UUIDv7 in rising order, for rows of one import."""
    stamp = time.time_ns() // 1_000_000
    start = int.from_bytes(os.urandom(9), "big") >> 1
    first = _uuid7(stamp, start)
    if start >> 62 == (start + count) >> 62:
        # The usual case: all alike but for the last eight bytes.
        head, low = first[:8], int.from_bytes(first[8:], "big")
        return [head + number.to_bytes(8, "big") for number in range(low, low + count)]
    return [_uuid7(stamp, number) for number in range(start, start + count)]


def _uuid7(stamp: int, number: int) -> bytes:
    tail = number % (1 << 74)
    value = (stamp << 80) | (0x7 << 76) | ((tail >> 62) << 64) | (0b10 << 62) | (tail & ((1 << 62) - 1))
    return value.to_bytes(16, "big")


def insert(table: str, rows: Iterable[Mapping[str, Any]]) -> Insert:
    """An insert from rows as mappings; a row without `id` gets a new one."""
    listed = [dict(row) for row in rows]
    fresh = iter(new_ids(sum("id" not in row for row in listed)))
    for row in listed:
        row.setdefault("id", None)
        if row["id"] is None:
            row["id"] = next(fresh)
    names = sorted({name for row in listed for name in row})
    return Insert(table, {name: [row.get(name) for row in listed] for name in names})


def write(table: str, row: bytes, **values: Any) -> list[Write]:
    """Writes of several cells of one row."""
    return [Write(table, column, [row], [value]) for column, value in values.items()]


def retire(table: str, rows: Sequence[bytes]) -> Write:
    """Take rows out of use; their history stays."""
    return Write(table, "retired", list(rows), [1] * len(rows))
