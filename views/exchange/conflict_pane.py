"""The cards of all conflicts, one below the other, walked with J and K."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict
from models.words import say
from views.exchange.arrivals import Decision
from views.exchange.conflict_card import ConflictCard, Titles
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.labels import KeyHint, Label, separator
from views.shared.panes import Bar, Pane
from views.shared.tokens import px

_PAGE = 20
_HEAD = 34


class ConflictPane(Pane):
    """Side-by-side cards. `changed` when a decision or the current card changed.

    Only twenty cards are made at a time; J and K go on to the next and the last twenty.
    """

    changed = Signal()

    def __init__(self, empty: EmptyState, edge: str = "") -> None:
        words = ("next", "sides", "join", "write", "back")
        keys = [(say(f"exchange_screen.key.{one}"), say(f"exchange_screen.key_word.{one}")) for one in words]
        super().__init__(say("exchange_screen.conflicts_pane"), edge, keys=keys)
        self._conflicts: list[Conflict] = []
        self._decisions: dict[tuple[str, bytes, str], Decision] = {}
        self._titles: Titles = lambda _, side: side.member
        self._cards: list[ConflictCard] = []
        self._first, self._at = 0, 0
        self._refusal = ""
        self._stack, self._area = QStackedWidget(), QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self._area)
        self._stack.addWidget(empty)
        self.add(self._head())
        self.add(self._stack, 1)
        self._bind()

    def show_conflicts(self, listed: Sequence[Conflict], titles: Titles, refusal: str = "") -> None:
        """Show these; decisions stay where the same sides stand. `refusal` says why none can be made."""
        now = current.cell if (current := self.current()) is not None else None
        kept = {one.cell: {side.changeset for side in one.sides} for one in listed}
        self._decisions = {
            cell: one
            for cell, one in self._decisions.items()
            if kept.get(cell) == {side.changeset for side in one.conflict.sides}
        }
        self._conflicts, self._titles, self._refusal = list(listed), titles, refusal
        self._at = next((n for n, one in enumerate(self._conflicts) if one.cell == now), 0)
        self._make_cards()

    def forget(self) -> None:
        """Drop all decisions."""
        self._decisions = {}

    def decisions(self) -> list[Decision]:
        """What was decided, in the order of the conflicts."""
        return [self._decisions[one.cell] for one in self._conflicts if one.cell in self._decisions]

    def current(self) -> Conflict | None:
        """The conflict in hand."""
        return self._conflicts[self._at] if self._at < len(self._conflicts) else None

    def place(self) -> tuple[int, int]:
        """The number of the conflict in hand, from 1, and how many there are."""
        return (self._at + 1 if self._conflicts else 0, len(self._conflicts))

    def card(self) -> ConflictCard | None:
        """The card of the conflict in hand."""
        at = self._at - self._first
        return self._cards[at] if 0 <= at < len(self._cards) else None

    def go_to(self, at: int, focus: bool = True) -> None:
        """Take another conflict in hand."""
        if not 0 <= at < len(self._conflicts):
            return
        self._at = at
        if not self._first <= at < self._first + _PAGE:
            self._make_cards()
        card = self.card()
        if card is not None:
            if focus:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
            holder = self._area.widget()
            layout = holder.layout() if holder is not None else None
            if layout is not None:
                layout.activate()
            self._area.ensureWidgetVisible(card, 0, px(16))
        self.changed.emit()

    def place_of(self, wanted: Callable[[Conflict], bool]) -> int:
        """The place of the first conflict that fits, or -1."""
        return next((n for n, one in enumerate(self._conflicts) if wanted(one)), -1)

    def enter(self) -> None:
        """Give the focus to the card in hand."""
        card = self.card()
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().enter()

    def leave_writing(self) -> bool:
        """Esc in a text field gives the focus back to its card; False when none is being written."""
        card = self.card()
        if card is None or not card.is_writing():
            return False
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _head(self) -> Bar:
        bar = Bar(px(_HEAD))
        self._title = Label("", bold=True)
        self._note = Label("", "second", ink="text2", elide=True)
        bar.add(self._title)
        bar.add(self._note, 1)
        bar.add_right(KeyHint("J", say("exchange_screen.key_word.after")))
        bar.add_right(KeyHint("K", say("exchange_screen.key_word.before")))
        return bar

    def show_head(self, title: str, note: str) -> None:
        """Show another title and note."""
        self._title.setText(title)
        self._note.setText(note)

    def _bind(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "J": lambda: self.go_to(self._at + 1),
            "K": lambda: self.go_to(self._at - 1),
            "E": lambda: self._decide(ConflictCard.write),
            "Backspace": lambda: self._decide(ConflictCard.take_back),
        }
        for digit in range(1, 10):
            acts[str(digit)] = partial(self._decide, partial(_digit, digit))
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _decide(self, act: Callable[[ConflictCard], object]) -> None:
        card = self.card()
        if card is None:
            return
        if self._refusal:
            self._note.setText(self._refusal)
            return
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        act(card)

    def _make_cards(self) -> None:
        self._first = self._at - self._at % _PAGE
        had = any(card.hasFocus() or card.is_writing() for card in self._cards)
        holder = QWidget()
        holder.setProperty("ground", "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(8), px(6), px(8), px(6))
        column.setSpacing(px(6))
        self._cards = []
        shown = self._conflicts[self._first : self._first + _PAGE]
        for number, one in enumerate(shown, self._first + 1):
            card = ConflictCard(number, one, self._titles)
            card.show_decision(self._decisions.get(one.cell))
            card.setEnabled(not self._refusal)
            card.decided.connect(self._note_decision)
            card.came.connect(self._note_card)
            if number > self._first + 1:
                column.addWidget(separator())
            column.addWidget(card)
            self._cards.append(card)
        more = len(self._conflicts) - self._first - len(shown)
        if more > 0:
            text = say("exchange_screen.more_conflicts", n=more)
            follow = self._first + _PAGE
            column.addWidget(Button(text, "quiet", clicked=lambda: self.go_to(follow)))
        column.addStretch(1)
        self._area.setWidget(holder)
        self._stack.setCurrentIndex(0 if self._conflicts else 1)
        if had:
            self.enter()

    def _note_decision(self, card: ConflictCard) -> None:
        if card.decision is None:
            self._decisions.pop(card.conflict.cell, None)
        else:
            self._decisions[card.conflict.cell] = card.decision
        self.changed.emit()

    def _note_card(self, card: ConflictCard) -> None:
        self._at = self._first + self._cards.index(card)
        self.changed.emit()


def _digit(digit: int, card: ConflictCard) -> None:
    if digit == card.join_key():
        card.join()
    else:
        card.choose(digit)
