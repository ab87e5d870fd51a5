"""`fitgap flow …`: business flows, from a look into files to tasks linked with features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import flow_analysis, flow_comparison, flow_export, flow_links, scenarios, step_tables
from app.cli.context import print_findings, print_json, print_records, reading, told, writing
from app.cli.flow_pictures import draw
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.flows.commands import import_flows
from models.flows.commands import link as link_features
from models.flows.commands import unlink as unlink_features
from models.flows.inspection import inspect_flow
from models.flows.queries import (
    ElementRow,
    elements,
    find_element,
    find_flow,
    flow_rows,
    tasks_without_feature,
)
from models.flows.rules import FLOW_KINDS
from models.lists.queries import find_feature, find_package
from models.lists.queries import packages as all_packages
from models.words import joined, say

FlowFiles = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help=say("flows.cli.files"), show_default=False)
]
FlowName = Annotated[str, typer.Argument(metavar="FLOW", help=say("flows.cli.flow"), show_default=False)]
Task = Annotated[str, typer.Argument(metavar="TASK", help=say("flows.cli.task"), show_default=False)]
Features = Annotated[
    list[str], typer.Argument(metavar="FEATURE...", help=say("flows.cli.features"), show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=say("flows.cli.help"), no_args_is_help=True)
    group.command("inspect", help=say("flows.cli.inspect"))(inspect)
    group.command("import", help=say("flows.cli.import"))(import_files)
    group.command("list", help=say("flows.cli.list"))(list_flows)
    group.command("tasks", help=say("flows.cli.tasks"))(tasks)
    group.command("link", help=say("flows.cli.link"))(link)
    group.command("unlink", help=say("flows.cli.unlink"))(unlink)
    flow_export.register(group)
    group.command("draw", help=say("flows.cli.draw"))(draw)
    flow_links.register(group)
    flow_comparison.register(group)
    flow_analysis.register(group)
    scenarios.register(group)
    step_tables.register(group)
    app.add_typer(group, name="flow")


def inspect(files: FlowFiles, as_json: AsJson = False) -> None:
    """Count what is in each file; with --json one line a file, as each is read."""
    refused = False
    for path in files:
        facts = inspect_flow(path)
        refused = refused or not facts["ok"]
        if as_json:
            typer.echo(json.dumps(facts, ensure_ascii=False))
        else:
            _print_facts(facts)
    if refused:
        raise typer.Exit(1)


def import_files(
    project: ProjectPath,
    files: FlowFiles,
    kind: Annotated[str, typer.Option("--kind", help=say("flows.cli.kind"))],
    name: Annotated[str, typer.Option("--name", help=say("flows.cli.name"))] = "",
    package: Annotated[str, typer.Option("--package", help=say("flows.cli.package"))] = "",
    as_json: AsJson = False,
) -> None:
    """Import flow files, all or none."""
    if name and len(files) > 1:
        raise UserError("flows.cli.one_name")
    with writing(project) as opened:
        owner = find_package(opened, package).id if package else None
        imported = import_flows(opened, files, kind, names=[name] if name else (), package=owner)
    if as_json:
        changeset = imported.changed.changeset
        print_json(
            {
                "flows": [flow.hex() for flow in imported.flow_ids],
                "changeset": changeset.hex() if changeset else None,
                "findings": [finding.as_json() for finding in imported.findings],
            }
        )
        return
    print_findings(imported.findings)
    typer.echo(say("flows.cli.imported", n=len(imported.flow_ids)))


def list_flows(project: ProjectPath, as_json: AsJson = False) -> None:
    """Show the flows."""
    with reading(project) as opened:
        names = {one.id: one.name for one in all_packages(opened)}
        rows = [
            {
                "id": one.id.hex(),
                "name": one.name,
                "kind": one.kind if as_json or one.kind not in FLOW_KINDS else say(f"flows.kinds.{one.kind}"),
                "package": names.get(one.package_id or b""),
                "file": one.file,
                "task_count": one.task_count,
                "linked_count": one.linked_count,
            }
            for one in flow_rows(opened)
        ]
    columns = ("name", "kind", "package", "file", "task_count", "linked_count")
    print_records(as_json, {key: say(f"flows.cli.column.{key}") for key in columns}, rows)


def tasks(
    project: ProjectPath,
    flow: Annotated[str, typer.Option("--flow", help=say("flows.cli.flow_choice"))] = "",
    without: Annotated[bool, typer.Option("--without-feature", help=say("flows.cli.without"))] = False,
    as_json: AsJson = False,
) -> None:
    """Show tasks with their features."""
    with reading(project) as opened:
        flows = [find_flow(opened, flow).id] if flow else [one.id for one in flow_rows(opened)]
        rows = []
        for one in flows:
            found = tasks_without_feature(opened, one) if without else elements(opened, one, tasks_only=True)
            rows += [_record(task, as_json) for task in found]
    columns = ("flow", "lane", "task", "features")
    print_records(as_json, {key: say(f"flows.cli.column.{key}") for key in columns}, rows)


def link(
    project: ProjectPath, flow: FlowName, task: Task, features: Features, as_json: AsJson = False
) -> None:
    """Link a task to features."""
    with writing(project) as opened:
        element = find_element(opened, flow, task)
        told(link_features(opened, element.id, [find_feature(opened, one) for one in features]), as_json)


def unlink(
    project: ProjectPath, flow: FlowName, task: Task, features: Features, as_json: AsJson = False
) -> None:
    """Take links away."""
    with writing(project) as opened:
        element = find_element(opened, flow, task)
        told(unlink_features(opened, element.id, [find_feature(opened, one) for one in features]), as_json)


def _record(task: ElementRow, as_json: bool) -> dict[str, Any]:
    if not as_json:
        linked = joined(feature.key for feature in task.features)
        return {"flow": task.flow, "lane": task.lane, "task": " ".join(task.name.split()), "features": linked}
    features = [{"feature": one.key, "name": one.name, "id": one.feature_id.hex()} for one in task.features]
    named = {"flow": task.flow, "element": task.element, "kind": task.kind, "lane": task.lane}
    return {"id": task.id.hex(), **named, "task": task.name, "features": features}


def _print_facts(facts: dict[str, Any]) -> None:
    if facts["ok"]:
        counts = facts["counts"]
        shown = {key: counts[key] for key in ("lanes", "shapes")}
        shown |= {"nodes": counts["flow_nodes"], "flows": counts["sequence_flows"]}
        known = {key: facts[key] for key in ("file", "encoding", "planes")}
        typer.echo(say("flows.cli.inspected", **known, **shown))
    for finding in facts["findings"]:
        severity = say(f"cli.severity.{finding['severity']}")
        typer.echo(f"{severity}\t{finding['where']}\t{finding['message']}", err=True)
