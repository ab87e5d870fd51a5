"""A scenario as it is printed and handed to programs, from a project or straight from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.model import FlowFile
from models.scenarios.queries import ScenarioRow, scenario_label
from models.scenarios.wording import drafts


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step; `features` are (key, name)."""

    element: str
    lane: str
    when: str
    text: str
    features: tuple[tuple[str, str], ...] = ()
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class ShownScenario:
    """One scenario with its steps, and its path by ids in the flow's file."""

    label: str
    flow: str
    title: str
    purpose: str
    steps: tuple[ShownStep, ...]
    elements: tuple[str, ...]
    flows: tuple[str, ...]

    @property
    def kept(self) -> tuple[ShownStep, ...]:
        """The steps that are shown."""
        return tuple(step for step in self.steps if not step.is_dropped)

    def as_json(self) -> dict[str, Any]:
        """The shape printed by `--json`."""
        steps = [
            {
                "element": step.element,
                "lane": step.lane,
                "when": step.when,
                "text": step.text,
                "features": [{"feature": key, "name": name} for key, name in step.features],
                "dropped": step.is_dropped,
            }
            for step in self.steps
        ]
        named = {"scenario": self.label, "flow": self.flow, "title": self.title, "purpose": self.purpose}
        return {**named, "steps": steps, "elements": list(self.elements), "flows": list(self.flows)}


def shown_of_file(flow: FlowFile, name: str) -> list[ShownScenario]:
    """The scenarios of a flow that is in no project, numbered from 1."""
    made = []
    for number, draft in enumerate(drafts(flow, name), 1):
        steps = tuple(
            ShownStep(step.element, flow.elements[step.element].lane_name, step.when, step.name)
            for step in draft.steps
        )
        made.append(
            ShownScenario(
                scenario_label(number), name, draft.title, draft.purpose, steps, draft.elements, draft.flows
            )
        )
    return made


def shown_of_rows(rows: Sequence[ScenarioRow]) -> list[ShownScenario]:
    """The scenarios of a project."""
    return [
        ShownScenario(
            row.label,
            row.flow,
            row.title,
            row.purpose,
            tuple(
                ShownStep(
                    step.element,
                    lane,
                    step.when,
                    step.shown,
                    tuple((one.key, one.name) for one in row.features_of.get(step.element, ())),
                    step.is_dropped,
                )
                for step, lane in zip(row.steps, row.lanes, strict=True)
            ),
            row.elements,
            row.flows,
        )
        for row in rows
    ]
