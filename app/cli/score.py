"""`fitgap score …`: demonstrations from the opening of a round to its results."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import local_time, print_json, print_records, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.flows.queries import find_flow
from models.lists.queries import find_package
from models.members.commands import scoring_presets
from models.members.queries import find_section
from models.project.project import Project
from models.scoring import commands
from models.scoring.commands import NewScene
from models.scoring.exact import rounded
from models.scoring.files import read_scenes, read_scores
from models.scoring.queries import Round, find_round, find_round_package, rounds
from models.scoring.queries import scenes as scenes_of
from models.scoring.results import Cell, RoundResults
from models.scoring.results import results as results_of
from models.scoring.scenario_scenes import scenes_from_scenarios
from models.words import joined, language, say

RoundName = Annotated[str, typer.Argument(metavar="ROUND", help=say("scoring.cli.round"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    score = typer.Typer(help=say("scoring.cli.help"), no_args_is_help=True)
    for name, command in (
        ("list", list_rounds),
        ("open", open_round),
        ("scenes", scenes),
        ("declare", declare),
        ("submit", submit),
        ("close", close),
        ("results", results),
    ):
        score.command(name, help=say(f"scoring.cli.{name}"))(command)
    app.add_typer(score, name="score")


def list_rounds(project: ProjectPath, as_json: AsJson = False) -> None:
    """Rounds with the number of sheets handed in."""
    with reading(project) as opened:
        rows = [_round(one) for one in rounds(opened)]
    columns = ("number", "name", "closes_on", "state", "scenes", "sheets")
    print_records(as_json, {key: say(f"scoring.cli.column.{key}") for key in columns}, rows)


def open_round(
    project: ProjectPath,
    number: Annotated[int, typer.Option("--number", min=1, help=say("scoring.cli.number"))],
    package: Annotated[list[str], typer.Option("--package", help=say("scoring.cli.package"))],
    closes_on: Annotated[str, typer.Option("--closes-on", help=say("scoring.cli.closes_on"))],
    scenes: Annotated[Path | None, typer.Option("--scenes", help=say("scoring.cli.scenes_file"))] = None,
    scenarios: Annotated[bool, typer.Option("--scenarios", help=say("scoring.cli.scenarios"))] = False,
    flow: Annotated[list[str] | None, typer.Option("--flow", help=say("scoring.cli.flow"))] = None,
    section: Annotated[str, typer.Option("--section", help=say("scoring.cli.section"))] = "",
    name: Annotated[str, typer.Option("--name", help=say("scoring.cli.name"))] = "",
    rule: Annotated[str, typer.Option("--rule", help=say("scoring.cli.preset"))] = "",
    as_json: AsJson = False,
) -> None:
    """Open a round with the scenes of a table, or with the scenarios of the flows."""
    presets = scoring_presets()
    if rule and rule not in presets:
        raise UserError("scoring.cli.no_preset", name=rule, known=joined(presets))
    with writing(project) as opened:
        changed = commands.open_round(
            opened,
            number=number,
            name=name or say("scoring.cli.default_name", number=number),
            packages=[find_package(opened, one).id for one in package],
            scenes=_new_scenes(opened, scenes, scenarios, flow or [], section),
            closes_on=closes_on,
            rule=presets.get(rule),
        )
    told(changed, as_json)


def _new_scenes(
    project: Project, table: Path | None, scenarios: bool, flows: list[str], section: str
) -> list[NewScene]:
    if (table is not None) == scenarios:
        raise UserError("scoring.cli.scenes_or_scenarios")
    if table is not None:
        return read_scenes(project, table)
    owner = find_section(project, section).id if section else None
    found, homeless = scenes_from_scenarios(project, owner, [find_flow(project, one).id for one in flows])
    if homeless:
        raise UserError("scoring.scenarios_without_section", scenarios=joined(one.label for one in homeless))
    if not found:
        raise UserError("scoring.no_scenarios")
    return found


def scenes(project: ProjectPath, round_name: RoundName, as_json: AsJson = False) -> None:
    """The scenes of a round."""
    with reading(project) as opened:
        rows = [
            {
                "code": one.code,
                "title": one.title,
                "purpose": one.purpose,
                "section": one.section,
                "features": " ".join(feature.label for feature in one.features),
            }
            for one in scenes_of(opened, find_round(opened, round_name).id)
        ]
    columns = ("code", "title", "purpose", "section", "features")
    print_records(as_json, {key: say(f"scoring.cli.column.{key}") for key in columns}, rows)


def declare(
    project: ProjectPath,
    round_name: RoundName,
    interest: Annotated[str, typer.Option("--interest", help=say("scoring.cli.interest"))] = "",
    as_json: AsJson = False,
) -> None:
    """Declare one's interests, none unless they are named."""
    with writing(project) as opened:
        found = find_round(opened, round_name)
        has_interest = bool(interest.strip())
        told(commands.declare_interest(opened, found.id, has_interest=has_interest, note=interest), as_json)


def submit(
    project: ProjectPath,
    round_name: RoundName,
    package: Annotated[str, typer.Option("--package", help=say("scoring.cli.package"))],
    scores: Annotated[Path, typer.Option("--scores", help=say("scoring.cli.scores_file"))],
    as_json: AsJson = False,
) -> None:
    """Hand in one's sheet for a package."""
    with writing(project) as opened:
        found = find_round(opened, round_name)
        about = find_round_package(found, package)
        sheet = read_scores(opened, found, scores)
        told(commands.submit_sheet(opened, found.id, about.id, sheet), as_json)


def close(project: ProjectPath, round_name: RoundName, as_json: AsJson = False) -> None:
    """Close a round."""
    with writing(project) as opened:
        told(commands.close_round(opened, find_round(opened, round_name).id), as_json)


def results(project: ProjectPath, round_name: RoundName, as_json: AsJson = False) -> None:
    """Totals, ranks, and the scores of every scene."""
    with reading(project) as opened:
        found = results_of(opened, find_round(opened, round_name).id)
    if as_json:
        print_json({"round": _round(found.round), "totals": _totals(found), "scenes": _scenes(found)})
        return
    sentence = found.round.rule.sentences[language()] or found.round.rule.names[language()]
    typer.echo(f"{found.round.name}  {say('scoring.cli.totals', rule=sentence)}")
    titles = {key: say(f"scoring.cli.column.{key}") for key in ("rank", "package", "total", "invalid")}
    print_records(False, titles, _totals(found))
    titles = {key: say(f"scoring.cli.column.{key}") for key in ("code", "title", "spread")}
    rows = []
    for scene in _scenes(found):
        means = {cell["package"]: _mean(cell) for cell in scene["packages"]}
        rows.append({**scene, **means, "spread": _percent(scene["spread"])})
    typer.echo("")
    print_records(False, titles | {package.name: package.name for package in found.round.packages}, rows)


def _round(one: Round) -> dict[str, Any]:
    closed = None if one.closed_at is None else local_time(one.closed_at)
    return {
        "number": one.number,
        "name": one.name,
        "closes_on": one.closes_on,
        "closed_at": closed,
        "state": say("scoring.cli.closed_state" if one.is_closed else "scoring.cli.open_state"),
        "rule": one.rule.id,
        "scenes": one.scene_count,
        "sheets": one.sheet_count,
        "packages": [{"name": package.name, "sheets": package.sheets} for package in one.packages],
    }


def _totals(found: RoundResults) -> list[dict[str, Any]]:
    names = {package.id: package.name for package in found.round.packages}
    rows = [
        {
            "rank": one.rank,
            "package": names[one.package],
            "total": None if one.total is None else str(one.total),
            "out_of": _decimal(found.round.rule.out_of, 0),
            "invalid": one.invalid_items,
        }
        for one in found.totals
    ]
    return sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0))


def _scenes(found: RoundResults) -> list[dict[str, Any]]:
    names = {package.id: package.name for package in found.round.packages}
    return [
        {
            "code": row.scene.code,
            "title": row.scene.title,
            "spread": _decimal(row.spread, 4),
            "packages": [_cell(names[cell.package], cell) for cell in row.cells],
        }
        for row in found.scenes
    ]


def _cell(package: str, cell: Cell) -> dict[str, Any]:
    return {
        "package": package,
        "mean": _decimal(cell.item.mean, 4),
        "spread": _decimal(cell.item.spread, 4),
        "valid": cell.item.is_valid,
        "discuss": cell.item.needs_discussion,
        "points": [_decimal(dot.points, 4) for dot in cell.dots],
    }


def _mean(cell: dict[str, Any]) -> str:
    if not cell["valid"]:
        return say("scoring.cli.column.invalid")
    shown = str(rounded(Fraction(cell["mean"]), "half_up", 1))
    return f"{shown} {say('scoring.cli.discuss')}" if cell["discuss"] else shown


def _percent(spread: str | None) -> str:
    return "" if spread is None else f"{rounded(Fraction(spread) * 100, 'half_up', 0)}%"


def _decimal(value: Fraction | None, digits: int) -> str | None:
    return None if value is None else str(rounded(value, "half_up", digits))
