"""What the list of gaps shows: each gap with its state and costs, by tab, in groups with their sums."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from models.approval import rules
from models.approval.rules import GapState
from models.approval.states import gap_states
from models.costs.queries import CostTable, cost_table
from models.costs.rules import Totals, thousands
from models.gaps.queries import GapRow, finding, gap_rows
from models.gaps.updates import last_changes
from models.members.queries import acting_member, organisations, sections
from models.project.project import Project
from models.tiers.reasons import tier_label
from models.words import say
from views.shared.chips import ChipText
from views.shared.table_columns import Group

TABS = ("all", "open", "mine", "undecided", "conflict", "stale")
GROUPINGS = ("section", "tier", "state", "none")
_SETTLED = (rules.CONFIRMED, rules.REJECTED, rules.WITHDRAWN)
_REFUSED = (rules.REJECTED, rules.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One gap in the list; `asked` and `agreed` in yen over the contract years, None is unknown.

    `changed` is UTC milliseconds of the last act on it.
    """

    row: GapRow
    state: GapState
    is_mine: bool
    asked: int | None
    agreed: int | None
    changed: int | None = None

    @property
    def id(self) -> bytes:
        """The gap's id."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Listing:
    """All gaps with what their sums need. `not_agreed` are organisations that may not submit."""

    lines: tuple[Line, ...]
    costs: CostTable
    not_agreed: frozenset[bytes]
    section_order: Mapping[bytes | None, tuple[int, str]]

    def totals(self, lines: Iterable[Line]) -> Totals:
        """The sums over some lines."""
        return self.costs.only({line.id for line in lines}).all


def listing(project: Project) -> Listing:
    """Read all gaps; a few queries, whatever their number."""
    states = gap_states(project)
    costs = cost_table(project, [gap for gap, state in states.items() if state.step in _REFUSED])
    by_gap = {cost.gap_id: cost for cost in costs.costs}
    member = acting_member(project)
    changes = last_changes(project)
    own = {section for _, section in member.roles} if member else set()
    lines = tuple(
        Line(
            row=row,
            state=states[row.id],
            is_mine=row.section_id in own,
            asked=by_gap[row.id].asked.over(costs.years),
            agreed=by_gap[row.id].agreed.over(costs.years),
            changed=changes.get(row.id),
        )
        for row in gap_rows(project)
    )
    places = sections(project)
    order: dict[bytes | None, tuple[int, str]] = {
        place.id: (number, place.label) for number, place in enumerate(places)
    }
    waiting = frozenset(town.id for town in organisations(project) if town.takes_part and not town.has_agreed)
    return Listing(lines, costs, waiting, order)


def found_in(listed: Listing, text: str) -> frozenset[bytes]:
    """The gaps that a text finds."""
    return frozenset(row.id for row in finding([line.row for line in listed.lines], text))


def in_tab(line: Line, tab: str) -> bool:
    """Whether a tab shows a gap."""
    return {
        "all": True,
        "open": line.state.step not in _SETTLED or line.state.key in (rules.CONFLICT, rules.STALE),
        "mine": line.is_mine,
        "undecided": line.row.tier is None,
        "conflict": line.row.has_conflict,
        "stale": line.state.key == rules.STALE,
    }[tab]


def group_key(grouping: str) -> Callable[[Line], Hashable]:
    """By what lines stand together."""
    keys: dict[str, Callable[[Line], Hashable]] = {
        "section": lambda line: line.row.section_id or b"",
        "tier": lambda line: -1 if line.row.tier is None else line.row.tier,
        "state": lambda line: line.state.key,
    }
    return keys[grouping]


def groups(listed: Listing, lines: Iterable[Line], grouping: str) -> list[Group]:
    """The group rows of some lines, in their order, with their sums."""
    key = group_key(grouping)
    parts: dict[Hashable, list[Line]] = {}
    for line in lines:
        parts.setdefault(key(line), []).append(line)
    made = sorted(parts.items(), key=lambda pair: _rank(listed, grouping, pair[1][0]))
    return [_group(listed, grouping, name, part) for name, part in made]


def sums(totals: Totals) -> dict[str, str]:
    """Texts of the sums by column, in thousand yen; nothing known is —, not 0."""
    return {
        "asked": thousands(totals.asked_total) or "—" if totals.asked_known else "—",
        "agreed": thousands(totals.agreed_total) or "—" if totals.agreed_known else "—",
    }


def _group(listed: Listing, grouping: str, key: Hashable, part: list[Line]) -> Group:
    totals = listed.totals(part)
    note = say("gap_screen.group_note", n=len(part))
    if totals.asked_unknown:
        note += say("gap_screen.group_unknown", count=totals.asked_unknown)
    chip = None
    if grouping == "section" and part[0].row.organisation_id in listed.not_agreed:
        chip = ChipText("other.notagreed", say("gap_screen.not_agreed"))
    return Group(key, _title(listed, grouping, part[0]), note, sums(totals), chip)


def _title(listed: Listing, grouping: str, line: Line) -> str:
    if grouping == "tier":
        return tier_label(line.row.tier)
    if grouping == "state":
        return say(f"approval.state.{line.state.key}")
    return listed.section_order.get(line.row.section_id, (0, line.row.section))[1]


def _rank(listed: Listing, grouping: str, line: Line) -> int:
    if grouping == "tier":
        return -1 if line.row.tier is None else line.row.tier
    if grouping == "state":
        return rules.STATES.index(line.state.key)
    return listed.section_order.get(line.row.section_id, (len(listed.section_order), ""))[0]
