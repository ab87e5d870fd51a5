"""One change to many gaps at once: what it would do to each is told first, then it is one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.gaps.editing import may_edit
from models.gaps.labels import gap_labels
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, Write
from models.members.queries import Member, acting_member
from models.project.changed import Changed
from models.project.project import Project
from models.tiers.catalogue import change_kinds, dispositions, find_disposition, find_kind
from models.tiers.cells import texts_in
from models.tiers.rules import SCOPES, lighter_steps, unexplained_steps
from models.words import joined, say

FIELDS = ("disposition", "kinds", "package_id", "legal_ground", "frequency", "cost_unknown")
"""What can be changed for many gaps together; titles and purposes are each gap's own."""
_COLUMNS = ("title", "section_id", "lighter_reasons", *FIELDS)


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """One change for many: `value` is a response or kind (id or label), a package's id in hex, or a text.

    A kind is added to those that a gap has, with its option `scope`. `reason` says why the lighter steps do
    not achieve the purpose, for gaps that have no reason of their own.
    """

    field: str
    value: str
    scope: str = "unknown"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What becomes of one gap: its cell in words before and after, or `hindrance`, why it stays as it is."""

    gap: bytes
    label: str
    title: str
    before: str
    after: str
    hindrance: str = ""
    cells: Mapping[str, Any] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the change would write anything here."""
        return bool(self.cells) and not self.hindrance


def preview(project: Project, gaps: Sequence[bytes], edit: BulkEdit) -> tuple[BulkLine, ...]:
    """What `edit` would do to each gap, in their order; `UserError` if the edit itself makes no sense."""
    change = _change(project, edit)
    labels, member, asking = gap_labels(project), acting_member(project), _asking(project)
    contested = _contested(project)
    lines = []
    for gap in dict.fromkeys(gaps):
        row = _row(project, gap)
        before, after, cells, hindrance = change(row)
        hindrance = _forbidden(member, row, asking.get(gap, ())) or hindrance
        if any((gap, column) in contested for column in cells):
            hindrance = say("gap_bulk.contested")
        lines.append(BulkLine(gap, labels[gap], row["title"] or "", before, after, hindrance, cells))
    return tuple(lines)


def edit_gaps(project: Project, gaps: Sequence[bytes], edit: BulkEdit) -> Changed:
    """Carry the edit out for every gap that it changes, as one act; those that are hindered stay."""
    lines = [line for line in preview(project, gaps, edit) if line.is_changed]
    columns: dict[str, list[tuple[bytes, Any]]] = {}
    for line in lines:
        for column, value in (line.cells or {}).items():
            columns.setdefault(column, []).append((line.gap, value))
    operations: list[Operation] = [
        Write("gap", column, [gap for gap, _ in cells], [value for _, value in cells])
        for column, cells in columns.items()
    ]
    return project.act(
        "gaps.edit_many", operations, n=str(len(lines)), field=say(f"gaps.field.{edit.field}"),
        gaps=joined(line.label for line in lines[:5]) + ("…" if len(lines) > 5 else ""),
    )  # fmt: skip


_Change = Callable[[Mapping[str, Any]], tuple[str, str, dict[str, Any], str]]
"""From a gap's cells: words before and after, the cells to write, and what hinders it."""


def _change(project: Project, edit: BulkEdit) -> _Change:
    if edit.field == "disposition":
        return _responding(edit)
    if edit.field == "kinds":
        return _adding_kind(edit)
    if edit.field == "package_id":
        return _assigning(project, edit)
    if edit.field not in FIELDS:
        raise UserError("gap_bulk.unknown_field", field=edit.field, known=joined(FIELDS))
    text = edit.value.strip()

    def change(row: Mapping[str, Any]) -> tuple[str, str, dict[str, Any], str]:
        before = row[edit.field] or ""
        return before, text, {} if before == text else {edit.field: text}, ""

    return change


def _responding(edit: BulkEdit) -> _Change:
    chosen = dispositions().get(edit.value) or find_disposition(edit.value)

    def change(row: Mapping[str, Any]) -> tuple[str, str, dict[str, Any], str]:
        before = dispositions().get(row["disposition"] or "")
        reasons = texts_in(row["lighter_reasons"])
        if edit.reason.strip():
            missing = unexplained_steps(chosen.id, reasons)
            reasons = {**reasons, **dict.fromkeys(missing, edit.reason.strip())}
        lacking = unexplained_steps(chosen.id, reasons)
        steps = joined(dispositions()[one].label for one in lacking)
        cells: dict[str, Any] = {} if chosen.id == row["disposition"] else {"disposition": chosen.id}
        if lighter_steps(chosen.id) and canonical_text(reasons) != (row["lighter_reasons"] or "{}"):
            cells["lighter_reasons"] = canonical_text(reasons)
        hindrance = say("gap_bulk.reason_missing", steps=steps) if lacking else ""
        return before.label if before else "", chosen.label, cells, hindrance

    return change


def _adding_kind(edit: BulkEdit) -> _Change:
    kind = change_kinds().get(edit.value) or find_kind(edit.value)
    if edit.scope not in SCOPES:
        raise UserError("tiers.unknown_scope", scope=edit.scope, known=joined(SCOPES))

    def change(row: Mapping[str, Any]) -> tuple[str, str, dict[str, Any], str]:
        held = texts_in(row["kinds"])
        kinds = {**held, kind.id: edit.scope if kind.needs_scope else "unknown"}
        cells = {} if kinds == held else {"kinds": canonical_text(kinds)}
        return _kind_words(held), _kind_words(kinds), cells, ""

    return change


def _assigning(project: Project, edit: BulkEdit) -> _Change:
    rows = project.connection.exec_driver_sql("SELECT id, name FROM package_rows")
    names: dict[bytes | None, str] = {row[0]: row[1] for row in rows}
    wanted = bytes.fromhex(edit.value) if edit.value else None
    if wanted is not None and wanted not in names:
        raise UserError("gap_bulk.unknown_package")

    def change(row: Mapping[str, Any]) -> tuple[str, str, dict[str, Any], str]:
        before = row["package_id"]
        cells = {} if before == wanted else {"package_id": wanted}
        return names.get(before, ""), names.get(wanted, ""), cells, ""

    return change


def _kind_words(kinds: Mapping[str, str]) -> str:
    return joined(change_kinds()[one].label for one in kinds if one in change_kinds())


def _row(project: Project, gap: bytes) -> Mapping[str, Any]:
    found = project.connection.exec_driver_sql(
        f"SELECT {', '.join(_COLUMNS)} FROM gap WHERE id = ?", (gap,)
    ).first()
    if found is None:
        raise UserError("gaps.unknown_id")
    return dict(zip(_COLUMNS, found, strict=True))


def _asking(project: Project) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for gap, section in project.connection.exec_driver_sql("SELECT gap_id, section_id FROM gap_asker"):
        found.setdefault(gap, []).append(section)
    return found


def _contested(project: Project) -> set[tuple[bytes, str]]:
    rows = project.connection.exec_driver_sql("SELECT row, col FROM conflict WHERE tbl = 'gap'")
    return {(row, column) for row, column in rows}


def _forbidden(member: Member | None, row: Mapping[str, Any], asking: Sequence[bytes]) -> str:
    sections = {*asking, row["section_id"]}
    return "" if may_edit(member, sections) else say("gap_bulk.other_section")
