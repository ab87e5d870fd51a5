"""The members as tasks need them: by role and by what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from models.members.queries import Member, members
from models.project.project import Project


class People:
    """All members of a project, read once."""

    def __init__(self, project: Project) -> None:
        self.listed = members(project)
        self._by_id = {one.id: one for one in self.listed}

    def with_role(self, *roles: str, section: bytes | None = None) -> frozenset[bytes]:
        """The ids of those who hold one of these roles (in that section)."""
        return frozenset(
            one.id
            for one in self.listed
            if any(role in roles and section in (None, place) for role, place in one.roles)
        )

    def get(self, member: bytes | None) -> Member | None:
        """The member, or None for somebody who is no longer one."""
        return self._by_id.get(member or b"")

    def names(self, ids: Iterable[bytes | None]) -> tuple[str, ...]:
        """What these members are called, each once; those who left are not named."""
        wanted = set(ids)
        return tuple(dict.fromkeys(one.label for one in self.listed if one.id in wanted))
