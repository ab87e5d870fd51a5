"""`fitgap tier`: the kinds of change of a gap, and the tier that they lead to."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import print_json, reading, writing
from app.cli.gap_arguments import Gap
from app.cli.gaps_shown import tier_as_json
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.gaps.commands import classify_gap, override_tier
from models.gaps.labels import find_gap
from models.gaps.queries import GapRow, gap_row
from models.tiers.catalogue import find_kind
from models.tiers.reasons import reason_sentence
from models.tiers.rules import SCOPES
from models.words import joined, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tier", help=say("gaps.cli.tier"))(tier)


def tier(
    project: ProjectPath,
    gap: Gap,
    kind: Annotated[list[str], typer.Option("--kind", help=say("gaps.cli.kind"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    scope: Annotated[str, typer.Option("--scope", help=say("gaps.cli.scope"))] = "unknown",
    override: Annotated[int | None, typer.Option("--override", help=say("gaps.cli.override"))] = None,
    reason: Annotated[str, typer.Option("--reason", help=say("gaps.cli.reason"))] = "",
    as_json: AsJson = False,
) -> None:
    """Set kinds, or just show the verdict."""
    kinds = dict(_kind(text, scope) for text in kind)
    with writing(project) if kinds or override is not None else reading(project) as opened:
        found = find_gap(opened, gap)
        if kinds:
            classify_gap(opened, found, kinds)
        if override is not None:
            override_tier(opened, found, override, reason)
        _print_verdict(gap_row(opened, found), as_json)


def _kind(text: str, scope: str) -> tuple[str, str]:
    name, separator, own = text.replace("：", ":").rpartition(":")
    flag = own if separator else scope
    if flag not in SCOPES:
        raise UserError("tiers.unknown_scope", scope=flag, known=joined(SCOPES))
    return find_kind(name if separator else text).id, flag


def _print_verdict(row: GapRow, as_json: bool) -> None:
    """The tier of a gap with its reasons."""
    if as_json:
        print_json({"gap": row.label, **tier_as_json(row)})
    else:
        typer.echo(f"{row.label} {row.title}")
        typer.echo(reason_sentence(row.verdict))
