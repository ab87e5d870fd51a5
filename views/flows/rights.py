"""What the acting member may do with flows, so that the screen can say so before it is tried."""

from __future__ import annotations

from dataclasses import dataclass

from models.gaps.editing import drafting_sections
from models.members.queries import Section, acting_member, sections
from models.project.project import Project


@dataclass(frozen=True, slots=True)
class Rights:
    """`sections` are those for which gaps may be raised, the member's own first."""

    may_import: bool
    may_link: bool
    sections: tuple[Section, ...]


def rights(project: Project) -> Rights:
    """The rights of whoever has the project open; none where it is open to read only."""
    member = None if project.readonly else acting_member(project)
    if member is None:
        return Rights(False, False, ())
    return Rights(
        may_import=member.has("secretariat"),
        may_link=member.has("secretariat", "staff", "chief"),
        sections=tuple(drafting_sections(member, sections(project))),
    )
