"""Who belongs to the project, and what it is set to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.project.project import Project
from models.words import joined


@dataclass(frozen=True, slots=True)
class Organisation:
    """A town 団体; `agreed_on` and `ground` are None until it agreed to keep customization small.

    One that does not take part only coordinates: it has no gaps and needs no agreement.
    """

    id: bytes
    name: str
    mark: str
    population: int | None
    takes_part: bool
    ground: str | None
    agreed_on: str | None

    @property
    def has_agreed(self) -> bool:
        """Whether its gaps may be submitted."""
        return self.agreed_on is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A section 業務所管課 of an organisation; `label` names both."""

    id: bytes
    organisation_id: bytes
    organisation: str
    name: str

    @property
    def label(self) -> str:
        """For example 「みどり市 市民課」."""
        return f"{self.organisation} {self.name}"


@dataclass(frozen=True, slots=True)
class Member:
    """A person with roles: pairs of role and section id."""

    id: bytes
    name: str
    title: str
    organisation_id: bytes | None
    section_id: bytes | None
    place: str
    public_key: bytes
    roles: frozenset[tuple[str, bytes | None]]

    def has(self, *roles: str) -> bool:
        """Whether the member holds any of these roles."""
        return any(role in roles for role, _ in self.roles)

    @property
    def label(self) -> str:
        """Place and title, e.g. 「みどり市 市民課 主査」, as the window shows a person."""
        return " ".join(part for part in (self.place, self.title) if part)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the work with its planned ISO dates."""

    code: str
    starts_on: str
    ends_on: str


def settings(project: Project) -> dict[str, Any]:
    """All settings of the project."""
    rows = project.connection.exec_driver_sql(
        "SELECT s.key, s.value FROM setting AS s JOIN act ON act.seq = s.origin ORDER BY act.time, act.id"
    )
    return {key: json.loads(value) for key, value in rows}


def project_name(project: Project) -> str:
    """The project's name."""
    return str(settings(project).get("name", ""))


def organisations(project: Project) -> list[Organisation]:
    """All organisations in their order, with their agreement."""
    rows = project.connection.exec_driver_sql(
        "SELECT o.id, o.name, o.mark, o.population, o.takes_part, a.ground, a.decided_on "
        "FROM organisation AS o "
        "LEFT JOIN agreement AS a ON a.organisation_id = o.id GROUP BY o.id ORDER BY o.position, o.id"
    )
    return [
        Organisation(
            id=row[0],
            name=row[1],
            mark=row[2],
            population=row[3],
            takes_part=bool(row[4]),
            ground=row[5],
            agreed_on=row[6],
        )
        for row in rows
    ]


def sections(project: Project) -> list[Section]:
    """All sections in their order."""
    rows = project.connection.exec_driver_sql(
        "SELECT s.id, s.organisation_id, o.name, s.name FROM section AS s "
        "JOIN organisation AS o ON o.id = s.organisation_id ORDER BY o.position, s.position, s.id"
    )
    return [Section(*row) for row in rows]


def members(project: Project) -> list[Member]:
    """All members in the order of enrolment."""
    roles: dict[bytes, set[tuple[str, bytes | None]]] = {}
    granted = project.connection.exec_driver_sql("SELECT member_id, role, section_id FROM role")
    for member, role, section in granted:
        roles.setdefault(member, set()).add((role, section))
    rows = project.connection.exec_driver_sql(
        "SELECT m.id, m.name, m.title, m.organisation_id, m.section_id, "
        "trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), m.public_key FROM member AS m "
        "LEFT JOIN organisation AS o ON o.id = m.organisation_id "
        "LEFT JOIN section AS s ON s.id = m.section_id "
        "ORDER BY m.id"
    )
    return [
        Member(
            id=row[0],
            name=row[1],
            title=row[2],
            organisation_id=row[3],
            section_id=row[4],
            place=row[5],
            public_key=row[6],
            roles=frozenset(roles.get(row[0], ())),
        )
        for row in rows
    ]


def acting_member(project: Project) -> Member | None:
    """The member who has the project open, or None."""
    mine = project.member_id
    return next((member for member in members(project) if member.id == mine), None)


def phases(project: Project) -> list[Phase]:
    """The phases with their planned dates."""
    rows = project.connection.exec_driver_sql("SELECT code, starts_on, ends_on FROM phase ORDER BY position")
    return [Phase(*row) for row in rows]


def find_organisation(project: Project, name: str) -> Organisation:
    """The organisation of that name or mark; `UserError` if there is none."""
    found = [one for one in organisations(project) if name in (one.name, one.mark)]
    if not found:
        raise UserError("members.no_organisation", name=name, known=_listed(organisations(project)))
    return found[0]


def find_section(project: Project, name: str) -> Section:
    """The section of that name: 「市民課」 if only one has it, else 「みどり市 市民課」, blank or not."""
    listed, plain = sections(project), "".join(name.split())
    found = [one for one in listed if plain == "".join(one.label.split())]
    found = found or [one for one in listed if plain == "".join(one.name.split())]
    if len(found) != 1:
        raise UserError("members.no_section", name=name, known=joined(one.label for one in listed))
    return found[0]


def find_member(project: Project, name: str) -> Member:
    """The member of that name or label; `UserError` if there is none or more than one."""
    listed = members(project)
    found = [one for one in listed if name in (one.name, one.label)]
    if len(found) != 1:
        raise UserError("members.no_member", name=name, known=_listed(listed))
    return found[0]


def _listed(items: list[Organisation] | list[Member]) -> str:
    return joined(one.name for one in items)
