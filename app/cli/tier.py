"""`fitgap tier`: the kinds of change of a gap and the tier that they lead to; kinds proposed for a text."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import print_json, reading, writing
from app.cli.gap_arguments import Gap
from app.cli.gaps_shown import tier_as_json
from app.cli.project import AsJson, ProjectPath
from models.gaps.commands import classify_gap, override_tier
from models.gaps.labels import find_gap
from models.gaps.queries import GapRow, gap_row
from models.lists.reading.reader import read_workbook
from models.tiers.catalogue import find_kind
from models.tiers.evaluation import evaluate, labelled_texts
from models.tiers.reasons import find_scope, kind_label, reason_sentence
from models.tiers.suggestion import Suggestion, suggest_kinds
from models.words import joined, say

OF_A_GAP = "of"


class GapFirst(typer.core.TyperGroup):
    """`fitgap tier PROJECT GAP` needs no word in between: what names no command is a project."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the command for a gap where none is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [OF_A_GAP, *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(cls=GapFirst, help=say("gaps.cli.tiers"), no_args_is_help=True)
    group.command(OF_A_GAP, help=say("gaps.cli.tier"))(tier)
    group.command("suggest", help=say("tiers.cli.suggest"))(suggest)
    group.command("evaluate", help=say("tiers.cli.evaluate"))(evaluate_file)
    app.add_typer(group, name="tier")


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
    kinds = dict(_kind(text, scope) for one in kind for text in re.split("[;；]", one) if text.strip())
    with writing(project) if kinds or override is not None else reading(project) as opened:
        found = find_gap(opened, gap)
        if kinds:
            classify_gap(opened, found, kinds)
        if override is not None:
            override_tier(opened, found, override, reason)
        _print_verdict(gap_row(opened, found), as_json)


def suggest(
    text: Annotated[str, typer.Option("--text", help=say("tiers.cli.text"))],
    as_json: AsJson = False,
) -> None:
    """Propose kinds for a text. Nothing is stored, and the option scope stays a question."""
    found = suggest_kinds(text)
    verdict = found.verdict()
    if not as_json:
        for line in _in_words(found):
            typer.echo(line)
        return
    kinds = [
        {"kind": one.kind, "score": one.score, "words": [word.word for word in one.words]}
        for one in found.kinds
    ]
    scope_words = {flag: [word.word for word in words] for flag, words in found.scope_words.items()}
    print_json(
        {"kinds": kinds, "tier": verdict.tier, "undecided": verdict.undecided, "scope_words": scope_words}
    )


def evaluate_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("tiers.cli.file"))],
    as_json: AsJson = False,
) -> None:
    """Measure the proposals on labelled texts, beside a plain keyword baseline."""
    sheet = read_workbook(file).sheets[0]
    found = asdict(evaluate(labelled_texts(sheet.rows, file.name)))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{say(f'tiers.evaluate.{name}')}: {value}")


def _in_words(found: Suggestion) -> list[str]:
    lines = []
    for one in found.kinds:
        words = joined(f"「{word.word}」" for word in one.words)
        lines.append(
            say("tiers.suggest.line", kind=kind_label(one.kind), score=f"{one.score:.2f}", words=words)
        )
    lines += [
        say(f"tiers.suggest.says_{flag}", words=joined(f"「{word.word}」" for word in words))
        for flag, words in found.scope_words.items()
    ]
    return [*lines, reason_sentence(found.verdict()) if found.kinds else say("tiers.suggest.none")]


def _kind(text: str, scope: str) -> tuple[str, str]:
    name, separator, own = text.replace("：", ":").rpartition(":")
    return find_kind(name if separator else text).id, find_scope(own if separator else scope)


def _print_verdict(row: GapRow, as_json: bool) -> None:
    """The tier of a gap with its reasons."""
    if as_json:
        print_json({"gap": row.label, **tier_as_json(row)})
    else:
        typer.echo(f"{row.label} {row.title}")
        typer.echo(reason_sentence(row.verdict))
