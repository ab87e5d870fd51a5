"""`fitgap demo`: the sample project, built by the real commands, with all exports."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from app.display import has_display
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=say("cli.demo.help"))(demo)


def demo(
    folder: Annotated[Path, typer.Option("--dir", help=say("cli.demo.dir"))] = Path("fitgap-demo"),
    window: Annotated[bool, typer.Option("--window/--no-window", help=say("cli.demo.window"))] = True,
) -> None:
    """Build the sample, say where to look, and open the window where there is a screen."""
    from app.demo.build import build_sample
    from app.demo.summary import summary

    started = time.perf_counter()
    built = build_sample(folder)
    for line in summary(built, time.perf_counter() - started):
        typer.echo(line)
    if not window:
        return
    if not has_display():
        typer.echo(say("cli.demo.no_screen"))
        return
    from app.window import open_window

    raise typer.Exit(open_window(built.project))
