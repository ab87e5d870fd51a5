"""What waits for a person, an organisation or anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from models.approval.rules import GapState
from models.approval.states import gap_states
from models.members.queries import Member
from models.project.project import Project
from models.worklist.drafting_tasks import drafting_tasks
from models.worklist.people import People
from models.worklist.review_tasks import review_tasks
from models.worklist.round_tasks import round_tasks
from models.worklist.rules import Scope, Task, in_order, in_scope
from models.worklist.secretariat_tasks import agreement_tasks
from models.worklist.settling_tasks import settling_tasks


def waiting_for(
    project: Project, member: Member | None, scope: Scope = "me", *, today: date | None = None
) -> list[Task]:
    """What waits: overdue first, then the longest wait. Somebody who is not enrolled has only `all`."""
    return chosen(project, all_tasks(project), member, scope, today=today)


def chosen(
    project: Project, tasks: list[Task], member: Member | None, scope: Scope, *, today: date | None = None
) -> list[Task]:
    """The same from tasks that are at hand."""
    colleagues = People(project).listed if scope == "organisation" else []
    return in_order(in_scope(tasks, member, scope, colleagues), today or date.today())


def all_tasks(project: Project, states: Mapping[bytes, GapState] | None = None) -> list[Task]:
    """Everything that waits for anybody, in no order; `states` saves computing them again."""
    states = gap_states(project) if states is None else states
    people = People(project)
    return [
        *review_tasks(project, people, states),
        *drafting_tasks(project, people, states),
        *settling_tasks(project, people),
        *round_tasks(project, people),
        *agreement_tasks(project, people),
    ]


def waiting_counts(project: Project, member: Member | None) -> dict[str, int]:
    """How much waits for the member by screen, leaving out what only the overview lists (drafts)."""
    if member is None:
        return {}
    people = People(project)
    tasks = [
        *review_tasks(project, people, gap_states(project)),
        *settling_tasks(project, people),
        *round_tasks(project, people),
    ]
    return dict(Counter(one.screen for one in in_scope(tasks, member, "me")))


def amounts(project: Project) -> dict[str, int]:
    """How many features, flows and gaps there are, by the key of their screen."""
    tables = {"features": "feature", "flows": "flow", "gaps": "gap"}
    return {
        screen: int(project.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
        for screen, table in tables.items()
    }
