"""Changes that wait: they are here, but something they were built on has not arrived yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.ledger.fold import load_changeset
from models.project.project import Project


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` changesets wait for at least `missing` earlier ones that nobody has brought."""

    count: int
    missing: int


def waiting(project: Project) -> Waiting:
    """What waits in this copy of the project."""
    rows = project.connection.exec_driver_sql(
        "SELECT id FROM changeset WHERE seq NOT IN (SELECT seq FROM act)"
    )
    found = set(rows.scalars())
    return Waiting(len(found), len(missing_before(project, found)))


def missing_before(project: Project, changesets: Iterable[bytes]) -> set[bytes]:
    """The changesets that these were built on and that nobody has brought."""
    connection = project.connection
    wanted: set[bytes] = set()
    for one in changesets:
        seq = connection.exec_driver_sql("SELECT seq FROM changeset WHERE id = ?", (one,)).scalar_one()
        wanted.update(load_changeset(connection, seq).parents)
    here = set(connection.exec_driver_sql("SELECT id FROM changeset").scalars()) if wanted else set()
    return wanted - here
