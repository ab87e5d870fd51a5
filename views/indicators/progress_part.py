"""課ごとの進み: how many gaps of each section are in which state, as a table."""

from __future__ import annotations

from models.costs.rules import percent
from models.indicators.rules import Progress
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.section_states import GROUPS
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind

_WIDTHS = {
    "confirmed": 50,
    "third_party_review": 80,
    "chief_review": 68,
    "again": 112,
    "draft": 58,
    "dropped": 92,
}


class ProgressPart(Block):
    """The block; the last row is the whole."""

    def __init__(self) -> None:
        super().__init__(say("indicators.title.progress"))
        self.table: RecordTable[Progress] = RecordTable(
            "progress",
            say("indicators.title.progress"),
            _columns(),
            lambda row: row.section_id,
            cell_cursor=False,
        )
        self.table.horizontalHeader().setSectionsClickable(False)
        self.add_right(copy_button(lambda: self.table.copy(everything=True)))
        self.add(self.table, wide=True)

    def show_sections(self, overall: Progress, sections: tuple[Progress, ...]) -> None:
        """Show the sections and the whole."""
        share = percent(overall.share)
        self.show_note(
            say("indicator_screen.finished", finished=overall.finished, n=overall.gaps, percent=share or "—")
        )
        self.table.show_rows([*sections, overall])
        self.table.fit_height(16)


def _columns() -> list[Column[Progress]]:
    def states(name: str, keys: tuple[str, ...]) -> Column[Progress]:
        return Column(
            name,
            say(f"overview.state.{name}"),
            _WIDTHS[name],
            lambda row: sum(row.states.get(key, 0) for key in keys),
            Kind.NUMBER,
        )

    return [
        Column("section", say("costs.by.section"), 150, _name, stretch=True, tip=_name),
        Column("gaps", say("indicator_screen.column.gaps"), 48, lambda row: row.gaps, Kind.NUMBER),
        *(states(name, keys) for name, _, keys in GROUPS),
        Column(
            "share",
            say("indicator_screen.column.finished"),
            84,
            lambda row: None if row.share is None else float(row.share),
            Kind.NUMBER,
            text=lambda row: percent(row.share) or "—",
        ),
    ]


def _name(row: Progress) -> str:
    return row.section or say("costs.by.all")
