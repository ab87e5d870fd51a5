"""段階の内訳: the shares of the tiers as a bar and as a table."""

from __future__ import annotations

from models.costs.rules import percent
from models.indicators.queries import Indicators
from models.indicators.rules import TierShare
from models.tiers.reasons import tier_label
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.charts import Part, StackedBar
from views.shared.chips import ChipText
from views.shared.labels import Label
from views.shared.meanings import tier_chip
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind

_FILLS = {0: "fstd", 1: "fparam", 2: "fpart", 3: "fsrc", None: "fgrey"}


class TiersPart(Block):
    """The block."""

    def __init__(self) -> None:
        super().__init__(say("indicators.title.tiers"))
        self.bar = StackedBar(say("indicators.title.tiers"), tall=18)
        self.add(self.bar)
        self.table: RecordTable[TierShare] = RecordTable(
            "tiers", say("indicators.title.tiers"), _columns(), lambda row: row.tier, cell_cursor=False
        )
        self.add_right(copy_button(lambda: self.table.copy(everything=True)))
        self.add(self.table, wide=True)
        self.note = Label("", "second", ink="text2", wrap=True)
        self.add(self.note)

    def show_indicators(self, found: Indicators) -> None:
        """Show the shares."""
        counted = found.gaps - found.dropped
        self.show_note(say("indicator_screen.count", n=counted))
        self.bar.show_parts(
            [Part(one.count, _FILLS.get(one.tier, "fgrey"), _words(one)) for one in found.tiers]
        )
        self.bar.setVisible(bool(counted))
        self.table.show_rows(found.tiers)
        self.table.fit_height()
        self.note.setText(say("indicators.line.dropped", counted=counted, dropped=found.dropped))


def _columns() -> list[Column[TierShare]]:
    return [
        Column(
            "tier",
            say("costs.by.tier"),
            180,
            lambda row: ChipText(tier_chip(row.tier), tier_label(row.tier)),
            Kind.SIGN,
            stretch=True,
        ),
        Column("count", say("indicator_screen.column.gaps"), 60, lambda row: row.count, Kind.NUMBER),
        Column(
            "share",
            say("indicator_screen.column.share"),
            66,
            lambda row: None if row.share is None else float(row.share),
            Kind.NUMBER,
            text=lambda row: percent(row.share) or "—",
        ),
    ]


def _words(one: TierShare) -> str:
    return say(
        "indicator_screen.part", name=tier_label(one.tier), n=one.count, percent=percent(one.share) or "—"
    )
