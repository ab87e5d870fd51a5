"""Whether a changeset takes effect: its signature, its author, its shape, and the rule of each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from models.ledger.body import MalformedBody, decode_body
from models.ledger.changeset import Changeset
from models.ledger.claims import PastClaim, Witness
from models.ledger.operations import Insert, Operation, Write
from models.ledger.past import History, Place
from models.records import RECORDS
from models.records.shape import Author

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is None if the changeset takes effect, else a key below `ledger.refused`."""

    reason: str | None
    author: Author | None = None
    operations: Sequence[Operation] = ()
    replaced: Sequence[Sequence[Sequence[int]]] = ()

    @property
    def is_grant(self) -> bool:
        """Whether authority is read from what this changeset does."""
        return self.reason is None and any(RECORDS[op.table].grants for op in self.operations)

    @property
    def ends_membership(self) -> bool:
        """Whether it ends or restores a membership, which changes what else takes effect."""
        return any(isinstance(op, Write) and op.table == "member" for op in self.operations)


class Judge:
    """Judges changesets one after the other against what each one's past knew."""

    def __init__(self, connection: Connection, history: History, project: bytes) -> None:
        self._connection = connection
        self._history = history
        self._project = project
        self._witness = Witness(connection, history)

    def judge(self, changeset: Changeset, place: Place) -> Verdict:
        """The verdict; never raises for what a hostile file may contain."""
        is_first = not changeset.parents and changeset.id == self._project
        if not is_first and (not changeset.parents or changeset.project != self._project):
            return Verdict("other_project")
        author = None if is_first else self._witness.author(changeset.author, place)
        if author is None and not is_first:
            return Verdict("unknown_author")
        try:
            # Only a member's body is unpacked: a stranger's may be made to fill the memory.
            operations = changeset.operations or decode_body(changeset.body(), RECORDS)
            author = author or _founder(changeset.author, operations)
            if author is None:
                return Verdict("unknown_author")
            return self._judge_operations(author, operations, place)
        except MalformedBody as error:
            return Verdict(error.reason, author)

    def _judge_operations(self, author: Author, operations: Sequence[Operation], place: Place) -> Verdict:
        made: dict[str, frozenset[bytes]] = {}
        for operation in operations:
            if isinstance(operation, Insert):
                made[operation.table] = made.get(operation.table, frozenset()) | set(operation.columns["id"])
        replaced: list[Sequence[Sequence[int]]] = []
        for operation in operations:
            record = RECORDS[operation.table]
            if isinstance(operation, Insert):
                empty = [None] * operation.count
                columns: dict[str, Sequence[Any]] = {
                    column.name: operation.columns.get(column.name, empty) for column in record.columns
                }
                columns["id"] = operation.columns["id"]
                claim = PastClaim(author, columns, None, self._witness, place, made)
                reason = record.insert(claim)
                replaced.append(())
            else:
                standing = self._as_they_stand(operation, place)
                claim = PastClaim(author, standing, operation.column, self._witness, place, made)
                reason = record.write(claim)
                replaced.append([self._seqs(each, place) for each in operation.replaces])
            if reason:
                return Verdict(reason, author)
        _no_cell_twice(operations)
        return Verdict(None, author, operations, replaced)

    def _as_they_stand(self, operation: Write, place: Place) -> dict[str, list[Any]]:
        """The fixed columns of the rows to be written, each of which the author must have seen."""
        record = RECORDS[operation.table]
        fixed = ["id", *(column.name for column in record.columns if not column.editable)]
        names = ", ".join(f'"{name}"' for name in fixed)
        found: dict[bytes, tuple[Any, ...]] = {}
        for start in range(0, operation.count, _CHUNK):
            chunk = tuple(operation.rows[start : start + _CHUNK])
            rows = self._connection.exec_driver_sql(
                f"SELECT origin, {names} FROM {operation.table}_rows "
                f"WHERE id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            found.update((row[1], tuple(row)) for row in rows)
        standing = [found.get(row) for row in operation.rows]
        if not all(row and place.sees(self._history.place(row[0])) for row in standing):
            raise MalformedBody("unknown_row")
        listed = [row[1:] for row in standing if row]
        return {name: [row[number] for row in listed] for number, name in enumerate(fixed)}

    def _seqs(self, replaced: Sequence[bytes], place: Place) -> list[int]:
        seqs = []
        for changeset in replaced:
            seq = self._history.seq_of(changeset)
            if seq is None or not place.sees(self._history.place(seq)):
                raise MalformedBody("unknown_write")
            seqs.append(seq)
        return seqs


def _founder(key: bytes, operations: Sequence[Operation]) -> Author | None:
    """Who makes the project enrols as its first secretariat member in the same changeset."""
    for operation in operations:
        if isinstance(operation, Insert) and operation.table == "member":
            keys = operation.columns.get("public_key", ())
            for row, (member, one) in enumerate(zip(operation.columns["id"], keys, strict=False)):
                if one == key:
                    section = operation.columns.get("section_id")
                    place = section[row] if section else None
                    return Author(member, None, place, frozenset({("secretariat", place)}))
    return None


def _no_cell_twice(operations: Sequence[Operation]) -> None:
    seen: set[tuple[str, str, bytes]] = set()
    for operation in operations:
        if isinstance(operation, Write):
            cells = {(operation.table, operation.column, row) for row in operation.rows}
            if len(cells) != operation.count or cells & seen:
                raise MalformedBody
            if operation.column == "retired" and not set(operation.values) <= {0, 1}:
                raise MalformedBody
            seen |= cells
