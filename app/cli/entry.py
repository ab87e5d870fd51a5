"""Puts the areas of the command line together and turns errors into one sentence and an exit code."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import choose_profile
from app.cli.help_pages import in_own_words
from app.cli.usage import usage_sentence
from app.mistakes import record_mistake
from models.errors import UserError
from models.words import LANGUAGES, say, use_language

UsageError: type[Exception] = typer.BadParameter.__mro__[1]

AREAS = (
    "project",
    "members",
    "lists",
    "editions",
    "answers",
    "flows",
    "gaps",
    "tier",
    "costs",
    "score",
    "decide",
    "indicators",
    "exchange",
    "exports",
    "bench",
    "demo",
)
"""Modules of `app.cli`; each has `register(app: typer.Typer) -> None`."""


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _language_first(arguments)
        result = build().main(args=arguments, prog_name="fitgap", standalone_mode=False)
    except UserError as error:
        typer.echo(error.message, err=True)
        return 1
    except UsageError as error:
        typer.echo(usage_sentence(error), err=True)
        return 1
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(say("cli.aborted"), err=True)
        return 1
    except Exception:
        typer.echo(say("cli.our_mistake", path=record_mistake()), err=True)
        return 1
    return result if isinstance(result, int) else 0


def build() -> typer.core.TyperGroup | typer.core.TyperCommand:
    """The whole command tree."""
    app = typer.Typer(
        help=say("cli.help"),
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def everywhere(
        lang: Annotated[str, typer.Option("--lang", help=say("cli.lang"))] = "",
        profile: Annotated[Path | None, typer.Option("--profile", help=say("cli.profile"))] = None,
    ) -> None:
        choose_profile(profile)

    for area in AREAS:
        importlib.import_module(f"app.cli.{area}").register(app)
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup | typer.core.TyperCommand)
    in_own_words(command)
    return command


def _language_first(arguments: list[str]) -> None:
    """The language decides how help reads, so it is needed before the commands are made."""
    for position, argument in enumerate(arguments):
        wished = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            wished = arguments[position + 1]
        if wished and wished not in LANGUAGES:
            raise UserError("cli.unknown_language", language=wished, known=", ".join(LANGUAGES))
        if wished:
            use_language(wished)
