"""Making a project and saying who belongs to it. All of it is the secretariat's work (事務局)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.identity.keys import Identity
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, insert, new_id, retire, write
from models.members.schedule import add_months
from models.project.changed import Changed
from models.project.opening import create_project
from models.project.project import Project
from models.records.authority import ROLES
from models.resources import resource, template
from models.words import joined


@dataclass(frozen=True, slots=True)
class Founder:
    """Who makes the project, with the organisation and section that act as its secretariat.

    `takes_part` is false for a council that only coordinates: it has no gaps and needs no agreement.
    """

    title: str
    organisation: str
    section: str
    mark: str = ""
    takes_part: bool = True


def project_templates() -> dict[str, dict[str, Any]]:
    """The project templates by id, as written in `templates/projects/`."""
    loaded = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(template("projects").glob("*.toml"))
    ]
    return {one["id"]: one for one in loaded}


def scoring_presets() -> dict[str, dict[str, Any]]:
    """The scoring rules that a project can start from, by id."""
    content = resource("catalogues", "scoring_presets.toml").read_text(encoding="utf-8")
    return {one["id"]: one for one in tomllib.loads(content)["preset"]}


def new_project(
    path: Path,
    identity: Identity,
    name: str,
    founder: Founder,
    *,
    template_id: str = "standard",
    starts_on: date | None = None,
    is_sample: bool = False,
    now: int | None = None,
) -> Project:
    """Make a project file from a template; its maker becomes the first member of the secretariat.

    `now` is the time that the first act claims (UTC ms), by default this machine's.
    """
    chosen = project_templates().get(template_id)
    if chosen is None:
        raise UserError("members.unknown_template", template=template_id, known=joined(project_templates()))
    settings = {
        "name": name,
        "template": template_id,
        "contract_years": chosen["contract_years"],
        "scoring_rule": scoring_presets()[chosen["scoring_preset"]],
        "minimum_scorers": chosen["minimum_scorers"],
        "lead_time_goal_days": chosen["lead_time_goal_days"],
        "is_sample": is_sample,
    }
    start = starts_on or date.today()
    operations = [
        insert("setting", [{"key": key, "value": canonical_text(value)} for key, value in settings.items()]),
        *_enrol_founder(identity, founder),
        insert("phase", [_phase(number, phase, start) for number, phase in enumerate(chosen["phase"])]),
    ]
    return create_project(path, identity, operations, now=now, name=name)


def add_organisation(
    project: Project, name: str, mark: str, population: int | None = None, *, takes_part: bool = True
) -> Changed:
    """Take an organisation 団体 into the consortium; `mark` is the one character shown for it in lists."""
    position = project.connection.exec_driver_sql("SELECT count(*) FROM organisation_rows").scalar_one()
    row = {
        "name": name,
        "mark": mark,
        "population": population,
        "takes_part": int(takes_part),
        "position": position,
    }
    return project.act("members.add_organisation", [insert("organisation", [row])], name=name)


def add_section(project: Project, organisation: bytes, name: str) -> Changed:
    """Add a section 業務所管課 to an organisation."""
    position = project.connection.exec_driver_sql("SELECT count(*) FROM section_rows").scalar_one()
    row = {"organisation_id": organisation, "name": name, "position": position}
    return project.act("members.add_section", [insert("section", [row])], name=name)


def enrol_member(
    project: Project,
    *,
    name: str,
    title: str,
    organisation: bytes,
    section: bytes | None,
    public_key: bytes,
    roles: list[tuple[str, bytes | None]],
) -> Changed:
    """Enrol a person by public key, with roles, each in a section (or none)."""
    unknown = [role for role, _ in roles if role not in ROLES]
    if unknown:
        raise UserError("members.unknown_role", role=unknown[0], known=joined(ROLES))
    known = project.connection.exec_driver_sql("SELECT name FROM member WHERE public_key = ?", (public_key,))
    if (already := known.scalar()) is not None:
        raise UserError("members.key_enrolled", name=already)
    member = new_id()
    person = {
        "id": member,
        "name": name,
        "title": title,
        "organisation_id": organisation,
        "section_id": section,
        "public_key": public_key,
    }
    granted = [{"member_id": member, "role": role, "section_id": place} for role, place in roles]
    operations: list[Operation] = [insert("member", [person])]
    if granted:
        operations.append(insert("role", granted))
    return project.act("members.enrol", operations, name=name)


def end_membership(project: Project, member: bytes, name: str) -> Changed:
    """End a membership; what the member signs from now on has no effect."""
    return project.act("members.end", [retire("member", [member])], name=name)


def record_agreement(
    project: Project, organisation: bytes, name: str, ground: str, decided_on: str
) -> Changed:
    """Record 合意形成: the organisation agrees to keep customization to the minimum (guideline 5)."""
    here = project.connection.exec_driver_sql(
        "SELECT id FROM agreement WHERE organisation_id = ?", (organisation,)
    ).scalar()
    if here is not None:
        operations = list(write("agreement", here, ground=ground, decided_on=decided_on))
        return project.act("members.agree", operations, name=name)
    row = {"organisation_id": organisation, "ground": ground, "decided_on": decided_on}
    return project.act("members.agree", [insert("agreement", [row])], name=name)


def change_setting(project: Project, key: str, value: Any) -> Changed:
    """Change a setting of the project, e.g. the scoring rule or the contract years."""
    row = project.connection.exec_driver_sql("SELECT id FROM setting WHERE key = ?", (key,)).scalar()
    text = canonical_text(value)
    if row is None:
        return project.act("members.set", [insert("setting", [{"key": key, "value": text}])], key=key)
    return project.act("members.set", list(write("setting", row, value=text)), key=key)


def plan_phase(project: Project, code: str, starts_on: str, ends_on: str) -> Changed:
    """Set the ISO dates of a phase."""
    row = project.connection.exec_driver_sql("SELECT id FROM phase WHERE code = ?", (code,)).scalar()
    if row is None or starts_on > ends_on:
        raise UserError("members.bad_phase", phase=code, starts_on=starts_on, ends_on=ends_on)
    return project.act(
        "members.plan", list(write("phase", row, starts_on=starts_on, ends_on=ends_on)), phase=code
    )


def _enrol_founder(identity: Identity, founder: Founder) -> list[Operation]:
    organisation, section, member = new_id(), new_id(), new_id()
    town = {
        "id": organisation,
        "name": founder.organisation,
        "mark": founder.mark,
        "takes_part": int(founder.takes_part),
        "position": 0,
    }
    person = {
        "id": member,
        "name": identity.name,
        "title": founder.title,
        "organisation_id": organisation,
        "section_id": section,
        "public_key": identity.public_key,
    }
    place = {"id": section, "organisation_id": organisation, "name": founder.section, "position": 0}
    return [
        insert("organisation", [town]),
        insert("section", [place]),
        insert("member", [person]),
        insert("role", [{"member_id": member, "role": "secretariat", "section_id": section}]),
    ]


def _phase(number: int, phase: dict[str, Any], start: date) -> dict[str, Any]:
    begins = add_months(start, phase["start_month"])
    return {
        "code": phase["id"],
        "starts_on": begins.isoformat(),
        "ends_on": add_months(begins, phase["months"]).isoformat(),
        "position": number,
    }
