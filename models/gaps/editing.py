"""Who may change a gap, told before anything is written; the ledger decides by the same roles."""

from __future__ import annotations

from collections.abc import Collection

from models.members.queries import Member, Section

_DRAFTING = ("staff", "chief")


def may_edit(member: Member | None, asking: Collection[bytes]) -> bool:
    """Whether the member may edit a gap that these sections ask for (its own section among them)."""
    if member is None:
        return False
    return member.has("secretariat") or any(
        role in _DRAFTING and section in asking for role, section in member.roles
    )


def drafting_sections(member: Member | None, sections: Collection[Section]) -> list[Section]:
    """The sections for which the member may raise gaps, the member's own first."""
    if member is None:
        return []
    own = {section for role, section in member.roles if role in _DRAFTING}
    found = [one for one in sections if member.has("secretariat") or one.id in own]
    return sorted(found, key=lambda one: one.id != member.section_id)
