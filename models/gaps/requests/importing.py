"""Raising a gap for each line of a list of requests: all or nothing, and no line twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.findings import Finding
from models.gaps.numbering import next_serial
from models.gaps.requests.planning import Plan, plan_requests
from models.gaps.requests.reading import RequestList, read_requests
from models.gaps.requests.revising import writes
from models.ledger.operations import Operation, insert, new_ids
from models.lists.stopping import stop_on_errors
from models.project.changed import Changed
from models.project.project import Project


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: new gaps, gaps that a newer line changed, lines known already, what was noticed."""

    changed: Changed
    read: RequestList
    new: int
    revised: int
    known: int
    findings: tuple[Finding, ...]


def import_requests(project: Project, path: Path, default_section: bytes | None = None) -> Imported:
    """Raise the gaps of a list. A line that was imported before, from whatever file, raises none again;
    one that has its number in an earlier edition of the list changes what nobody has touched since.

    `default_section` asks where a line names no section; left out, the acting member's section does.
    `StoppedByFindings` with all findings when one is an error; nothing is stored then.
    """
    return take_in(project, read_requests(path), default_section)


def take_in(project: Project, read: RequestList, default_section: bytes | None = None) -> Imported:
    """The same for a list that was read, such as one that somebody has looked through."""
    plan = plan_requests(project, read, default_section)
    stop_on_errors(read.file, plan.findings)
    changed = _act(project, plan)
    return Imported(changed, read, len(plan.rows), len(plan.again), plan.count("same"), tuple(plan.findings))


def _act(project: Project, plan: Plan) -> Changed:
    operations = _new_gaps(project, plan.rows, plan.sources)
    facts = {"file": plan.read.file, "gaps": str(len(plan.rows))}
    if not plan.again:
        return project.act("gaps.import_requests", operations, **facts)
    operations += [*writes(plan.changes), insert("gap_source", plan.again)]
    return project.act("gaps.import_revised", operations, **facts, revised=str(len(plan.again)))


def _new_gaps(
    project: Project, rows: list[dict[str, Any]], sources: list[list[dict[str, Any]]]
) -> list[Operation]:
    serial = next_serial(project)
    for number, (gap, row) in enumerate(zip(new_ids(len(rows)), rows, strict=True)):
        row |= {"id": gap, "serial": serial + number}
    origins = [
        {"gap_id": row["id"], **source}
        for row, listed in zip(rows, sources, strict=True)
        for source in listed
    ]
    if not rows:
        return []
    askers = [{"gap_id": row["id"], "section_id": row["section_id"]} for row in rows]
    return [insert("gap", rows), insert("gap_asker", askers), insert("gap_source", origins)]
