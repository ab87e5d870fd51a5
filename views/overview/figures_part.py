"""指標: the four figures that are looked at first, and the bar of responses."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from models.approval.rules import REJECTED, WITHDRAWN
from models.costs.rules import percent, thousands
from models.indicators.rules import DAY
from models.words import say
from views.overview.counts_legend import CountsLegend
from views.overview.reading import Reading
from views.shared.blocks import Block
from views.shared.buttons import Button
from views.shared.charts import NumberTile, Part, StackedBar
from views.shared.chips import chip_word
from views.shared.meanings import disposition_chip
from views.shared.tokens import px

_FILLS = {
    "adopt": "fstd",
    "workaround": "fwork",
    "parameter": "fparam",
    "component": "fpart",
    "source": "fsrc",
    None: "fgrey",
}


class FiguresPart(Block):
    """`opened` asks for the screen with all indicators."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(say("overview.figures.title"))
        self.add_right(Button(say("overview.figures.open"), "quiet", clicked=self.opened.emit))
        self.saving = NumberTile(say("indicators.title.saving"), say("overview.figures.thousand_yen"))
        self.rate = NumberTile(say("overview.figures.rate"), "%")
        self.median = NumberTile(say("overview.figures.median"), say("overview.figures.days"))
        self.source = NumberTile(say("overview.figures.source"), "%")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        for number, tile in enumerate((self.saving, self.rate, self.median, self.source)):
            grid.addWidget(tile, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self.add_layout(grid)
        self.bar = StackedBar(say("overview.figures.responses"), tall=8, numbers=False)
        self.add(self.bar)
        self.legend = CountsLegend()
        self.add(self.legend)

    def show_reading(self, reading: Reading) -> None:
        """Show the figures of the project as it stands."""
        found = reading.indicators
        sums, lead = found.costs.all, found.lead_time
        self.show_note(say("overview.figures.note", n=found.costs.years))
        self.saving.show_value(
            thousands(sums.saving) or "—" if sums.both_known else "—",
            say(
                "overview.figures.saving_note",
                asked=thousands(sums.both_asked),
                agreed=thousands(sums.both_agreed),
            ),
        )
        unknown = sums.saving_unknown
        key = "overview.figures.rate_unknown" if unknown else "overview.figures.rate_note"
        self.rate.show_value(percent(sums.saving_rate) or "—", say(key, n=sums.both_known, unknown=unknown))
        self.median.show_value(
            _days(lead.median),
            say("overview.figures.median_note", goal=_days(Fraction(lead.goal, DAY)), n=len(lead.spans)),
        )
        decided = [one for one in found.tiers if one.tier is not None]
        counted = sum(one.count for one in decided)
        source = next((one.count for one in decided if one.tier == 3), 0)
        share = percent(Fraction(source, counted)) if counted else None
        self.source.show_value(share or "—", say("overview.figures.source_note", count=source, of=counted))
        self._show_responses(reading)

    def _show_responses(self, reading: Reading) -> None:
        dropped = {gap for gap, state in reading.states.items() if state.step in (REJECTED, WITHDRAWN)}
        counts = Counter(
            one.disposition if one.disposition in _FILLS else None
            for one in reading.indicators.costs.costs
            if one.gap_id not in dropped and one.disposition != "withdraw"
        )
        parts, words = [], []
        for key, fill in _FILLS.items():
            if counts[key]:
                chip = disposition_chip(key)
                parts.append(Part(counts[key], fill, f"{chip_word(chip)} {counts[key]}"))
                words.append((chip, counts[key]))
        self.bar.setVisible(bool(parts))
        self.bar.show_parts(parts)
        self.legend.show_counts(words)


def _days(days: Fraction | None) -> str:
    """Days with one decimal, rounded like per cent."""
    return (percent(days / 100) or "—") if days is not None else "—"
