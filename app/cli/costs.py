"""`fitgap costs`: what was asked, what was agreed, and the cost avoided, along every grouping."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from app.cli.context import print_json, print_table, reading, writing
from app.cli.cost_plans import print_simulation, print_what_if, totals_as_json, write_settings
from app.cli.project import AsJson, ProjectPath
from models.approval.rules import REJECTED, WITHDRAWN
from models.approval.states import gap_states
from models.costs.queries import CostTable, cost_table
from models.costs.rules import Totals, thousands
from models.costs.sharing import sharing
from models.lists.queries import packages
from models.members.queries import organisations, sections
from models.project.project import Project
from models.tiers.catalogue import dispositions
from models.tiers.reasons import tier_label
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("costs", help=say("costs.cli.help"))(costs)


def costs(
    project: ProjectPath,
    what_if: Annotated[list[str], typer.Option("--what-if", help=say("costs.cli.what_if"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    simulate: Annotated[bool, typer.Option("--simulate", help=say("costs.cli.simulate"))] = False,
    rule: Annotated[str, typer.Option("--share-rule", help=say("costs.cli.share_rule"))] = "",
    use: Annotated[list[str], typer.Option("--use", help=say("costs.cli.use"))] = [],  # noqa: B006 - as above
    assume: Annotated[list[str], typer.Option("--assume", help=say("costs.cli.assume"))] = [],  # noqa: B006 - as above
    as_json: AsJson = False,
) -> None:
    """Costs along every grouping, in yen for scripts and thousand yen for people."""
    if rule or use or assume:
        with writing(project) as opened:
            write_settings(opened, rule, use, assume)
    with reading(project) as opened:
        states = gap_states(opened)
        refused = {gap for gap, state in states.items() if state.step in (REJECTED, WITHDRAWN)}
        table = cost_table(opened, refused)
        if what_if:
            print_what_if(opened, table, what_if, as_json)
        elif simulate:
            print_simulation(opened, table, as_json)
        elif not (rule or use or assume):
            _print_costs(opened, table, as_json)


def _print_costs(project: Project, table: CostTable, as_json: bool) -> None:
    """Totals along every grouping, and the calculation of the cost avoided."""
    groups = _cost_groups(project, table)
    shared = sharing(project, table)
    towns = {one.id: one.name for one in organisations(project)}
    if as_json:
        print_json(
            {
                "contract_years": table.years,
                "unit": "yen",
                "all": totals_as_json(table.all),
                **{
                    name: [{"group": label, **totals_as_json(sums)} for label, sums in group]
                    for name, group in groups.items()
                },
                "share_rule": shared.rule.name,
                "by_share": [{"group": towns[one], **asdict(sums)} for one, sums in shared.totals.items()],
            }
        )
        return
    keys = ("group", "gaps", "asked_total", "asked_unknown", "agreed_total", "agreed_unknown", "saving")
    titles = [say(f"costs.column.{key}", years=table.years) for key in keys]
    lines = [_cost_line(say("costs.by.all"), table.all)]
    for name, group in groups.items():
        heading = say(f"costs.by.{name.removeprefix('by_')}")
        lines += [_cost_line(f"{heading}: {label}", sums) for label, sums in group]
    print_table(titles, lines)
    typer.echo(saving_sentence(table.all, table.years))
    rule = say(f"costs.rule.{shared.rule.name}")
    for town, sums in shared.totals.items():
        facts = {"initial": thousands(sums.initial), "yearly": thousands(sums.yearly)}
        whole = {"total": thousands(sums.total), "years": table.years, "unknown": sums.unknown}
        typer.echo(say("costs.share_line", town=towns[town], rule=rule, **facts, **whole))


def saving_sentence(sums: Totals, years: int) -> str:
    """The calculation of the cost avoided, to be recomputed by hand."""
    return say(
        "costs.saving.calculation",
        saving=thousands(sums.saving),
        asked=thousands(sums.both_asked),
        agreed=thousands(sums.both_agreed),
        years=years,
        known=sums.both_known,
        unknown=sums.saving_unknown,
    )


def _cost_groups(project: Project, table: CostTable) -> dict[str, list[tuple[str, Totals]]]:
    places = {one.id: one.label for one in sections(project)}
    towns = {one.id: one.name for one in organisations(project)}
    vendors = {one.id: one.name for one in packages(project)}
    responses = dispositions()
    nothing = say("costs.by.nothing")
    return {
        "by_tier": [
            (tier_label(tier), sums) for tier, sums in sorted(table.by_tier.items(), key=_tier_first)
        ],
        "by_section": [(places.get(one or b"", nothing), sums) for one, sums in table.by_section.items()],
        "by_organisation": [
            (towns.get(one or b"", nothing), sums) for one, sums in table.by_organisation.items()
        ],
        "by_package": [(vendors.get(one or b"", nothing), sums) for one, sums in table.by_package.items()],
        "by_disposition": [
            (responses[one].label if one in responses else nothing, sums)
            for one, sums in table.by_disposition.items()
        ],
    }


def _tier_first(item: tuple[int | None, Totals]) -> tuple[bool, int]:
    return item[0] is None, item[0] or 0


def _cost_line(label: str, sums: Totals) -> list[object]:
    return [
        label,
        sums.gaps,
        thousands(sums.asked_total),
        sums.asked_unknown,
        thousands(sums.agreed_total),
        sums.agreed_unknown,
        thousands(sums.saving),
    ]
