"""Settling what two people wrote, at any time after it came in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict, Version, conflicts
from models.members.queries import acting_member
from models.words import say
from views.exchange.arrivals import Taken, settle_decided
from views.exchange.conflict_pane import ConflictPane
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.panes import ScreenHead
from views.shared.session import Session


class SettlePage(QWidget):
    """The conflicts of the project as cards; nothing is stored before 決定. `left` to go back."""

    left = Signal()
    noted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.head = ScreenHead(say("exchange_screen.settle_title"))
        self.leave_button = Button(say("exchange_screen.back"), key="Esc", clicked=self.leave)
        self.store_button = Button(
            say("exchange_screen.store", n=0), "primary", key="Ctrl+Enter", clicked=self.store
        )
        self.head.add_right(self.leave_button)
        self.head.add_right(self.store_button)
        done = Button(say("exchange_screen.back"), clicked=self.left.emit)
        empty = EmptyState(
            "check", say("exchange_screen.all_settled"), say("exchange_screen.all_settled_hint"), done
        )
        self.cards = ConflictPane(empty)
        self.cards.column.insertWidget(0, self.head)
        self.cards.changed.connect(self._show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.cards)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.store)

    def show_project(self) -> None:
        """Read the conflicts anew."""
        project = self._session.project
        found = conflicts(project)
        me = acting_member(project)
        name = me.label if me is not None else ""

        def title(_conflict: Conflict, side: Version) -> str:
            return say("exchange_screen.card.mine") if side.member == name else side.member

        refusal = say("exchange_screen.readonly_settle") if project.readonly else ""
        self.cards.show_conflicts(found, title, refusal)
        words = say("exchange_screen.conflicts", n=len(found))
        self.cards.show_head(words, refusal or say("exchange_screen.settle_hint"))
        self._show_button()

    def go_to_row(self, row: object) -> bool:
        """Take the first conflict of an item in hand; False when it has none."""
        at = self.cards.place_of(lambda one: row in (one.row, one.cell))
        self.cards.go_to(max(0, at))
        return at >= 0

    def leave(self) -> bool:
        """Esc: out of a text field, else back. Decisions that were not stored stay until the next visit."""
        if not self.cards.leave_writing():
            self.left.emit()
        return True

    def store(self) -> None:
        """Store what was decided."""
        decided = self.cards.decisions()
        if not decided or not self.store_button.isEnabled():
            return
        done: list[Taken] = []

        def command() -> Taken:
            done.append(settle_decided(self._session.project, decided))
            return done[0]

        if self._session.run(command) and done[0].left:
            self._session.failed.emit("\n".join(done[0].left))
        self.cards.enter()

    def status(self) -> str:
        """Which conflict is in hand."""
        at, count = self.cards.place()
        one = self.cards.current()
        if one is None:
            return say("exchange_screen.all_settled")
        return say(
            "exchange_screen.status.conflict", at=at, n=count, item=one.item.split(" ")[0], field=one.field
        )

    def _show_button(self) -> None:
        decided = len(self.cards.decisions())
        self.store_button.retitle(say("exchange_screen.store", n=decided))
        reason = "" if decided else say("exchange_screen.decide_one")
        self.store_button.disable(
            say("exchange_screen.readonly_settle") if self._session.project.readonly else reason
        )
        all_count = self.cards.place()[1]
        self.head.show_note(say("exchange_screen.decided", n=decided, all=all_count))
        self.noted.emit()
