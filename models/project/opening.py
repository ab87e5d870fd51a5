"""Making, opening and looking back into projects."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from models.errors import UserError
from models.ledger.changeset import Signer
from models.ledger.fold import fold_all
from models.ledger.operations import Operation
from models.ledger.past import History
from models.ledger.store import add_changesets, project_id, sign_act
from models.project.project import Project
from models.storage.database import Database
from models.storage.file import create_file, open_file
from models.storage.schema import FILE_VERSION, metadata, view_statements


def create_project(
    path: Path, signer: Signer, operations: list[Operation], *, now: int | None = None, **facts: str
) -> Project:
    """A new file whose first act enrols its maker; see `models.members.commands.new_project`."""
    file = create_file(path)
    try:
        with file.database.transaction() as connection:
            changeset = sign_act(
                connection, signer, "project.create", facts, operations, project=b"", now=now
            )
            assert changeset is not None
            add_changesets(connection, [changeset])
    except BaseException:
        file.database.close()
        file.close()
        path.unlink(missing_ok=True)
        raise
    return Project(file.database, signer, file)


def open_project(path: Path, signer: Signer | None = None, *, readonly: bool = False) -> Project:
    """Open a project file; see `models.storage.file.open_file` for what is checked."""
    file = open_file(path, _refold, readonly=readonly)
    return Project(file.database, signer, file)


def project_at(project: Project, heads: list[bytes]) -> Project:
    """The project as it stood at these heads, in memory, for reading only."""
    source = project.connection
    history = History(source)
    seqs = [history.seq_of(head) for head in heads]
    if None in seqs:
        raise UserError("project.unknown_baseline")
    tops = [history.place(seq) for seq in seqs if seq is not None]
    kept = [
        seq
        for seq in source.exec_driver_sql("SELECT seq FROM act ORDER BY seq").scalars()
        if any(top.sees(history.place(seq)) for top in tops)
    ]
    database = Database(None)
    database.create_tables()
    with database.transaction() as copy:
        for seq in kept:
            row = source.exec_driver_sql(
                "SELECT seq, id, header, signature, body FROM changeset WHERE seq = ?", (seq,)
            ).one()
            copy.exec_driver_sql("INSERT INTO changeset VALUES (?, ?, ?, ?, ?)", tuple(row))
        fold_all(copy, project_id(copy))
    database.readonly = True
    return Project(database)


def _refold(database: Database) -> None:
    """Lay out all tables anew and fold the ledger into them."""
    with database.transaction() as connection:
        _drop_derived(connection)
        metadata.create_all(connection, checkfirst=True)
        for statement in view_statements():
            connection.exec_driver_sql(statement)
        fold_all(connection, project_id(connection))
        connection.exec_driver_sql(f"PRAGMA user_version = {FILE_VERSION}")


def _drop_derived(connection: Connection) -> None:
    found = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name <> 'changeset'"
    ).all()
    for kind, name in found:
        connection.exec_driver_sql(f'DROP {kind.upper()} IF EXISTS "{name}"')
