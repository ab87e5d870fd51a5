"""費用シミュレーション: introducing together against each alone, as figures, lines and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from models.costs.rules import decimals, thousands
from models.costs.simulation import Assumptions, Comparison, Simulation
from models.words import joined, say
from views.indicators.assumption_form import AssumptionForm
from views.indicators.copying import copy_button
from views.shared.blocks import Block
from views.shared.buttons import Button
from views.shared.charts import NumberTile
from views.shared.labels import Label
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px
from views.shared.year_chart import Line, YearChart


@dataclass(frozen=True, slots=True)
class CourseRow:
    """An organisation's two courses; the last row is the whole."""

    id: str
    name: str
    found: Comparison
    places: int
    """Decimals of its thousands, the same in all rows."""


class SimulationPart(Block):
    """`assumed(estimates, whole)` asks to store assumptions."""

    assumed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(say("indicator_screen.simulation.title"))
        self.edit = Button(say("indicator_screen.simulation.edit"), "quiet", small=True, clicked=self._open)
        self.add_right(self.edit)
        self.add_right(copy_button(lambda: self.table.copy(everything=True)))
        self.form = AssumptionForm()
        self.form.hide()
        self.form.assumed.connect(self._store)
        self.form.left.connect(self._close)
        self.add(self.form)
        tiles = QHBoxLayout()
        tiles.setSpacing(px(8))
        self.tiles = {
            key: NumberTile(say(f"indicator_screen.simulation.{key}"), say("costs.thousand_yen"))
            for key in ("single", "shared", "saving")
        }
        self.even = NumberTile(say("indicator_screen.simulation.even"))
        for tile in (*self.tiles.values(), self.even):
            tiles.addWidget(tile, 1)
        self.add_layout(tiles)
        self.chart = YearChart(say("indicator_screen.simulation.chart"))
        self.add(self.chart)
        self.table: RecordTable[CourseRow] = RecordTable(
            "simulation",
            say("indicator_screen.simulation.title"),
            _columns(),
            lambda row: row.id,
            cell_cursor=False,
        )
        self.add(self.table, wide=True)
        self.missing = Label("", "second", ink="text2", wrap=True)
        self.add(self.missing)
        self._given: Assumptions | None = None
        self._names: Mapping[bytes, str] = {}

    def show_simulation(
        self, found: Simulation, given: Assumptions, names: Mapping[bytes, str], editable: bool
    ) -> None:
        """Show both courses; `names` are the organisations that take part, in their order."""
        self._given, self._names = given, names
        self.show_note(say("indicator_screen.simulation.note", n=given.years))
        self.edit.setEnabled(editable)
        if not editable:
            self.edit.disable(say("indicator_screen.only_secretariat"))
        whole = found.all
        totals = {"single": whole.single.total, "shared": whole.shared.total, "saving": whole.saving}
        for key, tile in self.tiles.items():
            tile.show_value(thousands(totals[key]) or "—")
        if whole.saving is None:
            self.even.show_value("—")
        else:
            year = whole.break_even
            words = say("costs.simulation.in_year", year=year) if year else say("costs.simulation.never")
            self.even.show_value(words)
        self._draw(whole)
        places = decimals(
            amount
            for one in found.organisations.values()
            for amount in (one.single.total, one.shared.total, one.saving)
        )
        rows = [
            CourseRow(one.hex(), names.get(one, "?"), it, places) for one, it in found.organisations.items()
        ]
        self.table.show_rows([*rows, CourseRow("all", say("costs.by.all"), whole, places)])
        self.table.fit_height()
        self._tell_missing(found)

    def _draw(self, whole: Comparison) -> None:
        alone, together = whole.single.running, whole.shared.running
        self.chart.setVisible(alone is not None and together is not None)
        if alone is None or together is None:
            return
        lines = [
            Line(
                say(f"indicator_screen.simulation.{key}"),
                ink,
                tuple(map(float, values)),
                tuple(
                    say(
                        "indicator_screen.simulation.point",
                        year=year,
                        name=say(f"indicator_screen.simulation.{key}"),
                        sum=thousands(value),
                    )
                    for year, value in enumerate(values, 1)
                ),
                thousands(values[-1]) or "",
            )
            for key, ink, values in (("single", "ser2", alone), ("shared", "ser1", together))
        ]
        years = [say("costs.simulation.in_year", year=year) for year in range(1, len(alone) + 1)]
        self.chart.show_lines(lines, years, whole.break_even or 0, say("indicator_screen.simulation.unit"))

    def _tell_missing(self, found: Simulation) -> None:
        said = [
            f"{self._names.get(town, '?') if town else say('costs.by.all')} {say(f'costs.estimate.{what}')}"
            for town, what in found.missing
        ]
        parts = []
        if said:
            more = "…" if len(said) > 8 else ""
            parts.append(say("indicator_screen.simulation.missing", what=joined(said[:8]) + more))
        if found.unknown_gaps:
            parts.append(say("costs.simulation.unknown_gaps", n=found.unknown_gaps))
        self.missing.setText("\n".join(parts))
        self.missing.setVisible(bool(parts))

    def _open(self) -> None:
        if self._given is not None:
            self.form.open_form(self._given, self._names)

    def _store(self, estimates: dict[tuple[bytes | None, str], int | None], whole: dict[str, object]) -> None:
        self._close()
        self.assumed.emit(estimates, whole)

    def _close(self) -> None:
        self.form.hide()
        self.edit.setFocus()


def _columns() -> list[Column[CourseRow]]:
    def money(key: str, title: str) -> Column[CourseRow]:
        def value(row: CourseRow) -> int | None:
            one = row.found
            return {"single": one.single.total, "shared": one.shared.total, "saving": one.saving}[key]

        return Column(
            key, title, 96, value, Kind.NUMBER, text=lambda row: thousands(value(row), row.places) or "—"
        )

    def even(row: CourseRow) -> str:
        if row.found.saving is None:
            return "—"
        year = row.found.break_even
        return say("costs.simulation.in_year", year=year) if year else say("costs.simulation.never")

    return [
        Column("name", say("costs.by.organisation"), 150, lambda row: row.name, stretch=True),
        money("single", say("indicator_screen.simulation.single")),
        money("shared", say("indicator_screen.simulation.shared")),
        money("saving", say("indicator_screen.simulation.saving")),
        Column("even", say("indicator_screen.simulation.even"), 100, even),
    ]
