"""All that the screen shows of one flow: the file, its elements with their links, fit, gaps, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.kinds import GATEWAYS
from bpmn.layout import with_content_planes
from bpmn.model import FlowFile
from models.findings import Finding
from models.flows.queries import ElementRow, FlowRow, elements, fit_of_elements, flow_file, gap_badges
from models.flows.reading import findings_of
from models.gaps.labels import gap_labels
from models.gaps.queries import gap_tiers
from models.project.project import Project
from models.words import say
from views.shared.meanings import answer_chip, tier_chip

NO_FEATURE = "none"
"""The key of `fit_band.LOOKS` for a task without any feature."""


@dataclass(frozen=True, slots=True)
class ShownFlow:
    """A flow as it stands now. Mappings are by the element's id in the file.

    `fits` are keys of `fit_band.LOOKS`, for tasks only; `badges` the gaps' numbers as painted,
    `tiers` the chip of the heaviest tier among them.
    """

    row: FlowRow
    file: FlowFile
    elements: Mapping[str, ElementRow] = field(default_factory=dict)
    fits: Mapping[str, str] = field(default_factory=dict)
    gaps: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    badges: Mapping[str, str] = field(default_factory=dict)
    tiers: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @classmethod
    def without_file(cls, row: FlowRow) -> ShownFlow:
        """What is known of a flow whose file can't be read."""
        return cls(row, FlowFile(row.file, "", b""))

    @property
    def tasks(self) -> list[ElementRow]:
        """The tasks in reading order."""
        return [element for element in self.elements.values() if element.is_task]

    @property
    def tasks_without_feature(self) -> list[ElementRow]:
        """Those that no feature supports."""
        return [task for task in self.tasks if not task.features]

    @property
    def branch_count(self) -> int:
        """How many gateways lead on in several ways."""
        ways = Counter(link.source for link in self.file.connections.values() if link.kind == "sequenceFlow")
        return sum(ways[key] > 1 for key, one in self.file.elements.items() if one.kind in GATEWAYS)

    def counts(self) -> Counter[str]:
        """How many tasks fit in which way."""
        return Counter(self.fits.values())

    def findings_at(self, element: str) -> list[Finding]:
        """What reading noticed at an element."""
        return [found for found in self.findings if place_in_file(found) == element]

    def name_of(self, element: str) -> str:
        """The name on one line, or what stands for a missing one."""
        return " ".join(self.file.name_of(element).split()) or say("flow_screen.nameless")


def read_shown(project: Project, row: FlowRow, package: bytes | None, has_features: bool) -> ShownFlow:
    """Read a flow for a package's fit. Without any feature in the project no task lacks one.

    `UserError` if the flow's file is not in the project or cannot be read.
    """
    file = _with_content(flow_file(project, row.id))
    found = {element.element: element for element in elements(project, row.id)}
    gaps = gap_badges(project, row.id)
    labels = gap_labels(project)
    return ShownFlow(
        row=row,
        file=file,
        elements=found,
        fits=_fits(project, row, package, found) if has_features else {},
        gaps=gaps,
        badges={element: _badge([labels[gap] for gap in ids]) for element, ids in gaps.items()},
        tiers=_tiers(project, gaps) if gaps else {},
        findings=tuple(findings_of(file)),
    )


def _with_content(file: FlowFile) -> FlowFile:
    """Planes for sub-processes whose content the file does not draw; asking again costs nothing."""
    known = _complete.get(file.data)
    if known is None or known.name != file.name:
        known = _complete[file.data] = with_content_planes(file)
    while len(_complete) > _KEPT:
        del _complete[next(iter(_complete))]
    return known


_complete: dict[bytes, FlowFile] = {}
_KEPT = 40


def place_in_file(finding: Finding) -> str:
    """The id of the element a finding is about; "" for the file as a whole."""
    return finding.where.partition("#")[2]


def _fits(
    project: Project, row: FlowRow, package: bytes | None, found: Mapping[str, ElementRow]
) -> dict[str, str]:
    tasks = {key for key, element in found.items() if element.is_task}
    fits = {key: NO_FEATURE for key in tasks if not found[key].features}
    if package is not None:
        answers = fit_of_elements(project, row.id, package)
        linked = {key: said for key, said in answers.items() if key in tasks}
        fits |= {key: answer_chip(said).removeprefix("answer.") for key, said in linked.items()}
    return fits


def _tiers(project: Project, gaps: Mapping[str, tuple[bytes, ...]]) -> dict[str, str]:
    tiers = gap_tiers(project)
    known = {element: [tiers[gap] for gap in ids if gap in tiers] for element, ids in gaps.items()}
    heaviest = {
        key: max((one for one in found if one is not None), default=None) for key, found in known.items()
    }
    return {element: tier_chip(tier) for element, tier in heaviest.items()}


def _badge(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{labels[0]} +{len(labels) - 1}"
