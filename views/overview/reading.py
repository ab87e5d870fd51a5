"""Everything the overview shows, read once for all its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.approval.rules import GapState
from models.approval.states import gap_states
from models.indicators.queries import Indicators, indicators
from models.lists.queries import packages
from models.members.queries import Member, Organisation, acting_member, members, organisations
from models.project.history import PastAct, recent_acts
from models.project.project import Project
from models.worklist.phases import PhaseView, phase_progress
from models.worklist.queries import all_tasks, amounts
from models.worklist.rules import Task

RECENT = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """The project as the overview shows it; `member` is who looks at it."""

    member: Member | None
    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]
    states: Mapping[bytes, GapState]
    tasks: tuple[Task, ...]
    phases: tuple[PhaseView, ...]
    indicators: Indicators
    recent: tuple[PastAct, ...]
    amounts: Mapping[str, int]
    answers: int

    @property
    def town(self) -> str:
        """The name of the member's own organisation, or nothing."""
        own = self.member.organisation_id if self.member else None
        return next((one.name for one in self.organisations if one.id == own), "")

    @property
    def councils(self) -> tuple[str, ...]:
        """The names of organisations that only coordinate: everybody knows whose their people are."""
        return tuple(one.name for one in self.organisations if not one.takes_part)

    @property
    def is_new(self) -> bool:
        """Whether the work has still to be set up: no features and no gaps."""
        return not self.amounts.get("features") and not self.amounts.get("gaps")

    def short_name(self, name: str) -> str:
        """What a person is called here: without the reader's own town or the council, and no word twice."""
        for place in (self.town, *self.councils):
            name = name.removeprefix(f"{place} ") if place else name
        return " ".join(dict.fromkeys(name.split(" ")))


def read(project: Project) -> Reading:
    """Read it."""
    states = gap_states(project)
    return Reading(
        member=acting_member(project),
        members=tuple(members(project)),
        organisations=tuple(organisations(project)),
        states=states,
        tasks=tuple(all_tasks(project, states)),
        phases=phase_progress(project, states),
        indicators=indicators(project, states),
        recent=tuple(recent_acts(project, RECENT)),
        amounts=amounts(project),
        answers=sum(one.answer_count for one in packages(project)),
    )
