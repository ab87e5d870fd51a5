"""What would be frozen now, and what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout

from models.words import say
from views.baseline.facts import BaselineFacts, EditionLine, Obstacle
from views.shared.charts import Part, StackedBar
from views.shared.chips import Chip
from views.shared.empty import EmptyState
from views.shared.labels import Label
from views.shared.meanings import state_chip
from views.shared.moments import full_moment
from views.shared.panes import Bar, Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import height, px

_FILLS = {
    "confirmed": "fstd",
    "third_party_review": "fwork",
    "chief_review": "fpale",
    "returned": "famber",
    "stale": "famber",
    "conflict": "fparam",
    "draft": "fgrey",
}
_ORDER = ("confirmed", "third_party_review", "chief_review", "returned", "stale", "conflict", "draft")
_MOST_EDITIONS = 5
_LEGEND_ROW = 5


class PresentPane(Pane):
    """`obstacle_opened(Obstacle)` on Enter; `edition_chosen(EditionLine or None)`."""

    obstacle_opened = Signal(object)
    edition_chosen = Signal(object)

    def __init__(self) -> None:
        keys = [(say("baseline_screen.key.open"), say("baseline_screen.key_word.open"))]
        super().__init__(say("baseline_screen.present"), keys=keys)
        self.head = ScreenHead(say("shell.screen.baseline"))
        self._note = Label("", "second", ink="text2", elide=True)
        self.obstacles = RecordTable[Obstacle](
            "baseline-obstacles", say("baseline_screen.obstacles"), _obstacle_columns(), cell_cursor=False
        )
        self.obstacles.row_opened.connect(self.obstacle_opened)
        self.editions = RecordTable[EditionLine](
            "baseline-editions", say("baseline_screen.editions"), _edition_columns(), cell_cursor=False
        )
        self.editions.row_chosen.connect(self.edition_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.obstacles)
        self._stack.addWidget(
            EmptyState("check", say("baseline_screen.nothing_open"), say("baseline_screen.nothing_open_hint"))
        )
        self.add(self.head)
        self.add(self._counts())
        self._obstacle_title = Label(say("baseline_screen.obstacles"), bold=True)
        self.add(_titled(self._obstacle_title, self._note))
        self.add(self._stack, 1)
        self._editions_note = Label("", "second", ink="text2", elide=True)
        self.add(_titled(Label(say("baseline_screen.editions"), bold=True), self._editions_note))
        self.add(self.editions)

    def show_facts(self, facts: BaselineFacts) -> None:
        """Show counts, obstacles and editions."""
        self._show_counts(facts)
        self.obstacles.show_rows(facts.obstacles)
        self._stack.setCurrentIndex(0 if facts.obstacles else 1)
        self.obstacles.choose_first()
        self._obstacle_title.setText(say("baseline_screen.obstacle_count", n=len(facts.obstacles)))
        self._note.setText(
            say("baseline_screen.obstacle_note", gaps=facts.open_gaps, values=facts.contested)
            if facts.obstacles
            else ""
        )
        self.editions.show_rows(facts.lines)
        rows = min(_MOST_EDITIONS, max(1, len(facts.lines)))
        self.editions.setFixedHeight(height("tablehead") + rows * height("row") + px(10))
        none = say("baseline_screen.no_editions")
        self._editions_note.setText("" if facts.lines else none)
        self.head.show_note(
            say("baseline_screen.latest", edition=facts.lines[0].edition.name, n=facts.lines[0].since)
            if facts.lines
            else none
        )

    def _counts(self) -> QFrame:
        part = QFrame()
        part.setProperty("edge", "bottom")
        column = QVBoxLayout(part)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        self._total = Label("", bold=True)
        self._bar = StackedBar(say("baseline_screen.states"))
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(px(16))
        self._legend.setVerticalSpacing(px(4))
        self._legend.setColumnStretch(_LEGEND_ROW, 1)
        for one in (self._total, self._bar):
            column.addWidget(one)
        column.addLayout(self._legend)
        return part

    def _show_counts(self, facts: BaselineFacts) -> None:
        self._total.setText(say("baseline_screen.total", n=facts.gaps))
        order = [*_ORDER, *(state for state in facts.counts if state not in _ORDER)]
        shown = [(state, facts.counts[state]) for state in order if state in facts.counts]
        words = {state: say(f"approval.state.{state}") for state, _ in shown}
        self._bar.show_parts(
            [Part(count, _FILLS.get(state, "outline"), f"{words[state]} {count}") for state, count in shown]
        )
        while self._legend.count():
            item = self._legend.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (state, count) in enumerate(shown):
            chip = Chip(state_chip(state), f"{words[state]} {count}", plain=True)
            self._legend.addWidget(chip, place // _LEGEND_ROW, place % _LEGEND_ROW)


def _titled(title: Label, note: Label) -> Bar:
    bar = Bar(px(34), "surface", "top")
    bar.add(title)
    bar.add(note, 1)
    return bar


def _obstacle_columns() -> list[Column[Obstacle]]:
    return [
        Column("label", say("baseline_screen.column.label"), 76, lambda one: one.label, Kind.SECOND),
        Column("title", say("baseline_screen.column.title"), 200, lambda one: one.title, stretch=True),
        Column("place", say("baseline_screen.column.place"), 170, lambda one: one.place, Kind.SECOND),
        Column(
            "state", say("baseline_screen.column.state"), 144, lambda one: state_chip(one.state), Kind.CHIP
        ),
        Column(
            "where",
            say("baseline_screen.column.where"),
            100,
            lambda one: say(f"baseline_screen.where.{one.screen}"),
            Kind.LINK,
        ),
    ]


def _edition_columns() -> list[Column[EditionLine]]:
    return [
        Column(
            "number",
            say("baseline_screen.column.edition"),
            80,
            lambda one: say("baselines.edition", edition=one.edition.number),
        ),
        Column("name", say("baseline_screen.column.name"), 130, lambda one: one.edition.name),
        Column(
            "when",
            say("baseline_screen.column.when"),
            110,
            lambda one: full_moment(one.edition.frozen_at),
            Kind.SECOND,
        ),
        Column("who", say("baseline_screen.column.who"), 110, lambda one: one.edition.member, Kind.SECOND),
        Column(
            "note",
            say("baseline_screen.column.note"),
            160,
            lambda one: one.edition.note,
            Kind.SECOND,
            tip=lambda one: one.edition.note,
            stretch=True,
        ),
        Column("since", say("baseline_screen.column.since"), 96, lambda one: one.since, Kind.NUMBER),
    ]
