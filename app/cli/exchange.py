"""`fitgap package|merge|conflicts|settle`: changes from hand to hand."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import (
    local_time,
    print_findings,
    print_json,
    print_table,
    profile_folder,
    reading,
    told,
    unlock,
    writing,
)
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.exchange.conflicts import Conflict, Version, conflicts, settle
from models.exchange.merge import merge
from models.exchange.package import write_package
from models.exchange.preview import FilePreview, Preview, preview
from models.exchange.sources import known_ids, read_source
from models.identity.profile import has_identity
from models.project.opening import open_project
from models.project.project import Project
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("package", help=say("exchange.cli.package.help"))(package)
    app.command("merge", help=say("exchange.cli.merge.help"))(merge_files)
    app.command("conflicts", help=say("exchange.cli.conflicts.help"))(list_conflicts)
    app.command("settle", help=say("exchange.cli.settle.help"))(settle_one)


def package(
    project: ProjectPath,
    out: Annotated[Path, typer.Option("--out", help=say("exchange.cli.package.out"))],
    known: Annotated[list[Path], typer.Option("--for", help=say("exchange.cli.package.for_whom"))] = [],  # noqa: B006 - typer reads the default, nobody changes it
    as_json: AsJson = False,
) -> None:
    """Write a package; it is signed where the profile has an identity."""
    can_ask = "FITGAP_PASSPHRASE" in os.environ or sys.stdin.isatty()
    signer = unlock() if has_identity(profile_folder()) and can_ask else None
    received: frozenset[bytes] = frozenset().union(*(known_ids(path) for path in known))
    with open_project(project, signer, readonly=True) as opened:
        count = write_package(opened, out, received)
    if as_json:
        print_json({"file": str(out), "changesets": count, "signed": signer is not None})
        return
    typer.echo(say("exchange.cli.package.done", n=count, path=str(out)))
    if signer is None:
        typer.echo(say("exchange.cli.package.unsigned"), err=True)


def merge_files(
    project: ProjectPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help=say("exchange.cli.source_files"))],
    only_preview: Annotated[bool, typer.Option("--preview", help=say("exchange.cli.merge.preview"))] = False,
    as_json: AsJson = False,
) -> None:
    """Merge, or show what merging would bring."""
    sources = [read_source(path) for path in files]
    if only_preview:
        with reading(project) as opened:
            found = preview(opened, sources)
        _show_preview(found, as_json)
        return
    with _merging(project) as opened:
        done = merge(opened, sources)
    facts: dict[str, Any] = {
        "new": done.new,
        "known": done.known,
        "conflicts": len(done.conflicts),
        "quarantined": done.quarantined,
        "waiting": done.waiting,
        "damaged": len(done.damaged),
    }
    if as_json:
        print_json({**facts, "findings": [one.as_json() for one in done.damaged]})
    else:
        typer.echo(say("exchange.cli.merge.done", **facts))
        print_findings(done.damaged)


def list_conflicts(project: ProjectPath, as_json: AsJson = False) -> None:
    """Show contested values with all sides."""
    with reading(project) as opened:
        found = conflicts(opened)
    if as_json:
        print_json([_conflict_json(number, one) for number, one in enumerate(found, 1)])
    elif not found:
        typer.echo(say("exchange.cli.conflicts.none"))
    else:
        for number, one in enumerate(found, 1):
            typer.echo("\n".join(_conflict_lines(number, one)))


def settle_one(
    project: ProjectPath,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help=say("exchange.cli.settle.number"))],
    side: Annotated[int | None, typer.Option("--side", min=1, help=say("exchange.cli.settle.side"))] = None,
    value: Annotated[str | None, typer.Option("--value", help=say("exchange.cli.settle.value"))] = None,
    proposal: Annotated[bool, typer.Option("--proposal", help=say("exchange.cli.settle.proposal"))] = False,
    as_json: AsJson = False,
) -> None:
    """Settle one conflict."""
    if (side is not None) + (value is not None) + proposal != 1:
        raise UserError("exchange.one_choice")
    with writing(project) as opened:
        found = conflicts(opened)
        if number > len(found):
            raise UserError("exchange.no_conflict", number=number, n=len(found))
        chosen = found[number - 1]
        told(settle(opened, chosen, _value(chosen, side, value)), as_json)


def _value(conflict: Conflict, side: int | None, value: str | None) -> Any:
    if side is not None:
        if side > len(conflict.sides):
            raise UserError("exchange.no_side", number=side, n=len(conflict.sides))
        return conflict.sides[side - 1].value
    if value is None:
        if conflict.proposal is None:
            raise UserError("exchange.no_proposal")
        return conflict.proposal
    numbers = any(isinstance(one.value, int) for one in conflict.sides)
    plain = value.replace(",", "")
    return int(plain) if numbers and plain.isdecimal() and len(plain) < 16 else value


@contextmanager
def _merging(path: Path) -> Iterator[Project]:
    """Merging signs nothing, so it needs no identity, only the file."""
    with open_project(path) as project:
        if project.file is not None and project.file.holder is not None:
            holder = project.file.holder
            raise UserError("project.held", person=holder.person, machine=holder.machine, since=holder.since)
        yield project


def _show_preview(found: Preview, as_json: bool) -> None:
    counts = {
        "new": found.new,
        "conflicts": len(found.conflicts),
        "stale": len(found.stale),
        "quarantined": len(found.quarantined),
        "waiting": found.waiting,
        "damaged": len(found.damaged),
    }
    if as_json:
        print_json(
            {
                **counts,
                "missing": found.missing,
                "files": [_file_json(one) for one in found.files],
                "conflict_list": [_conflict_json(n, one) for n, one in enumerate(found.conflicts, 1)],
                "stale_list": [one.label for one in found.stale],
                "quarantine_list": [
                    {"member": act.member, "summary": act.summary, "reason": act.reason}
                    for act in found.quarantined
                ],
                "findings": [one.as_json() for one in found.damaged],
            }
        )
        return
    columns = ("file", "maker", "new", "known", "waiting", "quarantined")
    rows = [_file_json(one) for one in found.files]
    print_table(
        [say(f"exchange.cli.merge.{key}") for key in columns],
        [
            [
                row[key] or (say("exchange.cli.merge.unknown_maker") if key == "maker" else 0)
                for key in columns
            ]
            for row in rows
        ],
    )
    typer.echo(say("exchange.cli.merge.would", **counts))
    for conflict in found.conflicts:
        typer.echo(say("exchange.cli.merge.conflict", item=conflict.item, field=conflict.field))
    for stale in found.stale:
        typer.echo(say("exchange.cli.merge.stale", label=stale.label))
    for act in found.quarantined:
        reason = say(f"ledger.refused.{act.reason}")
        typer.echo(
            say("exchange.cli.merge.quarantine", summary=act.summary, member=act.member, reason=reason)
        )
    if found.missing:
        typer.echo(say("exchange.cli.merge.missing", n=found.missing))
    print_findings(found.damaged)


def _file_json(one: FilePreview) -> dict[str, Any]:
    return {
        "file": one.source.path.name,
        "maker": one.maker,
        "new": one.new,
        "known": one.known,
        "waiting": one.waiting,
        "quarantined": one.quarantined,
    }


def _conflict_lines(number: int, conflict: Conflict) -> Iterator[str]:
    yield say("exchange.cli.conflicts.heading", number=number, item=conflict.item, field=conflict.field)
    if conflict.base is not None:
        yield say("exchange.cli.conflicts.base", text=conflict.base.text)
    for place, side in enumerate(conflict.sides, 1):
        yield say(
            "exchange.cli.conflicts.side",
            number=place,
            text=side.text,
            member=side.member,
            time=local_time(side.time),
        )
    if conflict.proposal is not None:
        yield say("exchange.cli.conflicts.proposal", text=conflict.proposal)


def _conflict_json(number: int, conflict: Conflict) -> dict[str, Any]:
    return {
        "number": number,
        "table": conflict.table,
        "row": conflict.row.hex(),
        "column": conflict.column,
        "item": conflict.item,
        "field": conflict.field,
        "base": None if conflict.base is None else _version_json(conflict.base),
        "sides": [_version_json(one) for one in conflict.sides],
        "proposal": conflict.proposal,
    }


def _version_json(one: Version) -> dict[str, Any]:
    value = one.value.hex() if isinstance(one.value, bytes) else one.value
    return {"value": value, "text": one.text, "member": one.member, "time": local_time(one.time)}
