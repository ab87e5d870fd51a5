"""How the shown flow differs from another one of its work, as both sides of the screen need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.comparing.overlay import overlaid
from bpmn.matching.flows import TaskPair
from bpmn.model import FlowFile
from models.flows.comparison import Comparison, FlowDifference, compare_flows
from models.flows.queries import ElementRow, FlowRow, elements, flow_file
from models.gaps.sources import gaps_by_key
from models.project.project import Project
from views.flows.marks import mark_of, marks_by_element
from views.flows.shown import ShownFlow

_ORDER = {"current": 0, "standard": 1, "agreed": 2}


@dataclass(frozen=True, slots=True)
class Partner:
    """A task of the other flow that stands for the chosen one."""

    row: ElementRow
    pair: TaskPair


@dataclass(frozen=True, slots=True)
class Compared:
    """Two flows, the older first. Of pairs of things the first belongs to the first flow."""

    comparison: Comparison
    rows: tuple[FlowRow, FlowRow]
    files: tuple[FlowFile, FlowFile]
    elements: tuple[Mapping[str, ElementRow], Mapping[str, ElementRow]]
    marks: tuple[Mapping[str, str], Mapping[str, str]]
    gaps: Mapping[str, bytes]
    """The gap that came from a difference, by its key."""

    def side_of(self, flow: bytes) -> int:
        """0 for the first flow, 1 for the second."""
        return 0 if flow == self.rows[0].id else 1

    def other(self, flow: bytes) -> FlowRow:
        """The flow that one is compared with."""
        return self.rows[1 - self.side_of(flow)]

    def at(self, side: int, element: str) -> list[FlowDifference]:
        """The differences at an element."""
        found = self.comparison.differences
        return [one for one in found if element in (one.difference.b if side else one.difference.a)]

    def partners(self, side: int, element: str) -> list[Partner]:
        """The tasks of the other flow that stand for a task."""
        return [
            Partner(self.elements[1 - side][pair.a if side else pair.b], pair)
            for pair in self.comparison.pairs
            if (pair.b if side else pair.a) == element
            and (pair.a if side else pair.b) in self.elements[1 - side]
        ]

    def counts(self) -> Counter[str]:
        """How many differences there are of each mark; wording only does not count."""
        return Counter(mark_of(one.difference) for one in self.comparison.weighty)

    def places(self, side: int, mark: str) -> list[str]:
        """The elements of one side with that mark, in the order of the differences."""
        return [element for element, found in self.marks[side].items() if found == mark]

    def overlaid(self, shown: ShownFlow) -> tuple[ShownFlow, Mapping[str, str]]:
        """The second flow with what only the first has, and the ids of that in the first flow."""
        listed = [one.difference for one in self.comparison.differences]
        whole = overlaid(*self.files, self.comparison.pairs, listed)
        ghosts = {key: self.elements[0][own] for key, own in whole.gone.items() if own in self.elements[0]}
        named = {key: replace(row, element=key) for key, row in ghosts.items()}
        return replace(shown, file=whole.file, elements={**shown.elements, **named}), whole.gone


def read_compared(project: Project, shown: FlowRow, other: FlowRow, flows: Sequence[FlowRow]) -> Compared:
    """Compare two flows of a project. `UserError` if the file of one cannot be read."""
    places = [flow.id for flow in flows]
    rows = sorted((shown, other), key=lambda row: (_ORDER.get(row.kind, 0), places.index(row.id)))
    first, second = rows
    found = compare_flows(project, first.id, second.id)
    return Compared(
        comparison=found,
        rows=(first, second),
        files=(flow_file(project, first.id), flow_file(project, second.id)),
        elements=(_by_element(project, first), _by_element(project, second)),
        marks=marks_by_element(one.difference for one in found.differences),
        gaps=gaps_by_key(project),
    )


def _by_element(project: Project, row: FlowRow) -> dict[str, ElementRow]:
    return {element.element: element for element in elements(project, row.id)}
