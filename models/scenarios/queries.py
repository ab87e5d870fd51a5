"""The scenarios of a project: what is shown, with which features, and what no scenario covers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.model import FlowFile
from bpmn.scenarios.cover import scenarios_of
from models.errors import UserError
from models.findings import Finding, Severity
from models.flows.queries import LinkedFeature, element_links, flow_file, flow_rows
from models.project.project import Project
from models.scenarios.rules import Known, Step


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario 実機検証シナリオ. `elements` and `flows` are its path in the flow's file, empty
    where a newer edition of the flow has no such path any more; `lanes` belongs to `steps`."""

    id: bytes
    flow_id: bytes
    flow: str
    serial: int
    title: str
    purpose: str
    drafted: tuple[str, str]
    steps: tuple[Step, ...]
    lanes: tuple[str, ...]
    elements: tuple[str, ...]
    flows: tuple[str, ...]
    features: tuple[LinkedFeature, ...]
    features_of: dict[str, tuple[LinkedFeature, ...]]
    position: int

    @property
    def label(self) -> str:
        """S-01."""
        return scenario_label(self.serial)

    @property
    def is_outdated(self) -> bool:
        """Whether the flow no longer has this path."""
        return not self.elements

    @property
    def kept_steps(self) -> tuple[Step, ...]:
        """The steps that are shown."""
        return tuple(step for step in self.steps if not step.is_dropped)

    @property
    def known(self) -> Known:
        """What renewal compares."""
        return Known(self.id, self.title, self.purpose, self.drafted, self.steps)


def scenario_label(serial: int) -> str:
    """The number as people say it: S-01."""
    return f"S-{serial:02}"


def scenario_rows(project: Project, flow_id: bytes | None = None) -> list[ScenarioRow]:
    """The scenarios of one flow, or of all flows in their order."""
    only, facts = ("WHERE c.flow_id = ? ", (flow_id,)) if flow_id else ("", ())
    rows: Sequence[Any] = project.connection.exec_driver_sql(
        "SELECT c.id, c.flow_id, coalesce(w.name, ''), c.serial, coalesce(c.title, ''), "
        "coalesce(c.purpose, ''), c.walk, c.steps, coalesce(c.position, 0) FROM scenario AS c "
        f"JOIN flow AS w ON w.id = c.flow_id {only}ORDER BY w.position, w.id, c.position, c.serial, c.id",
        facts,
    ).all()
    links = {flow: element_links(project, flow) for flow in {row[1] for row in rows}}
    lanes = {flow: _lanes(project, flow) for flow in links}
    return [_row(row, links[row[1]], lanes[row[1]]) for row in rows]


@dataclass(frozen=True, slots=True)
class ScenarioName:
    """A scenario by name alone; `scene` is the title of the scene that is made of it."""

    id: bytes
    flow_id: bytes
    label: str
    title: str
    scene: str

    @property
    def whole(self) -> str:
        """Number and title, as it is offered and shown."""
        return f"{self.label} {self.scene}"


def scenario_names(project: Project) -> list[ScenarioName]:
    """All scenarios in the order of `scenario_rows`, without reading their flows."""
    rows = project.connection.exec_driver_sql(
        "SELECT c.id, c.flow_id, c.serial, coalesce(c.title, ''), coalesce(w.name, '') FROM scenario AS c "
        "JOIN flow AS w ON w.id = c.flow_id ORDER BY w.position, w.id, c.position, c.serial, c.id"
    )
    return [
        ScenarioName(one, flow_id, scenario_label(serial), title, scene_title(flow, title))
        for one, flow_id, serial, title, flow in rows
    ]


def scene_title(flow: str, title: str) -> str:
    """What a scenario is called where its flow is not in sight."""
    return title if title == flow else f"{flow}：{title}"


def find_scenario(project: Project, text: str) -> ScenarioRow:
    """The scenario of that number: "S-01", "s1" or "1"."""
    wanted = text.strip().casefold().removeprefix("s").removeprefix("-").lstrip("0")
    listed = scenario_rows(project)
    for one in listed:
        if str(one.serial) == wanted:
            return one
    known = f"{listed[0].label}〜{max(listed, key=lambda one: one.serial).label}" if listed else "—"
    raise UserError("scenarios.no_scenario", name=text, known=known)


def uncovered(project: Project, flow_id: bytes) -> list[Finding]:
    """The tasks and branches of a flow that no scenario can cover, with the reason."""
    return uncovered_of(flow_file(project, flow_id))


def uncovered_of(flow: FlowFile) -> list[Finding]:
    """The same for a flow that was read."""
    found = []
    for one in scenarios_of(flow).uncovered:
        key = f"scenarios.uncovered.{'branch' if one.is_branch else 'task'}.{one.reason}"
        facts = {"name": _name(flow, one.id)}
        severity = Severity.NOTE if one.reason == "closed_subprocess" else Severity.WARNING
        found.append(Finding(severity, f"{flow.name}#{one.id}", key, facts))
    return found


def flows_with_scenarios(project: Project) -> set[bytes]:
    """The flows whose scenarios were made."""
    return set(project.connection.exec_driver_sql("SELECT DISTINCT flow_id FROM scenario").scalars())


def flows_without_scenarios(project: Project) -> list[bytes]:
    """The flows that none were made for."""
    made = flows_with_scenarios(project)
    return [flow.id for flow in flow_rows(project) if flow.id not in made]


def _name(flow: FlowFile, key: str) -> str:
    link = flow.connections.get(key)
    if link is None:
        return " ".join(flow.name_of(key).split()) or key
    ends = [" ".join(flow.name_of(end or "").split()) or "?" for end in (link.source, link.target)]
    return " ".join(link.name.split()) or " → ".join(ends)


def _row(row: Any, links: dict[str, tuple[LinkedFeature, ...]], lanes: dict[str, str]) -> ScenarioRow:
    walk = _json(row[6])
    steps = tuple(
        Step(one["element"], one["name"], one.get("when", ""), one.get("text", ""), bool(one.get("dropped")))
        for one in _json(row[7]) or []
    )
    shown = dict.fromkeys(step.element for step in steps if not step.is_dropped)
    features = {one.feature_id: one for element in shown for one in links.get(element, ())}
    return ScenarioRow(
        id=row[0],
        flow_id=row[1],
        flow=row[2],
        serial=row[3] or 0,
        title=row[4],
        purpose=row[5],
        drafted=(walk.get("title", ""), walk.get("purpose", "")),
        steps=steps,
        lanes=tuple(lanes.get(step.element, "") for step in steps),
        elements=tuple(walk.get("elements", ())),
        flows=tuple(walk.get("flows", ())),
        features=tuple(features.values()),
        features_of={element: links.get(element, ()) for element in shown},
        position=row[8],
    )


def _lanes(project: Project, flow_id: bytes) -> dict[str, str]:
    rows = project.connection.exec_driver_sql(
        "SELECT element, coalesce(lane, '') FROM flow_element WHERE flow_id = ?", (flow_id,)
    )
    return {row[0]: row[1] for row in rows}


def _json(text: str | None) -> Any:
    try:
        return json.loads(text or "{}")
    except ValueError:
        return {}
