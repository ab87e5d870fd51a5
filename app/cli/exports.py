"""`fitgap freeze|editions|export`: editions, and the files made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import local_time, print_findings, print_json, print_records, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.baselines.commands import freeze
from models.baselines.queries import editions, find_edition
from models.errors import UserError
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("freeze", help=say("baselines.cli.freeze.help"))(freeze_edition)
    app.command("editions", help=say("baselines.cli.editions.help"))(list_editions)
    app.command("export", help=say("exports.cli.help"))(export)


def freeze_edition(
    project: ProjectPath,
    name: Annotated[str, typer.Option("--name", help=say("baselines.cli.freeze.name"))] = "",
    note: Annotated[str, typer.Option("--note", help=say("baselines.cli.freeze.note"))] = "",
    allow_open: Annotated[
        bool, typer.Option("--allow-open", help=say("baselines.cli.freeze.allow_open"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Freeze the present contents as the next edition."""
    with writing(project) as opened:
        told(freeze(opened, name, note, allow_open=allow_open), as_json)


def list_editions(project: ProjectPath, as_json: AsJson = False) -> None:
    """Show the frozen editions."""
    with reading(project) as opened:
        rows = [
            {
                "number": one.number,
                "name": one.name,
                "frozen": local_time(one.frozen_at),
                "member": one.member,
                "note": one.note,
                "heads": [head.hex() for head in one.heads],
            }
            for one in editions(opened)
        ]
    columns = ("number", "name", "frozen", "member", "note")
    print_records(as_json, {key: say(f"baselines.cli.editions.{key}") for key in columns}, rows)


def export(
    project: ProjectPath,
    out: Annotated[Path, typer.Option("--out", help=say("exports.cli.out"))],
    edition: Annotated[int | None, typer.Option("--edition", min=1, help=say("exports.cli.edition"))] = None,
    as_json: AsJson = False,
) -> None:
    """Write the agreed requirements to a workbook or to JSON."""
    kind = out.suffix.lower()
    if kind not in (".xlsx", ".json"):
        raise UserError("exports.unknown_kind", path=out.name)
    findings = []
    with reading(project) as opened:
        chosen = None if edition is None else find_edition(opened, edition)
        if kind == ".xlsx":
            from models.exports.workbook import export_workbook

            findings = export_workbook(opened, out, chosen)
        else:
            from models.exports.json_export import export_json

            export_json(opened, out, chosen)
    label = say("baselines.edition", edition=edition) if edition else say("exports.not_frozen")
    if as_json:
        shown = [one.as_json() for one in findings]
        print_json({"file": str(out), "edition": edition, "findings": shown})
    else:
        typer.echo(say("exports.cli.done", path=str(out), edition=label))
        print_findings(findings)
