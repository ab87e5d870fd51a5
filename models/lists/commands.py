"""What the secretariat does with lists: packages, feature lists 機能一覧, and who owns which feature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.findings import Finding
from models.ledger.operations import Write, insert, new_id
from models.lists.answer_import import ImportedAnswers, import_answers
from models.lists.columnar import feature_insert
from models.lists.mapping import Mapping
from models.lists.originals import original
from models.lists.reading.bounds import file_bytes
from models.lists.reading.reader import read_workbook
from models.lists.stopping import StoppedByFindings, stop_on_errors
from models.lists.table import Table
from models.lists.understanding.understand import list_table
from models.lists.workbook import Sheet, Workbook
from models.project.changed import Changed
from models.project.project import Project
from models.words import say

Progress = Callable[[int, int], None]
"""Called as (steps done, all steps); may raise to stop the work before anything is stored."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A feature list that was stored, with everything noticed on the way."""

    changed: Changed
    findings: tuple[Finding, ...]
    item_count: int
    list_id: bytes


def add_package(project: Project, name: str, vendor: str = "") -> Changed:
    """Take up a package that was offered; its name is what lists and screens call it."""
    name = name.strip()
    if not name:
        raise UserError("features.package_without_name")
    known = project.connection.exec_driver_sql("SELECT 1 FROM package WHERE name = ?", (name,))
    if known.scalar():
        raise UserError("features.package_exists", name=name)
    position = project.connection.exec_driver_sql("SELECT count(*) FROM package_rows").scalar_one()
    row = {"name": name, "vendor": vendor.strip(), "position": position}
    return project.act("features.add_package", [insert("package", [row])], name=name)


def import_feature_list(
    project: Project,
    path: Path,
    name: str = "",
    edition: str = "",
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    *,
    section: bytes | None = None,
) -> Imported:
    """Read a list and store it with all its features in one act.

    `name` defaults to the file's, `edition` to 第1版; `section` owns every feature of it.
    `UserError` when the file cannot be understood, and `StoppedByFindings` when it holds errors;
    nothing is stored then.
    """
    tell = progress or (lambda done, total: None)
    name = name.strip() or path.stem
    edition = edition.strip() or say("features.first_edition")
    _refuse_known_list(project, name, edition)
    tell(0, 3)
    data = file_bytes(path)
    workbook = read_workbook(path)
    tell(1, 3)
    sheet, table = list_table(workbook, mapping.hints if mapping else None)
    findings = (*workbook.findings, *sheet.findings, *table.findings)
    stop_on_errors(path.name, findings)
    tell(2, 3)
    list_id, source = new_id(), new_id()
    position = project.connection.exec_driver_sql("SELECT count(*) FROM feature_list_rows").scalar_one()
    row = {
        "id": list_id,
        "name": name,
        "edition": edition,
        "source_file_id": source,
        "position": position,
    }
    changed = project.act(
        "features.import",
        [
            insert("feature_list", [row]),
            original(source, path.name, data, reading_of(workbook, sheet, table, mapping)),
            feature_insert(list_id, table.items, section),
        ],
        name=name,
        edition=edition,
        count=str(len(table.items)),
    )
    tell(3, 3)
    return Imported(changed, findings, len(table.items), list_id)


def assign_section(project: Project, features: Sequence[bytes], section: bytes | None) -> Changed:
    """Say which section 業務所管課 owns these features; None takes the owner away."""
    owner = project.connection.exec_driver_sql("SELECT name FROM section WHERE id = ?", (section,)).scalar()
    operation = Write("feature", "section_id", list(features), [section] * len(features))
    action = "features.assign" if owner else "features.unassign"
    facts = {"section": str(owner)} if owner else {}
    return project.act(action, [operation] if features else [], count=str(len(features)), **facts)


def reading_of(workbook: Workbook, sheet: Sheet, table: Table, mapping: Mapping | None) -> dict[str, Any]:
    """How a file was read, in plain data: enough to read it again in the same way."""
    legend = mapping.legend if mapping else None
    said = mapping.hints if mapping else None
    return {
        "format": workbook.format,
        "encoding": workbook.encoding,
        "sheet": sheet.name,
        "range": table.span.address,
        "mapping": Mapping.of(table, sheet, legend, said).as_json(),
        "legend_in_file": dict(table.legend),
        "section_rows": list(table.section_rows),
        "excluded_rows": list(table.excluded_rows),
        "hidden_items": [item.source_row for item in table.items if item.hidden],
    }


def _refuse_known_list(project: Project, name: str, edition: str) -> None:
    known = project.connection.exec_driver_sql(
        "SELECT 1 FROM feature_list WHERE name = ? AND edition = ?", (name, edition)
    )
    if known.scalar():
        raise UserError("features.list_exists", name=name, edition=edition)


__all__ = [
    "Imported",
    "ImportedAnswers",
    "Progress",
    "StoppedByFindings",
    "add_package",
    "assign_section",
    "import_answers",
    "import_feature_list",
]
