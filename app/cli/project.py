"""`fitgap new|info|verify|history|undo|copy`: the project file as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import (
    local_time,
    print_findings,
    print_json,
    print_records,
    reading,
    told,
    unlock,
    writing,
)
from models.errors import UserError
from models.ledger.verify import verify_ledger
from models.members.commands import Founder, new_project
from models.members.queries import members, organisations, project_name
from models.project.history import ledger_size, quarantined_acts, recent_acts
from models.storage.file import save_as
from models.words import joined, say

ProjectPath = Annotated[
    Path, typer.Argument(metavar="PROJECT", help=say("cli.project_path"), show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli.json"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("new", help=say("cli.new.help"))(new)
    app.command("info", help=say("cli.info.help"))(info)
    app.command("verify", help=say("cli.verify.help"))(verify)
    app.command("history", help=say("cli.history.help"))(history)
    app.command("undo", help=say("cli.undo.help"))(undo)
    app.command("copy", help=say("cli.copy.help"))(copy)


def new(
    project: ProjectPath,
    name: Annotated[str, typer.Option("--name", help=say("cli.new.name"))],
    organisation: Annotated[str, typer.Option("--organisation", help=say("cli.new.organisation"))],
    section: Annotated[str, typer.Option("--section", help=say("cli.new.section"))],
    title: Annotated[str, typer.Option("--title", help=say("cli.new.title"))] = "",
    mark: Annotated[str, typer.Option("--mark", help=say("cli.new.mark"))] = "",
    template: Annotated[str, typer.Option("--template", help=say("cli.new.template"))] = "standard",
    starts_on: Annotated[str, typer.Option("--starts-on", help=say("cli.new.starts_on"))] = "",
) -> None:
    """Make a project file; the profile's identity becomes its secretariat."""
    founder = Founder(title, organisation, section, mark or organisation[:1])
    start = _day(starts_on) if starts_on else None
    with new_project(project, unlock(), name, founder, template_id=template, starts_on=start):
        typer.echo(say("cli.new.done", path=str(project), name=name))


def info(project: ProjectPath, as_json: AsJson = False) -> None:
    """What the project is and who belongs to it."""
    with reading(project) as opened:
        facts: dict[str, Any] = {
            "name": project_name(opened),
            "id": opened.id.hex(),
            "changesets": ledger_size(opened),
            "quarantined": len(quarantined_acts(opened)),
            "organisations": [
                {"name": one.name, "mark": one.mark, "agreed_on": one.agreed_on}
                for one in organisations(opened)
            ],
            "members": [
                {"name": one.name, "place": one.label, "roles": sorted({role for role, _ in one.roles})}
                for one in members(opened)
            ],
        }
    if as_json:
        print_json(facts)
        return
    typer.echo(say("cli.info.lines", **{key: facts[key] for key in ("name", "changesets", "quarantined")}))
    for organisation in facts["organisations"]:
        typer.echo(f"  {organisation['name']}  {organisation['agreed_on'] or say('cli.info.not_agreed')}")
    for member in facts["members"]:
        roles = joined(say(f"members.roles.{role}") for role in member["roles"])
        typer.echo(f"  {member['name']}  {member['place']}  {roles}")


def verify(
    projects: Annotated[list[Path], typer.Argument(metavar="PROJECT...", help=say("cli.project_path"))],
    as_json: AsJson = False,
) -> None:
    """Check hashes, signatures and tables; exit code 2 if anything differs."""
    results = []
    for path in projects:
        with reading(path) as opened:
            findings = verify_ledger(opened.connection)
            count = ledger_size(opened)
        results.append({"file": path.name, "sound": not findings, "changesets": count})
        results[-1]["findings"] = [finding.as_json() for finding in findings]
        if not as_json:
            key = "cli.verify.broken" if findings else "cli.verify.sound"
            typer.echo(say(key, path=path.name, changesets=count))
            print_findings(findings)
    if as_json:
        print_json(results)
    if not all(result["sound"] for result in results):
        raise typer.Exit(2)


def history(
    project: ProjectPath,
    limit: Annotated[int, typer.Option("--limit", min=1, help=say("cli.history.limit"))] = 50,
    quarantine: Annotated[bool, typer.Option("--quarantine", help=say("cli.history.quarantine"))] = False,
    as_json: AsJson = False,
) -> None:
    """Who did what, latest first."""
    with reading(project) as opened:
        acts = quarantined_acts(opened) if quarantine else recent_acts(opened, limit)
    rows = [
        {
            "time": local_time(act.time),
            "member": act.member,
            "summary": act.summary,
            "status": act.status,
            "reason": say(f"ledger.refused.{act.reason}") if act.reason else None,
            "action": act.action,
            "changeset": act.id.hex(),
        }
        for act in acts
    ]
    titles = {key: say(f"cli.history.{key}") for key in ("time", "member", "summary", "reason")}
    print_records(as_json, titles, rows)


def undo(project: ProjectPath, as_json: AsJson = False) -> None:
    """Undo one's own last act."""
    with writing(project) as opened:
        told(opened.undo(), as_json)


def copy(
    project: ProjectPath,
    target: Annotated[Path, typer.Argument(metavar="TARGET", help=say("cli.copy.target"))],
) -> None:
    """Save a compact copy under another name."""
    with reading(project) as opened:
        if opened.file is not None:
            save_as(opened.file, target)
    typer.echo(say("cli.copy.done", path=str(target)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError("cli.bad_date", text=text) from error


__all__ = ["AsJson", "ProjectPath", "register"]
