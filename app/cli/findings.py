"""An import that findings stop: all of them are shown, then one sentence, and exit code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from app.cli.context import print_findings, print_json
from models.lists.stopping import StoppedByFindings


@contextmanager
def stopped_shown(as_json: bool) -> Iterator[None]:
    """Show the findings that stop what is done inside."""
    try:
        yield
    except StoppedByFindings as stopped:
        if as_json:
            findings = [finding.as_json() for finding in stopped.findings]
            print_json({"changeset": None, "message": stopped.message, "findings": findings})
        else:
            print_findings(stopped.findings)
            typer.echo(stopped.message, err=True)
        raise typer.Exit(2) from stopped
