"""The project file on disk: made, opened, checked, sealed, upgraded, saved under another name."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from models.errors import UserError
from models.storage.database import Database
from models.storage.lock import FileLock, Holder
from models.storage.schema import APPLICATION_ID, FILE_VERSION
from models.storage.seal import check_seal, remove_seal, write_seal

SUFFIX = ".fitgap"


class ProjectFile:
    """A file that is open. `holder` is who else writes to it, if somebody does (then it is read-only)."""

    def __init__(
        self,
        path: Path,
        database: Database,
        lock: FileLock | None,
        holder: Holder | None,
        stand_in: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        """`stand_in` is the folder of the upgraded copy that is read in the place of an older file."""
        self.path = path
        self._stand_in = stand_in
        self.database = database
        self.holder = holder
        self._lock = lock
        self._touched = False

    def before_writing(self) -> None:
        """Take the seal off before the first change; closing puts a new one on."""
        if not self._touched:
            remove_seal(self.path)
            self._touched = True

    def close(self) -> None:
        """Seal the file and let others write; the database must be closed already."""
        if self._stand_in is not None:
            self._stand_in.cleanup()
        if self._lock is not None:
            try:
                if self._touched:
                    write_seal(self.path)
            finally:
                self._lock.release()


def create_file(path: Path) -> ProjectFile:
    """A new empty project file; an existing file is never overwritten."""
    if path.exists():
        raise UserError("project.exists", path=str(path))
    if not path.parent.is_dir():
        raise UserError("project.no_folder", path=str(path.parent))
    lock = _locked(path)
    path.touch()
    database = Database(path)
    database.create_tables()
    file = ProjectFile(path, database, lock, None)
    file.before_writing()
    return file


def open_file(path: Path, upgrade: Callable[[Database], None], *, readonly: bool = False) -> ProjectFile:
    """Open a project file after checking that it is one, is whole, and is not too new.

    An older file is copied beside itself first; `upgrade` then brings the original up to date. To be read
    only, it stays as it is, and an upgraded copy in a temporary folder is read in its place.
    """
    if not path.is_file():
        raise UserError("project.no_file", path=str(path))
    lock, holder = None, None
    if not readonly:
        lock = FileLock(path)
        try:
            holder = lock.acquire()
        except OSError:
            holder = Holder("?", "?", "?")
        if holder is not None or not os.access(path, os.W_OK):
            lock.release()
            lock = None
    try:
        version = _demand_project(path, unfinished=_journal(path).exists() or holder is not None)
        if version < FILE_VERSION:
            if lock is None:
                return _read_instead(path, holder, upgrade)
            _upgrade_beside_copy(path, version, upgrade)
        return ProjectFile(path, _open_checked(path, readonly=lock is None), lock, holder)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def save_as(file: ProjectFile, target: Path) -> None:
    """Write a compact, sealed copy under another name, complete or not at all."""
    if target.exists():
        raise UserError("project.exists", path=str(target))
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        file.database.connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        write_seal(unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise UserError("project.not_written", path=str(target)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _locked(path: Path) -> FileLock:
    lock = FileLock(path)
    holder = lock.acquire()
    if holder is not None:
        raise UserError("project.held", person=holder.person, machine=holder.machine, since=holder.since)
    return lock


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _upgrade_beside_copy(path: Path, version: int, upgrade: Callable[[Database], None]) -> None:
    shutil.copy2(path, path.with_name(f"{path.stem}.v{version}{path.suffix}"))
    _upgraded(path, upgrade)


def _read_instead(path: Path, holder: Holder | None, upgrade: Callable[[Database], None]) -> ProjectFile:
    folder = tempfile.TemporaryDirectory(prefix="fitgap-")
    try:
        copy = Path(folder.name) / path.name
        shutil.copyfile(path, copy)
        if (journal := _journal(path)).exists():
            shutil.copyfile(journal, _journal(copy))
        _upgraded(copy, upgrade)
        return ProjectFile(path, _open_checked(copy, readonly=True), None, holder, folder)
    except BaseException:
        folder.cleanup()
        raise


def _upgraded(path: Path, upgrade: Callable[[Database], None]) -> None:
    remove_seal(path)
    database = Database(path)
    try:
        upgrade(database)
    finally:
        database.close()
    write_seal(path)


def _demand_project(path: Path, *, unfinished: bool) -> int:
    """Refuse what is no project, a newer one, or a sealed one whose bytes changed since it was closed."""
    with path.open("rb") as stream:
        header = stream.read(100)
    if not header.startswith(b"SQLite format 3\0") and not check_seal(path).sealed:
        raise UserError("project.not_a_project", path=path.name)
    seal = check_seal(path)
    if seal.broken_page is not None and not (unfinished and not seal.sealed):
        key = "project.page_changed" if seal.broken_page else "project.seal_changed"
        raise UserError(key, path=path.name, page=seal.broken_page)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UserError("project.not_a_project", path=path.name)
    version = int.from_bytes(header[60:64], "big")
    if version > FILE_VERSION:
        raise UserError("project.too_new", path=path.name, version=version, known=FILE_VERSION)
    return version


def _open_checked(path: Path, *, readonly: bool) -> Database:
    database = None
    try:
        database = Database(path, readonly=readonly)
        database.connection.exec_driver_sql("SELECT count(*) FROM act WHERE is_head = 1").scalar_one()
        return database
    except DatabaseError as error:
        if database is not None:
            with contextlib.suppress(DatabaseError):
                database.close()
        raise UserError("project.damaged", path=path.name) from error
