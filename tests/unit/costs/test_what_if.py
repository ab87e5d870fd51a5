"""What if some gaps were refused: the same arithmetic as if they had been, before anybody decides."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from models.costs.queries import CostTable
from models.costs.rules import NOTHING, Amount, GapCost, total
from models.costs.what_if import Choice, what_if
from tests.unit.costs.test_cost_rules import COSTS


def cost(tier: int, section: bytes, asked: int, agreed: int | None) -> GapCost:
    amount = Amount(agreed, 0) if agreed is not None else Amount()
    return GapCost(b"", tier, None, section, None, "source", Amount(asked, 0), amount)


def test_all_source_changes_of_a_section_refused() -> None:
    costs = [cost(3, b"a", 100, 80), cost(3, b"b", 100, 70), cost(2, b"a", 50, 50), cost(3, b"a", 40, None)]
    table = CostTable(5, tuple(replace(one, gap_id=bytes([at])) for at, one in enumerate(costs)))
    found = what_if(table, Choice(tiers=[3], sections=[b"a"]))
    assert found.gaps == (b"\0", b"\3")
    assert (found.before.saving, found.after.saving, found.gain) == (50, 170, 120)
    assert found.newly_known == 1


@given(costs=COSTS)
def test_it_is_what_refusing_would_give(costs: list[GapCost]) -> None:
    table = CostTable(5, tuple(costs))
    found = what_if(table, Choice(tiers=[3, None]))
    by_hand = [replace(one, agreed=NOTHING) if one.tier in (3, None) else one for one in costs]
    if len({one.gap_id for one in costs}) == len(costs):
        assert found.after == total(by_hand, 5)
    assert what_if(table, Choice(tiers=[])).after == table.all
