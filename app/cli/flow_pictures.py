"""`fitgap flow draw`: a flow file as pictures, on machines without a screen too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_findings, print_json
from app.cli.project import AsJson
from app.display import start_painting
from models.flows.arriving import read_arriving
from models.words import say


def draw(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("flows.cli.file"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=say("flows.cli.draw_out"))],
    plane: Annotated[int | None, typer.Option("--plane", help=say("flows.cli.plane"))] = None,
    scale: Annotated[float | None, typer.Option("--scale", help=say("flows.cli.scale"))] = None,
    as_json: AsJson = False,
) -> None:
    """Draw a plane of a flow file, or each of its planes, as PNG, SVG or PDF."""
    arriving = read_arriving(file)
    start_painting()
    from views.flows.export import export_planes

    written = export_planes(arriving.flow, out, plane, scale)
    findings = arriving.findings
    if as_json:
        print_json({"files": list(map(str, written)), "findings": [found.as_json() for found in findings]})
        return
    print_findings(findings)
    for path in written:
        typer.echo(say("flows.cli.drawn", path=str(path)))
