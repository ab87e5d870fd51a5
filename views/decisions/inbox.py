"""The left pane: the cases as cards, the longest wait first, and how long decisions take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from models.indicators.rules import LeadTime
from models.words import say
from views.decisions.cards import card_of
from views.decisions.listing import TABS, Case, Cases
from views.shared.buttons import Segments
from views.shared.cards import CardList
from views.shared.charts import NumberTile
from views.shared.empty import EmptyState
from views.shared.labels import Label
from views.shared.panes import Bar, Pane
from views.shared.tokens import height, px


class InboxPane(Pane):
    """Cases under the tabs 待ち, 差し戻し and 済み; `case_chosen(case | None)` follows the cursor."""

    case_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            say("decision_screen.inbox"),
            edge="right",
            keys=[(key, say(f"decision_screen.key.{key}")) for key in ("J", "K", "A", "R")],
        )
        self.setMinimumWidth(px(240))
        self._cases: Cases | None = None
        head = Bar(height("head"))
        head.add(Label(say("decision_screen.title"), "title", bold=True))
        self.tabs = Segments(
            [(tab, say(f"decision_screen.tab.{tab}")) for tab in TABS], say("decision_screen.tabs")
        )
        self.tabs.chosen.connect(lambda _: self._fill())
        head.add_right(self.tabs)
        bar = Bar(px(28), "surface2")
        self._order = Label("", "second", ink="text2", elide=True)
        self._count = Label("", "second", ink="text2", number=True)
        bar.add(self._order, 1)
        bar.add_right(self._count)
        self.list: CardList[Case] = CardList(say("decision_screen.inbox"), card_of)
        self.list.item_chosen.connect(self.case_chosen)
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._empties = {tab: self._empty(tab) for tab in TABS}
        for empty in self._empties.values():
            self._places.addWidget(empty)
        self.add(head)
        self.add(bar)
        self.add(self._places, 1)
        self.add(self._foot())
        self.tabs.choose("waiting")

    def show_cases(self, found: Cases) -> None:
        """Show the cases as they are now; the cursor stays on its case where it remains."""
        self._cases = found
        for tab in TABS:
            count = len(found.by_tab[tab])
            word = say(f"decision_screen.tab.{tab}")
            counted = say("decision_screen.tab_count", tab=word, count=count)
            self.tabs.retitle(tab, counted if count and tab != "done" else word)
        self._fill()

    def show_lead_time(self, lead: LeadTime) -> None:
        """How long decisions took, at the foot."""
        median = lead.median
        text = "—" if median is None else f"{float(median):.1f}"
        goal = f"{lead.goal / 86_400_000:.1f}"
        self._lead.show_value(text, say("decision_screen.lead_note", goal=goal, count=len(lead.spans)))

    def show_tab(self, tab: str) -> None:
        """Show another tab."""
        self.tabs.choose(tab)
        self._fill()

    def current(self) -> Case | None:
        """The case with the cursor."""
        return self.list.current_item()

    def place(self) -> tuple[int, int]:
        """Which of how many cases is shown, from 1."""
        return self.list.currentIndex().row() + 1, self.list.model().rowCount()

    def step(self, by: int) -> None:
        """Go to the next or the former case."""
        self.list.step(by)

    def reveal(self, gap: bytes) -> bool:
        """Put the cursor on a gap, in whichever tab shows it."""
        tab = self._cases.tab_of(gap) if self._cases else None
        if tab is None:
            return False
        if tab != self.tabs.key():
            self.show_tab(tab)
        return self.list.choose(gap)

    def _fill(self) -> None:
        tab = self.tabs.key()
        listed = self._cases.by_tab[tab] if self._cases else ()
        self._order.setText(say(f"decision_screen.order.{tab}"))
        self._count.setText(say("decision_screen.count", n=len(listed)))
        self._places.setCurrentWidget(self.list if listed else self._empties[tab])
        self.list.show_items(listed)

    def _empty(self, tab: str) -> EmptyState:
        return EmptyState(
            "stamp", say(f"decision_screen.empty.{tab}"), say(f"decision_screen.empty_hint.{tab}")
        )

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "surface2")
        foot.setProperty("edge", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._lead = NumberTile(say("decision_screen.lead_time"), say("decision_screen.days_unit"))
        column.addWidget(self._lead)
        return foot
