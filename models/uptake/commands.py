"""Taking in a newer edition as one act: matched items keep their rows, so what hangs on them stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.approval.rules import GapState
from models.approval.states import gap_states
from models.errors import UserError
from models.findings import Finding
from models.lists.editions.shape import Change, Comparison
from models.lists.queries import feature_lists
from models.project.changed import Changed
from models.project.project import Project
from models.uptake.plan import Plan, own_entries
from models.uptake.rows import operations_for


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An edition that was taken in. `stale` are the gaps whose decisions were on other items than these."""

    changed: Changed
    comparison: Comparison
    stale: tuple[bytes, ...]
    findings: tuple[Finding, ...]


def take_in_edition(
    project: Project,
    plan: Plan,
    edition: str,
    accepted: frozenset[str] = frozenset(),
    apart: frozenset[str] = frozenset(),
) -> TakenIn:
    """Store the edition. `accepted` are keys of suspects; every other suspect is taken as separate items.
    `apart` are labels of new items that are not the items they were paired with.

    A matched item keeps its row, so links, gaps, answers and scores follow; a removed one is retired
    and stays readable wherever something hangs on it. An accepted split carries links and gaps on to
    every part, an accepted merge to the item that remains. `UserError` without an edition's name, for
    the present name, or when the list was changed since it was compared.
    """
    edition = edition.strip()
    if not edition:
        raise UserError("editions.without_name")
    if edition == plan.list.edition:
        raise UserError("editions.same_name", list=plan.list.name, edition=edition)
    compared = plan.ids, plan.comparison.old
    if plan.list not in feature_lists(project) or own_entries(project, plan.list.id) != compared:
        raise UserError("editions.overtaken", list=plan.list.name)
    found = plan.decided(accepted, apart)
    before = gap_states(project)
    counts = found.counts
    changed = project.act(
        "editions.uptake",
        operations_for(project, plan, found, edition),
        list=plan.list.name,
        edition=edition,
        added=str(counts[Change.ADDED]),
        removed=str(counts[Change.REMOVED]),
        changed=str(_touched(found)),
    )
    return TakenIn(changed, found, _newly_stale(before, gap_states(project)), plan.incoming.findings)


def _touched(found: Comparison) -> int:
    """Items that stay and whose text differs."""
    return sum(bool(pair.columns) for pair in found.pairs)


def _newly_stale(before: Mapping[bytes, GapState], after: Mapping[bytes, GapState]) -> tuple[bytes, ...]:
    return tuple(gap for gap, state in after.items() if state.is_edited and not before[gap].is_edited)
