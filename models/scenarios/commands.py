"""What is done with scenarios: making and renewing them, wording, ordering and leaving steps out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.flows.queries import FlowRow, flow_file, flow_rows
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, Write, insert, retire, write
from models.project.changed import Changed
from models.project.project import Project
from models.scenarios.queries import ScenarioRow, scenario_rows
from models.scenarios.rules import Step, carried, continued
from models.scenarios.wording import Draft, drafts


@dataclass(frozen=True, slots=True)
class Renewed:
    """What making scenarios came to."""

    changed: Changed
    new: int
    kept: int
    gone: int


def make_scenarios(project: Project, flows: Sequence[bytes] = (), *, earlier: bytes | None = None) -> Renewed:
    """Make the scenarios of flows (default: all) anew in one act; edits stay with what continues.

    `earlier` is the flow (its former edition, or the current one) whose edits the scenarios of the first flow
    take over. A stored scenario whose path no longer exists goes, but not if somebody edited it.
    """
    listed = {flow.id: flow for flow in flow_rows(project)}
    wanted = [listed[flow] for flow in flows if flow in listed] or list(listed.values())
    if not wanted:
        raise UserError("scenarios.no_flows")
    highest = project.connection.exec_driver_sql("SELECT max(serial) FROM scenario_rows").scalar() or 0
    rows: list[dict[str, Any]] = []
    operations: list[Operation] = []
    kept = gone = 0
    for flow in wanted:
        made, changes, counts = _renew(project, flow, highest + len(rows), earlier)
        earlier = None
        rows += made
        operations += changes
        kept, gone = kept + counts[0], gone + counts[1]
    inserts: list[Operation] = [insert("scenario", rows)] if rows else []
    name = wanted[0].name + ("…" if len(wanted) > 1 else "")
    facts = {"new": str(len(rows)), "kept": str(kept), "gone": str(gone)}
    changed = project.act("scenarios.make", [*inserts, *operations], flow=name, **facts)
    return Renewed(changed, len(rows), kept, gone)


def edit_scenario(
    project: Project, scenario: ScenarioRow, *, title: str | None = None, purpose: str | None = None
) -> Changed:
    """Give a scenario another title or purpose; an empty text gives back the one it was made with."""
    wanted = {}
    for name, text, number in (("title", title, 0), ("purpose", purpose, 1)):
        if text is not None:
            value = text.strip() or scenario.drafted[number]
            if value != getattr(scenario, name):
                wanted[name] = value
    return project.act(
        "scenarios.edit", list(write("scenario", scenario.id, **wanted)), scenario=scenario.label
    )


def set_steps(project: Project, scenario: ScenarioRow, steps: Sequence[Step]) -> Changed:
    """Keep these steps in this order; leaving one out is a step with `is_dropped`."""
    operations = (
        [] if tuple(steps) == scenario.steps else list(write("scenario", scenario.id, steps=_steps(steps)))
    )
    return project.act("scenarios.steps", operations, scenario=scenario.label)


def move_scenario(project: Project, scenario: ScenarioRow, by: int) -> Changed:
    """Move a scenario up (negative) or down among those of its flow."""
    listed = [one for one in scenario_rows(project, scenario.flow_id) if one.id != scenario.id]
    before = [one.id for one in scenario_rows(project, scenario.flow_id)].index(scenario.id)
    listed.insert(max(0, min(len(listed), before + by)), scenario)
    moved = [(one.id, place) for place, one in enumerate(listed) if one.position != place]
    operation = Write("scenario", "position", [one for one, _ in moved], [place for _, place in moved])
    return project.act("scenarios.move", [operation] if moved else [], scenario=scenario.label)


def remove_scenarios(project: Project, scenarios: Sequence[ScenarioRow]) -> Changed:
    """Take scenarios out of use."""
    names = "、".join(one.label for one in scenarios[:5])
    rows = [one.id for one in scenarios]
    return project.act("scenarios.remove", [retire("scenario", rows)] if rows else [], scenario=names)


def _renew(
    project: Project, flow: FlowRow, serial: int, earlier: bytes | None
) -> tuple[list[dict[str, Any]], list[Operation], tuple[int, int]]:
    """New rows, changes to known ones, and how many were kept and taken away."""
    file = flow_file(project, flow.id)
    found = drafts(file, flow.name)
    own = scenario_rows(project, flow.id)
    known = [one.known for one in own]
    others = [one.known for one in scenario_rows(project, earlier)] if earlier and not own else []
    matched = continued(known or others, found)
    rows: list[dict[str, Any]] = []
    operations: list[Operation] = []
    continuing = set()
    for number, draft in enumerate(found):
        former = matched.get(number)
        title, purpose, steps = carried(draft, former)
        cells = {"walk": _walk(draft), "title": title, "purpose": purpose, "steps": _steps(steps)}
        if former is not None and known:
            continuing.add(former.id)
            operations += _changes(
                next(one for one in own if one.id == former.id), draft, title, purpose, steps
            )
        else:
            place = len(own) + len(rows)
            rows.append({"flow_id": flow.id, "serial": serial + len(rows) + 1, "position": place, **cells})
    left = [one for one in own if one.id not in continuing]
    gone = [one.id for one in left if not one.known.is_edited]
    if gone:
        operations.append(retire("scenario", gone))
    for one in left:
        if one.known.is_edited and not one.is_outdated:
            operations += write("scenario", one.id, walk=_outdated(one))
    return rows, operations, (len(continuing), len(gone))


def _changes(
    row: ScenarioRow, draft: Draft, title: str, purpose: str, steps: tuple[Step, ...]
) -> list[Operation]:
    same_walk = row.elements == draft.elements and row.flows == draft.flows
    cells: dict[str, Any] = {}
    if not same_walk or row.drafted != (draft.title, draft.purpose):
        cells["walk"] = _walk(draft)
    if title != row.title:
        cells["title"] = title
    if purpose != row.purpose:
        cells["purpose"] = purpose
    # Where the path is the same, the order that somebody gave the steps stays too.
    if not same_walk and steps != row.steps:
        cells["steps"] = _steps(steps)
    return list(write("scenario", row.id, **cells))


def _walk(draft: Draft) -> str:
    return canonical_text(
        {
            "title": draft.title,
            "purpose": draft.purpose,
            "elements": list(draft.elements),
            "flows": list(draft.flows),
        }
    )


def _outdated(row: ScenarioRow) -> str:
    return canonical_text({"title": row.drafted[0], "purpose": row.drafted[1], "elements": [], "flows": []})


def _steps(steps: Sequence[Step]) -> str:
    return canonical_text(
        [
            {
                "element": step.element,
                "name": step.name,
                "when": step.when,
                "text": step.text,
                "dropped": int(step.is_dropped),
            }
            for step in steps
        ]
    )
