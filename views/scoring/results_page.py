"""The results of a closed round: totals, the scenes with their dots, who found what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.scoring.queries import Round
from models.scoring.results import RoundResults, SceneResult
from models.words import language, say
from views.scoring.results_side import ResultSide
from views.scoring.results_table import SORTS, ResultsTable
from views.scoring.strip import share_text
from views.scoring.totals_chart import Total, TotalsChart
from views.shared.buttons import Button, Segments
from views.shared.chips import Chip
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.moments import moment
from views.shared.panes import Bar, FilterBar, Pane, Splitter
from views.shared.tokens import colour, height, px, tone

_TABS = ("all", "spread", "invalid")


class ResultsPage(QWidget):
    """Shows one round. `round_asked(id)` for another closed one, `rounds_asked` for the list of rounds."""

    round_asked = Signal(object)
    rounds_asked = Signal()
    noted = Signal()

    def __init__(self, found: RoundResults, closed: Sequence[Round]) -> None:
        super().__init__()
        self.found = found
        self.table = ResultsTable(found)
        self.side = ResultSide(found)
        self._pane = Pane(
            say("scoring_screen.results.name"),
            keys=[(key, say(f"scoring_screen.key.{key}")) for key in ("↑↓", "←→")],
        )
        self._pane.add(self._head(closed))
        self._pane.add(self._totals_part())
        self._pane.add(self._filter())
        self._pane.add(self.table, 1)
        parts = Splitter(self._pane, self.side)
        parts.setSizes([791, 336])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)
        self.table.row_chosen.connect(self._choose)
        self._fill()

    def enter(self) -> None:
        """Give the focus to the table."""
        self._pane.enter()

    def status_text(self) -> str:
        """The scene with the cursor and its spread."""
        row = self.table.current_row()
        if row is None:
            return ""
        limit = share_text(self.found.round.rule.spread_tolerance)
        spread = share_text(row.spread)
        return say("scoring_screen.results.status", scene=row.scene.code, spread=spread, limit=limit)

    def _head(self, closed: Sequence[Round]) -> Bar:
        one = self.found.round
        head = Bar(height("head"))
        self.rounds = Choice(
            [(other.id.hex(), other.name) for other in closed], say("scoring_screen.rounds_name")
        )
        self.rounds.choose(one.id.hex())
        self.rounds.picked.connect(lambda key: self.round_asked.emit(bytes.fromhex(key)))
        head.add(self.rounds)
        head.add(Chip("other.done", say("scoring_screen.results.closed", day=moment(one.closed_at or 0))))
        count = say("scoring_screen.results.sheets", counted=self.found.sheet_count, all=one.sheet_count)
        head.add(Label(count, "second", ink="text2", elide=True), 1)
        self.leave = Button(say("scoring_screen.rounds"), "quiet", small=True)
        self.leave.clicked.connect(lambda *_: self.rounds_asked.emit())
        head.add_right(self.leave)
        return head

    def _totals_part(self) -> QFrame:
        part = QFrame()
        part.setProperty("ground", "surface")
        part.setProperty("edge", "bottom")
        column = QVBoxLayout(part)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(say("scoring_screen.results.totals"), "second", bold=True))
        rule = self.found.round.rule
        sentence = rule.sentences.get(language(), "") or rule.names.get(language(), "")
        head.addWidget(Label(sentence, "second", ink="text2", elide=True), 1)
        column.addLayout(head)
        self.totals = TotalsChart()
        self.totals.show_totals(_totals(self.found))
        column.addWidget(self.totals)
        legend = QHBoxLayout()
        legend.setSpacing(px(8))
        for opacity, word in ((1.0, "from_purpose"), (0.55, "from_marks")):
            legend.addWidget(_Swatch(opacity))
            legend.addWidget(Label(say(f"scoring_screen.results.{word}"), "second", ink="text2"))
        legend.addStretch(1)
        column.addLayout(legend)
        invalid = sum(one.invalid_items for one in self.found.totals)
        if invalid:
            text = say("scoring_screen.results.provisional", n=invalid)
            column.addWidget(Chip("other.warning", text, plain=True))
        return part

    def _filter(self) -> FilterBar:
        bar = FilterBar()
        rows = self.found.scenes
        counts = {tab: sum(_in_tab(one, tab) for one in rows) for tab in _TABS}
        self.tabs = Segments(
            [
                (tab, say("scoring_screen.results.tab", word=_tab_word(tab), count=counts[tab]))
                for tab in _TABS
            ],
            say("scoring_screen.results.tabs"),
        )
        self.tabs.choose("all")
        self.tabs.chosen.connect(lambda _: self._fill())
        self.order = Choice(
            [(key, say(f"scoring_screen.results.order.{key}")) for key in SORTS],
            say("scoring_screen.results.sorting"),
        )
        self.order.picked.connect(lambda _: self._fill())
        bar.add(self.tabs)
        bar.add(self.order)
        limit = share_text(self.found.round.rule.spread_tolerance)
        bar.add_right(_Swatch(1.0, "warn"))
        bar.add_right(Label(say("scoring_screen.results.legend", limit=limit), "second", ink="text2"))
        return bar

    def _fill(self) -> None:
        tab = self.tabs.key()
        rows = [one for one in self.found.scenes if _in_tab(one, tab)]
        self.table.show_rows(sorted(rows, key=SORTS[self.order.key()]))
        self.table.choose_first()
        self._choose(self.table.current_row())

    def _choose(self, row: SceneResult | None) -> None:
        self.side.show_scene(row)
        self.noted.emit()


class _Swatch(QWidget):
    def __init__(self, opacity: float, tone_name: str = "") -> None:
        super().__init__()
        self._opacity, self._tone = opacity, tone_name
        self.setFixedSize(px(14), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._tone:
            painter.setPen(tone(self._tone).border)
            painter.setBrush(tone(self._tone).fill)
            painter.drawRect(box)
        else:
            painter.setOpacity(self._opacity)
            painter.fillRect(box, colour("text2"))
        painter.end()


def _totals(found: RoundResults) -> list[Total]:
    rule = found.round.rule
    ratio = rule.basis == "ratio" and rule.aggregation != "rank"
    largest = max((float(one.total) for one in found.totals if one.total is not None), default=0.0)
    full = float(rule.out_of) if ratio else largest
    made = []
    for number, one in enumerate(found.totals):
        value = 0.0 if one.total is None else float(one.total)
        made.append(
            Total(
                number=number,
                name=found.round.packages[number].name,
                rank=one.rank,
                total="—" if one.total is None else f"{one.total:,}",
                out_of=say("scoring_screen.results.out_of", n=f"{float(rule.out_of):g}") if ratio else "",
                share=max(0.0, value / full) if full else 0.0,
                purpose=float(one.purpose_share),
                invalid=one.invalid_items,
            )
        )
    return made


def _in_tab(one: SceneResult, tab: str) -> bool:
    if tab == "spread":
        return any(cell.item.needs_discussion for cell in one.cells)
    return tab == "all" or any(not cell.item.is_valid for cell in one.cells)


def _tab_word(tab: str) -> str:
    return say(f"scoring_screen.results.tab_word.{tab}")
