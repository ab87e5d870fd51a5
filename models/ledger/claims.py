"""What the rules of authority are shown: the author and the rows, as the changeset's own past knew them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from models.ledger.past import History, Place
from models.records import RECORDS
from models.records.shape import Author


class Witness:
    """Reads rows as one point of history saw them."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history
        self._authors: dict[tuple[bytes, int], Author | None] = {}

    def author(self, key: bytes, place: Place) -> Author | None:
        """The member with this public key, or None if nobody had enrolled (or had ended) that key."""
        known = (key, place.grants)
        if known not in self._authors:
            self._authors[known] = self._find_author(key, place)
        return self._authors[known]

    def rows(self, table: str, column: str, value: Any, place: Place) -> list[dict[str, Any]]:
        """Rows with `column == value` seen and not retired at that point: fixed columns and `author`."""
        fixed = [column.name for column in RECORDS[table].columns if not column.editable]
        names = ", ".join(f't."{name}"' for name in ["id", *fixed])
        found = self._connection.exec_driver_sql(
            f"SELECT t.origin, act.member_id, {names} FROM {table}_rows AS t "
            f'JOIN act ON act.seq = t.origin WHERE t."{column}" = ?',
            (value,),
        ).all()
        return [
            {"author": row[1], **dict(zip(["id", *fixed], row[2:], strict=True))}
            for row in found
            if place.sees(self._history.place(row[0])) and not self._retired(table, row[2], place)
        ]

    def _find_author(self, key: bytes, place: Place) -> Author | None:
        members = self.rows("member", "public_key", key, place)
        if not members:
            return None
        member = min(members, key=lambda row: row["id"])
        roles = self.rows("role", "member_id", member["id"], place)
        return Author(
            member["id"],
            member["organisation_id"],
            member["section_id"],
            frozenset((role["role"], role["section_id"]) for role in roles),
        )

    def _retired(self, table: str, row: bytes, place: Place) -> bool:
        written = self._connection.exec_driver_sql(
            "SELECT w.seq, w.value, r.by FROM cell_write AS w LEFT JOIN cell_replaced AS r "
            "ON r.tbl = w.tbl AND r.row = w.row AND r.col = w.col AND r.seq = w.seq "
            "WHERE w.tbl = ? AND w.row = ? AND w.col = 'retired'",
            (table, row),
        ).all()
        seen = [entry for entry in written if place.sees(self._history.place(entry[0]))]
        replaced = {seq for seq, _, by in seen if by is not None and place.sees(self._history.place(by))}
        return any(value == 1 for seq, value, _ in seen if seq not in replaced)


@dataclass(frozen=True)
class PastClaim:
    """`models.records.shape.Claim` for one operation of a changeset."""

    author: Author
    columns: Mapping[str, Sequence[Any]]
    written: str | None
    witness: Witness
    place: Place
    made: Mapping[str, frozenset[bytes]] = field(default_factory=dict)

    def past(self, table: str, row: bytes | None) -> Mapping[str, Any] | None:
        """A row that the author had seen."""
        found = self.witness.rows(table, "id", row, self.place) if row is not None else []
        return found[0] if found else None

    def past_rows(self, table: str, column: str, value: bytes) -> list[Mapping[str, Any]]:
        """All rows with `column == value` that the author had seen."""
        return list(self.witness.rows(table, column, value, self.place))

    def made_here(self, table: str) -> frozenset[bytes]:
        """Ids of the rows which the same changeset inserts into `table`."""
        return self.made.get(table, frozenset())
