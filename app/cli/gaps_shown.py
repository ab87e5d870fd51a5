"""How gaps, verdicts and costs are printed, for people and for scripts (amounts in yen there)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import typer

from app.cli.context import print_json, print_records
from models.approval.rules import GapState
from models.approval.states import gap_state
from models.costs.rules import thousands
from models.gaps.detail import GapDetail, gap_detail
from models.gaps.queries import GapRow
from models.project.project import Project
from models.tiers.catalogue import dispositions
from models.tiers.reasons import kind_label, reason_sentence, verdict_label
from models.words import joined, say

COLUMNS = ("label", "title", "section", "marks", "disposition", "tier", "state", "asked", "agreed")


def print_gaps(rows: Sequence[GapRow], states: Mapping[bytes, GapState], as_json: bool) -> None:
    """The list of gaps."""
    if as_json:
        print_json([row_as_json(row, states.get(row.id)) for row in rows])
        return
    titles = {key: say(f"gaps.column.{key}") for key in COLUMNS}
    print_records(False, titles, [_row_in_words(row, states.get(row.id)) for row in rows])


def print_gap(project: Project, gap: bytes, as_json: bool) -> None:
    """One gap."""
    detail, state = gap_detail(project, gap), gap_state(project, gap)
    if as_json:
        print_json(_detail_as_json(detail, state))
    else:
        for line in _detail_in_words(detail, state):
            typer.echo(line)


def row_as_json(row: GapRow, state: GapState | None) -> dict[str, Any]:
    """A row of the list for scripts."""
    return {
        "gap": row.label,
        "id": row.id.hex(),
        "title": row.title,
        "section": row.section,
        "asked_by": [one.name for one in row.askers if one.asks],
        "disposition": row.disposition,
        **tier_as_json(row),
        "state": state.key if state else None,
        "revision": state.revision if state else None,
        "conflict": row.has_conflict,
        "asked": {**asdict(row.asked), "total": row.asked_total},
        "agreed": {**asdict(row.agreed), "total": row.agreed_total},
    }


def tier_as_json(row: GapRow) -> dict[str, Any]:
    """A verdict for scripts."""
    return {
        "tier": row.tier,
        "undecided": row.verdict.undecided,
        "kinds": row.kinds,
        "overridden": row.verdict.is_overridden,
        "reason": reason_sentence(row.verdict),
    }


def _row_in_words(row: GapRow, state: GapState | None) -> dict[str, Any]:
    chosen = dispositions().get(row.disposition or "")
    return {
        "label": row.label,
        "title": row.title,
        "section": row.section,
        "marks": row.marks,
        "disposition": chosen.short if chosen else say("tiers.undecided"),
        "tier": verdict_label(row.verdict),
        "state": say(f"approval.state.{state.key}") if state else "",
        "asked": _money(row.asked_total),
        "agreed": _money(row.agreed_total),
    }


def _detail_as_json(detail: GapDetail, state: GapState) -> dict[str, Any]:
    return {
        **row_as_json(detail.row, state),
        "purpose": detail.row.purpose,
        "missing": detail.missing,
        "legal_ground": detail.legal_ground,
        "frequency": detail.frequency,
        "persons": detail.persons,
        "alternatives": detail.alternatives,
        "lighter_reasons": detail.lighter_reasons,
        "cost_unknown": detail.cost_unknown,
        "package": detail.package,
        "drafter": detail.drafter,
        "contract_years": detail.years,
        "attachments": [
            {"name": one.name, "sha256": one.sha256, "size": one.size, "kept": one.is_kept}
            for one in detail.attachments
        ],
        "merged": [
            {"gap": one.label, "section": one.section, "asked": asdict(one.asked), **one.texts}
            for one in detail.merged
        ],
        "own_costs": {one.hex(): dict(parts) for one, parts in detail.own_costs.items()},
        "asking_sections": [one.label for one in detail.askers],
        "sources": [
            {
                "kind": one.kind,
                "feature": one.feature,
                "package": one.package,
                "task": one.task,
                "flow": one.flow,
                "place": one.place,
            }
            for one in detail.sources
        ],
        "answers": [
            {"feature": one.feature, "package": one.package, "answer": one.answer, "cost": one.cost}
            for one in detail.answers
        ],
        "conditions": {one.key: one.is_met for one in detail.conditions},
        "conflicts": list(detail.conflicts),
        "comments": [{"by": one.author, "time": one.time, "text": one.text} for one in detail.comments],
    }


def _detail_in_words(detail: GapDetail, state: GapState) -> list[str]:
    row = _row_in_words(detail.row, state)
    lines = [
        f"{row['label']}  {row['title']}  [{row['state']}] [{row['disposition']}]",
        f"  {row['section']}  " + say("gaps.cli.drafted", drafter=detail.drafter or "?"),
        "  " + say("gaps.cli.asked_by", sections=joined(one.label for one in detail.askers)),
    ]
    texts = {"purpose": detail.row.purpose, "package_id": detail.package}
    for name in ("missing", "legal_ground", "frequency", "persons", "alternatives", "cost_unknown"):
        texts[name] = getattr(detail, name)
    lines += [f"{say(f'gaps.field.{name}')}: {text}" for name, text in texts.items() if text]
    lines += [f"  × {dispositions()[one].label}: {why}" for one, why in _in_order(detail.lighter_reasons)]
    scopes = [f"{kind_label(one)}（{say(f'tiers.scope.{flag}')}）" for one, flag in detail.row.kinds.items()]
    lines += [f"{say('gaps.field.kinds')}: {'、'.join(scopes)}"] if scopes else []
    lines.append(detail.tier_sentence)
    for cost in detail.costs:
        parts = (_money(cost.amount.initial), _money(cost.amount.yearly), _money(cost.total))
        lines.append(f"{say(f'gaps.cost.{cost.key}')}: {' / '.join(parts)} {say('costs.thousand_yen')}")
    lines.append(say("gaps.cli.sources"))
    for source in detail.sources:
        named = " ".join(
            filter(None, (source.feature, source.package, source.task, source.flow, source.place))
        )
        lines.append(f"  {say(f'gaps.source.{source.kind}')} {named}".rstrip())
    for merged in detail.merged:
        lines.append(say("gaps.cli.merged", gap=merged.label, section=merged.section))
        lines += [f"  {say(f'gaps.field.{name}')}: {text}" for name, text in merged.texts.items()]
    lines += [say("gaps.cli.attached", file=one.name, size=f"{one.size:,}") for one in detail.attachments]
    if detail.conflicts:
        fields = joined(say(f"gaps.field.{one}") for one in detail.conflicts)
        lines.append(say("gaps.cli.conflicts", fields=fields))
    met = sum(one.is_met for one in detail.conditions)
    lines.append(say("gaps.cli.conditions", met=met, all=len(detail.conditions)))
    lines += [f"  {'✓' if one.is_met else '-'} {one.sentence}" for one in detail.conditions]
    lines += [f"  {one.author} {one.place}: {one.text}" for one in detail.comments]
    return lines


def _in_order(reasons: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one, reasons[one]) for one in dispositions() if one in reasons]


def _money(yen: int | None) -> str:
    return thousands(yen) or say("costs.unknown")
