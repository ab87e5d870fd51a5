"""Features as screens show them: each with every package's answer, its gaps and its linked tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.project.project import Project

_NONE = Answer.UNANSWERED.value
_KNOWN = frozenset(answer.value for answer in Answer)


class AnswerCell(NamedTuple):
    """One package's answer to one feature. `cost` is whole yen, None when unknown.

    A tuple, since there are up to 300,000 of them.
    """

    id: bytes
    answer: str
    mark: str
    method: str
    cost: int | None
    remarks: str = ""


class FeatureRow(NamedTuple):
    """A feature with all packages' answers (by package id), its gaps' ids and the number of linked tasks."""

    id: bytes
    list_id: bytes
    position: int
    no: str
    feature_id: str
    path: tuple[str, ...]
    name: str
    requirement: str
    obligation: str
    section_id: bytes | None
    section: str
    answers: Mapping[bytes, AnswerCell]
    gaps: tuple[bytes, ...]
    task_count: int

    @property
    def key(self) -> str:
        """What people call it by: the feature id, else the number."""
        return self.feature_id or self.no

    @property
    def title(self) -> str:
        """The name, else the requirement, else the innermost level."""
        return self.name or self.requirement or (self.path[-1] if self.path else "")

    def answer(self, package: bytes) -> str:
        """The package's answer; no row means nobody answered."""
        cell = self.answers.get(package)
        return cell.answer if cell else _NONE


@dataclass(frozen=True, slots=True)
class LinkedTask:
    """A task of a flow that uses a feature."""

    element_id: bytes
    flow_id: bytes
    flow: str
    task: str


@dataclass(frozen=True, slots=True)
class FeatureDetail:
    """All of one feature. `extra` holds the columns without a field, by header."""

    row: FeatureRow
    list_name: str
    edition: str
    file: str
    source_row: int
    rationale: str
    effective_date: str
    remarks: str
    change: str
    extra: Mapping[str, str]
    tasks: tuple[LinkedTask, ...]


def feature_rows(project: Project, list_id: bytes | None = None) -> list[FeatureRow]:
    """All features (of one list) in the order of the lists, each with every package's answer."""
    return _rows(project, "f.list_id", list_id)


def rows_of(project: Project, features: Sequence[bytes]) -> list[FeatureRow]:
    """Some features; meant for few, since each is read by itself."""
    return [row for feature in features for row in _rows(project, "f.id", feature)]


def feature_detail(project: Project, feature: bytes) -> FeatureDetail:
    """One feature with everything known of it; `UserError` if there is none of that id."""
    found = _rows(project, "f.id", feature)
    if not found:
        raise UserError("features.no_feature", item=feature.hex())
    row = project.connection.exec_driver_sql(
        "SELECT coalesce(l.name, ''), coalesce(l.edition, ''), coalesce(s.name, ''), f.source_row, "
        "f.rationale, f.effective_date, f.remarks, f.change, f.extra FROM feature AS f "
        "LEFT JOIN feature_list AS l ON l.id = f.list_id "
        "LEFT JOIN source_file AS s ON s.id = l.source_file_id WHERE f.id = ?",
        (feature,),
    ).one()
    name, edition, file, source_row, *texts, extra = row
    rationale, effective_date, remarks, change = (text or "" for text in texts)
    return FeatureDetail(
        row=found[0],
        list_name=name,
        edition=edition,
        file=file,
        source_row=source_row or 0,
        rationale=rationale,
        effective_date=effective_date,
        remarks=remarks,
        change=change,
        extra=_extra(extra),
        tasks=_linked_tasks(project, feature),
    )


def _rows(project: Project, column: str, value: bytes | None) -> list[FeatureRow]:
    only, facts = ("", ()) if value is None else (f" WHERE {column} = ?", (value,))
    answers = _answers(project, only.replace("f.id", "a.feature_id"), facts)
    gaps = _gaps(project)
    tasks = _task_counts(project)
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, f.list_id, f.position, f.no, f.feature_id, f.level1, f.level2, f.level3, f.level4, "
        "f.level5, f.name, f.requirement, f.obligation, f.section_id, coalesce(s.name, '') "
        "FROM feature AS f LEFT JOIN feature_list AS l ON l.id = f.list_id "
        f"LEFT JOIN section AS s ON s.id = f.section_id{only} ORDER BY l.position, f.position, f.id",
        facts,
    ).all()
    nothing: dict[bytes, AnswerCell] = {}
    return [
        FeatureRow(
            row[0], row[1], row[2], row[3] or "", row[4] or "", tuple(filter(None, row[5:10])),
            row[10] or "", row[11] or "", row[12] or "", row[13], row[14],
            answers.get(row[0], nothing), gaps.get(row[0], ()), tasks.get(row[0], 0),
        )
        for row in rows
    ]  # fmt: skip


def _answers(
    project: Project, only: str, facts: tuple[bytes, ...] | tuple[()]
) -> dict[bytes, dict[bytes, AnswerCell]]:
    # Only a choice by list needs the features; the rest is quicker without them.
    joined = "JOIN feature AS f ON f.id = a.feature_id" if "f.list_id" in only else ""
    rows = project.connection.exec_driver_sql(
        "SELECT a.feature_id, a.package_id, a.id, a.answer, a.mark, a.method, a.cost, a.remarks "
        f"FROM answer AS a {joined}{only} ORDER BY a.id DESC",
        facts,
    ).all()
    found: dict[bytes, dict[bytes, AnswerCell]] = {}
    for feature, package, row, answer, mark, method, cost, remarks in rows:
        cell = AnswerCell(
            row, answer if answer in _KNOWN else _NONE, mark or "", method or "", cost, remarks or ""
        )
        found.setdefault(feature, {})[package] = cell
    return found


def _gaps(project: Project) -> dict[bytes, tuple[bytes, ...]]:
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT s.feature_id, g.serial, g.id FROM gap_source AS s JOIN gap AS g ON g.id = s.gap_id "
        "WHERE s.feature_id IS NOT NULL ORDER BY g.serial, g.id"
    )
    found: dict[bytes, tuple[bytes, ...]] = {}
    for feature, _, gap in rows:
        found[feature] = (*found.get(feature, ()), gap)
    return found


def _task_counts(project: Project) -> dict[bytes, int]:
    rows = project.connection.exec_driver_sql(
        "SELECT k.feature_id, count(DISTINCT k.element_id) FROM flow_link AS k "
        "JOIN flow_element AS e ON e.id = k.element_id JOIN flow AS w ON w.id = e.flow_id "
        "GROUP BY k.feature_id"
    )
    return dict(map(tuple, rows))


def _linked_tasks(project: Project, feature: bytes) -> tuple[LinkedTask, ...]:
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT e.id, w.id, coalesce(w.name, ''), coalesce(nullif(e.name, ''), e.element), "
        "w.position, e.position FROM flow_link AS k JOIN flow_element AS e ON e.id = k.element_id "
        "JOIN flow AS w ON w.id = e.flow_id WHERE k.feature_id = ? ORDER BY w.position, e.position",
        (feature,),
    )
    return tuple(LinkedTask(*row[:4]) for row in rows)


def _extra(text: str | None) -> dict[str, str]:
    """The further columns; a cell that is no object of texts (from elsewhere) shows nothing."""
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}
