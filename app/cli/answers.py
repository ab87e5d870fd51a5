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
from models.lists.answer_counts import counts_by_list
from models.lists.answer_kinds import Answer
from models.lists.commands import ImportedAnswers, add_package, import_answers
from models.lists.forms.form_import import import_form
from models.lists.forms.form_reading import ReadForm, is_form, read_form
from models.lists.legend_texts import answer_of, legend_from_file, legend_from_text
from models.lists.legends import Legend, preset, presets
from models.lists.mapping import Mapping
from models.lists.queries import find_list, find_package
from models.lists.queries import packages as all_packages
from models.project.project import Project
from models.words import joined, say

LegendText = Annotated[str, typer.Option("--legend", help=say("features.cli.answers.legend"))]
LegendFile = Annotated[
    Path | None, typer.Option("--legend-file", help=say("features.cli.answers.legend_file"))
]
PresetName = Annotated[str, typer.Option("--preset", help=say("features.cli.answers.preset"))]
BlankMeaning = Annotated[str, typer.Option("--blank", help=say("features.cli.answers.blank"))]
AlikeMarks = Annotated[bool | None, typer.Option("--alike/--apart", help=say("answer_forms.cli.alike"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    packages = typer.Typer(help=say("features.cli.packages.help"), no_args_is_help=True)
    packages.command("add", help=say("features.cli.packages.add"))(add)
    packages.command("list", help=say("features.cli.packages.list"))(list_packages)
    app.add_typer(packages, name="packages")
    answers = typer.Typer(help=say("features.cli.answers.help"), no_args_is_help=True)
    answers.command("import", help=say("features.cli.answers.import"))(import_file)
    answers.command("form", help=say("answer_forms.cli.form"))(make_form)
    answers.command("list", help=say("features.cli.answers.list"))(list_answers)
    answers.command("legends", help=say("answer_forms.cli.legends"))(list_legends)
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
    package: Annotated[str, typer.Option("--package", help=say("answer_forms.cli.package"))] = "",
    mapping: MappingFile = None,
    legend: LegendText = "",
    legend_file: LegendFile = None,
    preset_name: PresetName = "",
    blank: BlankMeaning = "",
    alike: AlikeMarks = None,
    vendor: Annotated[str, typer.Option("--vendor", help=say("features.cli.answers.vendor"))] = "",
    list_name: Annotated[str, typer.Option("--list", help=say("features.cli.answers.of_list"))] = "",
    as_json: AsJson = False,
) -> None:
    """Import a package's answers; an answer form says itself whose they are and how it is read."""
    chosen = Mapping.load(mapping) if mapping else None
    given = any((legend, legend_file, preset_name, blank, mapping, vendor, list_name)) or alike is not None
    meaning = _legend(legend, legend_file, preset_name, blank, alike, chosen)
    with writing(project) as opened, stopped_shown(as_json):
        offered = find_package(opened, package) if package else None
        form = read_form(file) if is_form(file) else None
        if form is not None and given:
            raise UserError("answer_forms.says_itself", file=file.name)
        if form is not None or offered is None:
            read = import_form(opened, file, offered.id if offered else None, form)
        else:
            only = find_list(opened, list_name).id if list_name else None
            read = import_answers(
                opened, file, offered.id, meaning, chosen, vendor=vendor or None, list_id=only
            )
        name = offered.name if offered else _package_of(opened, form)
    _imported(read, name, as_json)


def make_form(
    project: ProjectPath,
    package: Annotated[str, typer.Option("--package", help=say("features.cli.answers.package"))],
    out: Annotated[Path, typer.Option("--out", help=say("answer_forms.cli.out"))],
    list_name: Annotated[str, typer.Option("--list", help=say("answer_forms.cli.of_list"))] = "",
    legend: Annotated[str, typer.Option("--legend", help=say("answer_forms.cli.legend"))] = "",
    legend_file: LegendFile = None,
    preset_name: PresetName = "",
    blank: BlankMeaning = "",
    alike: AlikeMarks = None,
    as_json: AsJson = False,
) -> None:
    """Write the answer form for a package."""
    from models.lists.forms.export import DEFAULT_LEGEND, export_form

    if not (legend or legend_file or preset_name):
        preset_name = DEFAULT_LEGEND
    meaning = _legend(legend, legend_file, preset_name, blank, alike, None)
    with reading(project) as opened:
        only = find_list(opened, list_name).id if list_name else None
        made = export_form(opened, find_package(opened, package).id, out, meaning, list_id=only)
    if as_json:
        print_json(
            {
                "file": str(out),
                "list": made.list_name,
                "items": made.line_count,
                "findings": [finding.as_json() for finding in made.findings],
            }
        )
        return
    print_findings(made.findings)
    typer.echo(say("answer_forms.cli.made", path=str(out), list=made.list_name, n=made.line_count))


def _imported(read: ImportedAnswers, package: str, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "package": package,
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
    typer.echo(say("features.cli.answers.imported", package=package, **facts))


def list_answers(
    project: ProjectPath,
    list_name: Annotated[str, typer.Option("--list", help=say("answer_forms.cli.count_list"))] = "",
    as_json: AsJson = False,
) -> None:
    """Show how many answers of each kind each package has, list by list."""
    with reading(project) as opened:
        only = find_list(opened, list_name).id if list_name else None
        rows = [
            {
                "package": one.package,
                "list": one.list_name,
                **{answer.value: one.counts[answer] for answer in Answer},
            }
            for one in counts_by_list(opened, only)
        ]
    titles = {key: say(f"features.cli.column.{key}") for key in ("package", "list")}
    titles |= {answer.value: say(f"features.answers.{answer.value}") for answer in Answer}
    print_records(as_json, titles, rows)


def list_legends(as_json: AsJson = False) -> None:
    """Show the named legends."""
    rows: list[dict[str, object]] = []
    for name, about in presets().items():
        marks = {mark: answer.value for mark, answer in preset(name).marks.items()}
        spoken = joined(f"{mark}={answer}" for mark, answer in marks.items())
        rows.append({"name": name, "about": about, "marks": marks if as_json else spoken})
    print_records(as_json, {key: say(f"answer_forms.cli.{key}") for key in ("name", "about", "marks")}, rows)


def _package_of(project: Project, form: ReadForm | None) -> str:
    wanted = form.key.package if form and form.key else b""
    return next((one.name for one in all_packages(project) if one.id == wanted), "")


def _legend(
    text: str,
    file: Path | None,
    preset_name: str,
    blank: str,
    alike: bool | None,
    mapping: Mapping | None,
) -> Legend | None:
    if sum(map(bool, (text, file, preset_name))) > 1:
        raise UserError("features.several_legends")
    found = mapping.legend if mapping else None
    if text:
        found = legend_from_text(text)
    elif file:
        found = legend_from_file(file)
    elif preset_name:
        found = preset(preset_name)
    if found is not None and blank:
        found = replace(found, blank=answer_of(blank))
    if found is not None and alike is not None:
        found = replace(found, alike=alike)
    return found
