"""How far the three phases of guideline 5 have come, counted from the records of each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.approval.rules import GapState
from models.approval.states import gap_states
from models.errors import UserError
from models.members.queries import phases
from models.project.project import Project
from models.scoring.queries import Round, rounds
from models.scoring.results import results
from models.worklist.people import People
from models.worklist.round_tasks import scorers

DONE, RUNNING, PLANNED = "done", "running", "planned"


@dataclass(frozen=True, slots=True)
class StepView:
    """A step. `done` of `of` (None where no whole is known); `title` names a round, else it is empty.

    `amount` is the key of the words for its numbers.
    """

    key: str
    done: int
    of: int | None
    amount: str
    title: str = ""
    is_closed: bool = False

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        if self.is_closed:
            return 1.0
        if self.of is None:
            return 1.0 if self.done else 0.0
        return min(1.0, self.done / self.of) if self.of else 0.0

    @property
    def state(self) -> str:
        """done, running or planned."""
        return DONE if self.share >= 1 else RUNNING if self.done else PLANNED


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its planned ISO dates and its steps."""

    code: str
    starts_on: str
    ends_on: str
    steps: tuple[StepView, ...]

    @property
    def share(self) -> float:
        """How much of it is done: every step counts alike."""
        return sum(one.share for one in self.steps) / len(self.steps) if self.steps else 0.0

    def state(self, today: date) -> str:
        """done when every step is; running once its day has come or something is done."""
        if self.steps and all(one.state == DONE for one in self.steps):
            return DONE
        begun = self.starts_on <= today.isoformat() or any(one.share for one in self.steps)
        return RUNNING if begun else PLANNED


def phase_progress(project: Project, states: Mapping[bytes, GapState] | None = None) -> tuple[PhaseView, ...]:
    """All phases in their order; `states` saves computing them again."""
    states = gap_states(project) if states is None else states
    steps = {
        "preparation": _preparation(project),
        "procurement": _procurement(project),
        "build": _build(project, states),
    }
    return tuple(
        PhaseView(one.code, one.starts_on or "", one.ends_on or "", tuple(steps.get(one.code, ())))
        for one in phases(project)
    )


def _preparation(project: Project) -> list[StepView]:
    own = (
        "SELECT count(DISTINCT s.gap_id) FROM gap_source AS s JOIN gap AS g ON g.id = s.gap_id "
        "WHERE s.kind = 'own'"
    )
    answered = "SELECT count(DISTINCT a.package_id) FROM answer AS a JOIN package AS p ON p.id = a.package_id"
    packages = _count(project, "SELECT count(*) FROM package")
    return [
        StepView("feature_list", _count(project, "SELECT count(*) FROM feature"), None, "features"),
        StepView("own_work", _count(project, own), None, "gaps"),
        StepView("rfi", _count(project, answered), packages, "packages"),
        StepView("flows", _count(project, "SELECT count(*) FROM flow"), None, "flows"),
    ]


def _procurement(project: Project) -> list[StepView]:
    listed = rounds(project)
    people = People(project)
    steps = [_round(project, people, one) for one in listed] or [StepView("demonstration", 0, None, "none")]
    outliers = sum(_outliers(project, one) for one in listed if one.is_closed)
    # Consensus values are not recorded yet: what has to be discussed is counted, never ticked off.
    steps.append(StepView("consensus", 0, outliers, "outliers" if outliers else "none"))
    return steps


def _round(project: Project, people: People, found: Round) -> StepView:
    given = found.sheet_count
    expected = given if found.is_closed else len(scorers(project, people, found)) * len(found.packages)
    return StepView(
        "demonstration", given, max(given, expected), "sheets", found.name, is_closed=found.is_closed
    )


def _outliers(project: Project, found: Round) -> int:
    try:
        scenes = results(project, found.id).scenes
    except UserError:
        return 0
    return sum(any(cell.item.needs_discussion for cell in scene.cells) for scene in scenes)


def _build(project: Project, states: Mapping[bytes, GapState]) -> list[StepView]:
    steps = [one.step for one in states.values() if one.step != "withdrawn"]
    past_chief = sum(one in ("third_party_review", "confirmed", "rejected") for one in steps)
    past_draft = past_chief + steps.count("chief_review")
    confirmed = steps.count("confirmed")
    edition = _count(project, "SELECT coalesce(max(edition), 0) FROM baseline")
    # As long as something is open, one more edition will follow.
    settling = int(confirmed + steps.count("rejected") < len(steps) or not edition)
    return [
        StepView("study", past_draft, len(steps), "reviewed"),
        StepView("chief_review", past_chief, past_draft, "reviewed"),
        StepView("third_party_review", confirmed, confirmed + steps.count("third_party_review"), "reviewed"),
        StepView("fix", edition, edition + settling, "edition" if edition else "none"),
    ]


def _count(project: Project, sql: str) -> int:
    return int(project.connection.exec_driver_sql(sql).scalar_one())
