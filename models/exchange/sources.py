"""What can be merged: packages, and whole project files of other people."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from models.errors import UserError
from models.exchange.package import LARGEST_FILE, Package, read_package
from models.ledger.changeset import Changeset
from models.project.opening import open_project
from models.project.project import Project

_SQLITE = b"SQLite format 3\0"


def read_source(path: Path) -> Package:
    """Read a package or, read-only, another project file; a `UserError` for anything else."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE))
    except OSError as error:
        raise UserError("exchange.no_file", path=str(path)) from error
    return _read_project(path) if start == _SQLITE else read_package(path)


def known_ids(path: Path) -> frozenset[bytes]:
    """The changesets which the owner of this package or project file is known to have."""
    return read_source(path).ids


def _read_project(path: Path) -> Package:
    if path.stat().st_size > LARGEST_FILE:
        raise UserError("exchange.too_large", path=path.name, megabytes=LARGEST_FILE >> 20)
    with open_project(path, readonly=True) as project:
        try:
            return _changesets_of(project, path)
        except (DatabaseError, ValueError, TypeError, RecursionError) as error:
            raise UserError("project.damaged", path=path.name) from error


def _changesets_of(project: Project, path: Path) -> Package:
    """Only the ledger itself is read: the other tables follow from it and are folded anew here."""
    connection = project.connection
    shape = connection.exec_driver_sql("SELECT type FROM sqlite_schema WHERE name = 'changeset'").scalar()
    if shape != "table":
        raise UserError("project.damaged", path=path.name)
    changesets = []
    unreadable = 0
    for one, *parts in connection.exec_driver_sql(
        "SELECT id, header, signature, body FROM changeset ORDER BY seq"
    ):
        whole = all(isinstance(part, bytes) for part in parts) and len(parts[1]) == 64
        changeset = Changeset(*parts) if whole else None
        if changeset is not None and changeset.id == one:
            changesets.append(changeset)
        else:
            unreadable += 1
    name = connection.exec_driver_sql("SELECT value FROM setting WHERE key = 'name'").scalar()
    return Package(
        path, project.id, str(json.loads(name)) if name else "", None, None, tuple(changesets), unreadable
    )
