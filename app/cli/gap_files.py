"""`fitgap gaps attach|attachments|save|detach`: files that belong to a gap."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import local_time, print_json, print_records, reading, told, writing
from app.cli.gap_arguments import Gap
from app.cli.project import AsJson, ProjectPath
from models.gaps.attachments import attach, attachments, detach, find_attachment, save_attachment
from models.gaps.labels import find_gap
from models.words import say

FileName = Annotated[str, typer.Argument(metavar="FILE", help=say("gaps.files.cli.name"))]


def add_file_commands(gaps: typer.Typer) -> None:
    """Add the commands to `fitgap gaps`."""
    gaps.command("attach", help=say("gaps.files.cli.attach"))(attach_files)
    gaps.command("attachments", help=say("gaps.files.cli.list"))(list_files)
    gaps.command("save", help=say("gaps.files.cli.save"))(save)
    gaps.command("detach", help=say("gaps.files.cli.detach"))(detach_file)


def attach_files(
    project: ProjectPath,
    gap: Gap,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=say("gaps.files.cli.files"))],
    as_json: AsJson = False,
) -> None:
    """Attach files."""
    with writing(project) as opened:
        for file in files:
            told(attach(opened, find_gap(opened, gap), file), as_json)


def list_files(project: ProjectPath, gap: Gap, as_json: AsJson = False) -> None:
    """The files of a gap with their hashes."""
    with reading(project) as opened:
        found = attachments(opened, find_gap(opened, gap))
    if as_json:
        print_json([{**asdict(one), "id": one.id.hex(), "member_id": None} for one in found])
        return
    rows = [
        {
            "name": one.name,
            "size": f"{one.size:,}",
            "kept": say(f"gaps.files.{'kept' if one.is_kept else 'hash_only'}"),
            "member": one.member,
            "added": local_time(one.added_at),
            "sha256": one.sha256,
        }
        for one in found
    ]
    columns = ("name", "size", "kept", "member", "added", "sha256")
    print_records(False, {key: say(f"gaps.files.column.{key}") for key in columns}, rows)


def save(
    project: ProjectPath,
    gap: Gap,
    name: FileName,
    out: Annotated[Path, typer.Option("--out", help=say("gaps.files.cli.out"))],
) -> None:
    """Write a file's content."""
    with reading(project) as opened:
        found = find_attachment(opened, find_gap(opened, gap), name)
        save_attachment(opened, found.id, out)
    typer.echo(say("gaps.files.saved", file=found.name, path=str(out)))


def detach_file(project: ProjectPath, gap: Gap, name: FileName, as_json: AsJson = False) -> None:
    """Take a file back."""
    with writing(project) as opened:
        told(detach(opened, find_attachment(opened, find_gap(opened, gap), name).id), as_json)
