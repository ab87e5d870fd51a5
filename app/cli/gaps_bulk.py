"""`fitgap gaps change`: one change to several gaps, shown before it is made."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.context import print_records, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.gaps.bulk import BulkEdit, BulkLine, edit_gaps, preview
from models.gaps.labels import find_gap
from models.lists.queries import find_package
from models.project.project import Project
from models.tiers.reasons import find_scope
from models.words import say


def change(
    project: ProjectPath,
    gaps: Annotated[
        list[str], typer.Argument(metavar="GAP...", help=say("gap_bulk.cli.gaps"), show_default=False)
    ],
    field: Annotated[str, typer.Option("--field", help=say("gap_bulk.cli.field"))],
    value: Annotated[str, typer.Option("--value", help=say("gap_bulk.cli.value"))] = "",
    scope: Annotated[str, typer.Option("--scope", help=say("gap_bulk.cli.scope"))] = "unknown",
    because: Annotated[str, typer.Option("--because", help=say("gap_bulk.cli.reason"))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("gap_bulk.cli.dry_run"))] = False,
    as_json: AsJson = False,
) -> None:
    """Change several gaps in one act."""
    with reading(project) if dry_run else writing(project) as opened:
        found = [find_gap(opened, gap) for gap in gaps]
        edit = BulkEdit(field, _value(opened, field, value), find_scope(scope), because)
        if dry_run:
            _print(preview(opened, found, edit), as_json)
        else:
            hindered = [line for line in preview(opened, found, edit) if line.hindrance]
            told(edit_gaps(opened, found, edit), as_json)
            for line in hindered:
                typer.echo(f"{line.label}\t{line.hindrance}", err=True)


def _value(project: Project, field: str, value: str) -> str:
    return find_package(project, value).id.hex() if field == "package_id" and value else value


def _print(lines: tuple[BulkLine, ...], as_json: bool) -> None:
    columns = ("label", "before", "after", "note")
    rows = [
        {
            "id": line.gap.hex(),
            "label": line.label,
            "title": line.title,
            "before": line.before,
            "after": line.after,
            "changes": line.is_changed,
            "note": line.hindrance or ("" if line.is_changed else say("gap_bulk.same")),
        }
        for line in lines
    ]
    titles = {key: say(f"gap_bulk.column.{key}") for key in columns}
    print_records(as_json, titles, rows)
