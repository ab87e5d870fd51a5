"""経費抑制額: the calculation in figures and words, and the table it is added up from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from models.costs.queries import CostTable
from models.costs.rules import Totals, percent, thousands
from models.indicators.queries import Indicators
from models.tiers.catalogue import dispositions
from models.tiers.reasons import tier_label
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.buttons import Segments
from views.shared.charts import NumberTile
from views.shared.labels import Label
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

GROUPINGS = ("tier", "section", "organisation", "package", "disposition")


@dataclass(frozen=True, slots=True)
class SavingRow:
    """A group of gaps with its sums; the last row is the whole."""

    id: str
    label: str
    sums: Totals


class SavingPart(Block):
    """Over all gaps with their estimates, or only over those that are decided."""

    def __init__(self) -> None:
        super().__init__(say("indicators.title.saving"))
        self._found: Indicators | None = None
        self._places: Mapping[bytes, str] = {}
        self._vendors: Mapping[bytes, str] = {}
        self.scope = Segments(
            [("all", say("indicator_screen.scope.all")), ("settled", say("indicator_screen.scope.settled"))],
            say("indicator_screen.scope.name"),
            small=True,
        )
        self.scope.choose("all")
        self.scope.chosen.connect(lambda _: self._fill())
        self.add_right(self.scope)
        self.tiles = {
            key: NumberTile(say(f"indicator_screen.tile.{key}"), unit)
            for key, unit in (
                ("asked", say("costs.thousand_yen")),
                ("agreed", say("costs.thousand_yen")),
                ("saving", say("costs.thousand_yen")),
                ("rate", "%"),
            )
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        for number, (key, tile) in enumerate(self.tiles.items()):
            if number:
                sign = Label({"agreed": "−", "saving": "＝"}.get(key, ""), "title", ink="text2")
                grid.addWidget(sign, 0, 2 * number - 1)
            grid.addWidget(tile, 0, 2 * number)
            grid.setColumnStretch(2 * number, 1)
        self.add_layout(grid)
        self.calculation = Label("", "second", ink="text2", wrap=True)
        self.add(self.calculation)
        bar = QHBoxLayout()
        bar.setSpacing(px(8))
        self.grouping = Segments(
            [(key, say(f"indicator_screen.by.{key}")) for key in GROUPINGS],
            say("indicator_screen.by.name"),
            small=True,
        )
        self.grouping.choose("tier")
        self.grouping.chosen.connect(lambda _: self._fill())
        bar.addWidget(self.grouping)
        bar.addWidget(Label(say("indicator_screen.thousands"), "second", ink="text3", elide=True), 1)
        bar.addWidget(copy_button(lambda: self.table.copy(everything=True)))
        self.add_layout(bar)
        self.table: RecordTable[SavingRow] = RecordTable(
            "saving", say("indicators.title.saving"), _columns(), cell_cursor=False
        )
        self.table.horizontalHeader().setSectionsClickable(False)
        self.add(self.table, wide=True)

    def show_indicators(
        self, found: Indicators, places: Mapping[bytes, str], vendors: Mapping[bytes, str]
    ) -> None:
        """Show the costs; `places` and `vendors` are names of sections and packages by id."""
        self._found, self._places, self._vendors = found, places, vendors
        self._fill()

    def _fill(self) -> None:
        if self._found is None:
            return
        costs = self._found.settled_costs if self.scope.key() == "settled" else self._found.costs
        sums = costs.all
        known = bool(sums.both_known)
        self.show_note(say("indicator_screen.years", n=costs.years))
        self.tiles["asked"].show_value(_money(sums.both_asked, known), _count(sums.both_known))
        self.tiles["agreed"].show_value(_money(sums.both_agreed, known), self._dropped())
        self.tiles["saving"].show_value(
            _money(sums.saving, known), say("indicator_screen.unknown", n=sums.saving_unknown)
        )
        self.tiles["rate"].show_value(percent(sums.saving_rate) or "—", say("indicator_screen.rate_note"))
        self.calculation.setText(
            say(
                "costs.saving.calculation",
                saving=thousands(sums.saving),
                asked=thousands(sums.both_asked),
                agreed=thousands(sums.both_agreed),
                years=costs.years,
                known=sums.both_known,
                unknown=sums.saving_unknown,
            )
        )
        rows = self._rows(costs)
        self.table.show_rows([*rows, SavingRow("all", say("costs.by.all"), sums)])
        self.table.fit_height(16)

    def _rows(self, costs: CostTable) -> list[SavingRow]:
        assert self._found is not None
        nothing = say("costs.by.nothing")
        towns = {one.id: one.name for one in self._found.organisations}
        responses = dispositions()
        key = self.grouping.key()
        if key == "tier":
            tiers = sorted(costs.by_tier.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
            return [SavingRow(f"tier {tier}", tier_label(tier), sums) for tier, sums in tiers]
        if key == "disposition":
            order = [*responses, None]
            held = costs.by_disposition
            return [
                SavingRow(f"response {one}", responses[one].label if one else nothing, held[one])
                for one in order
                if one in held
            ]
        names, found = {
            "section": (self._places, costs.by_section),
            "organisation": (towns, costs.by_organisation),
            "package": (self._vendors, costs.by_package),
        }[key]
        order_of = {one: number for number, one in enumerate(names)}
        listed = sorted(found.items(), key=lambda pair: order_of.get(pair[0] or b"", len(order_of)))
        return [SavingRow((one or b"").hex(), names.get(one or b"", nothing), sums) for one, sums in listed]

    def _dropped(self) -> str:
        dropped = self._found.dropped if self._found else 0
        return say("indicator_screen.dropped_free", n=dropped) if dropped else ""


def _columns() -> list[Column[SavingRow]]:
    def number(key: str, width: int, value: Callable[[Totals], int | None]) -> Column[SavingRow]:
        return Column(
            key, say(f"indicator_screen.column.{key}"), width, lambda row: value(row.sums), Kind.NUMBER
        )

    def money(key: str, value: Callable[[Totals], int]) -> Column[SavingRow]:
        return Column(
            key,
            say(f"indicator_screen.column.{key}"),
            84,
            lambda row: value(row.sums),
            Kind.NUMBER,
            text=lambda row: _money(value(row.sums), bool(row.sums.both_known)),
            tip=_tip,
        )

    return [
        Column("label", say("costs.column.group"), 150, lambda row: row.label, stretch=True, tip=_tip),
        number("gaps", 54, lambda sums: sums.gaps),
        number("unknown", 78, lambda sums: sums.saving_unknown),
        number("counted", 64, lambda sums: sums.both_known),
        money("asked", lambda sums: sums.both_asked),
        money("agreed", lambda sums: sums.both_agreed),
        money("saving", lambda sums: sums.saving),
        Column(
            "rate",
            say("indicator_screen.column.rate"),
            64,
            lambda row: None if row.sums.saving_rate is None else float(row.sums.saving_rate),
            Kind.NUMBER,
            text=lambda row: percent(row.sums.saving_rate) or "—",
        ),
    ]


def _tip(row: SavingRow) -> str:
    sums = row.sums
    return say(
        "indicator_screen.row_tip",
        asked=thousands(sums.both_asked),
        agreed=thousands(sums.both_agreed),
        saving=thousands(sums.saving),
        n=sums.both_known,
        asked_all=thousands(sums.asked_total),
        agreed_all=thousands(sums.agreed_total),
    )


def _money(yen: int, known: bool) -> str:
    return (thousands(yen) or "—") if known else "—"


def _count(gaps: int) -> str:
    return say("indicator_screen.known", n=gaps)
