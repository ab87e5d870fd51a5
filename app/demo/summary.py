"""What the demo says when it is done: what was made, and where to look next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.demo.build import Built
from models.approval.states import gap_states
from models.baselines.queries import editions
from models.exchange.conflicts import conflicts
from models.flows.queries import flow_rows
from models.lists.queries import feature_lists, packages
from models.members.queries import members, organisations
from models.project.history import ledger_size
from models.project.opening import open_project
from models.scoring.queries import rounds
from models.words import joined, say


def summary(built: Built, seconds: float) -> Iterator[str]:
    """Lines of plain text."""
    with open_project(built.project, readonly=True) as project:
        states = Counter(state.key for state in gap_states(project).values())
        yield say("cli.demo.done", seconds=f"{seconds:.1f}")
        yield say(
            "cli.demo.people",
            towns=sum(one.takes_part for one in organisations(project)),
            members=len(members(project)),
        )
        yield say(
            "cli.demo.catalogue",
            features=sum(one.feature_count for one in feature_lists(project)),
            packages=len(packages(project)),
            flows=len(flow_rows(project)),
        )
        listed = joined(f"{say(f'approval.state.{key}')} {count}" for key, count in states.most_common())
        yield say("cli.demo.gaps", gaps=states.total(), states=listed)
        yield say(
            "cli.demo.rest",
            rounds=len(rounds(project)),
            editions=len(editions(project)),
            conflicts=len(conflicts(project)),
            changesets=ledger_size(project),
        )
    yield say("cli.demo.files")
    for path in (built.project, *built.files):
        yield f"  {path}"
    yield say("cli.demo.next", path=built.project)
