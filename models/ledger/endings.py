"""Memberships that ended: what a former member signed without the project having seen it before the end."""

from __future__ import annotations

from sqlalchemy import Connection

from models.ledger.cells import standing_writes
from models.ledger.past import History


def ended_members(connection: Connection) -> frozenset[bytes]:
    """Members who are no longer in the project."""
    return frozenset(connection.exec_driver_sql("SELECT id FROM member_rows WHERE retired = 1").scalars())


def made_after_the_end(connection: Connection, history: History) -> frozenset[int]:
    """Acts of former members that the act ending the membership had not seen.

    A clock claims nothing here: such an act may pretend to be older than the end. Acts that give
    authority are judged by their own past alone, so that the outcome never depends on itself.
    """
    late: set[int] = set()
    ended = ended_members(connection)
    endings = standing_writes(connection, "member", "retired", sorted(ended))
    for member in ended:
        seen_by = [history.place(one.seq) for one in endings[member]]
        acts = connection.exec_driver_sql(
            "SELECT seq FROM act WHERE member_id = ? AND is_grant = 0 "
            "AND (status = 'effective' OR reason = 'membership_ended')",
            (member,),
        ).scalars()
        late.update(seq for seq in acts if not all(place.sees(history.place(seq)) for place in seen_by))
    return frozenset(late)
