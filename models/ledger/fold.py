"""The fold: changesets in any order of arrival become the same tables.

Whatever the order in which files arrive, a changeset is judged by what its own past knew, and
writes are kept side by side until one replaces the other; so the tables depend on the set alone.
The two cases in which order could matter (a row id made twice, a membership that ends) are met by
folding everything anew in one canonical order.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from models.ledger.canonical import canonical_text
from models.ledger.cells import apply_write
from models.ledger.changeset import Changeset
from models.ledger.endings import ended_members, made_after_the_end
from models.ledger.judge import Judge, Verdict
from models.ledger.operations import Insert, Write
from models.ledger.past import History, Place
from models.storage.schema import ROWS, metadata

_MANY = 100
_SPELLED = 64
DERIVED = [table.name for table in metadata.sorted_tables if table.name != "changeset"]


class _FoldAnew(Exception):
    """The order of arrival would matter here."""


def fold_new(
    connection: Connection,
    project: bytes,
    seqs: Iterable[int],
    at_hand: Mapping[int, Changeset] = MappingProxyType({}),
) -> None:
    """Fold changesets that have just been stored, and those that waited for them.

    Those `at_hand`, by number, need not be read again.
    """
    waiting = connection.exec_driver_sql(
        "SELECT seq FROM changeset WHERE seq NOT IN (SELECT seq FROM act)"
    ).scalars()
    try:
        _Fold(connection, project, at_hand=at_hand).run(set(seqs) | set(waiting))
    except _FoldAnew:
        fold_all(connection, project, at_hand)


def fold_all(
    connection: Connection, project: bytes, at_hand: Mapping[int, Changeset] = MappingProxyType({})
) -> None:
    """Empty the tables and fold the whole ledger in canonical order; those `at_hand` are not read again."""
    excluded: frozenset[int] = frozenset()
    while True:
        for table in DERIVED:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        seqs = set(connection.exec_driver_sql("SELECT seq FROM changeset").scalars())
        _Fold(connection, project, anew=True, excluded=excluded, at_hand=at_hand).run(seqs)
        late = made_after_the_end(connection, History(connection))
        if late <= excluded:
            return
        excluded |= late


def load_changeset(connection: Connection, seq: int) -> Changeset:
    """A stored changeset."""
    header, signature, body = connection.exec_driver_sql(
        "SELECT CAST(header AS BLOB), CAST(signature AS BLOB), CAST(body AS BLOB) "
        "FROM changeset WHERE seq = ?",
        (seq,),
    ).one()
    return Changeset(header, signature, body)


class _Fold:
    def __init__(
        self,
        connection: Connection,
        project: bytes,
        *,
        anew: bool = False,
        excluded: frozenset[int] = frozenset(),
        at_hand: Mapping[int, Changeset] = MappingProxyType({}),
    ) -> None:
        self._connection = connection
        self._history = History(connection)
        self._judge = Judge(connection, self._history, project)
        self._anew = anew
        self._excluded = excluded
        self._at_hand = at_hand
        self._ended = frozenset() if anew else ended_members(connection)

    def run(self, seqs: set[int]) -> None:
        """Fold each of them once its parents are folded; the others go on waiting."""
        missing: dict[int, set[bytes]] = {}
        children: dict[bytes, list[int]] = {}
        ready: list[tuple[int, bytes, int]] = []
        for seq in seqs:
            changeset = self._load(seq)
            unknown = {one for one in changeset.parents if self._history.seq_of(one) is None}
            for parent in unknown:
                children.setdefault(parent, []).append(seq)
            if unknown:
                missing[seq] = unknown
            else:
                heapq.heappush(ready, _turn(changeset, seq))
        while ready:
            _, changeset_id, seq = heapq.heappop(ready)
            self._take(seq, self._load(seq))
            for child in children.get(changeset_id, ()):
                missing[child].discard(changeset_id)
                if not missing[child]:
                    heapq.heappush(ready, _turn(self._load(child), child))

    def _load(self, seq: int) -> Changeset:
        return self._at_hand.get(seq) or load_changeset(self._connection, seq)

    def _take(self, seq: int, changeset: Changeset) -> None:
        signed = changeset.is_signed()
        author = changeset.author if signed else b""
        parents = [self._history.seq_of(one) or 0 for one in changeset.parents]
        place = self._history.next_place(seq, author, parents)
        verdict = self._judge.judge(changeset, place) if signed else Verdict("bad_signature")
        if verdict.reason is None and self._is_late(seq, verdict):
            verdict = Verdict("membership_ended", verdict.author)
        if verdict.ends_membership and not self._anew:
            raise _FoldAnew
        bit = self._history.remember(place, changeset.id, author, verdict.is_grant)
        self._store_act(changeset, place, verdict, bit)
        if verdict.reason is None:
            self._apply(seq, changeset, verdict)

    def _is_late(self, seq: int, verdict: Verdict) -> bool:
        if verdict.is_grant:
            return False
        ended = verdict.author is not None and verdict.author.member in self._ended
        return ended or seq in self._excluded

    def _store_act(self, changeset: Changeset, place: Place, verdict: Verdict, bit: int) -> None:
        fields = changeset.fields
        self._connection.exec_driver_sql(
            "INSERT INTO act (seq, id, author, member_id, time, action, facts, status, reason, depth, "
            "line, number, clock, grants, is_grant, is_head) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                place.seq,
                changeset.id,
                changeset.author,
                verdict.author.member if verdict.author else None,
                fields["time"],
                fields["action"],
                canonical_text(fields["facts"]),
                "quarantined" if verdict.reason else "effective",
                verdict.reason,
                place.depth,
                place.line,
                place.number,
                json.dumps(place.clock),
                f"{place.grants:x}",
                bit,
                0 if verdict.reason else 1,
            ),
        )

    def _apply(self, seq: int, changeset: Changeset, verdict: Verdict) -> None:
        connection = self._connection
        connection.exec_driver_sql("SAVEPOINT applying")
        try:
            for operation, replaced in zip(verdict.operations, verdict.replaced, strict=True):
                if isinstance(operation, Write):
                    apply_write(connection, seq, operation, replaced)
                else:
                    self._insert(seq, operation)
        except (IntegrityError, UnicodeEncodeError, OverflowError) as error:
            connection.exec_driver_sql("ROLLBACK TO applying")
            if isinstance(error, IntegrityError) and not self._anew:
                raise _FoldAnew from error
            reason = "row_exists" if isinstance(error, IntegrityError) else "malformed"
            connection.exec_driver_sql(
                "UPDATE act SET status = 'quarantined', reason = ?, is_head = 0, is_grant = 0 WHERE seq = ?",
                (reason, seq),
            )
            return
        finally:
            connection.exec_driver_sql("RELEASE applying")
        connection.exec_driver_sql(
            f"UPDATE act SET is_head = 0 WHERE id IN ({','.join('?' * len(changeset.parents))})",
            tuple(changeset.parents),
        )

    def _insert(self, seq: int, operation: Insert) -> None:
        columns: dict[str, Sequence[Any]] = {"origin": [seq] * operation.count, **operation.columns}
        # What is alike in every row is said once: each bound value costs about as much as storing it.
        # Few rows keep the one statement that is prepared already.
        many = operation.count >= _MANY
        alike = {name: values[0] for name, values in columns.items() if many and _is_alike(values)}
        varied = {name: values for name, values in columns.items() if name not in alike}
        listed = ", ".join(f'"{name}"' for name in [*alike, *varied])
        marks = ", ".join([*map(_literal, alike.values()), *"?" * len(varied)])
        self._connection.exec_driver_sql(
            f"INSERT INTO {ROWS[operation.table].name} ({listed}) VALUES ({marks})",
            list(zip(*varied.values(), strict=True)),
        )


def _is_alike(values: Sequence[Any]) -> bool:
    """Whether all values are one that SQL can spell: texts and bytes that are short and hold no NUL."""
    first = values[0]
    spelled = (
        first is None
        or type(first) is int
        or (type(first) is bytes and len(first) <= _SPELLED)
        or (type(first) is str and len(first) <= _SPELLED and "\0" not in first)
    )
    return spelled and values.count(first) == len(values) and set(map(type, values)) == {type(first)}


def _literal(value: bytes | int | str | None) -> str:
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)


def _turn(changeset: Changeset, seq: int) -> tuple[int, bytes, int]:
    """The canonical order among changesets that are ready: by claimed time, so that row ids mostly rise."""
    return (changeset.fields["time"], changeset.id, seq)
