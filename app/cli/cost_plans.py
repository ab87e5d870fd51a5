"""What `fitgap costs` says of plans: what if gaps were refused, and introducing together or alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import typer

from app.cli.context import print_json, print_table, told
from app.cli.gap_arguments import tier_of_name, yen_of
from models.costs.queries import CostTable
from models.costs.rules import Totals, percent, thousands
from models.costs.sharing import set_share_rule, share_rule
from models.costs.simulating import ESTIMATES, SHARED, assume, assumptions, simulation
from models.costs.simulation import GAP_SIDES, Comparison
from models.costs.what_if import Choice, what_if
from models.errors import UserError
from models.gaps.labels import gap_labels
from models.lists.queries import find_package
from models.members.queries import find_organisation, find_section, organisations
from models.project.project import Project
from models.tiers.catalogue import find_disposition
from models.words import joined, say

FILTERS = ("tier", "section", "organisation", "package", "disposition")


def print_what_if(project: Project, table: CostTable, wanted: Sequence[str], as_json: bool) -> None:
    """The saving if all gaps of the filters were refused."""
    found = what_if(table, choice_of(project, wanted))
    labels = gap_labels(project)
    if as_json:
        print_json(
            {
                "what_if": list(wanted),
                "unit": "yen",
                "contract_years": table.years,
                "gaps": [labels[one] for one in found.gaps],
                "unchanged": found.unchanged,
                "newly_known": found.newly_known,
                "before": totals_as_json(found.before),
                "after": totals_as_json(found.after),
                "gain": found.gain,
            }
        )
        return
    facts = {
        "n": len(found.gaps),
        "gaps": joined(labels[one] for one in found.gaps) or "-",
        "before": thousands(found.before.saving),
        "after": thousands(found.after.saving),
        "gain": thousands(found.gain),
        "newly": found.newly_known,
    }
    typer.echo(say("costs.what_if.line", **facts))


def choice_of(project: Project, wanted: Sequence[str]) -> Choice:
    """Filters as they are typed: `tier=3`, `section=市民課`; several of one kind are either, of two both."""
    read: dict[str, Callable[[str], Any]] = {
        "tier": tier_of_name,
        "section": lambda name: find_section(project, name).id,
        "organisation": lambda name: find_organisation(project, name).id,
        "package": lambda name: find_package(project, name).id,
        "disposition": lambda name: find_disposition(name).id,
    }
    found: dict[str, list[Any]] = {}
    for text in wanted:
        kind, sign, name = text.replace("＝", "=", 1).partition("=")
        if not sign or kind.strip() not in FILTERS:
            raise UserError("costs.bad_filter", text=text, known=joined(FILTERS))
        found.setdefault(kind.strip(), []).append(read[kind.strip()](name.strip()))
    return Choice(
        tiers=found.get("tier"),
        sections=found.get("section"),
        organisations=found.get("organisation"),
        packages=found.get("package"),
        dispositions=found.get("disposition"),
    )


def print_simulation(project: Project, table: CostTable, as_json: bool) -> None:
    """Together against alone, year by year."""
    found, given = simulation(project, table), assumptions(project, table.years)
    towns = {one.id: one.name for one in organisations(project)}
    named = {say("costs.by.all"): found.all, **{towns[one]: it for one, it in found.organisations.items()}}
    missing = [
        (towns[town] if town else say("costs.by.all"), say(f"costs.estimate.{what}"))
        for town, what in found.missing
    ]
    if as_json:
        print_json(
            {
                "unit": "yen",
                "years": given.years,
                "share_rule": share_rule(project).name,
                "single_gaps": given.single_gaps,
                "all": _comparison(found.all),
                "organisations": [
                    {"organisation": towns[one], **_comparison(it)} for one, it in found.organisations.items()
                ],
                "missing": [{"organisation": town, "estimate": what} for town, what in missing],
                "unknown_gaps": found.unknown_gaps,
            }
        )
        return
    keys = ("group", "single", "shared", "saving", "break_even")
    titles = [say(f"costs.simulation.column.{key}", years=given.years) for key in keys]
    print_table(titles, [_line(name, it) for name, it in named.items()])
    for year in range(given.years if found.all.saving is not None else 0):
        alone, together = found.all.single.running, found.all.shared.running
        if alone and together:
            facts = {"single": thousands(alone[year]), "shared": thousands(together[year])}
            typer.echo(say("costs.simulation.year", year=year + 1, **facts))
    for town, what in missing:
        typer.echo(say("costs.simulation.missing", town=town, what=what))
    if found.unknown_gaps:
        typer.echo(say("costs.simulation.unknown_gaps", n=found.unknown_gaps))


def write_settings(project: Project, rule: str, use: Sequence[str], given: Sequence[str]) -> None:
    """The share rule, numbers of use, and the assumptions of the simulation."""
    counts = {}
    for text in use:
        name, sign, number = text.replace("＝", "=", 1).partition("=")
        if not sign or not number.strip().isdecimal():
            raise UserError("costs.bad_use")
        counts[find_organisation(project, name.strip()).id] = int(number)
    if rule or counts:
        for done in set_share_rule(project, rule or share_rule(project).name, counts):
            told(done)
    if given:
        estimates, whole = dict[tuple[bytes | None, str], int | None](), dict[str, object]()
        for text in given:
            name, sign, value = text.replace("＝", "=", 1).partition("=")
            town, dot, what = name.strip().rpartition(".")
            if sign and what in ESTIMATES and dot:
                estimates[find_organisation(project, town).id, what] = yen_of(value)
            elif sign and what in SHARED and not dot:
                estimates[None, what] = yen_of(value)
            elif what == "years" and value.strip().isdecimal() and 1 <= int(value) <= 100:
                whole["years"] = int(value)
            elif what == "single_gaps" and value.strip() in GAP_SIDES:
                whole["single_gaps"] = value.strip()
            else:
                raise UserError("costs.bad_assumption", text=text, known=joined((*ESTIMATES, *SHARED)))
        told(assume(project, estimates, **whole))


def totals_as_json(sums: Totals) -> dict[str, Any]:
    """All sums in yen, and how many gaps they leave out."""
    return {
        **asdict(sums),
        "asked_unknown": sums.asked_unknown,
        "agreed_unknown": sums.agreed_unknown,
        "saving": sums.saving,
        "saving_unknown": sums.saving_unknown,
        "saving_percent": percent(sums.saving_rate),
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "single": {"years": one.single.years, "total": one.single.total},
        "shared": {"years": one.shared.years, "total": one.shared.total},
        "saving": one.saving,
        "break_even_year": one.break_even,
    }


def _line(name: str, one: Comparison) -> list[object]:
    unknown = say("costs.not_estimated")
    even = one.break_even if one.saving is not None else None
    return [
        name,
        thousands(one.single.total) or unknown,
        thousands(one.shared.total) or unknown,
        thousands(one.saving) or unknown,
        say("costs.simulation.in_year", year=even)
        if even
        else say("costs.simulation.never")
        if one.saving is not None
        else unknown,
    ]
