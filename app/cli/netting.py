"""`fitgap gaps merge|split`: several organisations' gaps as one, and apart again."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import told, writing
from app.cli.gap_arguments import AgreedInitial, AgreedYearly, AskedInitial, AskedYearly, Gap, yen_of
from app.cli.project import AsJson, ProjectPath
from models.gaps.commands import set_own_costs
from models.gaps.labels import find_gap
from models.gaps.netting.merging import find_merged, merge_gaps, split_gap
from models.members.queries import find_organisation
from models.words import say


def add_netting_commands(gaps: typer.Typer) -> None:
    """Add the commands to `fitgap gaps`."""
    gaps.command("merge", help=say("gaps.netting.cli.merge"))(merge)
    gaps.command("split", help=say("gaps.netting.cli.split"))(split)
    gaps.command("own-costs", help=say("gaps.netting.cli.own_costs"))(own_costs)


def merge(
    project: ProjectPath,
    gap: Gap,
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help=say("gaps.netting.cli.others"))],
    as_json: AsJson = False,
) -> None:
    """Merge gaps into the first."""
    with writing(project) as opened:
        merged = [find_gap(opened, one) for one in others]
        told(merge_gaps(opened, find_gap(opened, gap), merged), as_json)


def split(
    project: ProjectPath,
    gap: Gap,
    only: Annotated[list[str], typer.Option("--only", help=say("gaps.netting.cli.only"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    as_json: AsJson = False,
) -> None:
    """Split merged gaps off again."""
    with writing(project) as opened:
        lead = find_gap(opened, gap)
        told(split_gap(opened, lead, [find_merged(opened, lead, one) for one in only]), as_json)


def own_costs(
    project: ProjectPath,
    gap: Gap,
    organisation: Annotated[str, typer.Option("--organisation", help=say("gaps.cli.organisation"))],
    asked_initial: AskedInitial = None,
    asked_yearly: AskedYearly = None,
    agreed_initial: AgreedInitial = None,
    agreed_yearly: AgreedYearly = None,
    as_json: AsJson = False,
) -> None:
    """What an organisation bears alone."""
    given = {
        "asked_initial": asked_initial,
        "asked_yearly": asked_yearly,
        "agreed_initial": agreed_initial,
        "agreed_yearly": agreed_yearly,
    }
    amounts = {name: yen_of(text) for name, text in given.items() if text is not None}
    with writing(project) as opened:
        town = find_organisation(opened, organisation).id
        told(set_own_costs(opened, find_gap(opened, gap), town, **amounts), as_json)
