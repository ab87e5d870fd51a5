"""`fitgap flow export`: a flow's original file, or a copy coloured by how a package fits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import reading
from app.cli.project import ProjectPath
from models.errors import UserError
from models.flows.coloured import coloured_copy
from models.flows.queries import find_flow, original_bytes
from models.lists.queries import find_package
from models.storage.whole_file import written_whole
from models.words import say


def register(group: typer.Typer) -> None:
    """Add the command to `fitgap flow`."""
    group.command("export", help=say("flows.cli.export"))(export)


def export(
    project: ProjectPath,
    flow: Annotated[str, typer.Argument(metavar="FLOW", help=say("flows.cli.flow"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=say("flows.cli.out"))],
    annotated: Annotated[bool, typer.Option("--annotated", help=say("flows.cli.annotated"))] = False,
    package: Annotated[str, typer.Option("--package", help=say("flows.cli.coloured_by"))] = "",
) -> None:
    """Write a flow's original file, or with --annotated a copy with the colours of a package's answers."""
    if annotated != bool(package):
        raise UserError("flows.cli.annotated_needs_package")
    legend = []
    with reading(project) as opened:
        found = find_flow(opened, flow)
        if annotated:
            copy = coloured_copy(opened, found.id, find_package(opened, package).id)
            data, legend = copy.data, list(copy.legend)
        else:
            _, data = original_bytes(opened, found.id)
    with written_whole(out) as unfinished:
        unfinished.write_bytes(data)
    typer.echo(say("flows.cli.exported", path=str(out)))
    for one in legend:
        answer = say(f"features.answers.{one.answer}")
        typer.echo(say("flows.cli.coloured", answer=answer, colour=one.colours.fill, n=one.count))
