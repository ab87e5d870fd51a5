"""The cost simulation of a project: its assumptions are a setting, the gaps' costs flow in."""

from __future__ import annotations

from collections.abc import Mapping

from models.costs.queries import CostTable
from models.costs.rules import NOTHING, Amount
from models.costs.sharing import LARGEST, share_rule, sharing
from models.costs.simulation import Alone, Assumptions, GapParts, Simulation, simulate
from models.errors import UserError
from models.members.commands import change_setting
from models.members.queries import organisations, settings
from models.project.changed import Changed
from models.project.project import Project

ESTIMATES = ("single_initial", "single_yearly", "single_migration", "shared_migration")
SHARED = ("shared_initial", "shared_yearly")


def assumptions(project: Project, years: int) -> Assumptions:
    """The assumptions of the cost simulation as the project has them; what is not there is unknown."""
    held = settings(project).get("simulation")
    given = held if isinstance(held, dict) else {}
    listed = given.get("alone")
    alone = {}
    for one, parts in listed.items() if isinstance(listed, dict) else ():
        single, migration, moved = (
            Amount(_yen(parts, "single_initial"), _yen(parts, "single_yearly")),
            _yen(parts, "single_migration"),
            _yen(parts, "shared_migration"),
        )
        alone[bytes.fromhex(one)] = Alone(single, migration, moved)
    span = given.get("years")
    return Assumptions(
        years=span if type(span) is int and 1 <= span <= 100 else years,
        shared=Amount(_yen(given, "shared_initial"), _yen(given, "shared_yearly")),
        alone=alone,
        single_gaps=str(given.get("single_gaps", "agreed")),
    )


def assume(
    project: Project, estimates: Mapping[tuple[bytes | None, str], int | None], **whole: object
) -> Changed:
    """Write estimates by (organisation, name of `ESTIMATES`), or with None shared_initial and
    shared_yearly; `whole` are `years` and `single_gaps`. None is unknown; others stay as they are."""
    held = settings(project).get("simulation")
    given = dict(held) if isinstance(held, dict) else {}
    alone = {one: dict(parts) for one, parts in (given.get("alone") or {}).items()}
    for (town, name), yen in estimates.items():
        if yen is not None and not 0 <= yen <= LARGEST:
            raise UserError("costs.bad_amount", amount=yen)
        (given if town is None else alone.setdefault(town.hex(), {}))[name] = yen
    given |= {"alone": alone, **whole}
    return change_setting(project, "simulation", given)


def simulation(project: Project, table: CostTable) -> Simulation:
    """The simulation with the gaps' costs flowing in."""
    given = assumptions(project, table.years)
    towns = [one.id for one in organisations(project) if one.takes_part]
    return simulate(given, towns, share_rule(project), _gap_parts(project, table, given.single_gaps))


def _gap_parts(project: Project, table: CostTable, single_side: str) -> GapParts:
    shared, single, unknown = dict[bytes, Amount](), dict[bytes, Amount](), 0
    found = sharing(project, table)
    for cost in table.costs:
        parts = found.by_gap[cost.gap_id]
        alone = {"agreed": cost.agreed, "asked": cost.asked}.get(single_side, NOTHING)
        if not alone.is_known or not all(one.is_known for one in parts.values()):
            unknown += 1
            continue
        for town, part in parts.items():
            shared[town] = _plus(shared.get(town, NOTHING), part)
            single[town] = _plus(single.get(town, NOTHING), alone)
    return GapParts(shared, single, unknown)


def _plus(one: Amount, other: Amount) -> Amount:
    return Amount((one.initial or 0) + (other.initial or 0), (one.yearly or 0) + (other.yearly or 0))


def _yen(parts: Mapping[str, object], name: str) -> int | None:
    value = parts.get(name)
    return value if type(value) is int and value >= 0 else None
