"""`fitgap gaps merge|split`: several organisations' gaps as one, and apart again."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import print_json, print_records, reading, told, writing
from app.cli.gap_arguments import AgreedInitial, AgreedYearly, AskedInitial, AskedYearly, Gap, typed_amounts
from app.cli.project import AsJson, ProjectPath
from models.approval.rules import REJECTED, WITHDRAWN
from models.approval.states import gap_states
from models.gaps.commands import set_own_costs
from models.gaps.labels import find_gap, gap_labels
from models.gaps.netting.merging import find_merged, merge_gaps, split_gap
from models.gaps.netting.proposals import groups, keep_apart, outsourcing_candidates, proposals
from models.gaps.queries import GapRow
from models.members.queries import find_organisation
from models.words import joined, say


def add_netting_commands(gaps: typer.Typer) -> None:
    """Add the commands to `fitgap gaps`."""
    gaps.command("net", help=say("gaps.netting.cli.net"))(net)
    gaps.command("apart", help=say("gaps.netting.cli.apart"))(apart)
    gaps.command("merge", help=say("gaps.netting.cli.merge"))(merge)
    gaps.command("split", help=say("gaps.netting.cli.split"))(split)
    gaps.command("own-costs", help=say("gaps.netting.cli.own_costs"))(own_costs)


def net(project: ProjectPath, as_json: AsJson = False) -> None:
    """Likely same gaps of several organisations."""
    with reading(project) as opened:
        states = gap_states(opened)
        ended = {gap for gap, state in states.items() if state.step in (REJECTED, WITHDRAWN)}
        found = proposals(opened, ended)
        together = groups(found)
        jointly = outsourcing_candidates(opened)
        labels = gap_labels(opened)
    if as_json:
        print_json(
            {
                "pairs": [
                    {
                        "left": one.left.label,
                        "right": one.right.label,
                        "titles": [one.left.title, one.right.title],
                        "organisations": [_town(one.left), _town(one.right)],
                        "score": round(one.score, 3),
                        "reason": one.reason,
                        "outsourcing": one.work,
                    }
                    for one in found
                ],
                "groups": [
                    {"gaps": [row.label for row in one.gaps], "asks": one.asks, "of": one.towns}
                    for one in together
                ],
                "outsourcing": {labels[gap]: work for gap, work in jointly.items()},
            }
        )
        return
    keys = ("score", "left", "right", "reason")
    lines = [
        {
            "score": f"{one.score:.2f}",
            "left": f"{one.left.label} {one.left.title}",
            "right": f"{one.right.label} {one.right.title}",
            "reason": one.reason,
        }
        for one in found
    ]
    print_records(False, {key: say(f"gaps.netting.column.{key}") for key in keys}, lines)
    for one in together:
        names = joined(row.label for row in one.gaps)
        typer.echo(say("gaps.netting.group", gaps=names, asks=one.asks, of=one.towns))
    for gap, work in jointly.items():
        typer.echo(say("gaps.netting.jointly", gap=labels[gap], work=say(f"gaps.netting.work.{work}")))


def apart(
    project: ProjectPath,
    gap: Gap,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=say("gaps.netting.cli.second"))],
    as_json: AsJson = False,
) -> None:
    """Say that two gaps are two things."""
    with writing(project) as opened:
        told(keep_apart(opened, find_gap(opened, gap), find_gap(opened, other)), as_json)


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
    amounts = typed_amounts(
        asked_initial=asked_initial,
        asked_yearly=asked_yearly,
        agreed_initial=agreed_initial,
        agreed_yearly=agreed_yearly,
    )
    with writing(project) as opened:
        town = find_organisation(opened, organisation).id
        told(set_own_costs(opened, find_gap(opened, gap), town, **amounts), as_json)


def _town(row: GapRow) -> str:
    return next((one.name for one in row.askers if one.organisation_id == row.organisation_id), "")
