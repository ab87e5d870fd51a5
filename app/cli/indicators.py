"""`fitgap indicators`: the project's indicators, each with the numbers that it is made of."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import typer

from app.cli.context import print_json, reading
from app.cli.cost_plans import totals_as_json
from app.cli.costs import saving_sentence
from app.cli.project import AsJson, ProjectPath
from models.costs.queries import CostTable
from models.costs.rules import percent, thousands
from models.indicators.checklist import CheckAnswer, Evidence
from models.indicators.queries import Indicators, indicators
from models.indicators.rules import DAY, LeadTime, Progress
from models.tiers.reasons import tier_label
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("indicators", help=say("indicators.cli.help"))(show)


def show(project: ProjectPath, as_json: AsJson = False) -> None:
    """All indicators."""
    with reading(project) as opened:
        found = indicators(opened)
    if as_json:
        print_json(_as_json(found))
        return
    for title, lines in _in_words(found).items():
        typer.echo(say(f"indicators.title.{title}"))
        for line in lines:
            typer.echo(f"  {line}")


def _as_json(found: Indicators) -> dict[str, Any]:
    lead = found.lead_time
    return {
        "gaps": found.gaps,
        "dropped": found.dropped,
        "tiers": [
            {"tier": one.tier, "count": one.count, "of": one.of, "percent": percent(one.share)}
            for one in found.tiers
        ],
        "cost_avoided": {
            "contract_years": found.costs.years,
            "unit": "yen",
            **totals_as_json(found.costs.all),
        },
        "cost_avoided_decided": totals_as_json(found.settled_costs.all),
        "overall": _progress_as_json(found.overall),
        "sections": [_progress_as_json(one) for one in found.sections],
        "lead_time": {
            "median_days": _days(lead.median),
            "days": [_days(Fraction(span, DAY)) for span in lead.spans],
            "goal_days": _days(Fraction(lead.goal, DAY)),
            "within_goal": lead.within_goal,
            "waiting": lead.waiting,
        },
        "agreement": {
            "agreed": found.agreed_organisations,
            "organisations": [{"name": one.name, "agreed_on": one.agreed_on} for one in found.organisations],
        },
        "checklist": [
            {
                "id": one.id,
                "label": one.label,
                "answer": one.answer,
                "evidence": [{"key": e.key, "count": e.count, "of": e.of} for e in one.evidence],
            }
            for one in found.checklist
        ],
    }


def _in_words(found: Indicators) -> dict[str, list[str]]:
    counted = found.gaps - found.dropped
    tiers = [
        say(
            "indicators.line.tier",
            tier=tier_label(one.tier),
            count=one.count,
            percent=percent(one.share) or "-",
        )
        for one in found.tiers
    ]
    return {
        "agreement": [
            say("indicators.line.agreement", agreed=found.agreed_organisations, all=found.participants)
        ],
        "tiers": [*tiers, say("indicators.line.dropped", counted=counted, dropped=found.dropped)],
        "saving": _saving(found.costs),
        "settled": _saving(found.settled_costs),
        "progress": [_progress_in_words(one) for one in found.sections],
        "lead_time": [_lead_time_in_words(found.lead_time)],
        "checklist": [_check_in_words(one) for one in found.checklist],
    }


def _saving(costs: CostTable) -> list[str]:
    sums = costs.all
    lines = [saving_sentence(sums, costs.years)]
    if sums.saving_rate is not None:
        rate = percent(sums.saving_rate)
        saving, asked = thousands(sums.saving), thousands(sums.both_asked)
        lines.append(say("indicators.line.rate", percent=rate, saving=saving, asked=asked))
    return lines


def _progress_in_words(one: Progress) -> str:
    states = " ".join(f"{say(f'approval.state.{key}')} {count}" for key, count in one.states.items())
    return say(
        "indicators.line.progress", section=one.section, finished=one.finished, gaps=one.gaps, states=states
    )


def _lead_time_in_words(lead: LeadTime) -> str:
    if lead.median is None:
        return say("indicators.line.lead_time_none", waiting=lead.waiting)
    return say(
        "indicators.line.lead_time",
        median=_days(lead.median),
        decided=len(lead.spans),
        goal=_days(Fraction(lead.goal, DAY)),
        within=lead.within_goal,
        waiting=lead.waiting,
    )


def _check_in_words(one: CheckAnswer) -> str:
    return say(
        "indicators.line.check",
        id=one.id,
        label=one.label,
        answer=say(f"indicators.answer.{one.answer}"),
        evidence=" ".join(_evidence_in_words(each) for each in one.evidence),
    ).rstrip()


def _evidence_in_words(one: Evidence) -> str:
    name = say(f"indicators.evidence.{one.key}")
    if one.of is None:
        return say("indicators.evidence.count", name=name, count=one.count)
    return say("indicators.evidence.count_of", name=name, count=one.count, of=one.of)


def _progress_as_json(one: Progress) -> dict[str, Any]:
    return {
        "section": one.section or None,
        "gaps": one.gaps,
        "finished": one.finished,
        "percent": percent(one.share),
        "states": dict(one.states),
    }


def _days(days: Fraction | None) -> str | None:
    """Days with one decimal: the same rounding as per cent."""
    return percent(None if days is None else days / 100)
