"""Merging: the union of the changesets, then the fold. Any order of files gives the same project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.errors import UserError
from models.exchange.package import Package
from models.findings import Finding, Severity
from models.ledger.body import MalformedBody
from models.ledger.changeset import Changeset
from models.project.project import Project

Cell = tuple[str, bytes, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, as numbers of changesets; `conflicts` are cells that came to be contested."""

    new: int
    known: int
    quarantined: int
    waiting: int
    damaged: tuple[Finding, ...]
    conflicts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The changesets of all sources: new here, known here, and the findings for those beyond reading."""

    fresh: dict[bytes, Changeset] = field(default_factory=dict)
    known: set[bytes] = field(default_factory=set)
    damaged: list[Finding] = field(default_factory=list)


def merge(project: Project, sources: Sequence[Package]) -> Merged:
    """Take in what is new, in one step. Merging the same again changes nothing.

    Changesets without effect are kept in quarantine, those whose past is missing wait for it, and
    those that are damaged are reported and not kept, so that a whole copy can still come later.
    """
    arrived = sort_out(project, sources)
    before = contested_cells(project)
    arrival = project.take_in(arrived.fresh.values())
    return Merged(
        len(arrived.fresh),
        len(arrived.known),
        len(arrival.quarantined),
        len(arrival.waiting),
        tuple(arrived.damaged),
        tuple(sorted(contested_cells(project) - before)),
    )


def sort_out(project: Project, sources: Sequence[Package]) -> Sorted:
    """Compare sources with the project; `UserError` if one belongs to another project."""
    here = set(project.connection.exec_driver_sql("SELECT id FROM changeset").scalars())
    result = Sorted()
    for source in sources:
        demand_same_project(project, source)
        if source.unreadable:
            facts = {"n": source.unreadable}
            result.damaged.append(
                Finding(Severity.ERROR, source.path.name, "exchange.damaged_entries", facts)
            )
        for changeset in source.changesets:
            if changeset.id in here:
                result.known.add(changeset.id)
            elif changeset.id not in result.fresh:
                reason = _damage(changeset)
                if reason is None:
                    result.fresh[changeset.id] = changeset
                else:
                    where = f"{source.path.name} {changeset.id.hex()[:12]}"
                    result.damaged.append(Finding(Severity.ERROR, where, f"ledger.refused.{reason}"))
    return result


def demand_same_project(project: Project, source: Package) -> None:
    """Refuse a source that belongs to another project."""
    if source.project != project.id:
        raise UserError("exchange.other_project", path=source.path.name, name=source.name or "?")


def contested_cells(project: Project) -> set[Cell]:
    """The cells for which several different values stand side by side."""
    rows = project.connection.exec_driver_sql("SELECT tbl, row, col FROM conflict")
    return {(table, row, column) for table, row, column in rows}


def _damage(changeset: Changeset) -> str | None:
    """Why it can't be kept. Its id covers header and signature, so a broken body must not take its place."""
    try:
        parents = changeset.fields["parents"]
        changeset.body()
    except MalformedBody as error:
        return error.reason
    return "malformed" if len(set(parents)) != len(parents) else None
