"""`fitgap gaps …`: gaps raised, derived, described, answered and costed."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import reading, told, writing
from app.cli.gap_arguments import (
    AgreedInitial,
    AgreedYearly,
    AskedInitial,
    AskedYearly,
    Gap,
    tier_of_name,
    typed_amounts,
)
from app.cli.gap_files import add_file_commands
from app.cli.gap_links import add_link_commands
from app.cli.gap_lists import add_list_commands
from app.cli.gaps_bulk import change
from app.cli.gaps_shown import print_gap, print_gaps
from app.cli.netting import add_netting_commands
from app.cli.project import AsJson, ProjectPath
from models.approval.states import gap_states
from models.errors import UserError
from models.gaps import commands
from models.gaps.flow_sources import not_compared
from models.gaps.labels import find_gap
from models.gaps.queries import UNDECIDED, GapFilter, gap_rows
from models.lists.queries import find_package
from models.members.queries import acting_member, find_organisation, find_section
from models.project.project import Project
from models.tiers.catalogue import find_disposition
from models.wording.rules import find_hints
from models.words import say

SectionName = Annotated[str, typer.Option("--section", help=say("gaps.cli.section"))]
Askers = Annotated[list[str], typer.Option("--asker", help=say("gaps.cli.asker"))]
Title = Annotated[str | None, typer.Option("--title", help=say("gaps.cli.title"))]
Purpose = Annotated[str | None, typer.Option("--purpose", help=say("gaps.cli.purpose"))]
Missing = Annotated[str | None, typer.Option("--missing", help=say("gaps.cli.missing"))]
LegalGround = Annotated[str | None, typer.Option("--legal-ground", help=say("gaps.cli.legal_ground"))]
Frequency = Annotated[str | None, typer.Option("--frequency", help=say("gaps.cli.frequency"))]
Persons = Annotated[str | None, typer.Option("--persons", help=say("gaps.cli.persons"))]
Alternatives = Annotated[str | None, typer.Option("--alternatives", help=say("gaps.cli.alternatives"))]
CostUnknown = Annotated[str | None, typer.Option("--cost-unknown", help=say("gaps.cli.cost_unknown"))]
PackageName = Annotated[str | None, typer.Option("--package", help=say("gaps.cli.package"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    gaps = typer.Typer(help=say("gaps.cli.help"), no_args_is_help=True)
    gaps.command("list", help=say("gaps.cli.list"))(list_gaps)
    gaps.command("show", help=say("gaps.cli.show"))(show)
    gaps.command("add", help=say("gaps.cli.add"))(add)
    gaps.command("derive", help=say("gaps.cli.derive"))(derive)
    gaps.command("edit", help=say("gaps.cli.edit"))(edit)
    gaps.command("comment", help=say("gaps.cli.comment"))(comment)
    gaps.command("disposition", help=say("gaps.cli.disposition"))(disposition)
    gaps.command("costs", help=say("gaps.cli.costs"))(set_costs)
    gaps.command("askers", help=say("gaps.cli.askers"))(askers)
    gaps.command("change", help=say("gap_bulk.cli.help"))(change)
    add_netting_commands(gaps)
    add_file_commands(gaps)
    add_link_commands(gaps)
    add_list_commands(gaps)
    app.add_typer(gaps, name="gaps")


def list_gaps(
    project: ProjectPath,
    text: Annotated[str, typer.Option("--text", help=say("gaps.cli.text"))] = "",
    section: SectionName = "",
    organisation: Annotated[str, typer.Option("--organisation", help=say("gaps.cli.organisation"))] = "",
    only: Annotated[str, typer.Option("--disposition", help=say("gaps.cli.only_disposition"))] = "",
    tier: Annotated[str, typer.Option("--tier", help=say("gaps.cli.only_tier"))] = "",
    as_json: AsJson = False,
) -> None:
    """List gaps with their state."""
    with reading(project) as opened:
        wanted = GapFilter(
            text=text,
            section_id=find_section(opened, section).id if section else None,
            asked_by=find_organisation(opened, organisation).id if organisation else None,
            disposition=find_disposition(only).id if only else None,
            tier=_tier(tier) if tier else None,
        )
        print_gaps(gap_rows(opened, wanted), gap_states(opened), as_json)


def show(project: ProjectPath, gap: Gap, as_json: AsJson = False) -> None:
    """One gap with all that belongs to it."""
    with reading(project) as opened:
        print_gap(opened, find_gap(opened, gap), as_json)


def add(
    project: ProjectPath,
    title: Annotated[str, typer.Option("--title", help=say("gaps.cli.title"))],
    section: SectionName = "",
    asker: Askers = [],  # noqa: B006 - typer reads the default, nobody changes it
    purpose: Purpose = None,
    missing: Missing = None,
    legal_ground: LegalGround = None,
    frequency: Frequency = None,
    persons: Persons = None,
    as_json: AsJson = False,
) -> None:
    """Add a gap by hand."""
    with writing(project) as opened:
        told(
            commands.add_gap(
                opened,
                title,
                find_section(opened, section).id if section else _own_section(opened),
                askers=[find_section(opened, name).id for name in asker],
                purpose=purpose or "",
                missing=missing or "",
                legal_ground=legal_ground or "",
                frequency=frequency or "",
                persons=persons or "",
            ),
            as_json,
        )
    _hint_at(purpose)


def derive(
    project: ProjectPath,
    section: Annotated[str, typer.Option("--section", help=say("gaps.cli.default_section"))] = "",
    differences: Annotated[
        bool, typer.Option("--differences/--no-differences", help=say("gaps.cli.differences"))
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Raise gaps from answers and flows."""
    with writing(project) as opened:
        place = find_section(opened, section).id if section else None
        told(commands.derive_gaps(opened, default_section=place, differences=differences), as_json)
        for flows, why in not_compared(opened) if differences else ():
            typer.echo(say("gaps.cli.not_compared", flows=flows, why=why), err=True)


def edit(
    project: ProjectPath,
    gap: Gap,
    title: Title = None,
    purpose: Purpose = None,
    missing: Missing = None,
    legal_ground: LegalGround = None,
    frequency: Frequency = None,
    persons: Persons = None,
    alternatives: Alternatives = None,
    cost_unknown: CostUnknown = None,
    package: PackageName = None,
    as_json: AsJson = False,
) -> None:
    """Change the texts that are given; an empty text empties the field."""
    texts = {
        "title": title,
        "purpose": purpose,
        "missing": missing,
        "legal_ground": legal_ground,
        "frequency": frequency,
        "persons": persons,
        "alternatives": alternatives,
        "cost_unknown": cost_unknown,
    }
    with writing(project) as opened:
        cells: dict[str, object] = {name: text for name, text in texts.items() if text is not None}
        if package is not None:
            cells["package_id"] = find_package(opened, package).id if package else None
        told(commands.edit_gap(opened, find_gap(opened, gap), **cells), as_json)
    _hint_at(purpose)


def comment(
    project: ProjectPath,
    gap: Gap,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=say("gaps.cli.message"))],
    as_json: AsJson = False,
) -> None:
    """Add to the discussion."""
    with writing(project) as opened:
        told(commands.comment(opened, find_gap(opened, gap), text), as_json)


def disposition(
    project: ProjectPath,
    gap: Gap,
    step: Annotated[str, typer.Argument(metavar="STEP", help=say("gaps.cli.step"))],
    because: Annotated[list[str], typer.Option("--because", help=say("gaps.cli.because"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    as_json: AsJson = False,
) -> None:
    """Choose the response."""
    with writing(project) as opened:
        chosen, reasons = find_disposition(step).id, dict(_reason(text) for text in because)
        told(commands.choose_disposition(opened, find_gap(opened, gap), chosen, reasons), as_json)


def set_costs(
    project: ProjectPath,
    gap: Gap,
    asked_initial: AskedInitial = None,
    asked_yearly: AskedYearly = None,
    agreed_initial: AgreedInitial = None,
    agreed_yearly: AgreedYearly = None,
    as_json: AsJson = False,
) -> None:
    """Enter the amounts that are given."""
    amounts = typed_amounts(
        asked_initial=asked_initial,
        asked_yearly=asked_yearly,
        agreed_initial=agreed_initial,
        agreed_yearly=agreed_yearly,
    )
    with writing(project) as opened:
        told(commands.set_costs(opened, find_gap(opened, gap), **amounts), as_json)


def askers(
    project: ProjectPath,
    gap: Gap,
    add: Annotated[list[str], typer.Option("--add", help=say("gaps.cli.asker"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    remove: Annotated[list[str], typer.Option("--remove", help=say("gaps.cli.remove"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
) -> None:
    """Change who asks."""
    with writing(project) as opened:
        found = find_gap(opened, gap)
        for name in add:
            told(commands.add_asker(opened, found, find_section(opened, name).id))
        for name in remove:
            told(commands.remove_asker(opened, found, find_section(opened, name).id))


def _hint_at(purpose: str | None) -> None:
    """A complaint is stored as it is, but it is no purpose: say what to write instead."""
    for hint in find_hints(purpose or ""):
        typer.echo(hint.message, err=True)


def _own_section(project: Project) -> bytes:
    member = acting_member(project)
    if member is None or member.section_id is None:
        raise UserError("gaps.unknown_section")
    return member.section_id


def _tier(text: str) -> int | str:
    tier = tier_of_name(text)
    return UNDECIDED if tier is None else tier


def _reason(text: str) -> tuple[str, str]:
    step, separator, reason = text.replace("＝", "=", 1).partition("=")
    if not separator:
        raise UserError("gaps.cli.bad_because", text=text)
    return find_disposition(step).id, reason
