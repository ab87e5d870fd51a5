"""What each organisation bears of the agreed costs, and the rule by which the shared part is split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.costs.queries import CostTable
from models.costs.rules import decimals, thousands
from models.costs.shares import RULES, ShareTotal
from models.costs.sharing import Sharing
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.buttons import Segments
from views.shared.labels import Label
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An organisation with what it bears; the last row is the whole."""

    id: str
    name: str
    sums: ShareTotal
    places: int
    """Decimals of its thousands, the same in all rows."""


class SharesPart(Block):
    """A line an organisation; `rule.chosen` asks for another rule."""

    def __init__(self) -> None:
        super().__init__(say("indicator_screen.shares.title"))
        self.rule = Segments(
            [(one, say(f"costs.rule.{one}")) for one in RULES], say("costs.rule.name"), small=True
        )
        self.add_right(self.rule)
        self.add_right(copy_button(lambda: self.table.copy(everything=True)))
        self.table: RecordTable[ShareRow] = RecordTable(
            "shares", say("indicator_screen.shares.title"), _columns(), lambda row: row.id, cell_cursor=False
        )
        self.add(self.table, wide=True)
        self.why = Label("", "second", ink="text2", wrap=True)
        self.add(self.why)

    def show_sharing(
        self, found: Sharing, table: CostTable, names: Mapping[bytes, str], editable: bool
    ) -> None:
        """Show the sums; without `editable` the rule cannot be changed."""
        self.show_note(say("indicator_screen.simulation.note", n=table.years))
        self.rule.choose(found.rule.name)
        for one in RULES:
            self.rule.enable(one, "" if editable else say("indicator_screen.only_secretariat"))
        places = decimals(
            amount for one in found.totals.values() for amount in (one.initial, one.yearly, one.total)
        )
        rows = [ShareRow(one.hex(), names.get(one, "?"), sums, places) for one, sums in found.totals.items()]
        whole = ShareTotal(
            gaps=len(table.costs),
            unknown=found.unknown,
            initial=sum(row.sums.initial for row in rows),
            yearly=sum(row.sums.yearly for row in rows),
            total=sum(row.sums.total for row in rows),
        )
        self.table.show_rows([*rows, ShareRow("all", say("costs.by.all"), whole, places)])
        self.table.fit_height()
        unknown = any(row.sums.unknown for row in rows)
        self.why.setText(say("indicator_screen.shares.unknown") if unknown else "")
        self.why.setVisible(unknown)


def _columns() -> list[Column[ShareRow]]:
    columns: list[Column[ShareRow]] = [
        Column("name", say("costs.by.organisation"), 150, lambda row: row.name, stretch=True),
        Column("gaps", say("indicator_screen.column.gaps"), 60, lambda row: row.sums.gaps, Kind.NUMBER),
        Column(
            "unknown", say("indicator_screen.column.unknown"), 84, lambda row: row.sums.unknown, Kind.NUMBER
        ),
    ]
    for key in ("initial", "yearly", "total"):
        columns.append(
            Column(
                key,
                say(f"indicator_screen.shares.{key}"),
                90,
                lambda row, key=key: getattr(row.sums, key),  # type: ignore[misc]
                Kind.NUMBER,
                text=lambda row, key=key: thousands(getattr(row.sums, key), row.places) or "—",  # type: ignore[misc]
            )
        )
    return columns
