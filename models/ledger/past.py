"""Who could know what: the place of each changeset in history, as a vector clock.

Each member's acts form a line (a second line begins where one key was used on two machines at once).
A changeset's clock names, for each line, how far its author had seen it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """Where a changeset stands. `grants` is a bit mask of the authority-giving acts in its past."""

    seq: int
    line: int
    number: int
    depth: int
    clock: dict[int, int]
    grants: int

    def sees(self, other: Place) -> bool:
        """Whether `other` is this changeset or one it was built on."""
        return self.clock.get(other.line, 0) >= other.number


class History:
    """Places of all folded changesets, read when needed and remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places: dict[int, Place] = {}
        self._seqs: dict[bytes, int] = {}
        lines = connection.exec_driver_sql("SELECT line, author, max(number) FROM act GROUP BY line").all()
        self._authors: dict[int, bytes] = {line: author for line, author, _ in lines}
        self._tips: dict[int, int] = {line: tip for line, _, tip in lines}
        self.grant_count = int(connection.exec_driver_sql("SELECT max(is_grant) FROM act").scalar() or 0)

    def seq_of(self, changeset_id: bytes) -> int | None:
        """The number of a folded changeset in this file, or None."""
        seq = self._seqs.get(changeset_id)
        if seq is None:
            found = self._connection.exec_driver_sql("SELECT seq FROM act WHERE id = ?", (changeset_id,))
            seq = found.scalar()
            if seq is not None:
                self._seqs[changeset_id] = seq
        return seq

    def place(self, seq: int) -> Place:
        """The place of a folded changeset."""
        place = self._places.get(seq)
        if place is None:
            line, number, depth, clock, grants, bit = self._connection.exec_driver_sql(
                "SELECT line, number, depth, clock, grants, is_grant FROM act WHERE seq = ?", (seq,)
            ).one()
            pairs = {int(key): value for key, value in json.loads(clock).items()}
            mask = int(grants, 16) | (1 << bit if bit else 0)
            place = self._places[seq] = Place(seq, line, number, depth, pairs, mask)
        return place

    def next_place(self, seq: int, author: bytes, parents: list[int]) -> Place:
        """The place of a new changeset by `author` on top of `parents`."""
        clock: dict[int, int] = {}
        grants = depth = 0
        for parent in map(self.place, parents):
            grants |= parent.grants
            depth = max(depth, parent.depth)
            for line, number in parent.clock.items():
                if clock.get(line, 0) < number:
                    clock[line] = number
        line = next(
            (one for one in sorted(clock) if self._authors[one] == author and clock[one] == self._tips[one]),
            max(self._tips, default=-1) + 1,
        )
        number = clock.get(line, 0) + 1
        clock[line] = number
        return Place(seq, line, number, depth + 1, clock, grants)

    def remember(self, place: Place, changeset_id: bytes, author: bytes, is_grant: bool) -> int:
        """Take a placed changeset into history; returns its number among the authority-giving acts, or 0."""
        bit = 0
        if is_grant:
            self.grant_count += 1
            bit = self.grant_count
        self._authors[place.line] = author
        self._tips[place.line] = max(place.number, self._tips.get(place.line, 0))
        mask = place.grants | (1 << bit if bit else 0)
        self._places[place.seq] = Place(place.seq, place.line, place.number, place.depth, place.clock, mask)
        self._seqs[changeset_id] = place.seq
        return bit
