"""Deriving gaps: each answer below the standard and each task without a feature belongs to one gap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from models.errors import UserError
from models.gaps.numbering import next_serial
from models.gaps.sources import (
    FLOW_KINDS,
    Origin,
    Source,
    answers_below_standard,
    known_sources,
    tasks_without_feature,
)
from models.ledger.operations import Operation, insert, new_ids
from models.members.queries import acting_member, sections
from models.project.changed import Changed
from models.project.project import Project
from models.words import say

LONGEST_TITLE = 80


def derive_gaps(
    project: Project,
    *,
    default_section: bytes | None = None,
    packages: Collection[bytes] | None = None,
    flow_kinds: Collection[str] = FLOW_KINDS,
) -> Changed:
    """Raise gaps for all sources that have none yet, as one act.

    One gap per feature, whatever the number of packages that miss it, and one per task. A new answer
    to a feature that has its gap already is added to that gap's sources. Running again adds nothing.
    `default_section` owns gaps whose feature names no section; left out, the acting member's section does.
    """
    known, gaps = known_sources(project)
    found = [*answers_below_standard(project, packages), *tasks_without_feature(project, flow_kinds)]
    fresh = [origin for origin in found if origin.source not in known]
    new: dict[bytes, list[Origin]] = {}
    for origin in fresh:
        subject = origin.source.subject
        if subject is not None and subject not in gaps:
            new.setdefault(subject, []).append(origin)
    rows = _gap_rows(project, new, default_section)
    gaps.update(zip(new, (row["id"] for row in rows), strict=True))
    tables = {
        "gap": rows,
        "gap_asker": [{"gap_id": row["id"], "section_id": row["section_id"]} for row in rows],
        "gap_source": [source_row(gaps, origin.source) for origin in fresh],
    }
    operations: list[Operation] = [insert(table, listed) for table, listed in tables.items() if listed]
    return project.act("gaps.derive", operations, gaps=str(len(rows)), sources=str(len(fresh)))


def source_row(gaps: Mapping[bytes, bytes], source: Source) -> dict[str, Any]:
    """The row of a source whose subject has its gap in `gaps`."""
    return {
        "gap_id": gaps[source.subject or b""],
        "kind": source.kind,
        "feature_id": source.feature_id,
        "package_id": source.package_id,
        "element_id": source.element_id,
    }


def _gap_rows(
    project: Project, new: Mapping[bytes, list[Origin]], default_section: bytes | None
) -> list[dict[str, Any]]:
    places = {section.id: section.organisation_id for section in sections(project)}
    member = acting_member(project)
    fallback = default_section or (member.section_id if member else None)
    serial = next_serial(project)
    rows = []
    for number, (gap, origins) in enumerate(zip(new_ids(len(new)), new.values(), strict=True)):
        wished = origins[0].section_id
        section = wished if wished in places else fallback
        if section is None or section not in places:
            raise UserError("gaps.no_section", name=origins[0].name)
        rows.append(
            {
                "id": gap,
                "serial": serial + number,
                "organisation_id": places[section],
                "section_id": section,
                "title": _title(origins[0]),
                "missing": _missing(origins),
            }
        )
    return rows


def _title(origin: Origin) -> str:
    if origin.source.kind == "task":
        name = origin.name.strip() or say("gaps.derived.unnamed_task")
        return _short(say("gaps.derived.task", task=name, flow=origin.place))
    return _short(origin.name) or say("gaps.derived.unnamed_feature")


def _missing(origins: Iterable[Origin]) -> str:
    """What the packages say, a line each; for a task, where it stands."""
    lines = []
    for origin in origins:
        if origin.source.kind == "task":
            lines.append(say("gaps.derived.task_missing", task=origin.name, flow=origin.place))
            continue
        said = say(f"gaps.answer.{origin.answer}")
        line = say("gaps.derived.answer_missing", package=origin.place, answer=said, detail=origin.detail)
        lines.append(line.rstrip())
    return "\n".join(lines)


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_TITLE else joined[: LONGEST_TITLE - 1] + "…"
