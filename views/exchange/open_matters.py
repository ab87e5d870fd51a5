"""What is open between the copies of the project: 要調整, 隔離, 待ち."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict, conflicts
from models.exchange.waiting import Waiting, waiting
from models.project.history import PastAct, quarantined_acts
from models.project.project import Project
from models.words import say
from views.exchange.brought_pane import refusal_words
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.labels import Label
from views.shared.moments import full_moment
from views.shared.panes import Bar, Pane, Tabs
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import height, px

TABS = ("conflicts", "quarantine", "waiting")


class OpenMatters(Pane):
    """Three lists under tabs; `settle_asked(conflict or None)` on Enter or the button."""

    settle_asked = Signal(object)

    def __init__(self) -> None:
        keys = [
            (say(f"exchange_screen.key.{one}"), say(f"exchange_screen.key_word.{one}"))
            for one in ("open", "settle")
        ]
        super().__init__(say("exchange_screen.open_matters"), keys=keys)
        self.listed: list[Conflict] = []
        bar = Bar(height("head"))
        bar.add(Label(say("exchange_screen.open_matters"), "title", bold=True))
        self.settle_button = Button(
            say("exchange_screen.settle_all"),
            key="T",
            icon="exchange",
            bind=True,
            clicked=lambda: self.settle_asked.emit(None),
        )
        bar.add_right(self.settle_button)
        self.tabs = Tabs([(one, say(f"exchange_screen.matter.{one}")) for one in TABS])
        self.tabs.chosen.connect(lambda _: self._show_tab())
        self._stack = QStackedWidget()
        self.contested = RecordTable[Conflict](
            "exchange-open",
            say("exchange_screen.matter.conflicts"),
            _conflict_columns(),
            lambda one: one.cell,
            False,
        )
        self.contested.row_opened.connect(self.settle_asked)
        self.quarantine = RecordTable[PastAct](
            "exchange-quarantine",
            say("exchange_screen.matter.quarantine"),
            _act_columns(),
            lambda one: one.id,
            False,
        )
        self.quarantine.row_chosen.connect(self._explain)
        self.waits = _WaitingPart()
        for part in (self.contested, self._quarantine_side(), self.waits):
            self._stack.addWidget(part)
        for one in ("conflicts", "quarantine", "waiting"):
            text = say(f"exchange_screen.none.{one}"), say(f"exchange_screen.none_hint.{one}")
            self._stack.addWidget(EmptyState("exchange", *text))
        self.add(bar)
        self.add(self.tabs)
        self.add(self._stack, 1)

    def show_project(self, project: Project) -> None:
        """Read what is open."""
        self.listed = conflicts(project)
        self._refused, self._waiting = quarantined_acts(project), waiting(project)
        self.contested.show_rows(self.listed)
        self.quarantine.show_rows(self._refused)
        self.waits.show_waiting(self._waiting)
        for key, count in zip(TABS, (len(self.listed), len(self._refused), self._waiting.count), strict=True):
            self.tabs.show_count(key, count)
        self.settle_button.disable("" if self.listed else say("exchange_screen.none.conflicts"))
        self._show_tab()

    def _show_tab(self) -> None:
        place = TABS.index(self.tabs.key())
        filled = (bool(self.listed), bool(self._refused), bool(self._waiting.count))[place]
        self._stack.setCurrentIndex(place if filled else place + len(TABS))
        if place == 0:
            self.contested.choose_first()
        elif place == 1:
            self.quarantine.choose_first()

    def _quarantine_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._why = Label("", "second", wrap=True)
        self._why.setContentsMargins(px(12), px(8), px(12), px(8))
        self._why.setProperty("ground", "surface2")
        self._why.setProperty("edge", "top")
        column.addWidget(self.quarantine, 1)
        column.addWidget(self._why)
        return side

    def _explain(self, act: PastAct | None) -> None:
        self._why.setText(
            "" if act is None else say("exchange_screen.because", reason=refusal_words(act.reason))
        )


class _WaitingPart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        self._what = Label("", bold=True, wrap=True)
        self._next = Label("", "second", ink="text2", wrap=True)
        self.copy_button = Button(say("exchange_screen.copy_request"), clicked=self._copy)
        for part in (self._what, self._next, self.copy_button):
            column.addWidget(part)
        column.addStretch(1)

    def show_waiting(self, found: Waiting) -> None:
        self._what.setText(say("exchange_screen.waiting_here", n=found.count))
        self._next.setText(say("exchange_screen.waiting_for", n=found.missing))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(say("exchange_screen.request"))


def _conflict_columns() -> list[Column[Conflict]]:
    return [
        Column("item", say("exchange_screen.column.item"), 240, lambda one: one.item, stretch=True),
        Column("field", say("exchange_screen.column.field"), 120, lambda one: one.field),
        Column(
            "who",
            say("exchange_screen.column.who"),
            260,
            lambda one: say("exchange_screen.between").join(dict.fromkeys(side.member for side in one.sides)),
            Kind.SECOND,
            tip=lambda one: "\n".join(f"{side.member}　{side.text}" for side in one.sides),
        ),
        Column(
            "since",
            say("exchange_screen.column.since"),
            96,
            lambda one: full_moment(max(side.time for side in one.sides)),
            Kind.SECOND,
        ),
        Column(
            "proposal",
            say("exchange_screen.column.proposal"),
            88,
            lambda one: say("exchange_screen.proposed") if one.proposal is not None else None,
            Kind.SECOND,
        ),
    ]


def _act_columns() -> list[Column[PastAct]]:
    return [
        Column("what", say("exchange_screen.column.what"), 220, lambda one: one.summary, stretch=True),
        Column("who", say("exchange_screen.column.member"), 120, lambda one: one.member),
        Column(
            "when", say("exchange_screen.column.when"), 96, lambda one: full_moment(one.time), Kind.SECOND
        ),
        Column(
            "reason",
            say("exchange_screen.column.reason"),
            260,
            lambda one: refusal_words(one.reason),
            Kind.SECOND,
            tip=lambda one: refusal_words(one.reason),
        ),
    ]
