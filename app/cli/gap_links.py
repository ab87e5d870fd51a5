"""`fitgap gaps link|unlink`: a gap with features, tasks of flows and demonstration scenarios."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import told, writing
from app.cli.gap_arguments import Gap
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.flows.queries import find_element
from models.gaps.labels import find_gap
from models.gaps.links import link_sources, scenario_source, unlink_source
from models.gaps.sources import Source
from models.gaps.surroundings import sources
from models.lists.queries import find_feature
from models.project.project import Project
from models.scenarios.queries import find_scenario
from models.words import say


def add_link_commands(gaps: typer.Typer) -> None:
    """Add the commands to `fitgap gaps`."""
    gaps.command("link", help=say("gaps.links.help"))(link)
    gaps.command("unlink", help=say("gaps.links.unlink"))(unlink)


def link(
    project: ProjectPath,
    gap: Gap,
    feature: Annotated[list[str], typer.Option("--feature", help=say("gaps.links.feature"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    task: Annotated[list[str], typer.Option("--task", help=say("gaps.links.task"))] = [],  # noqa: B006 - as above
    scenario: Annotated[list[str], typer.Option("--scenario", help=say("gaps.links.scenario"))] = [],  # noqa: B006 - as above
    as_json: AsJson = False,
) -> None:
    """Link a gap to more."""
    with writing(project) as opened:
        found = [Source("feature", find_feature(opened, one)) for one in feature]
        found += [_task(opened, one) for one in task]
        for one in scenario:
            row = find_scenario(opened, one)
            found.append(scenario_source(row.id, f"{row.label} {row.title}"))
        told(link_sources(opened, find_gap(opened, gap), found), as_json)


def unlink(
    project: ProjectPath,
    gap: Gap,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=say("gaps.links.number"))],
    as_json: AsJson = False,
) -> None:
    """Take a link away."""
    with writing(project) as opened:
        meant = find_gap(opened, gap)
        listed = sources(opened, meant)
        if not 1 <= number <= len(listed):
            raise UserError("gaps.no_link")
        told(unlink_source(opened, meant, listed[number - 1].id), as_json)


def _task(project: Project, text: str) -> Source:
    flow, sign, name = text.replace("／", "/", 1).partition("/")
    if not sign:
        raise UserError("gaps.links.bad_task", text=text)
    return Source("task", element_id=find_element(project, flow.strip(), name.strip()).id)
