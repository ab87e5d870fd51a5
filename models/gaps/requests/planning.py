"""What an import of requests would do with each line, told before anything is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.errors import UserError
from models.findings import Finding, Severity
from models.gaps.derived_texts import short
from models.gaps.labels import gap_labels
from models.gaps.requests.reading import TEXTS, Request, RequestList
from models.gaps.requests.revising import COLUMNS, is_revision, line_key, revised_cells, touched_cells
from models.gaps.requests.words import folded
from models.ledger.canonical import canonical
from models.lists.queries import find_feature
from models.members.queries import Section, acting_member, sections
from models.project.project import Project
from models.words import joined, say

Fate = Literal["new", "revised", "same"]


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What becomes of a line: a new gap, or `gap`, which it changes in `columns` or leaves as it is."""

    where: str
    title: str
    section: str
    fate: Fate
    gap: str = ""
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """The lines, the findings of reading and placing them, and what would be written.

    `homeless` are the lines that name no section. A line with an error is among the findings alone.
    """

    read: RequestList
    lines: list[PlannedLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    homeless: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    sources: list[list[dict[str, Any]]] = field(default_factory=list)
    changes: dict[bytes, Mapping[str, Any]] = field(default_factory=dict)
    again: list[dict[str, Any]] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many lines meet this."""
        return sum(one.fate == fate for one in self.lines)

    @property
    def errors(self) -> int:
        """How many findings stop the import."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


def plan_requests(project: Project, read: RequestList, default_section: bytes | None = None) -> Plan:
    """What importing the list would do now; nothing is stored. See `import_requests`."""
    plan = Plan(read, findings=list(read.findings))
    places = _Places(project, default_section)
    held, lines = _held(project)
    touched = touched_cells(project) if lines else {}
    seen: dict[str, str] = {}
    for one in read.requests:
        plan.homeless += not (one.organisation.strip() or one.section.strip())
        section, feature = places.of(one, plan.findings), _feature(project, one, plan.findings)
        if section is None:
            continue
        key = content_key(one, section.id)
        if key in seen:
            twice = {"first": seen[key]}
            plan.findings.append(Finding(Severity.WARNING, one.where, "gaps.requests.twice", twice))
            continue
        seen[key] = one.where
        if key in held:
            _note(plan, one, section, "same", held[key])
            plan.findings += _differences(one, held[key])
            continue
        line = line_key(read.file, one.number, section.id)
        source = {"kind": "request", "key": f"{key}:{line}" if line else key}
        source["place"] = f"{read.file} {one.where}"
        earlier = lines.get(line) if line else None
        if earlier is not None and is_revision(one, earlier):
            gap = earlier["id"]
            plan.changes[gap] = revised_cells(one, earlier, touched.get(gap, frozenset()))
            plan.findings += _differences(one, {**earlier, **plan.changes[gap]})
            plan.again.append({"gap_id": gap, **source})
            _note(plan, one, section, "revised", earlier, tuple(plan.changes[gap]))
            continue
        plan.rows.append(_row(one, section))
        plan.sources.append([source])
        if feature is not None:
            plan.sources[-1].append({"kind": "feature", "feature_id": feature})
        _note(plan, one, section, "new")
    return plan


def _note(
    plan: Plan,
    one: Request,
    section: Section,
    fate: Fate,
    held: Mapping[str, Any] | None = None,
    columns: tuple[str, ...] = (),
) -> None:
    title = short(one.texts["title"] or one.texts["missing"])
    label = str(held["label"]) if held is not None else ""
    plan.lines.append(PlannedLine(one.where, title, section.label, fate, label, columns))


def content_key(one: Request, section: bytes) -> str:
    """What makes a line the same line wherever it stands: who asks for what, and to what end."""
    texts = [folded(one.texts[name]).replace(" ", "") for name in ("title", "missing", "purpose")]
    return hashlib.sha256(canonical([*texts, section.hex()])).hexdigest()


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
