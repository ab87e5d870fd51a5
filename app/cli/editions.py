"""`fitgap list compare` and `fitgap list uptake`: newer editions of a feature list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_findings, print_json, reading, writing
from app.cli.findings import stopped_shown
from app.cli.lists import ListFile, MappingFile
from app.cli.project import AsJson, ProjectPath
from models.gaps.labels import gap_labels
from models.lists.editions.differences import marked, only_form
from models.lists.editions.shape import Change, Comparison, Pair
from models.lists.mapping import Mapping
from models.project.project import Project
from models.uptake.commands import TakenIn, take_in_edition
from models.uptake.plan import Plan, list_to_renew, plan_uptake
from models.uptake.told import as_json as told_as_json
from models.words import joined, say

ListName = Annotated[str, typer.Option("--list", help=say("editions.cli.list"))]
Accept = Annotated[list[str] | None, typer.Option("--accept", help=say("editions.cli.accept"))]
Apart = Annotated[list[str] | None, typer.Option("--apart", help=say("editions.cli.apart"))]
ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the commands to those of the lists."""
    group = next(one.typer_instance for one in app.registered_groups if one.name == "list")
    assert group is not None
    group.command("compare", help=say("editions.cli.compare"))(compare)
    group.command("uptake", help=say("editions.cli.uptake"))(uptake)


def compare(
    project: ProjectPath,
    file: ListFile,
    name: ListName = "",
    mapping: MappingFile = None,
    accept: Accept = None,
    apart: Apart = None,
    as_json: AsJson = False,
) -> None:
    """Compare with a newer edition."""
    with reading(project) as opened, stopped_shown(as_json):
        plan = _plan(opened, file, name, mapping)
    accepted = _accepted(plan, accept)
    found = plan.decided(accepted, frozenset(apart or ()))
    if as_json:
        print_json(told_as_json(plan, found))
        return
    print_findings(plan.incoming.findings)
    _print_comparison(plan, found)
    left = [one for one in found.suspects if one.key not in accepted]
    if left:
        typer.echo(say("editions.cli.suspects_separate", n=len(left)))


def uptake(
    project: ProjectPath,
    file: ListFile,
    edition: Annotated[str, typer.Option("--edition", help=say("editions.cli.edition"))],
    name: ListName = "",
    mapping: MappingFile = None,
    accept: Accept = None,
    apart: Apart = None,
    as_json: AsJson = False,
) -> None:
    """Take in a newer edition."""
    with writing(project) as opened, stopped_shown(as_json):
        plan = _plan(opened, file, name, mapping)
        accepted = _accepted(plan, accept)
        taken = take_in_edition(opened, plan, edition, accepted, frozenset(apart or ()))
        labels = gap_labels(opened)
    stale = sorted(labels[gap] for gap in taken.stale)
    separate = [one.key for one in plan.comparison.suspects if one.key not in accepted]
    if as_json:
        changeset = taken.changed.changeset
        shown = told_as_json(plan, taken.comparison)
        shown |= {"edition": edition, "changeset": changeset.hex() if changeset else None}
        print_json({**shown, "stale_gaps": stale, "taken_as_separate": separate})
        return
    print_findings(taken.findings)
    _print_taken(plan, taken, edition, stale, separate)


def _plan(project: Project, file: Path, name: str, mapping: Path | None) -> Plan:
    chosen = Mapping.load(mapping) if mapping else None
    return plan_uptake(project, file, list_to_renew(project, name).id, chosen)


def _accepted(plan: Plan, accept: list[str] | None) -> frozenset[str]:
    named = frozenset(accept or ())
    return (named - {ALL}) | {one.key for one in plan.comparison.suspects if ALL in named}


def _print_comparison(plan: Plan, found: Comparison) -> None:
    typer.echo(
        say(
            "editions.cli.head",
            list=plan.list.name,
            edition=plan.list.edition,
            file=plan.incoming.file,
            old=len(found.old),
            new=len(found.new),
        )
    )
    for one, count in found.counts.items():
        typer.echo(say("editions.cli.count", name=say(f"editions.class.{one.value}"), n=count))
    for pair in found.pairs:
        if Change.UNCHANGED not in pair.classes:
            _print_pair(found, pair)
    for suspect in found.suspects:
        typer.echo(
            say(
                "editions.cli.suspect",
                kind=say(f"editions.class.{suspect.kind.value}"),
                key=suspect.key,
                old=joined(found.old[at].label for at in suspect.old),
                new=joined(found.new[at].label for at in suspect.new),
            )
        )


def _print_pair(found: Comparison, pair: Pair) -> None:
    old = None if pair.old is None else found.old[pair.old]
    new = None if pair.new is None else found.new[pair.new]
    one = new or old
    typer.echo(
        say(
            "editions.cli.pair",
            classes=joined(say(f"editions.class.{one.value}") for one in pair.classes),
            old=old.label if old else "-",
            new=new.label if new else "-",
            title=" ".join(one.title.split()) if one else "",
        )
    )
    if old is None or new is None:
        return
    for column in pair.columns:
        before, after = getattr(old, column), getattr(new, column)
        text = " ".join(marked(before, after).splitlines())
        if only_form(before, after):
            text += f"  ({say('editions.cli.form_only')})"
        typer.echo(say("editions.cli.difference", column=say(f"editions.column.{column}"), text=text))


def _print_taken(plan: Plan, taken: TakenIn, edition: str, stale: list[str], separate: list[str]) -> None:
    facts = taken.changed.facts
    typer.echo(
        say(
            "editions.cli.taken",
            list=plan.list.name,
            edition=edition,
            added=facts["added"],
            removed=facts["removed"],
            changed=facts["changed"],
        )
    )
    if separate:
        typer.echo(say("editions.cli.separate", suspects=joined(separate)))
    typer.echo(say("editions.cli.stale", gaps=joined(stale)) if stale else say("editions.cli.no_stale"))
