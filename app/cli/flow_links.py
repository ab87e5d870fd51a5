"""`fitgap flow suggest|refuse|coverage`: links proposed between tasks and features, and what lacks one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.context import print_json, print_records, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.flows.commands import link
from models.flows.coverage import unused_features
from models.flows.queries import (
    ElementRow,
    elements,
    find_element,
    find_flow,
    flow_rows,
    tasks_without_feature,
)
from models.flows.suggestions import Suggestion, refuse, suggestions
from models.lists.queries import find_feature
from models.project.project import Project
from models.words import say

FlowChoice = Annotated[str, typer.Option("--flow", help=say("flows.cli.flow_choice"))]


def register(group: typer.Typer) -> None:
    """Add the commands to `fitgap flow`."""
    group.command("suggest", help=say("flow_links.cli.suggest"))(suggest)
    group.command("refuse", help=say("flow_links.cli.refuse"))(set_aside)
    group.command("coverage", help=say("flow_links.cli.coverage"))(coverage)


def suggest(
    project: ProjectPath,
    flow: FlowChoice = "",
    adopt_at: Annotated[float, typer.Option("--adopt-at", help=say("flow_links.cli.adopt_at"))] = 0.0,
    as_json: AsJson = False,
) -> None:
    """Show proposals; with --adopt-at link the first of each task that is as likely as that."""
    if adopt_at:
        with writing(project) as opened:
            for task, found in _all(opened, flow):
                if found and found[0].score >= adopt_at:
                    told(link(opened, task.id, [found[0].feature_id]))
        return
    with reading(project) as opened:
        rows = [_record(task, one) for task, found in _all(opened, flow) for one in found]
    columns = ("flow", "task", "feature", "name", "score", "reason")
    print_records(as_json, {key: say(f"flow_links.cli.column.{key}") for key in columns}, rows)


def set_aside(
    project: ProjectPath,
    flow: Annotated[str, typer.Argument(metavar="FLOW", help=say("flows.cli.flow"), show_default=False)],
    task: Annotated[str, typer.Argument(metavar="TASK", help=say("flows.cli.task"), show_default=False)],
    features: Annotated[
        list[str], typer.Argument(metavar="FEATURE...", help=say("flows.cli.features"), show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Set proposals aside."""
    with writing(project) as opened:
        element = find_element(opened, flow, task)
        told(refuse(opened, element.id, [find_feature(opened, one) for one in features]), as_json)


def coverage(project: ProjectPath, as_json: AsJson = False) -> None:
    """Tasks without a feature, and features that no task uses."""
    with reading(project) as opened:
        tasks = [
            {"flow": one.flow, "element": one.element, "task": " ".join(one.name.split()), "lane": one.lane}
            for one in tasks_without_feature(opened)
        ]
        features = [{"feature": one.key, "name": one.name} for one in unused_features(opened)]
    if as_json:
        print_json({"tasks_without_feature": tasks, "unused_features": features})
        return
    for title, rows, columns in (
        ("tasks", tasks, ("flow", "task")),
        ("features", features, ("feature", "name")),
    ):
        typer.echo(f"{say(f'flow_links.cli.{title}')} {len(rows)}")
        if rows:
            print_records(False, {key: say(f"flow_links.cli.column.{key}") for key in columns}, rows)


def _all(project: Project, flow: str) -> list[tuple[ElementRow, tuple[Suggestion, ...]]]:
    flows = [find_flow(project, flow).id] if flow else [one.id for one in flow_rows(project)]
    found = []
    for one in flows:
        proposed = suggestions(project, one)
        found += [(task, proposed.get(task.id, ())) for task in elements(project, one, tasks_only=True)]
    return found


def _record(task: ElementRow, one: Suggestion) -> dict[str, Any]:
    return {
        "flow": task.flow,
        "element": task.element,
        "task": " ".join(task.name.split()),
        "feature": one.key,
        "name": one.name,
        "score": one.score,
        "reason": one.reason,
        "linked": bool(task.features),
    }
