"""What stands at the edges of the window: amounts, what waits on which screen, the edition."""

from __future__ import annotations

from models.baselines.queries import editions
from models.members.queries import Member
from models.project.project import Project
from models.words import say
from models.worklist import queries

_BY_AMOUNT = ("gaps",)
"""Screens whose number stays the amount; what waits there is listed on the overview."""


def amounts(project: Project) -> dict[str, int]:
    """How many records a screen has, by screen key."""
    return {screen: count for screen, count in queries.amounts(project).items() if count}


def waiting(project: Project, member: Member | None) -> dict[str, int]:
    """How much waits for the member, by screen key."""
    found = queries.waiting_counts(project, member)
    return {screen: count for screen, count in found.items() if screen not in _BY_AMOUNT}


def edition_word(project: Project) -> str:
    """The latest frozen edition, e.g. 「第1版 凍結済み」; empty before the first."""
    latest = max((one.number for one in editions(project)), default=0)
    return say("worklist.edition", n=latest) if latest else ""
