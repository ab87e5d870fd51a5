"""`fitgap flow scenarios …`: demonstration scenarios of a file or a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import is_project, print_findings, print_json, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.exports.scenario_book import export_scenarios
from models.findings import Finding
from models.flows.arriving import read_arriving
from models.flows.queries import find_flow, flow_rows
from models.members.queries import project_name
from models.scenarios import commands
from models.scenarios.queries import ScenarioRow, find_scenario, scenario_rows, uncovered, uncovered_of
from models.scenarios.rules import Step
from models.scenarios.shown import ShownScenario, shown_of_file, shown_of_rows
from models.words import say

Number = Annotated[str, typer.Argument(metavar="SCENARIO", help=say("scenarios.cli.number"))]
FlowChoice = Annotated[list[str] | None, typer.Option("--flow", help=say("scenarios.cli.flow"))]


def register(group: typer.Typer) -> None:
    """Add the commands to `fitgap flow`."""
    group.command("scenarios", help=say("scenarios.cli.help"))(scenarios)
    group.command("scenarios-make", help=say("scenarios.cli.make"))(make)
    group.command("scenario-edit", help=say("scenarios.cli.edit"))(edit)
    group.command("scenario-remove", help=say("scenarios.cli.remove"))(remove)


def scenarios(
    source: Annotated[Path, typer.Argument(metavar="FILE|PROJECT", help=say("scenarios.cli.source"))],
    flow: FlowChoice = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("scenarios.cli.out"))] = None,
    as_json: AsJson = False,
) -> None:
    """Show or export scenarios."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UserError("scenarios.cli.not_xlsx", file=out.name)
    name, shown, left = _of_project(source, flow or []) if is_project(source) else _of_file(source)
    if out is not None:
        print_findings(export_scenarios(out, name, shown, left))
        typer.echo(say("scenarios.cli.written", path=str(out), n=len(shown)))
    elif as_json:
        print_json(
            {"scenarios": [one.as_json() for one in shown], "uncovered": [_uncovered(one) for one in left]}
        )
    else:
        _print(shown)
        print_findings(left)


def make(
    project: ProjectPath,
    flow: FlowChoice = None,
    earlier: Annotated[str, typer.Option("--edits-of", help=say("scenarios.cli.earlier"))] = "",
    as_json: AsJson = False,
) -> None:
    """Make scenarios, or make them anew."""
    with writing(project) as opened:
        wanted = [find_flow(opened, one).id for one in flow or []]
        former = find_flow(opened, earlier).id if earlier else None
        done = commands.make_scenarios(opened, wanted, earlier=former)
    if as_json:
        told(done.changed, as_json)
    else:
        typer.echo(say("scenarios.cli.made", new=done.new, kept=done.kept, gone=done.gone))


def edit(
    project: ProjectPath,
    scenario: Number,
    title: Annotated[str | None, typer.Option("--title", help=say("scenarios.cli.title"))] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help=say("scenarios.cli.purpose"))] = None,
    drop: Annotated[list[int] | None, typer.Option("--drop", help=say("scenarios.cli.drop"))] = None,
    keep: Annotated[list[int] | None, typer.Option("--keep", help=say("scenarios.cli.keep"))] = None,
    reword: Annotated[list[str] | None, typer.Option("--reword", help=say("scenarios.cli.reword"))] = None,
    move: Annotated[int, typer.Option("--move", help=say("scenarios.cli.move"))] = 0,
    as_json: AsJson = False,
) -> None:
    """Change a scenario; each kind of change is one act."""
    with writing(project) as opened:
        found = find_scenario(opened, scenario)
        if title is not None or purpose is not None:
            told(commands.edit_scenario(opened, found, title=title, purpose=purpose), as_json)
        if drop or keep or reword:
            steps = _steps(found, drop or [], keep or [], reword or [])
            told(commands.set_steps(opened, found, steps), as_json)
        if move:
            told(commands.move_scenario(opened, found, move), as_json)


def remove(project: ProjectPath, scenario: Number, as_json: AsJson = False) -> None:
    """Take a scenario out."""
    with writing(project) as opened:
        told(commands.remove_scenarios(opened, [find_scenario(opened, scenario)]), as_json)


def _of_file(path: Path) -> tuple[str, list[ShownScenario], list[Finding]]:
    flow = read_arriving(path).flow
    return path.stem, shown_of_file(flow, path.stem), uncovered_of(flow)


def _of_project(path: Path, flows: list[str]) -> tuple[str, list[ShownScenario], list[Finding]]:
    with reading(path) as opened:
        wanted = [find_flow(opened, one).id for one in flows] or [one.id for one in flow_rows(opened)]
        rows = [row for one in wanted for row in scenario_rows(opened, one)]
        left = [found for one in wanted for found in uncovered(opened, one)]
        return project_name(opened), shown_of_rows(rows), left


def _steps(found: ScenarioRow, drop: list[int], keep: list[int], reword: list[str]) -> list[Step]:
    texts: dict[int, str] = {}
    for one in reword:
        written, sign, text = one.partition("=")
        if not sign or not (written.strip().isascii() and written.strip().isdigit()):
            raise UserError("scenarios.cli.bad_reword", text=one)
        texts[int(written)] = text.strip()
    for number in [*drop, *keep, *texts]:
        if not 1 <= number <= len(found.steps):
            raise UserError("scenarios.no_step", scenario=found.label, number=number, most=len(found.steps))
    return [
        Step(
            step.element,
            step.name,
            step.when,
            texts.get(number, step.text),
            number in drop or (step.is_dropped and number not in keep),
        )
        for number, step in enumerate(found.steps, 1)
    ]


def _uncovered(one: Finding) -> dict[str, str]:
    _, _, element = one.where.rpartition("#")
    kind, _, reason = one.key.removeprefix("scenarios.uncovered.").partition(".")
    return {"id": element, "kind": kind, "reason": reason, "message": one.message}


def _print(shown: list[ShownScenario]) -> None:
    if not shown:
        typer.echo(say("scenarios.cli.none"))
    for one in shown:
        typer.echo(say("scenarios.cli.heading", label=one.label, title=one.title, flow=one.flow))
        typer.echo(f"  {one.purpose}")
        if not one.elements:
            typer.echo(f"  {say('scenarios.cli.outdated')}")
        for number, step in enumerate(one.steps, 1):
            when = f"［{step.when}］" if step.when else ""
            features = f"（{' '.join(key for key, _ in step.features)}）" if step.features else ""
            mark = " ×" if step.is_dropped else ""
            lane = f"{step.lane}：" if step.lane else ""
            typer.echo(f"  {number:>2}.{mark} {when}{lane}{step.text}{features}")
