"""Two flows of a project compared: matching tasks with what people settled, and what differs."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from bpmn.comparing.compare import compare
from bpmn.comparing.differences import Difference, DifferenceKind
from bpmn.matching.flows import Settled, TaskPair, match
from bpmn.matching.lexicon import Lexicon
from bpmn.model import FlowFile
from models.flows.comparison_words import difference_text
from models.flows.learned import project_words
from models.flows.queries import flow_file
from models.matching.catalogue import known_words
from models.project.project import Project

_KEPT = 20
_compared: OrderedDict[tuple[bytes, bytes, tuple[Settled, ...], Lexicon], Comparison] = OrderedDict()


@dataclass(frozen=True, slots=True)
class FlowDifference:
    """A difference with the elements of the project that it is about.

    `key` stays the same however often the flows are compared. `element_id` is where it stands: in the second
    flow, or in the first where the second has nothing. `place` is that element's id in its file.
    """

    key: str
    difference: Difference
    element_id: bytes | None
    place: str
    name: str

    @property
    def kind(self) -> DifferenceKind:
        """What kind of difference."""
        return self.difference.kind

    @property
    def in_second(self) -> bool:
        """Whether it stands in the second flow."""
        return bool(self.difference.b)

    @property
    def text(self) -> str:
        """One sentence in the language in use."""
        return difference_text(self.difference, self.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Flow `first` (current) against flow `second` (standard, or a newer edition)."""

    first: bytes
    second: bytes
    pairs: tuple[TaskPair, ...]
    differences: tuple[FlowDifference, ...]

    @property
    def weighty(self) -> tuple[FlowDifference, ...]:
        """Without those of wording only."""
        return tuple(one for one in self.differences if not one.difference.slight)


def compare_flows(project: Project, first: bytes, second: bytes) -> Comparison:
    """Compare two flows; asking again costs next to nothing.

    `UserError` if the file of one is not in the project or cannot be read.
    """
    settled, words = settled_pairs(project, first, second), project_words(project)
    known = first, second, settled, words
    found = _compared.pop(known, None) or _fresh(project, first, second, settled, words)
    _compared[known] = found
    while len(_compared) > _KEPT:
        _compared.popitem(last=False)
    return found


def compare_files(a: FlowFile, b: FlowFile) -> tuple[tuple[TaskPair, ...], tuple[Difference, ...]]:
    """The same for two files without a project."""
    pairs = match(a, b, known_words())
    return pairs, compare(a, b, pairs, known_words())


def settled_pairs(project: Project, first: bytes, second: bytes) -> tuple[Settled, ...]:
    """What people said of pairs of tasks of these flows, whichever of them they looked at first."""
    rows = project.connection.exec_driver_sql(
        "SELECT a.flow_id, a.element, b.element, m.same FROM flow_match AS m "
        "JOIN flow_element AS a ON a.id = m.element_id JOIN flow_element AS b ON b.id = m.other_id "
        "WHERE (a.flow_id = ? AND b.flow_id = ?) OR (a.flow_id = ? AND b.flow_id = ?) ORDER BY m.id",
        (first, second, second, first),
    )
    latest = {
        (one, other) if flow == first else (other, one): bool(same)
        for flow, one, other, same in rows
        if same is not None
    }
    return tuple(Settled(a, b, same) for (a, b), same in latest.items())


def _fresh(
    project: Project, first: bytes, second: bytes, settled: tuple[Settled, ...], words: Lexicon
) -> Comparison:
    a, b = flow_file(project, first), flow_file(project, second)
    pairs = match(a, b, words, settled)
    ids, other_ids = _element_ids(project, first), _element_ids(project, second)
    differences = tuple(
        _placed(one, a, b, ids, other_ids, first + second) for one in compare(a, b, pairs, words)
    )
    return Comparison(first, second, pairs, differences)


def _placed(
    one: Difference,
    a: FlowFile,
    b: FlowFile,
    ids: dict[str, bytes],
    other_ids: dict[str, bytes],
    flows: bytes,
) -> FlowDifference:
    place = one.b[0] if one.b else one.a[0]
    digest = hashlib.sha256(flows + one.key.encode()).hexdigest()[:32]
    element = other_ids.get(place) if one.b else ids.get(place)
    name = " ".join((b if one.b else a).name_of(place).split())
    return FlowDifference(f"{one.kind.value}:{digest}", one, element, place, name)


def _element_ids(project: Project, flow: bytes) -> dict[str, bytes]:
    rows = project.connection.exec_driver_sql(
        "SELECT element, id FROM flow_element WHERE flow_id = ?", (flow,)
    )
    return {str(element): bytes(row) for element, row in rows}
