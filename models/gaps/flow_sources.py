"""Differences between current and standard flows as sources of gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bpmn.matching.likeness import likeness
from models.errors import UserError
from models.flows.comparison import Comparison, compare_flows
from models.flows.queries import FlowRow, flow_rows
from models.gaps.sources import Origin
from models.matching.catalogue import known_words
from models.project.project import Project

_SAME_WORK = 0.35
"""How alike the names of two flows are at least that draw the same work."""


def flow_differences(project: Project) -> list[Origin]:
    """One origin per difference that is more than wording, current flow by current flow.

    Differences at one place belong to one gap. Flows that cannot be compared are left out, and named by
    `not_compared`.
    """
    found = []
    for current, standard in pairs_to_compare(flow_rows(project)):
        compared = _compared(project, current, standard)
        if isinstance(compared, UserError):
            continue
        place = f"{current.name} → {standard.name}"
        for one in compared.weighty:
            identity = ("difference", None, standard.package_id, one.element_id, one.key)
            found.append(Origin(identity, None, one.text, place))
    return found


def not_compared(project: Project) -> list[tuple[str, str]]:
    """The pairs of flows that could not be compared, each with the sentence that says why."""
    found = []
    for current, standard in pairs_to_compare(flow_rows(project)):
        compared = _compared(project, current, standard)
        if isinstance(compared, UserError):
            found.append((f"{current.name} → {standard.name}", compared.message))
    return found


def pairs_to_compare(flows: Sequence[FlowRow]) -> Iterator[tuple[FlowRow, FlowRow]]:
    """For each package the current and standard flows of the same work, by their names."""
    currents = [one for one in flows if one.kind == "current"]
    for package in dict.fromkeys(one.package_id for one in flows if one.kind == "standard"):
        offered = [one for one in flows if one.kind == "standard" and one.package_id == package]
        table = likeness([one.name for one in currents], [one.name for one in offered], known_words())
        for row, current in enumerate(currents):
            column = int(table[row].argmax())
            is_best = table[row, column] >= table[:, column].max()
            if table[row, column] >= _SAME_WORK and is_best:
                yield current, offered[column]


def _compared(project: Project, current: FlowRow, standard: FlowRow) -> Comparison | UserError:
    try:
        return compare_flows(project, current.id, standard.id)
    except UserError as error:
        return error
