"""A newer edition beside the project's own list: what would change, and what hangs on each item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.findings import Finding
from models.ledger.operations import Insert
from models.lists.columnar import feature_insert
from models.lists.commands import reading_of
from models.lists.editions.rules import compare, resolved
from models.lists.editions.shape import COLUMNS, PLACES, Comparison, Entry, entries
from models.lists.mapping import Mapping as Columns
from models.lists.queries import FeatureList, feature_lists, find_list
from models.lists.reading.bounds import file_bytes
from models.lists.reading.reader import read_workbook
from models.lists.stopping import stop_on_errors
from models.lists.understanding.understand import list_table
from models.project.project import Project
from models.uptake.hanging import Hanging, hanging_on
from models.words import joined

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Incoming:
    """The newer edition as it was read: the file's bytes, how it was read, its items as features."""

    file: str
    data: bytes
    reading: Mapping[str, Any]
    features: Insert
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking in an edition would mean. `ids[i]` is the feature of `comparison.old[i]`;
    `hanging` names what hangs on a feature, if anything does."""

    list: FeatureList
    incoming: Incoming
    ids: tuple[bytes, ...]
    comparison: Comparison
    hanging: Mapping[bytes, Hanging]

    def decided(self, accepted: frozenset[str], apart: frozenset[str]) -> Comparison:
        """The comparison as these decisions leave it; `UserError` for a key that names nothing."""
        known = {one.key for one in self.comparison.suspects}
        for key in sorted(accepted - known):
            raise UserError("editions.unknown_suspect", suspect=key, known=joined(sorted(known)) or "-")
        pairs = [one for one in self.comparison.pairs if one.old is not None and one.new is not None]
        labels = {self.comparison.new[one.new].label for one in pairs if one.new is not None}
        for key in sorted(apart - labels):
            raise UserError("editions.unknown_pair", item=key)
        return resolved(self.comparison, accepted, apart)


def plan_uptake(
    project: Project,
    path: Path,
    list_id: bytes,
    mapping: Columns | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Read a newer edition of a list and compare; nothing is stored.

    `UserError` when the file cannot be understood, and `StoppedByFindings` when it holds errors.
    """
    tell = progress or (lambda done, total: None)
    tell(0, 3)
    own = next((one for one in feature_lists(project) if one.id == list_id), None)
    if own is None:
        raise UserError("editions.no_list")
    incoming = read_edition(path, list_id, mapping)
    tell(1, 3)
    ids, old = own_entries(project, list_id)
    comparison = compare(old, entries(incoming.features.columns), lambda: tell(1, 3))
    tell(2, 3)
    return Plan(own, incoming, ids, comparison, hanging_on(project, ids))


def read_edition(path: Path, list_id: bytes, mapping: Columns | None = None) -> Incoming:
    """A file as the features it would make."""
    data = file_bytes(path)
    workbook = read_workbook(path)
    sheet, table = list_table(workbook, mapping.hints if mapping else None)
    findings = (*workbook.findings, *sheet.findings, *table.findings)
    stop_on_errors(path.name, findings)
    reading = reading_of(workbook, sheet, table, mapping)
    return Incoming(path.name, data, reading, feature_insert(list_id, table.items), findings)


def own_entries(project: Project, list_id: bytes) -> tuple[tuple[bytes, ...], tuple[Entry, ...]]:
    """The ids and entries of a list's features in their order."""
    names = (*COLUMNS, *PLACES)
    rows = project.connection.exec_driver_sql(
        f"SELECT id, {', '.join(names)} FROM feature WHERE list_id = ? ORDER BY position, id", (list_id,)
    ).all()
    if not rows:
        return (), ()
    ids, *columns = zip(*rows, strict=True)
    return tuple(ids), entries(dict(zip(names, columns, strict=True)))


def list_to_renew(project: Project, name: str = "") -> FeatureList:
    """The list of that name; without a name the only one there is."""
    listed = feature_lists(project)
    if name or not listed:
        return find_list(project, name)
    if len({one.name for one in listed}) > 1:
        raise UserError("editions.name_the_list", known=joined(one.name for one in listed))
    return listed[-1]
