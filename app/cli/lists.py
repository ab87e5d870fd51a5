"""`fitgap list …`: feature lists, from a look into a file to the imported features."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import print_findings, print_json, print_records, reading, told, writing
from app.cli.findings import stopped_shown
from app.cli.project import AsJson, ProjectPath
from app.cli.restating import restating
from models.lists.commands import assign_section, import_feature_list
from models.lists.hints import Hints
from models.lists.inspection import Inspection, inspect_file
from models.lists.mapping import Mapping
from models.lists.queries import FeatureRow, Package, feature_lists, feature_rows, find_feature, find_list
from models.lists.queries import packages as all_packages
from models.lists.reading.reader import read_workbook
from models.lists.table import Item, Table
from models.lists.understanding.understand import list_table
from models.lists.workbook import letters
from models.members.queries import find_section
from models.words import say

ListFile = Annotated[Path, typer.Argument(metavar="FILE", help=say("features.cli.file"), show_default=False)]
MappingFile = Annotated[Path | None, typer.Option("--mapping", help=say("features.cli.mapping"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=say("features.cli.help"), no_args_is_help=True)
    group.command("inspect", help=say("features.cli.inspect"))(inspect)
    group.command("import", help=say("features.cli.import"))(import_list)
    group.command("show", help=say("features.cli.show"))(show)
    group.command("assign", help=say("features.cli.assign"))(assign)
    group.command("save-mapping", help=say("features.cli.save_mapping"))(save_mapping)
    group.command("restating", help=say("restating.cli.restating"))(restating)
    app.add_typer(group, name="list")


def inspect(
    file: ListFile,
    sheet: Annotated[str, typer.Option("--sheet", help=say("features.cli.sheet"))] = "",
    items: Annotated[int, typer.Option("--items", min=0, help=say("features.cli.items"))] = 5,
    mapping: MappingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show how a file is understood."""
    hints = Mapping.load(mapping).hints if mapping else Hints(sheet=sheet) if sheet else None
    inspection = inspect_file(file, hints)
    if as_json:
        print_json(inspection.as_json(items))
        return
    _print_inspection(inspection, items)
    print_findings(inspection.findings)


def import_list(
    project: ProjectPath,
    file: ListFile,
    mapping: MappingFile = None,
    name: Annotated[str, typer.Option("--name", help=say("features.cli.name"))] = "",
    edition: Annotated[str, typer.Option("--edition", help=say("features.cli.edition"))] = "",
    section: Annotated[str, typer.Option("--section", help=say("features.cli.section"))] = "",
    as_json: AsJson = False,
) -> None:
    """Import a feature list."""
    chosen = Mapping.load(mapping) if mapping else None
    with writing(project) as opened, stopped_shown(as_json):
        owner = find_section(opened, section).id if section else None
        imported = import_feature_list(opened, file, name, edition, chosen, section=owner)
    if as_json:
        print_json(
            {
                "list": imported.list_id.hex(),
                "items": imported.item_count,
                "changeset": imported.changed.changeset.hex() if imported.changed.changeset else None,
                "findings": [finding.as_json() for finding in imported.findings],
            }
        )
        return
    print_findings(imported.findings)
    typer.echo(say("features.cli.imported", name=file.name, n=imported.item_count))


def show(
    project: ProjectPath,
    name: Annotated[str, typer.Option("--name", help=say("features.cli.list_name"))] = "",
    as_json: AsJson = False,
) -> None:
    """Show features with their answers."""
    with reading(project) as opened:
        only = find_list(opened, name).id if name else None
        names = {one.id: f"{one.name} {one.edition}" for one in feature_lists(opened)}
        offered = all_packages(opened)
        rows = [_record(row, names, offered) for row in feature_rows(opened, only)]
    titles = {key: say(f"features.cli.column.{key}") for key in ("list", "no", "feature_id", "path", "name")}
    titles |= {f"answer {package.name}": package.name for package in offered}
    titles |= {key: say(f"features.cli.column.{key}") for key in ("gaps", "tasks")}
    if not as_json:
        rows = [_for_people(row, offered) for row in rows]
    print_records(as_json, titles, rows)


def assign(
    project: ProjectPath,
    features: Annotated[
        list[str], typer.Argument(metavar="FEATURE...", help=say("features.cli.features"), show_default=False)
    ],
    section: Annotated[str, typer.Option("--section", help=say("features.cli.owner"))],
    as_json: AsJson = False,
) -> None:
    """Say which section owns features."""
    with writing(project) as opened:
        ids = [find_feature(opened, feature) for feature in features]
        told(assign_section(opened, ids, find_section(opened, section).id), as_json)


def save_mapping(
    file: ListFile,
    out: Annotated[Path, typer.Option("--out", help=say("features.cli.out"))],
    sheet: Annotated[str, typer.Option("--sheet", help=say("features.cli.sheet"))] = "",
) -> None:
    """Write the mapping that the program understood, to be corrected by a person."""
    found, table = list_table(read_workbook(file), Hints(sheet=sheet) if sheet else None)
    mapping = Mapping.of(table, found)
    blanks = {letters(column): True for column in sorted(table.as_above)}
    replace(mapping, hints=replace(mapping.hints, blanks=blanks)).save(out)
    typer.echo(say("features.cli.saved", path=str(out)))


def _record(row: FeatureRow, lists: dict[bytes, str], offered: list[Package]) -> dict[str, Any]:
    answers = {
        package.name: {
            "answer": row.answer(package.id),
            "mark": cell.mark if (cell := row.answers.get(package.id)) else None,
            "method": cell.method if cell else None,
            "cost_yen": cell.cost if cell else None,
            "remarks": cell.remarks if cell else None,
        }
        for package in offered
    }
    return {
        "id": row.id.hex(),
        "list": lists.get(row.list_id, ""),
        "no": row.no,
        "feature_id": row.feature_id,
        "path": list(row.path),
        "name": row.name,
        "requirement": row.requirement,
        "obligation": row.obligation,
        "section": row.section,
        "answers": answers,
        "gaps": [gap.hex() for gap in row.gaps],
        "tasks": row.task_count,
    }


def _for_people(row: dict[str, Any], offered: list[Package]) -> dict[str, Any]:
    shown = {**row, "path": " / ".join(row["path"]), "gaps": len(row["gaps"])}
    shown["name"] = row["name"] or row["requirement"].split("\n")[0]
    for package in offered:
        answer = row["answers"][package.name]["answer"]
        shown[f"answer {package.name}"] = say(f"features.answers.{answer}")
    return shown


def _print_inspection(inspection: Inspection, items: int) -> None:
    for sheet, tables in inspection.tables:
        if not tables:
            typer.echo(say("features.cli.no_table", sheet=sheet.name))
        for table in tables:
            _print_table(table, items)


def _print_table(table: Table, items: int) -> None:
    facts = table.as_json(0)
    typer.echo(
        say(
            "features.cli.table_line",
            sheet=table.sheet,
            range=facts["range"],
            n=len(table.items),
            header="–".join(map(str, table.header_rows)),
            style=table.style.value,
        )
    )
    columns = facts["columns"]
    assert isinstance(columns, dict)
    listed = "  ".join(f"{field}={'+'.join(at)}" for field, at in columns.items())
    typer.echo(say("features.cli.columns", columns=listed))
    if table.vendors:
        vendors = "  ".join(f"{v.name}={v.as_json()['answer']}" for v in table.vendors)
        typer.echo(say("features.cli.vendors", vendors=vendors))
    if table.legend:
        legend = "  ".join(f"{mark}={meaning}" for mark, meaning in table.legend.items())
        typer.echo(say("features.cli.legend_line", legend=legend))
    for item in table.items[:items]:
        typer.echo(_item_line(item))


def _item_line(item: Item) -> str:
    text = " ".join((item.name or item.requirement).split())
    return say(
        "features.cli.item_line",
        row=item.source_row,
        item=item.key,
        path=" / ".join(item.levels),
        text=text[:60],
    )
