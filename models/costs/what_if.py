"""What if: the saving if some gaps were refused, before anybody decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from models.costs.queries import CostTable
from models.costs.rules import NOTHING, GapCost, Totals, total


@dataclass(frozen=True, slots=True)
class Choice:
    """Which gaps: each part that is not None must hold."""

    tiers: Collection[int | None] | None = None
    sections: Collection[bytes] | None = None
    organisations: Collection[bytes] | None = None
    packages: Collection[bytes | None] | None = None
    dispositions: Collection[str | None] | None = None

    def takes(self, cost: GapCost) -> bool:
        """Whether the gap is one of them."""
        tests = (
            (self.tiers, cost.tier),
            (self.sections, cost.section_id),
            (self.organisations, cost.organisation_id),
            (self.packages, cost.package_id),
            (self.dispositions, cost.disposition),
        )
        return all(wanted is None or value in wanted for wanted, value in tests)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The sums as they stand and as they would be. `gaps` are those that would be refused;
    `unchanged` of them cost nothing already."""

    gaps: tuple[bytes, ...]
    unchanged: int
    before: Totals
    after: Totals

    @property
    def gain(self) -> int:
        """By how many yen the cost avoided would rise."""
        return self.after.saving - self.before.saving

    @property
    def newly_known(self) -> int:
        """Gaps whose agreed amount nobody knew, and that would count with 0 then."""
        return self.after.both_known - self.before.both_known


def what_if(table: CostTable, choice: Choice) -> WhatIf:
    """The costs if all gaps of the choice were refused: nothing would be spent on them."""
    chosen = [one for one in table.costs if choice.takes(one)]
    names = {one.gap_id for one in chosen}
    changed = [replace(one, agreed=NOTHING) if one.gap_id in names else one for one in table.costs]
    return WhatIf(
        gaps=tuple(one.gap_id for one in chosen),
        unchanged=sum(one.agreed == NOTHING for one in chosen),
        before=table.all,
        after=total(changed, table.years),
    )
