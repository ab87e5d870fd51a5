"""`fitgap flow analyse …`: hints on how flows are modelled."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import is_project, print_findings, print_json, reading
from app.cli.project import AsJson
from bpmn.model import FlowFile
from models.findings import Finding
from models.flows.analysis import hints
from models.flows.arriving import read_arriving
from models.flows.complexity import complexity, metric_lines
from models.flows.queries import find_flow, flow_file, flow_rows
from models.words import say


def register(group: typer.Typer) -> None:
    """Add the command to `fitgap flow`."""
    group.command("analyse", help=say("flow_analysis.cli.help"))(analyse)


def analyse(
    source: Annotated[
        list[Path], typer.Argument(metavar="FILE|PROJECT...", help=say("flow_analysis.cli.source"))
    ],
    flow: Annotated[list[str] | None, typer.Option("--flow", help=say("flow_analysis.cli.flow"))] = None,
    metrics: Annotated[bool, typer.Option("--metrics", help=say("flow_analysis.cli.metrics"))] = False,
    as_json: AsJson = False,
) -> None:
    """Show the hints on each flow."""
    results: list[dict[str, Any]] = []
    for path in source:
        for name, found in _flows(path, flow or []):
            noticed = hints(found)
            measured = complexity(found) if metrics else {}
            told = [_hint(found, one) for one in noticed]
            result: dict[str, Any] = {"file": str(path), "flow": name, "findings": told}
            results.append(result | ({"metrics": measured} if metrics else {}))
            if not as_json:
                typer.echo(say("flow_analysis.cli.counted", flow=name, n=len(noticed)))
                print_findings(noticed)
                for metric, value in metric_lines(measured):
                    typer.echo(f"{metric}\t{value}")
    if as_json:
        print_json(results)


def _flows(path: Path, names: list[str]) -> list[tuple[str, FlowFile]]:
    if not is_project(path):
        return [(path.stem, read_arriving(path).flow)]
    with reading(path) as opened:
        wanted = [find_flow(opened, one) for one in names] or flow_rows(opened)
        return [(one.name, flow_file(opened, one.id)) for one in wanted]


def _hint(flow: FlowFile, one: Finding) -> dict[str, str]:
    element = one.where.removeprefix(flow.name).removeprefix("#")
    return {**one.as_json(), "code": one.key.rpartition(".")[2], "element": element}
