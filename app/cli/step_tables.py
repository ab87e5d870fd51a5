"""`fitgap flow table …`: flows as step tables, and step tables checked or made into flows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import is_project, print_findings, print_json, reading
from app.cli.project import AsJson
from models.errors import UserError
from models.exports.shown_table import ShownColumn, write_shown_table
from models.exports.step_book import write_step_template
from models.flows.arriving import read_arriving
from models.flows.queries import element_links, find_flow, flow_file, flow_rows
from models.flows.steps.flows import flow_from_table
from models.flows.steps.reading import is_step_table, read_step_table
from models.flows.steps.writing import COLUMNS, cells_of, step_cells, step_heads
from models.storage.whole_file import written_whole
from models.words import joined, say


def register(group: typer.Typer) -> None:
    """Add the command to `fitgap flow`."""
    group.command("table", help=say("step_table.cli.help"))(table)


def table(
    source: Annotated[
        Path | None, typer.Argument(metavar="FILE|PROJECT", help=say("step_table.cli.source"))
    ] = None,
    flow: Annotated[str, typer.Option("--flow", help=say("step_table.cli.flow"))] = "",
    out: Annotated[Path | None, typer.Option("--out", help=say("step_table.cli.out"))] = None,
    template: Annotated[bool, typer.Option("--template", help=say("step_table.cli.template"))] = False,
    as_json: AsJson = False,
) -> None:
    """Show, check or write a step table."""
    if template:
        if out is None:
            raise UserError("step_table.cli.nothing")
        write_step_template(out)
    elif source is None:
        raise UserError("step_table.cli.nothing")
    elif out is None:
        _show(source, flow, as_json)
        return
    elif out.suffix.lower() == ".bpmn":
        made = flow_from_table(source)
        with written_whole(out) as unfinished:
            unfinished.write_bytes(made.data)
        print_findings(made.findings)
    else:
        name, rows = _rows(source, flow)
        columns = [ShownColumn(title, width) for title, width in step_heads()]
        print_findings(write_shown_table(out, say("step_table.title", name=name), columns, rows))
    typer.echo(say("step_table.cli.written", path=str(out)))


def _show(source: Path, flow: str, as_json: bool) -> None:
    findings = []
    if not is_project(source) and is_step_table(source):
        read = read_step_table(source)
        rows = [cells_of(row) for row in read.rows]
        findings = list(read.findings)
    else:
        _, rows = _rows(source, flow)
    if as_json:
        keys = [key for key, _ in COLUMNS]
        steps = [dict(zip(keys, row, strict=True)) for row in rows]
        print_json({"steps": steps, "findings": [one.as_json() for one in findings]})
        return
    for row in rows:
        typer.echo("\t".join(row))
    print_findings(findings)
    typer.echo(say("step_table.cli.checked", steps=len(rows), n=len(findings)))


def _rows(source: Path, name: str) -> tuple[str, list[list[str]]]:
    if not is_project(source):
        return source.stem, step_cells(read_arriving(source).flow)
    with reading(source) as project:
        listed = flow_rows(project)
        if not name and len(listed) != 1:
            raise UserError("step_table.cli.which_flow", known=joined(one.name for one in listed) or "—")
        row = find_flow(project, name) if name else listed[0]
        linked = {key: [one.key for one in links] for key, links in element_links(project, row.id).items()}
        file = flow_file(project, row.id)
        # What a table named at first and nobody linked is no link.
        features = {key: linked.get(key, []) for key in file.elements}
        return row.name, step_cells(file, features)
