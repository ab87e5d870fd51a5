"""The costs of a project's gaps, ready to be added up along any grouping."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.costs.rules import Amount, GapCost, Totals, counted_agreement, grouped, total
from models.errors import UserError
from models.members.queries import settings
from models.project.project import Project
from models.tiers.cells import texts_in
from models.tiers.rules import gap_tier

LONGEST_CONTRACT = 100


@dataclass(frozen=True)
class CostTable:
    """All gaps' costs over the contract years. Every grouping adds up to `all` to the yen."""

    years: int
    costs: tuple[GapCost, ...]

    @cached_property
    def all(self) -> Totals:
        """The sums over all gaps."""
        return total(self.costs, self.years)

    @cached_property
    def by_tier(self) -> Mapping[int | None, Totals]:
        """Per tier: 1 to 3, 0 for no customization, None for undecided."""
        return grouped(self.costs, lambda one: one.tier, self.years)

    @cached_property
    def by_section(self) -> Mapping[bytes | None, Totals]:
        """Per section that owns the gap."""
        return grouped(self.costs, lambda one: one.section_id, self.years)

    @cached_property
    def by_organisation(self) -> Mapping[bytes | None, Totals]:
        """Per organisation that owns the gap."""
        return grouped(self.costs, lambda one: one.organisation_id, self.years)

    @cached_property
    def by_package(self) -> Mapping[bytes | None, Totals]:
        """Per package; None for gaps without one."""
        return grouped(self.costs, lambda one: one.package_id, self.years)

    @cached_property
    def by_disposition(self) -> Mapping[str | None, Totals]:
        """Per response; None for gaps without one."""
        return grouped(self.costs, lambda one: one.disposition, self.years)

    def only(self, gaps: Collection[bytes]) -> CostTable:
        """The same over some of the gaps."""
        return CostTable(self.years, tuple(one for one in self.costs if one.gap_id in gaps))


def contract_years(project: Project) -> int:
    """The years that yearly costs are counted for, a setting of the project; `UserError` if it is none."""
    years = settings(project).get("contract_years")
    if type(years) is not int or not 1 <= years <= LONGEST_CONTRACT:
        raise UserError("costs.bad_contract_years", years=years, longest=LONGEST_CONTRACT)
    return years


def cost_table(project: Project, refused: Collection[bytes] = ()) -> CostTable:
    """The costs of all gaps. `refused` are the gaps that review has rejected or that were withdrawn
    there: nothing is spent on them."""
    rows = project.connection.exec_driver_sql(
        "SELECT id, organisation_id, section_id, package_id, disposition, kinds, tier_override, "
        "override_reason, asked_initial, asked_yearly, agreed_initial, agreed_yearly "
        "FROM gap ORDER BY serial, id"
    )
    costs = []
    for gap, organisation, section, package, disposition, kinds, override, reason, *money in rows:
        agreed = counted_agreement(disposition, Amount(*money[2:]), is_refused=gap in refused)
        costs.append(
            GapCost(
                gap_id=gap,
                tier=gap_tier(disposition, texts_in(kinds), override, reason).tier,
                organisation_id=organisation,
                section_id=section,
                package_id=package,
                disposition=disposition,
                asked=Amount(*money[:2]),
                agreed=agreed,
            )
        )
    return CostTable(contract_years(project), tuple(costs))
