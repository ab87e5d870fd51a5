"""`fitgap bench NAME`: how fast the program is, as ratios that hold on any machine."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_json
from app.cli.project import AsJson
from models.errors import UserError
from models.words import say

BENCHMARKS = {
    "canvas": "app.bench.canvas",
    "derive": "app.bench.deriving",
    "features": "app.bench.features",
    "flows": "app.bench.flows",
    "fold": "app.bench.fold",
    "lists": "app.bench.lists",
    "matrix": "app.bench.matrix",
    "open": "app.bench.opening",
    "start": "app.bench.starting",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench", help=say("cli.bench.help", names=", ".join(BENCHMARKS)))(bench)


def bench(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("cli.bench.name"))],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help=say("cli.bench.folder"), show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure one benchmark; a folder says whose files `flows` reads."""
    if name not in BENCHMARKS:
        raise UserError("cli.bench.unknown", name=name, known=", ".join(BENCHMARKS))
    if folder is not None and (name != "flows" or not folder.is_dir()):
        raise UserError("cli.bench.no_folder", name=name, folder=str(folder))
    run = importlib.import_module(BENCHMARKS[name]).run
    result = (run() if folder is None else run(folder)).as_json()
    if as_json:
        print_json(result)
        return
    typer.echo(
        say(
            "cli.bench.line",
            **{key: result[key] for key in result if key not in ("growth", "ratios", "frames")},
        )
    )
    for rows, seconds in result["growth"]:
        typer.echo(say("cli.bench.growth", rows=f"{rows:,}", seconds=f"{seconds:.3f}"))
    for rows, ratio in result.get("ratios", ()):
        typer.echo(say("cli.bench.ratio", rows=f"{rows:,}", ratio=f"{ratio:.2f}"))
    for frames in result.get("frames", ()):
        shown = {key: f"{value:.1f}" for key, value in frames.items() if key != "zoom"}
        typer.echo(say("cli.bench.frames", zoom=f"{frames['zoom']:.0%}", **shown))
