"""The indicators of a project as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.approval.queries import lead_time_goal
from models.approval.rules import GapState
from models.approval.states import gap_states
from models.costs.queries import CostTable, cost_table
from models.indicators.checklist import CheckAnswer, checklist
from models.indicators.rules import DROPPED, FINISHED, LeadTime, Progress, TierShare, progress, tier_shares
from models.members.queries import Organisation, organisations, sections
from models.project.project import Project

_FINAL = ("confirmed", "rejected")


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators.

    `tiers` count the gaps that were neither rejected nor withdrawn (`dropped`). `costs` covers every
    gap, estimates included; `settled_costs` only the finished ones.
    """

    gaps: int
    dropped: int
    tiers: tuple[TierShare, ...]
    costs: CostTable
    settled_costs: CostTable
    overall: Progress
    sections: tuple[Progress, ...]
    lead_time: LeadTime
    organisations: tuple[Organisation, ...]
    checklist: tuple[CheckAnswer, ...]

    @property
    def agreed_organisations(self) -> int:
        """How many of those that take part have agreed to keep customization down."""
        return sum(one.has_agreed for one in self.organisations if one.takes_part)

    @property
    def participants(self) -> int:
        """How many organisations take part; one that only coordinates needs no agreement."""
        return sum(one.takes_part for one in self.organisations)


def indicators(project: Project, states: Mapping[bytes, GapState] | None = None) -> Indicators:
    """Everything at once; `states` saves computing them again where they are at hand."""
    states = gap_states(project) if states is None else states
    dropped = {gap for gap, state in states.items() if state.step in DROPPED}
    finished = {gap for gap, state in states.items() if state.key == state.step and state.step in FINISHED}
    costs = cost_table(project, dropped)
    return Indicators(
        gaps=len(costs.costs),
        dropped=len(dropped),
        tiers=tier_shares(one.tier for one in costs.costs if one.gap_id not in dropped),
        costs=costs,
        settled_costs=costs.only(finished),
        overall=progress(None, "", [(state.key, state.step) for state in states.values()]),
        sections=section_progress(project, costs, states),
        lead_time=lead_time(project, states),
        organisations=tuple(organisations(project)),
        checklist=checklist(project),
    )


def section_progress(
    project: Project, costs: CostTable, states: Mapping[bytes, GapState]
) -> tuple[Progress, ...]:
    """The progress of every section that has gaps, in the consortium's order."""
    found: dict[bytes | None, list[tuple[str, str]]] = {}
    for one in costs.costs:
        state = states[one.gap_id]
        found.setdefault(one.section_id, []).append((state.key, state.step))
    return tuple(
        progress(section.id, section.label, found[section.id])
        for section in sections(project)
        if section.id in found
    )


def lead_time(project: Project, states: Mapping[bytes, GapState]) -> LeadTime:
    """The lead times of the gaps that are confirmed or rejected, send-backs included.

    The times are those that the deciding members claim; a clock that runs ahead gives no time below 0.
    """
    rows = project.connection.exec_driver_sql(
        "SELECT d.gap_id, min(CASE WHEN d.verdict = 'submit' THEN act.time END), max(act.time) "
        "FROM decision AS d JOIN act ON act.seq = d.origin GROUP BY d.gap_id"
    )
    spans = [
        max(0, last - first)
        for gap, first, last in rows
        if gap in states and states[gap].key in _FINAL and first is not None
    ]
    waiting = sum(state.step in ("chief_review", "third_party_review") for state in states.values())
    return LeadTime(tuple(sorted(spans)), waiting, lead_time_goal(project))
