"""`fitgap list restating`: requirements that merely restate the current system, and the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_json, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from models.project.project import Project
from models.restating.commands import switch_rules
from models.restating.queries import Restated, marked, restated_features, rules
from models.restating.rules import Hit
from models.words import joined, say


def restating(
    project: ProjectPath,
    switch_off: Annotated[
        list[str] | None, typer.Option("--switch-off", metavar="RULE", help=say("restating.cli.switch_off"))
    ] = None,
    switch_on: Annotated[
        list[str] | None, typer.Option("--switch-on", metavar="RULE", help=say("restating.cli.switch_on"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what restates the current system, or switch rules."""
    if switch_off or switch_on:
        _switch(project, switch_on or [], switch_off or [], as_json)
        return
    with reading(project) as opened:
        _show(opened, as_json)


def _switch(project: Path, on: list[str], off: list[str], as_json: bool) -> None:
    with writing(project) as opened:
        told(switch_rules(opened, on, off), as_json)


def _show(project: Project, as_json: bool) -> None:
    found, known = restated_features(project), rules(project)
    if as_json:
        listed = [{"id": one.id, "label": one.label, "on": one.is_on} for one in known]
        print_json({"rules": listed, "features": [_record(one) for one in found]})
        return
    for one in found:
        name = marked(one.name, one.name_hits, "[", "]")
        text = " ".join(marked(one.requirement, one.hits, "[", "]").split())
        typer.echo(say("restating.cli.marked", item=one.key, name=name, text=text))
    typer.echo(say("restating.cli.count", n=len(found)) if found else say("restating.cli.none"))
    unused = [one.id for one in known if not one.is_on]
    if unused:
        typer.echo(say("restating.cli.off", rules=joined(unused)))


def _record(one: Restated) -> dict[str, object]:
    return {
        "id": one.feature.hex(),
        "key": one.key,
        "name": one.name,
        "requirement": one.requirement,
        "words": [*_words("requirement", one.hits), *_words("name", one.name_hits)],
    }


def _words(field: str, hits: Sequence[Hit]) -> list[dict[str, object]]:
    return [
        {"field": field, "start": hit.start, "end": hit.end, "word": hit.word, "rule": hit.rule}
        for hit in hits
    ]
