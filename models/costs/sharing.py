"""The project's share rule and who bears what: read from settings, gaps and those who ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.costs.queries import CostTable
from models.costs.rules import NOTHING, Amount
from models.costs.shares import (
    RULES,
    Own,
    ShareRule,
    Shares,
    ShareTotal,
    Side,
    own_in,
    own_side,
    shares,
)
from models.errors import UserError
from models.members.commands import change_setting
from models.members.queries import organisations, settings
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined

LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Sharing:
    """The agreed costs of each gap by organisation, and the sums per organisation in their order."""

    rule: ShareRule
    by_gap: Mapping[bytes, Shares]
    totals: Mapping[bytes, ShareTotal]

    @property
    def unknown(self) -> int:
        """Gaps of which somebody's share is not known."""
        return sum(not all(part.is_known for part in one.values()) for one in self.by_gap.values())


def share_rule(project: Project) -> ShareRule:
    """The rule of the project: equal shares unless the secretariat set another."""
    held = settings(project)
    name = held.get("share_rule", "equal")
    if name == "population":
        return ShareRule(name, {one.id: one.population or None for one in organisations(project)})
    if name == "use":
        use = held.get("share_use")
        listed = use.items() if isinstance(use, dict) else ()
        return ShareRule(name, {bytes.fromhex(one): number for one, number in listed if type(number) is int})
    return ShareRule()


def set_share_rule(project: Project, name: str, use: Mapping[bytes, int] | None = None) -> list[Changed]:
    """Set the rule, and with it the numbers of use by organisation where some are given."""
    if name not in RULES:
        raise UserError("costs.unknown_rule", rule=name, known=joined(RULES))
    done = []
    if use:
        if any(not 0 <= number <= LARGEST for number in use.values()):
            raise UserError("costs.bad_use")
        held = settings(project).get("share_use")
        known = held if isinstance(held, dict) else {}
        listed = {**known, **{one.hex(): number for one, number in use.items()}}
        done.append(change_setting(project, "share_use", listed))
    done.append(change_setting(project, "share_rule", name))
    return done


def sharing(project: Project, table: CostTable) -> Sharing:
    """What each organisation bears of the agreed costs of these gaps."""
    rule = share_rule(project)
    order = [one.id for one in organisations(project)]
    asking, own = _askers(project), _own(project)
    by_gap: dict[bytes, Shares] = {}
    totals: dict[bytes, ShareTotal] = {}
    for cost in table.costs:
        towns = _ordered(order, asking.get(cost.gap_id), cost.organisation_id)
        # What is refused or withdrawn costs nobody anything, whatever was written down before.
        alone = {} if cost.agreed == NOTHING else own_side(own.get(cost.gap_id, {}), "agreed")
        by_gap[cost.gap_id] = shares(cost.agreed, alone, towns, rule)
        for town, part in by_gap[cost.gap_id].items():
            totals[town] = totals.get(town, ShareTotal()).plus(part, table.years)
    return Sharing(rule, by_gap, {one: totals[one] for one in order if one in totals})


def own_costs(project: Project, gap: bytes) -> Own:
    """What single organisations bear alone of a gap's amounts."""
    cell = project.connection.exec_driver_sql("SELECT own_costs FROM gap WHERE id = ?", (gap,)).scalar()
    return own_in(cell)


def side_shares(
    project: Project, own: Own, side: Side, whole: Amount, asking: list[bytes], owner: bytes | None
) -> Shares:
    """What each organisation bears of one side of a gap's costs."""
    order = [one.id for one in organisations(project)]
    towns = _ordered(order, set(asking), owner)
    return shares(whole, own_side(own, side), towns, share_rule(project))


def _ordered(order: list[bytes], asking: set[bytes] | None, owner: bytes | None) -> list[bytes]:
    wanted = asking or ({owner} if owner is not None else set())
    return [one for one in order if one in wanted]


def _askers(project: Project) -> dict[bytes, set[bytes]]:
    rows = project.connection.exec_driver_sql(
        "SELECT a.gap_id, s.organisation_id FROM gap_asker AS a JOIN section_rows AS s ON s.id = a.section_id"
    )
    found: dict[bytes, set[bytes]] = {}
    for gap, town in rows:
        found.setdefault(gap, set()).add(town)
    return found


def _own(project: Project) -> dict[bytes, Own]:
    rows = project.connection.exec_driver_sql("SELECT id, own_costs FROM gap WHERE own_costs IS NOT NULL")
    return {gap: own_in(cell) for gap, cell in rows}
