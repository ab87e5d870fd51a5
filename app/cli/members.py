"""`fitgap identity …` and `fitgap members …`: who signs, and who belongs to the project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import print_records, profile_folder, reading, told, unlock, writing
from app.cli.project import AsJson, ProjectPath
from models.errors import UserError
from models.identity.joining import read_join_request, write_join_request
from models.identity.keys import Identity
from models.identity.profile import save_identity
from models.members import commands
from models.members.queries import find_member, find_organisation, find_section, members, sections
from models.project.project import Project
from models.words import joined, say

Name = Annotated[str, typer.Option("--name", help=say("cli.members.name"))]
OrganisationName = Annotated[str, typer.Option("--organisation", help=say("cli.members.organisation"))]
SectionName = Annotated[str, typer.Option("--section", help=say("cli.members.section"))]
Title = Annotated[str, typer.Option("--title", help=say("cli.members.title"))]
Roles = Annotated[list[str], typer.Option("--role", help=say("cli.members.role"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    identity = typer.Typer(help=say("cli.identity.help"), no_args_is_help=True)
    identity.command("new", help=say("cli.identity.new"))(new_identity)
    identity.command("request", help=say("cli.identity.request"))(request)
    app.add_typer(identity, name="identity")
    people = typer.Typer(help=say("cli.members.help"), no_args_is_help=True)
    people.command("list", help=say("cli.members.list"))(list_members)
    people.command("organisation", help=say("cli.members.add_organisation"))(organisation)
    people.command("section", help=say("cli.members.add_section"))(section)
    people.command("enrol", help=say("cli.members.enrol"))(enrol)
    people.command("end", help=say("cli.members.end"))(end)
    people.command("agree", help=say("cli.members.agree"))(agree)
    app.add_typer(people, name="members")


def new_identity(name: Name) -> None:
    """Make a key pair in the profile folder."""
    passphrase = os.environ.get("FITGAP_PASSPHRASE")
    if passphrase is None:
        passphrase = typer.prompt(say("cli.passphrase_new"), hide_input=True, confirmation_prompt=True)
    made = Identity.new(name)
    save_identity(profile_folder(), made, str(passphrase))
    typer.echo(say("cli.identity.made", name=name, path=str(profile_folder())))


def request(
    out: Annotated[Path, typer.Option("--out", help=say("cli.identity.out"))],
    organisation: OrganisationName,
    section: SectionName,
    role: Annotated[str, typer.Option("--role", help=say("cli.members.role"))] = "staff",
    title: Title = "",
) -> None:
    """Write a request to join, for the secretariat."""
    made = write_join_request(
        out, unlock(), title=title, organisation=organisation, section=section, role=role
    )
    typer.echo(say("cli.identity.requested", path=str(out), fingerprint=made.fingerprint))


def list_members(project: ProjectPath, as_json: AsJson = False) -> None:
    """Members with their roles."""
    with reading(project) as opened:
        labels = {one.id: one.label for one in sections(opened)}
        rows = [
            {
                "name": one.name,
                "title": one.title,
                "place": one.place,
                "roles": [
                    {"role": role, "section": labels.get(place or b"")}
                    for role, place in sorted(one.roles, key=str)
                ],
                "role_names": joined(sorted({say(f"members.roles.{role}") for role, _ in one.roles})),
            }
            for one in members(opened)
        ]
    titles = {key: say(f"cli.members.column.{key}") for key in ("name", "title", "place", "role_names")}
    print_records(as_json, titles, rows)


def organisation(
    project: ProjectPath,
    name: Name,
    mark: Annotated[str, typer.Option("--mark", help=say("cli.new.mark"))] = "",
    population: Annotated[
        int | None, typer.Option("--population", min=0, help=say("cli.members.population"))
    ] = None,
) -> None:
    """Add an organisation."""
    with writing(project) as opened:
        told(commands.add_organisation(opened, name, mark or name[:1], population))


def section(project: ProjectPath, organisation: OrganisationName, name: Name) -> None:
    """Add a section to an organisation."""
    with writing(project) as opened:
        told(commands.add_section(opened, find_organisation(opened, organisation).id, name))


def enrol(
    project: ProjectPath,
    file: Annotated[Path, typer.Argument(metavar="REQUEST", help=say("cli.members.request_file"))],
    role: Roles = [],  # noqa: B006 - typer reads the default, nobody changes it
) -> None:
    """Enrol whoever made the request; the roles asked for can be replaced by `--role ROLE[:SECTION]`."""
    asked = read_join_request(file)
    with writing(project) as opened:
        place = find_section(opened, f"{asked.organisation} {asked.section}")
        told(
            commands.enrol_member(
                opened,
                name=asked.name,
                title=asked.title,
                organisation=place.organisation_id,
                section=place.id,
                public_key=bytes.fromhex(asked.public_key),
                roles=[_role(opened, text, place.id) for text in role or [asked.role]],
            )
        )


def end(project: ProjectPath, name: Name) -> None:
    """End a membership."""
    with writing(project) as opened:
        told(commands.end_membership(opened, find_member(opened, name).id, name))


def agree(
    project: ProjectPath,
    organisation: OrganisationName,
    ground: Annotated[str, typer.Option("--ground", help=say("cli.members.ground"))],
    decided_on: Annotated[str, typer.Option("--on", help=say("cli.members.decided_on"))],
) -> None:
    """Record an organisation's agreement."""
    if not ground.strip():
        raise UserError("cli.members.no_ground")
    with writing(project) as opened:
        found = find_organisation(opened, organisation)
        told(commands.record_agreement(opened, found.id, found.name, ground, decided_on))


def _role(project: Project, text: str, own_section: bytes) -> tuple[str, bytes | None]:
    role, _, place = text.partition(":")
    return role, find_section(project, place).id if place else own_section
