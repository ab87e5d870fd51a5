"""The list of members under their organisations and sections."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from models.members.queries import Member, Organisation, Section
from models.words import say
from views.shared.chips import ChipText
from views.shared.table_columns import Column, Group

ROLES = ("secretariat", "staff", "chief", "third_party", "observer")


def role_words(member: Member) -> str:
    """The roles in the order of the work, each once."""
    held = {role for role, _ in member.roles}
    return say("members_screen.join").join(say(f"members.roles.{role}") for role in ROLES if role in held)


def columns() -> list[Column[Member]]:
    """Name, title and roles."""
    return [
        Column("name", say("members_screen.column.name"), 220, lambda one: one.name, stretch=True),
        Column("title", say("members_screen.column.title"), 120, lambda one: one.title),
        Column("roles", say("members_screen.column.roles"), 240, role_words),
    ]


def groups(
    organisations: Sequence[Organisation], sections: Sequence[Section], members: Sequence[Member]
) -> list[Group]:
    """A group for every organisation and, below it, one for every section; empty ones too."""
    made = []
    for town in organisations:
        people = sum(one.organisation_id == town.id for one in members)
        made.append(Group(town.id, town.name, _note(town, people), chip=_chip(town)))
        for place in sections:
            if place.organisation_id == town.id:
                here = sum(one.section_id == place.id for one in members)
                made.append(
                    Group(place.id, place.name, say("members_screen.people", n=here) if here else "", level=1)
                )
    return made


def group_of(member: Member) -> Hashable:
    """The section of a member, else the organisation."""
    return member.section_id or member.organisation_id


def _note(town: Organisation, people: int) -> str:
    parts = [say("members_screen.people", n=people)]
    if town.population:
        parts.append(say("members_screen.population", n=f"{town.population:,}"))
    if not town.takes_part:
        parts.append(say("members_screen.coordinates"))
    return say("members_screen.gap").join(parts)


def _chip(town: Organisation) -> ChipText | None:
    if not town.takes_part:
        return None
    return ChipText("other.agreed" if town.has_agreed else "other.notagreed")
