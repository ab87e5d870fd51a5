"""Deriving gaps: each answer below the standard and each task without a feature belongs to one gap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from models.errors import UserError
from models.gaps.derived_texts import missing_text, title_of
from models.gaps.flow_sources import flow_differences
from models.gaps.following import texts_that_follow
from models.gaps.numbering import next_serial
from models.gaps.sources import (
    FLOW_KINDS,
    Origin,
    Subject,
    answers_below_standard,
    known_sources,
    tasks_without_feature,
)
from models.ledger.operations import Insert, Operation, new_ids
from models.members.queries import acting_member, sections
from models.project.changed import Changed
from models.project.project import Project
from models.words import language


def derive_gaps(
    project: Project,
    *,
    default_section: bytes | None = None,
    packages: Collection[bytes] | None = None,
    flow_kinds: Collection[str] = FLOW_KINDS,
    differences: bool = True,
) -> Changed:
    """Raise gaps for all sources that have none yet, as one act.

    One gap per feature, whatever the number of packages that miss it, and one per task or place where the
    standard flow does otherwise than the current one (unless `differences` is false). A new answer
    to a feature that has its gap already is added to that gap's sources; texts that deriving wrote and
    nobody has touched since follow what the sources say now. Running again adds nothing.
    `default_section` owns gaps whose feature names no section; left out, the acting member's section does.
    """
    known, gaps = known_sources(project)
    found = [*answers_below_standard(project, packages), *tasks_without_feature(project, flow_kinds)]
    if differences:
        found += flow_differences(project)
    fresh = [origin for origin in found if origin.identity not in known]
    new: dict[Subject, list[Origin]] = {}
    for origin in fresh:
        subject = origin.subject
        if subject not in gaps:
            new.setdefault(subject, []).append(origin)
    operations = raised(project, new, fresh, gaps, default_section)
    updates: Sequence[Operation] = ()
    if packages is None and set(flow_kinds) == set(FLOW_KINDS):
        updates = texts_that_follow(project, found, gaps)
    facts = {"gaps": str(len(new)), "sources": str(len(fresh))}
    if updates:
        updated = sum(one.count for one in updates)
        return project.act("gaps.derive_again", [*operations, *updates], **facts, updated=str(updated))
    return project.act("gaps.derive", operations, **facts)


def raised(
    project: Project,
    new: Mapping[Subject, Sequence[Origin]],
    fresh: Sequence[Origin],
    gaps: dict[Subject, bytes],
    default_section: bytes | None,
) -> list[Operation]:
    """The inserts for new gaps and for sources; `gaps` learns the new ones."""
    ids = new_ids(len(new)) if new else []
    gaps.update(zip(new, ids, strict=True))
    operations: list[Operation] = []
    if new:
        owners, towns = _owners(project, new.values(), default_section)
        serial = next_serial(project)
        tongue = language()
        operations.append(
            Insert(
                "gap",
                {
                    "id": ids,
                    "serial": list(range(serial, serial + len(ids))),
                    "organisation_id": towns,
                    "section_id": owners,
                    "title": [title_of(origins[0], tongue) for origins in new.values()],
                    "missing": [missing_text(origins, tongue) for origins in new.values()],
                },
            )
        )
        operations.append(Insert("gap_asker", {"id": new_ids(len(ids)), "gap_id": ids, "section_id": owners}))
    if fresh:
        kinds, features, packages, elements, keys = zip(*[one.identity for one in fresh], strict=True)
        subjects = [one.subject for one in fresh]
        columns = {
            "id": new_ids(len(fresh)),
            "gap_id": [gaps[subject] for subject in subjects],
            "kind": list(kinds),
            "feature_id": list(features),
            "package_id": list(packages),
            "element_id": list(elements),
        }
        if any(keys):
            columns |= {"key": list(keys), "place": [one.place if one.identity[4] else None for one in fresh]}
        operations.append(Insert("gap_source", columns))
    return operations


def _owners(
    project: Project, new: Iterable[Sequence[Origin]], default_section: bytes | None
) -> tuple[list[bytes], list[bytes]]:
    """Section and organisation of each new gap."""
    places = {section.id: section.organisation_id for section in sections(project)}
    member = acting_member(project)
    fallback = default_section or (member.section_id if member else None)
    owners = []
    for origins in new:
        wished = origins[0].section_id
        section = wished if wished in places else fallback
        if section is None or section not in places:
            raise UserError("gaps.no_section", name=origins[0].name)
        owners.append(section)
    return owners, [places[one] for one in owners]
