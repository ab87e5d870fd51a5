"""How a record is described: its columns, what may be edited later, and the rules of authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What a column holds. JSON columns hold canonical JSON text; ids are 16-byte UUIDv7."""

    ID = "id"
    TEXT = "text"
    INTEGER = "integer"
    BYTES = "bytes"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Only `editable` ones can be written after the row was made; others never change."""

    name: str
    kind: Kind = Kind.TEXT
    editable: bool = False
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """The member who signed a changeset, as the changeset's own past knows the member."""

    member: bytes
    organisation: bytes | None
    section: bytes | None
    roles: frozenset[tuple[str, bytes | None]]

    def has(self, *roles: str) -> bool:
        """Whether the member holds any of these roles, in whatever section."""
        return any(role in roles for role, _ in self.roles)

    def has_in(self, section: bytes | None, *roles: str) -> bool:
        """Whether the member holds any of these roles in that very section."""
        return any(role in roles and place == section for role, place in self.roles)


class Claim(Protocol):
    """What a rule sees: the author, the operation's columns, and rows of the changeset's own past."""

    @property
    def author(self) -> Author:
        """Who signed."""

    @property
    def columns(self) -> Mapping[str, Sequence[Any]]:
        """The rows to insert, by column; for a write, the rows as they stand."""

    @property
    def written(self) -> str | None:
        """The column that is written, or None for an insert."""

    def past(self, table: str, row: bytes | None) -> Mapping[str, Any] | None:
        """A row that the author had seen, with its fixed columns and `author` (member id), or None."""

    def past_rows(self, table: str, column: str, value: bytes) -> list[Mapping[str, Any]]:
        """All rows with `column == value` that the author had seen."""

    def made_here(self, table: str) -> frozenset[bytes]:
        """Ids of the rows which the same changeset inserts into `table`."""


Rule = Callable[[Claim], str | None]
"""Returns None if the act is allowed, else the key (below `ledger.refused`) that says why not."""


@dataclass(frozen=True, slots=True)
class Record:
    """One table of the project.

    `insert` and `write` are the rules for new rows and for edits (retiring a row is a write of
    `retired`). `undoable` is false for acts that only ever append, such as decisions.
    `grants` marks the tables from which authority itself is read.
    """

    name: str
    columns: tuple[Column, ...]
    insert: Rule
    write: Rule
    undoable: bool = True
    grants: bool = False

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def editable(self) -> frozenset[str]:
        """Names of the columns that can be written later, `retired` among them."""
        return frozenset(c.name for c in self.columns if c.editable) | {"retired"}


def identifier(name: str, indexed: bool = False) -> Column:
    """A fixed column that holds the id of another row."""
    return Column(name, Kind.ID, indexed=indexed)


def fixed(name: str, kind: Kind = Kind.TEXT) -> Column:
    """A column that never changes after the row was made."""
    return Column(name, kind)


def edited(name: str, kind: Kind = Kind.TEXT) -> Column:
    """A column that members may write later."""
    return Column(name, kind, editable=True)
