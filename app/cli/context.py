"""What every command needs: the identity that signs, the open project, and printing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from models.errors import UserError
from models.findings import Finding
from models.identity.keys import Identity
from models.identity.profile import default_profile, open_identity
from models.project.changed import Changed
from models.project.opening import open_project
from models.project.project import Project
from models.words import say

_profile: Path | None = None

_MOST_ALIKE, _FIRST = 5, 3
_DATABASE = b"SQLite format 3\0"


def choose_profile(profile: Path | None) -> None:
    """Use this profile folder instead of the person's usual one."""
    global _profile
    _profile = profile


def profile_folder() -> Path:
    """The profile folder in use."""
    return _profile or default_profile()


def unlock() -> Identity:
    """The identity of the profile; the passphrase comes from `FITGAP_PASSPHRASE` or is asked for."""
    passphrase = os.environ.get("FITGAP_PASSPHRASE")
    if passphrase is None:
        if not sys.stdin.isatty():
            raise UserError("cli.no_passphrase")
        passphrase = typer.prompt(say("cli.passphrase"), hide_input=True)
    return open_identity(profile_folder(), str(passphrase))


def is_project(path: Path) -> bool:
    """Whether a file is a project, by what is in it; whoever opens it says what is wrong with any other."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


@contextmanager
def reading(path: Path) -> Iterator[Project]:
    """A project open for reading; needs no identity."""
    with open_project(path, readonly=True) as project:
        yield project


@contextmanager
def writing(path: Path) -> Iterator[Project]:
    """A project open for changes in the name of the profile's identity."""
    if not is_project(path):
        with reading(path):  # says what is wrong with it, before anybody types a passphrase
            pass
    identity = unlock()
    with open_project(path, identity) as project:
        if project.file is not None and project.file.holder is not None:
            holder = project.file.holder
            raise UserError("project.held", person=holder.person, machine=holder.machine, since=holder.since)
        yield project


def told(changed: Changed, as_json: bool = False) -> None:
    """Say what a command did."""
    if as_json:
        print_json(
            {
                "changeset": changed.changeset.hex() if changed.changeset else None,
                "summary": changed.summary,
                "made": [one.hex() for one in changed.made],
            }
        )
    else:
        typer.echo(changed.summary if changed.changeset else say("cli.nothing_changed"))


def local_time(time: int) -> str:
    """UTC milliseconds as this machine's date and time, to the minute."""
    return datetime.fromtimestamp(time / 1000, UTC).astimezone().isoformat(" ", "minutes")


def print_json(value: Any) -> None:
    """Machine-readable output: one JSON document on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people; tab-separated when the output is not a terminal."""
    if not sys.stdout.isatty():
        for row in [titles, *rows]:
            typer.echo("\t".join("" if cell is None else str(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    Console().print(table)


def print_records(as_json: bool, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
    """A list either as JSON (all keys) or as a table with `columns` (key → title)."""
    if as_json:
        print_json(list(rows))
    else:
        print_table(list(columns.values()), [[row.get(key) for key in columns] for row in rows])


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings, one a line, on standard error; of many of one kind the first, and where the next ones are."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity.value, finding.key), []).append(finding)
    for (value, _), alike in kinds.items():
        severity = say(f"cli.severity.{value}")
        shown, more = (alike, []) if len(alike) <= _MOST_ALIKE else (alike[:_FIRST], alike[_FIRST:])
        for finding in shown:
            typer.echo(f"{severity}\t{finding.where}\t{finding.message}", err=True)
        if more:
            # The sheet's name once is enough.
            places = ", ".join([more[0].where, *(one.where.rsplit("!", 1)[-1] for one in more[1:_FIRST])])
            sentence = say("cli.more_findings", n=len(more))
            typer.echo(f"{severity}\t{places} …\t{sentence}", err=True)
