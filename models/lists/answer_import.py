"""Importing a vendor's answers: matched to the features by id or number, written only where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.findings import Finding, Severity
from models.ledger.operations import Insert, Operation, Write, new_id, new_ids
from models.lists.answers import AnswerRow, read_answers
from models.lists.legends import Legend, propose
from models.lists.mapping import Mapping
from models.lists.originals import original
from models.lists.reading.bounds import file_bytes
from models.lists.reading.reader import read_workbook
from models.lists.stopping import stop_on_errors
from models.lists.table import Table
from models.lists.understanding.understand import list_table
from models.lists.workbook import Sheet, Workbook
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined

FIELDS = ("mark", "answer", "method", "cost", "remarks")


@dataclass(frozen=True, slots=True)
class ImportedAnswers:
    """Answers of one package that were stored: how many were new, and how many differ from before."""

    changed: Changed
    findings: tuple[Finding, ...]
    answer_count: int
    new_count: int
    changed_count: int


def import_answers(
    project: Project,
    path: Path,
    package: bytes,
    legend: Legend | None = None,
    mapping: Mapping | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    vendor: str | None = None,
    list_id: bytes | None = None,
) -> ImportedAnswers:
    """Read a package's answers and store them in one act; a later import of it changes what differs.

    The legend is the one given, else the mapping's. `vendor` chooses among several answer
    columns, `list_id` the feature list that is answered (default: all of them).
    A mark that the legend does not know, an unknown or doubled key and the like stop the import
    (`StoppedByFindings`) with nothing stored.
    """
    tell = progress or (lambda done, total: None)
    tell(0, 3)
    data = file_bytes(path)
    workbook = read_workbook(path)
    sheet, table = list_table(workbook, mapping.hints if mapping else None, answers=True)
    chosen = legend or (mapping.legend if mapping else None)
    if chosen is None:
        raise _no_legend(path.name, table, sheet, workbook, vendor)
    tell(1, 3)
    features = _features_by_key(project, list_id)
    read = read_answers(sheet, table, chosen, vendor=vendor, known_keys=features)
    findings = [*workbook.findings, *sheet.findings, *table.findings, *read.findings]
    findings += [*_ambiguous(sheet, read.rows, features), *_taken_alike(sheet, read.rows, chosen)]
    stop_on_errors(path.name, findings)
    matched = {features[row.key][0]: row for row in read.rows if row.key in features}
    tell(2, 3)
    known = known_answers(project, package)
    left = len(known.keys() - matched.keys())
    if left:
        findings.append(Finding(Severity.WARNING, sheet.name, "features.answers_kept", {"n": left}))
    operations, new, differing = answer_operations(matched, known, package, source := new_id())
    if operations:
        reading = {
            "format": workbook.format,
            "encoding": workbook.encoding,
            "sheet": sheet.name,
            "range": table.span.address,
            "mapping": Mapping.of(table, sheet, chosen, mapping.hints if mapping else None).as_json(),
        }
        operations.append(original(source, path.name, data, reading))
    name = project.connection.exec_driver_sql("SELECT name FROM package WHERE id = ?", (package,)).scalar()
    changed = project.act(
        "features.import_answers", operations, package=str(name or ""), count=str(new + differing)
    )
    tell(3, 3)
    return ImportedAnswers(changed, tuple(findings), len(matched), new, differing)


def answer_operations(
    matched: Map[bytes, AnswerRow],
    known: Map[bytes, tuple[bytes, tuple[Any, ...]]],
    package: bytes,
    source: bytes,
) -> tuple[list[Operation], int, int]:
    """An insert for answers that are new, a write per column for those that differ, and how many of each."""
    values = {feature: _values(row) for feature, row in matched.items()}
    fresh = [feature for feature in values if feature not in known]
    differing = [feature for feature in values if feature in known and known[feature][1] != values[feature]]
    operations: list[Operation] = []
    if fresh:
        columns: dict[str, Sequence[Any]] = {
            "id": new_ids(len(fresh)),
            "package_id": [package] * len(fresh),
            "feature_id": fresh,
            "source_file_id": [source] * len(fresh),
        }
        for at, field in enumerate(FIELDS):
            columns[field] = [values[feature][at] for feature in fresh]
        operations.append(Insert("answer", columns))
    for at, field in enumerate(FIELDS):
        rows = [feature for feature in differing if known[feature][1][at] != values[feature][at]]
        if rows:
            ids, wanted = [known[row][0] for row in rows], [values[row][at] for row in rows]
            operations.append(Write("answer", field, ids, wanted))
    return operations, len(fresh), len(differing)


def _values(row: AnswerRow) -> tuple[Any, ...]:
    return row.mark, row.answer.value if row.answer else None, row.method, row.cost, row.remarks


def _features_by_key(project: Project, list_id: bytes | None) -> dict[str, list[bytes]]:
    """Features by their id, and by their number where no feature has it as its id."""
    only, facts = ("", ()) if list_id is None else (" WHERE list_id = ?", (list_id,))
    rows = project.connection.exec_driver_sql(f"SELECT id, feature_id, no FROM feature{only}", facts).all()
    if not rows:
        raise UserError("features.no_features")
    by_id: dict[str, list[bytes]] = {}
    by_no: dict[str, list[bytes]] = {}
    for feature, key, number in rows:
        if key:
            by_id.setdefault(key, []).append(feature)
        if number:
            by_no.setdefault(number, []).append(feature)
    return {**by_no, **by_id}


def known_answers(project: Project, package: bytes) -> dict[bytes, tuple[bytes, tuple[Any, ...]]]:
    rows = project.connection.exec_driver_sql(
        f"SELECT feature_id, id, {', '.join(FIELDS)} FROM answer WHERE package_id = ? ORDER BY id DESC",
        (package,),
    )
    return {feature: (row, tuple(values)) for feature, row, *values in rows}


def _ambiguous(sheet: Sheet, rows: Sequence[AnswerRow], features: Map[str, Sequence[bytes]]) -> list[Finding]:
    """Answers whose key belongs to several features: nobody can say which one is meant."""
    return [
        Finding(
            Severity.ERROR,
            f"{sheet.name}!{row.source_row}",
            "features.ambiguous_key",
            {"item": row.key, "n": len(features[row.key])},
        )
        for row in rows
        if len(features.get(row.key, ())) > 1
    ]


def _taken_alike(sheet: Sheet, rows: Sequence[AnswerRow], legend: Legend) -> list[Finding]:
    """Marks that the legend does not name and that count as one which only looks the same."""
    counts = Counter(row.mark.strip() for row in rows if row.answer and row.mark.strip())
    return [
        Finding(Severity.NOTE, sheet.name, "answer_forms.taken_alike", {"mark": mark, "n": n})
        for mark, n in counts.items()
        if mark not in legend.marks and mark not in legend.split
    ]


def _no_legend(file: str, table: Table, sheet: Sheet, workbook: Workbook, vendor: str | None) -> UserError:
    """The refusal of answers whose marks nobody explained, with what the file itself says of them."""
    at = next((at for at, columns in enumerate(table.vendors) if columns.name == vendor), 0)
    found = [proposal for proposal in propose(table, sheet, at, workbook) if proposal.mark]
    marks = joined(f"{p.mark} ({p.meaning})" if p.meaning else p.mark for p in found)
    read = ",".join(f"{p.mark}={p.answer.value}" for p in found if p.answer and not set(p.mark) & set("=,"))
    if read:
        return UserError("features.no_legend_but_read", file=file, marks=marks, legend=read)
    return UserError("features.no_legend", file=file, marks=marks)
