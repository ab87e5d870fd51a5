"""意思決定までの日数: from the first submission to the final decision."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtWidgets import QHBoxLayout

from models.costs.rules import percent
from models.indicators.rules import DAY, LeadTime
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.charts import NumberTile, Part, StackedBar
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px


@dataclass(frozen=True, slots=True)
class LeadTimeRow:
    """A line of the table: what is counted, its number and its unit."""

    id: str
    value: str
    unit: str


class LeadTimePart(Block):
    """The block."""

    def __init__(self) -> None:
        super().__init__(say("indicators.title.lead_time"), last=True)
        days = say("indicator_screen.unit.days")
        self.median = NumberTile(say("indicator_screen.lead.median"), days)
        self.within = NumberTile(say("indicator_screen.lead.within"), "%")
        tiles = QHBoxLayout()
        tiles.setSpacing(px(12))
        tiles.addWidget(self.median, 1)
        tiles.addWidget(self.within, 1)
        self.add_layout(tiles)
        self.bar = StackedBar(say("indicator_screen.lead.within"), tall=8, numbers=False)
        self.add(self.bar)
        self.table: RecordTable[LeadTimeRow] = RecordTable(
            "lead_time", say("indicators.title.lead_time"), _columns(), cell_cursor=False
        )
        self.table.horizontalHeader().setSectionsClickable(False)
        self.add_right(copy_button(lambda: self.table.copy(everything=True)))
        self.add(self.table, wide=True)

    def show_lead_time(self, lead: LeadTime) -> None:
        """Show the lead times."""
        decided = len(lead.spans)
        share = Fraction(lead.within_goal, decided) if decided else None
        goal = _days(Fraction(lead.goal, DAY))
        self.show_note(say("indicator_screen.lead.note"))
        self.median.show_value(_days(lead.median), say("indicator_screen.lead.decided", n=decided))
        self.within.show_value(
            percent(share) or "—",
            say("indicator_screen.lead.goal", goal=goal, within=lead.within_goal, n=decided),
        )
        late = decided - lead.within_goal
        self.bar.show_parts(
            [
                Part(lead.within_goal, "fstd", say("indicator_screen.lead.in_time", n=lead.within_goal)),
                Part(late, "famber", say("indicator_screen.lead.late", n=late)),
                Part(lead.waiting, "fgrey", say("indicator_screen.lead.waiting_n", n=lead.waiting)),
            ]
        )
        self.bar.setVisible(bool(decided or lead.waiting))
        shortest = _days(Fraction(lead.spans[0], DAY)) if lead.spans else "—"
        longest = _days(Fraction(lead.spans[-1], DAY)) if lead.spans else "—"
        days, gaps = say("indicator_screen.unit.days"), say("indicator_screen.unit.gaps")
        self.table.show_rows(
            [
                LeadTimeRow("median", _days(lead.median), days),
                LeadTimeRow("shortest", shortest, days),
                LeadTimeRow("longest", longest, days),
                LeadTimeRow("goal_days", goal, days),
                LeadTimeRow("in_goal", f"{lead.within_goal:,}", gaps),
                LeadTimeRow("all_decided", f"{decided:,}", gaps),
                LeadTimeRow("waiting", f"{lead.waiting:,}", gaps),
            ]
        )
        self.table.fit_height()


def _columns() -> list[Column[LeadTimeRow]]:
    return [
        Column(
            "what",
            say("costs.column.group"),
            160,
            lambda row: say(f"indicator_screen.lead.{row.id}"),
            stretch=True,
        ),
        Column("value", say("indicator_screen.column.value"), 70, lambda row: row.value, Kind.NUMBER),
        Column("unit", say("indicator_screen.column.unit"), 60, lambda row: row.unit, Kind.SECOND),
    ]


def _days(days: Fraction | None) -> str:
    """Days with one decimal, rounded like per cent."""
    return (percent(days / 100) or "—") if days is not None else "—"
