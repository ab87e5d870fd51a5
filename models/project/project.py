"""An open project: read its tables, change it by signed acts, undo them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType

from sqlalchemy import Connection

from models.errors import UserError
from models.ledger.changeset import Changeset, Signer
from models.ledger.operations import Insert, Operation
from models.ledger.store import Arrival, add_changesets, project_id, sign_act
from models.ledger.undo import UNDO, last_standing, undoing
from models.project.changed import Changed
from models.records import RECORDS
from models.storage.database import Database
from models.storage.file import ProjectFile


class Project:
    """One project, open. `signer` is who acts; without one (or read-only) nothing can be changed.

    Every change goes through `act`: one transaction, all or nothing, checked by the same rules
    that every other copy of the project will apply. `clock` gives the time that acts claim (UTC ms);
    without one it is this machine's.
    """

    def __init__(
        self, database: Database, signer: Signer | None = None, file: ProjectFile | None = None
    ) -> None:
        self.database = database
        self.signer = signer
        self.file = file
        self.clock: Callable[[], int] | None = None
        self._guard = threading.RLock()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection(self) -> Connection:
        """For queries only; each thread has its own, which sees what is stored."""
        return self.database.connection

    @property
    def id(self) -> bytes:
        """The project's id: that of its first changeset."""
        return project_id(self.connection)

    @property
    def readonly(self) -> bool:
        """Whether nothing can be changed here."""
        return self.database.readonly or self.signer is None

    @property
    def member_id(self) -> bytes | None:
        """The member who acts, or None for somebody who is not enrolled."""
        if self.signer is None:
            return None
        return self.connection.exec_driver_sql(
            "SELECT id FROM member WHERE public_key = ? ORDER BY id LIMIT 1", (self.signer.public_key,)
        ).scalar()

    def act(self, action: str, operations: Sequence[Operation], **facts: str) -> Changed:
        """Sign, store and fold one act; refuse it with its reason if the author may not do this."""
        with self._guard:
            signer = self._signer()
            with self.database.transaction() as connection:
                now = self.clock() if self.clock else None
                changeset = sign_act(connection, signer, action, facts, operations, now=now)
                if changeset is None:
                    return Changed(None, action, facts)
                self._take(connection, changeset)
            tables = frozenset(operation.table for operation in operations)
            undoable = all(RECORDS[table].undoable for table in tables)
            first = next((one for one in operations if isinstance(one, Insert)), None)
            made = tuple(first.columns["id"]) if first else ()
            return Changed(changeset.id, action, facts, tables, undoable, made)

    def undo(self, changeset: bytes | None = None) -> Changed:
        """Undo an act (default: one's own last) by a new act that gives back the former values."""
        member = self.member_id
        wanted = changeset or (last_standing(self.connection, member) if member else None)
        if wanted is None:
            raise UserError("ledger.nothing_to_undo")
        return self.act(UNDO, undoing(self.connection, wanted), undoes=wanted.hex())

    def take_in(self, changesets: Iterable[Changeset]) -> Arrival:
        """Add changesets of others; those without effect are kept aside and reported."""
        with self._guard:
            if self.database.readonly:
                raise UserError("project.readonly")
            self._before_writing()
            with self.database.transaction() as connection:
                return add_changesets(connection, changesets)

    def leave_thread(self) -> None:
        """Give back what a thread that ends has used of the file."""
        self.database.leave_thread()

    def close(self) -> None:
        """Close the file in good order."""
        self.database.close()
        if self.file is not None:
            self.file.close()

    def _signer(self) -> Signer:
        if self.database.readonly:
            raise UserError("project.readonly")
        if self.signer is None:
            raise UserError("project.no_identity")
        self._before_writing()
        return self.signer

    def _before_writing(self) -> None:
        if self.file is not None:
            self.file.before_writing()

    def _take(self, connection: Connection, changeset: Changeset) -> None:
        add_changesets(connection, [changeset])
        status, reason = connection.exec_driver_sql(
            "SELECT status, reason FROM act WHERE id = ?", (changeset.id,)
        ).one()
        if status != "effective":
            raise UserError(f"ledger.refused.{reason}")
