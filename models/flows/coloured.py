"""A flow's file as an annotated copy: each task in the colour of how a package fits."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from bpmn.annotating import annotated
from bpmn.model import Colours
from models.flows.queries import fit_of_elements, flow_file
from models.flows.rules import BY_WEIGHT
from models.project.project import Project
from models.resources import resource


@dataclass(frozen=True, slots=True)
class LegendLine:
    """How many elements have which answer, and in what colours they are."""

    answer: str
    colours: Colours
    count: int


@dataclass(frozen=True, slots=True)
class ColouredCopy:
    """The copy, and what its colours mean, which the file itself cannot say."""

    data: bytes
    legend: tuple[LegendLine, ...]


def coloured_copy(project: Project, flow_id: bytes, package: bytes) -> ColouredCopy:
    """Elements linked with features in the colour of the heaviest answer; all others as they were."""
    fits = fit_of_elements(project, flow_id, package)
    palette = fit_colours()
    counts = Counter(fits.values())
    data = annotated(
        flow_file(project, flow_id), {element: palette[answer] for element, answer in fits.items()}
    )
    legend = (LegendLine(one.value, palette[one.value], counts[one.value]) for one in BY_WEIGHT)
    return ColouredCopy(data, tuple(line for line in legend if line.count))


@cache
def fit_colours() -> dict[str, Colours]:
    """Fill and outline by answer, on white paper."""
    written = tomllib.loads(resource("catalogues", "fit_colours.toml").read_text(encoding="utf-8"))
    return {answer: Colours(one["fill"], one["stroke"]) for answer, one in written.items()}
