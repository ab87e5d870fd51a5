"""`fitgap packages …` and `fitgap answers …`: what was offered, and what each vendor answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_findings, print_json, print_records, reading, told, writing
from app.cli.findings import stopped_shown
from app.cli.lists import MappingFile
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_answers
from models.lists.legend_texts import answer_of, legend_from_file, legend_from_text
from models.lists.legends import Legend, preset
from models.lists.mapping import Mapping
from models.lists.queries import answer_counts, find_list, find_package
from models.lists.queries import packages as all_packages
from models.words import say


def register(app: typer.Typer) -> None:
    """Add the commands."""
    packages = typer.Typer(help=say("features.cli.packages.help"), no_args_is_help=True)
    packages.command("add", help=say("features.cli.packages.add"))(add)
    packages.command("list", help=say("features.cli.packages.list"))(list_packages)
    app.add_typer(packages, name="packages")
    answers = typer.Typer(help=say("features.cli.answers.help"), no_args_is_help=True)
    answers.command("import", help=say("features.cli.answers.import"))(import_file)
    answers.command("list", help=say("features.cli.answers.list"))(list_answers)
    app.add_typer(answers, name="answers")


def add(
    project: ProjectPath,
    name: Annotated[str, typer.Option("--name", help=say("features.cli.packages.name"))],
    vendor: Annotated[str, typer.Option("--vendor", help=say("features.cli.packages.vendor"))] = "",
    as_json: AsJson = False,
) -> None:
    """Add a package."""
    with writing(project) as opened:
        told(add_package(opened, name, vendor), as_json)


def list_packages(project: ProjectPath, as_json: AsJson = False) -> None:
    """Show the packages."""
    with reading(project) as opened:
        rows = [
            {"id": one.id.hex(), "package": one.name, "vendor": one.vendor, "answer_count": one.answer_count}
            for one in all_packages(opened)
        ]
    titles = {key: say(f"features.cli.column.{key}") for key in ("package", "vendor", "answer_count")}
    print_records(as_json, titles, rows)


def import_file(
    project: ProjectPath,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say("features.cli.answers.file"), show_default=False)
    ],
    package: Annotated[str, typer.Option("--package", help=say("features.cli.answers.package"))],
    mapping: MappingFile = None,
    legend: Annotated[str, typer.Option("--legend", help=say("features.cli.answers.legend"))] = "",
    legend_file: Annotated[
        Path | None, typer.Option("--legend-file", help=say("features.cli.answers.legend_file"))
    ] = None,
    preset_name: Annotated[str, typer.Option("--preset", help=say("features.cli.answers.preset"))] = "",
    blank: Annotated[str, typer.Option("--blank", help=say("features.cli.answers.blank"))] = "",
    vendor: Annotated[str, typer.Option("--vendor", help=say("features.cli.answers.vendor"))] = "",
    list_name: Annotated[str, typer.Option("--list", help=say("features.cli.answers.of_list"))] = "",
    as_json: AsJson = False,
) -> None:
    """Import a package's answers."""
    chosen = Mapping.load(mapping) if mapping else None
    meaning = _legend(legend, legend_file, preset_name, chosen)
    if meaning and blank:
        meaning = replace(meaning, blank=answer_of(blank))
    with writing(project) as opened, stopped_shown(as_json):
        offered = find_package(opened, package)
        only = find_list(opened, list_name).id if list_name else None
        read = import_answers(opened, file, offered.id, meaning, chosen, vendor=vendor or None, list_id=only)
    if as_json:
        print_json(
            {
                "package": offered.name,
                "answers": read.answer_count,
                "new": read.new_count,
                "changed": read.changed_count,
                "changeset": read.changed.changeset.hex() if read.changed.changeset else None,
                "findings": [finding.as_json() for finding in read.findings],
            }
        )
        return
    print_findings(read.findings)
    facts = {"n": read.answer_count, "new": read.new_count, "changed": read.changed_count}
    typer.echo(say("features.cli.answers.imported", package=offered.name, **facts))


def list_answers(project: ProjectPath, as_json: AsJson = False) -> None:
    """Show how many answers of each kind each package has."""
    with reading(project) as opened:
        counts = answer_counts(opened)
        rows = [
            {"package": one.name, **{answer.value: counts[one.id][answer] for answer in Answer}}
            for one in all_packages(opened)
        ]
    titles = {"package": say("features.cli.column.package")}
    titles |= {answer.value: say(f"features.answers.{answer.value}") for answer in Answer}
    print_records(as_json, titles, rows)


def _legend(text: str, file: Path | None, preset_name: str, mapping: Mapping | None) -> Legend | None:
    if sum(map(bool, (text, file, preset_name))) > 1:
        raise UserError("features.several_legends")
    if text:
        return legend_from_text(text)
    if file:
        return legend_from_file(file)
    if preset_name:
        return preset(preset_name)
    return mapping.legend if mapping else None
