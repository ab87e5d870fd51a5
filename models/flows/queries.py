"""What is known of business flows: the flows, their tasks, links to features, and how tasks fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.model import FlowFile
from models.errors import UserError
from models.flows.reading import parsed
from models.flows.rules import heaviest
from models.project.project import Project
from models.words import joined, say


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A flow with its counts; `kind` is current, standard or agreed."""

    id: bytes
    name: str
    kind: str
    package_id: bytes | None
    file: str
    task_count: int
    linked_count: int


@dataclass(frozen=True, slots=True)
class LinkedFeature:
    """A feature that supports a task."""

    link_id: bytes
    feature_id: bytes
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element of a flow; `element` is its id in the file, `features` what is linked to it."""

    id: bytes
    flow_id: bytes
    flow: str
    element: str
    kind: str
    name: str
    lane: str
    is_task: bool
    position: int
    features: tuple[LinkedFeature, ...] = ()


def flow_rows(project: Project) -> list[FlowRow]:
    """All flows in their order."""
    rows = project.connection.exec_driver_sql(
        "SELECT w.id, coalesce(w.name, ''), coalesce(w.kind, ''), w.package_id, coalesce(s.name, ''), "
        "count(DISTINCT e.id), count(DISTINCT CASE WHEN f.id IS NOT NULL THEN e.id END) FROM flow AS w "
        "LEFT JOIN source_file AS s ON s.id = w.source_file_id "
        "LEFT JOIN flow_element AS e ON e.flow_id = w.id AND e.is_task = 1 "
        "LEFT JOIN flow_link AS k ON k.element_id = e.id LEFT JOIN feature AS f ON f.id = k.feature_id "
        "GROUP BY w.id ORDER BY w.position, w.id"
    )
    return [FlowRow(*row) for row in rows]


def original_bytes(project: Project, flow_id: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that a flow came from, unchanged."""
    row = project.connection.exec_driver_sql(
        "SELECT s.name, s.content FROM flow AS w JOIN source_file AS s ON s.id = w.source_file_id "
        "WHERE w.id = ?",
        (flow_id,),
    ).first()
    if row is None or row[1] is None:
        raise UserError("flows.no_original")
    return row[0] or "", row[1]


def flow_file(project: Project, flow_id: bytes) -> FlowFile:
    """The flow as it is drawn, read from the kept bytes; asking again costs next to nothing."""
    name, data = original_bytes(project, flow_id)
    return parsed(data, name)


def elements(project: Project, flow_id: bytes, *, tasks_only: bool = False) -> list[ElementRow]:
    """The elements of a flow in reading order, with their links."""
    return _elements(project, " AND e.is_task = 1" if tasks_only else "", flow_id)


def element_links(project: Project, flow_id: bytes) -> dict[str, tuple[LinkedFeature, ...]]:
    """The linked features of every element of a flow that has some, by the element's id in the file."""
    rows = project.connection.exec_driver_sql(
        "SELECT e.element, k.id, f.id, coalesce(nullif(f.feature_id, ''), f.no, ''), "
        "coalesce(nullif(f.name, ''), f.requirement, '') FROM flow_element AS e "
        "JOIN flow_link AS k ON k.element_id = e.id JOIN feature AS f ON f.id = k.feature_id "
        "WHERE e.flow_id = ? ORDER BY f.position, f.id, k.id DESC",
        (flow_id,),
    )
    found: dict[str, dict[bytes, LinkedFeature]] = {}
    for element, *feature in rows:
        linked = LinkedFeature(*feature)
        found.setdefault(element, {})[linked.feature_id] = linked
    return {element: tuple(links.values()) for element, links in found.items()}


def tasks_without_feature(project: Project, flow_id: bytes | None = None) -> list[ElementRow]:
    """The tasks (of one flow) that no feature supports."""
    flows = [flow_id] if flow_id else [flow.id for flow in flow_rows(project)]
    return [task for flow in flows for task in elements(project, flow, tasks_only=True) if not task.features]


def fit_of_elements(project: Project, flow_id: bytes, package: bytes) -> dict[str, str]:
    """How each linked element fits a package: the heaviest of its features' answers.

    By the element's id in the file; elements without a link are left out.
    """
    rows = project.connection.exec_driver_sql(
        "SELECT e.element, a.answer FROM flow_element AS e JOIN flow_link AS k ON k.element_id = e.id "
        "JOIN feature AS f ON f.id = k.feature_id "
        "LEFT JOIN answer AS a ON a.feature_id = f.id AND a.package_id = ? WHERE e.flow_id = ?",
        (package, flow_id),
    )
    answers: dict[str, list[str | None]] = {}
    for element, answer in rows:
        answers.setdefault(element, []).append(answer)
    return {element: heaviest(found) for element, found in answers.items()}


def gap_badges(project: Project, flow_id: bytes) -> dict[str, tuple[bytes, ...]]:
    """The ids of the gaps at each element, by the element's id in the file.

    A gap stands at the element that it came from, and at every task that uses a feature it came from.
    """
    rows = project.connection.exec_driver_sql(
        "SELECT e.element, g.serial, g.id FROM flow_element AS e JOIN gap_source AS s "
        "ON s.element_id = e.id JOIN gap AS g ON g.id = s.gap_id WHERE e.flow_id = ? "
        "UNION SELECT e.element, g.serial, g.id FROM flow_element AS e "
        "JOIN flow_link AS k ON k.element_id = e.id JOIN gap_source AS s ON s.feature_id = k.feature_id "
        "JOIN gap AS g ON g.id = s.gap_id WHERE e.flow_id = ? ORDER BY 2, 3",
        (flow_id, flow_id),
    )
    found: dict[str, tuple[bytes, ...]] = {}
    for element, _, gap in rows:
        found[element] = (*found.get(element, ()), gap)
    return found


def find_flow(project: Project, name: str) -> FlowRow:
    """The flow of that name or file name; `UserError` if none or several."""
    listed = flow_rows(project)
    wanted = _plain(name)
    found = [one for one in listed if wanted == _plain(one.name)]
    found = found or [
        one for one in listed if wanted in (_plain(one.file), _plain(one.file.rpartition(".")[0]))
    ]
    if len(found) != 1:
        raise UserError("flows.no_flow", name=name, known=_listed(listed))
    return found[0]


def find_element(project: Project, flow_name: str, task: str) -> ElementRow:
    """The element of a flow by its id in the file or its name, tasks before others.

    `UserError` if there is none or several of that name.
    """
    flow = find_flow(project, flow_name)
    listed = elements(project, flow.id)
    by_id = [one for one in listed if one.element == task.strip()]
    named = [one for one in listed if _plain(one.name) == _plain(task)]
    for found in (by_id, [one for one in named if one.is_task], named):
        if len(found) == 1:
            return found[0]
        if found:
            ids = joined(one.element for one in found)
            raise UserError("flows.several_elements", flow=flow.name, task=task, ids=ids)
    raise UserError("flows.no_element", flow=flow.name, task=task)


def _elements(project: Project, only: str, flow_id: bytes) -> list[ElementRow]:
    links = element_links(project, flow_id)
    rows: Sequence[Any] = project.connection.exec_driver_sql(
        "SELECT e.id, e.flow_id, coalesce(w.name, ''), e.element, e.kind, coalesce(e.name, ''), "
        "coalesce(e.lane, ''), e.is_task, e.position FROM flow_element AS e "
        f"JOIN flow AS w ON w.id = e.flow_id WHERE e.flow_id = ?{only} ORDER BY e.position, e.id",
        (flow_id,),
    ).all()
    found = []
    for row, flow, flow_name, element, kind, name, lane, is_task, position in rows:
        linked = links.get(element, ())
        found.append(
            ElementRow(row, flow, flow_name, element, kind, name, lane, bool(is_task), position, linked)
        )
    return found


def _plain(text: str) -> str:
    """Names are told apart by their letters, not by line breaks or widths."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _listed(known: Sequence[FlowRow]) -> str:
    return joined(one.name for one in known) or say("flows.none_yet")
