"""Raising a gap for each line of a list of requests: all or nothing, and no line twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.findings import Finding, Severity
from models.gaps.derived_texts import short
from models.gaps.labels import gap_labels
from models.gaps.numbering import next_serial
from models.gaps.requests.reading import TEXTS, Request, RequestList, read_requests
from models.gaps.requests.revising import COLUMNS, is_revision, line_key, revised_cells, touched_cells, writes
from models.gaps.requests.words import folded
from models.ledger.canonical import canonical
from models.ledger.operations import Operation, insert, new_ids
from models.lists.queries import find_feature
from models.lists.stopping import stop_on_errors
from models.members.queries import Section, acting_member, sections
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined, say


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
    read = read_requests(path)
    findings = list(read.findings)
    places = _Places(project, default_section)
    held, lines = _held(project)
    touched = touched_cells(project) if lines else {}
    changes: dict[bytes, Mapping[str, Any]] = {}
    again: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    sources: list[list[dict[str, Any]]] = []
    known = 0
    for one in read.requests:
        section, feature = places.of(one, findings), _feature(project, one, findings)
        if section is None:
            continue
        key = content_key(one, section.id)
        if key in seen:
            findings.append(Finding(Severity.WARNING, one.where, "gaps.requests.twice", {"first": seen[key]}))
            continue
        seen[key] = one.where
        if key in held:
            known += 1
            findings += _differences(one, held[key])
            continue
        line = line_key(read.file, one.number, section.id)
        source = {"kind": "request", "key": f"{key}:{line}" if line else key}
        source["place"] = f"{read.file} {one.where}"
        earlier = lines.get(line) if line else None
        if earlier is not None and is_revision(one, earlier):
            gap = earlier["id"]
            changes[gap] = revised_cells(one, earlier, touched.get(gap, frozenset()))
            findings += _differences(one, {**earlier, **changes[gap]})
            again.append({"gap_id": gap, **source})
            continue
        rows.append(_row(one, section))
        sources.append([source])
        if feature is not None:
            sources[-1].append({"kind": "feature", "feature_id": feature})
    stop_on_errors(path.name, findings)
    operations = _new_gaps(project, rows, sources)
    facts = {"file": path.name, "gaps": str(len(rows))}
    if again:
        operations += [*writes(changes), insert("gap_source", again)]
        changed = project.act("gaps.import_revised", operations, **facts, revised=str(len(again)))
    else:
        changed = project.act("gaps.import_requests", operations, **facts)
    return Imported(changed, read, len(rows), len(again), known, tuple(findings))


def content_key(one: Request, section: bytes) -> str:
    """What makes a line the same line wherever it stands: who asks for what, and to what end."""
    texts = [folded(one.texts[name]).replace(" ", "") for name in ("title", "missing", "purpose")]
    return hashlib.sha256(canonical([*texts, section.hex()])).hexdigest()


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


def _row(one: Request, section: Section) -> dict[str, Any]:
    texts = {name: one.texts[name] for name in TEXTS if one.texts[name]}
    return {
        **texts,
        "title": short(texts.get("title") or texts["missing"]),
        "section_id": section.id,
        "organisation_id": section.organisation_id,
        **{name: yen for name, yen in one.amounts.items() if yen is not None},
    }


class _Places:
    """Finds the section that a line names, however its words are set apart."""

    def __init__(self, project: Project, default: bytes | None) -> None:
        self._sections = sections(project)
        member = acting_member(project)
        wished = default or (member.section_id if member else None)
        self._default = next((one for one in self._sections if one.id == wished), None)

    def of(self, one: Request, findings: list[Finding]) -> Section | None:
        town, section = _plain(one.organisation), _plain(one.section)
        if not town and not section:
            if self._default is None:
                findings.append(Finding(Severity.ERROR, one.where, "gaps.requests.no_section"))
            return self._default
        found = [
            each
            for each in self._sections
            if (not section or section in (_plain(each.name), _plain(each.label)))
            and (not town or _plain(each.label).startswith(town))
        ]
        if len(found) == 1:
            return found[0]
        named = f"{one.organisation} {one.section}".strip()
        known = joined(each.label for each in (found or self._sections))
        key = "gaps.requests.several_sections" if found else "gaps.requests.unknown_section"
        findings.append(Finding(Severity.ERROR, one.where, key, {"name": named, "known": known}))
        return None


def _feature(project: Project, one: Request, findings: list[Finding]) -> bytes | None:
    if not one.feature:
        return None
    try:
        return find_feature(project, one.feature)
    except UserError:
        facts = {"feature": one.feature}
        findings.append(Finding(Severity.ERROR, one.where, "gaps.requests.unknown_feature", facts))
        return None


Held = dict[str, Mapping[str, Any]]


def _held(project: Project) -> tuple[Held, Held]:
    """What the gaps of imported lines say now, by content key and by line key."""
    labels = gap_labels(project)
    columns = ", ".join(f"g.{name}" for name in COLUMNS)
    rows = project.connection.exec_driver_sql(
        f"SELECT s.key, g.id, {columns} FROM gap_source AS s JOIN gap_rows AS g ON g.id = s.gap_id "
        "WHERE s.kind = 'request' AND s.key IS NOT NULL ORDER BY s.id DESC"
    )
    contents: Held = {}
    lines: Held = {}
    for key, gap, *cells in rows:
        said = {"id": gap, "label": labels.get(gap, "-"), **dict(zip(COLUMNS, cells, strict=True))}
        content, _, line = key.partition(":")
        contents[content] = said
        if line:
            lines[line] = said
    return contents, lines


def _differences(one: Request, held: Mapping[str, Any]) -> list[Finding]:
    """A line that says something else by now is told; what the gap says is left as it is."""
    said = {name: text for name, text in one.texts.items() if name != "title"}
    named = [name for name, text in said.items() if text and folded(text) != folded(held[name] or "")]
    named += [name for name, yen in one.amounts.items() if yen is not None and yen != held[name]]
    if not named:
        return []
    fields = joined(say(f"gaps.field.{name}") for name in named)
    facts = {"gap": held["label"], "fields": fields}
    return [Finding(Severity.NOTE, one.where, "gaps.requests.differs", facts)]


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")
