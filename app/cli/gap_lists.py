"""`fitgap gaps import|export`: lists of requests in, the list of gaps out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_findings, print_json, reading, told, writing
from app.cli.findings import stopped_shown
from app.cli.project import AsJson, ProjectPath
from models.gaps.requests.importing import import_requests
from models.members.queries import find_section
from models.words import joined, say


def add_list_commands(gaps: typer.Typer) -> None:
    """Add the commands to `fitgap gaps`."""
    gaps.command("import", help=say("gaps.requests.cli.help"))(import_list)
    gaps.command("export", help=say("gaps.export.help"))(export_list)


def import_list(
    project: ProjectPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("gaps.requests.cli.file"))],
    section: Annotated[str, typer.Option("--section", help=say("gaps.requests.cli.section"))] = "",
    as_json: AsJson = False,
) -> None:
    """Raise a gap for each line."""
    with stopped_shown(as_json), writing(project) as opened:
        place = find_section(opened, section).id if section else None
        done = import_requests(opened, file, place)
    if as_json:
        print_json(
            {
                "file": done.read.file,
                "sheet": done.read.sheet,
                "columns": dict(done.read.columns),
                "ignored": list(done.read.ignored),
                "new": done.new,
                "revised": done.revised,
                "known": done.known,
                "changeset": done.changed.changeset.hex() if done.changed.changeset else None,
                "findings": [one.as_json() for one in done.findings],
            }
        )
        return
    print_findings(done.findings)
    told(done.changed)
    typer.echo(say("gaps.requests.cli.done", new=done.new, revised=done.revised, known=done.known))
    if done.read.ignored:
        typer.echo(say("gaps.requests.cli.ignored", headers=joined(done.read.ignored)))


def export_list(
    project: ProjectPath,
    out: Annotated[Path, typer.Option("--out", help=say("gaps.export.out"))],
    as_json: AsJson = False,
) -> None:
    """Write the list of gaps as a workbook or as CSV."""
    from models.exports.gap_list import export_gaps

    with reading(project) as opened:
        count, findings = export_gaps(opened, out)
    if as_json:
        print_json({"file": str(out), "gaps": count, "findings": [one.as_json() for one in findings]})
        return
    print_findings(findings)
    typer.echo(say("gaps.export.done", path=str(out), n=count))
