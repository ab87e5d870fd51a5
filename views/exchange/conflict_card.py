"""One conflict: what all sides replaced, the sides beside each other, and the way to settle it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict, Version
from models.words import say
from views.exchange.arrivals import Decision
from views.exchange.proposal_box import ProposalBox
from views.exchange.side_box import SideBox
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.fields import PlainText
from views.shared.labels import KeyHint, Label
from views.shared.tokens import px

Titles = Callable[[Conflict, Version], str]


class ConflictCard(QFrame):
    """`decided(card)` when something was chosen or taken back; `came(card)` when it gets the focus.

    Keys are the list's own: a digit chooses a side, the next digit joins, E writes, Backspace takes back.
    """

    decided = Signal(object)
    came = Signal(object)

    def __init__(self, number: int, conflict: Conflict, titles: Titles) -> None:
        super().__init__()
        self.conflict = conflict
        self.decision: Decision | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        name = say("exchange_screen.card.name", number=number, item=conflict.item, field=conflict.field)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        self._column.setSpacing(px(8))
        self._column.addLayout(self._head(number))
        self._column.addWidget(self._versions(titles))
        self._foot()
        self.show_decision(None)

    def join_key(self) -> int:
        """The digit that takes the proposal: the one after the sides'."""
        return len(self.conflict.sides) + 1

    def choose(self, side: int) -> bool:
        """Take a side, counted from 1; False where there is none."""
        if not 1 <= side <= len(self.conflict.sides):
            return False
        self._settle(Decision(self.conflict, self.conflict.sides[side - 1].value, "side", side))
        return True

    def join(self) -> bool:
        """Take the proposal; False where there is none."""
        if self.conflict.proposal is None:
            return False
        self._settle(Decision(self.conflict, self.conflict.proposal, "join"))
        return True

    def write(self) -> bool:
        """Open the field for another text; False where only a side can be chosen."""
        if not self.conflict.free:
            return False
        start = self.conflict.proposal
        if self.decision is not None and isinstance(self.decision.value, str):
            start = self.decision.value
        if start is None:
            value = self.conflict.sides[0].value
            start = "" if value is None else str(value)
        self._field.setPlainText(start)
        self._editor.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()
        self._typed()
        return True

    def take_back(self) -> bool:
        """Undecided again; False when it was."""
        if self.decision is None:
            return False
        self._editor.hide()
        self._settle(None)
        return True

    def is_writing(self) -> bool:
        """Whether the field for another text has the focus."""
        return self._field.hasFocus()

    def show_decision(self, decision: Decision | None) -> None:
        """Show what was chosen, or that nothing was."""
        self.decision = decision
        for number, box in enumerate(self._boxes, 1):
            box.show_chosen(decision is not None and decision.side == number)
        self._proposal.show_chosen(decision is not None and decision.how == "join")
        if decision is None:
            text = say("exchange_screen.card.open", item=self.conflict.item.split(" ")[0])
        elif decision.how == "side":
            text = say("exchange_screen.card.took_side", key=decision.side)
        else:
            text = say(f"exchange_screen.card.{'joined' if decision.how == 'join' else 'written'}")
        self._state.setText(text)
        self._state.use_ink("text2" if decision is None else "ok")
        self.back_button.setVisible(decision is not None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit(self)

    def _head(self, number: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        mark = Chip("state.conflict", str(number))
        label, _, title = self.conflict.item.partition(" ")
        row.addWidget(mark)
        row.addWidget(Label(self.conflict.field, bold=True))
        row.addWidget(Label(label, ink="accent"))
        row.addWidget(Label(title, ink="text2", elide=True), 1)
        row.addWidget(Chip("state.conflict"))
        return row

    def _versions(self, titles: Titles) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        one = self.conflict
        self._boxes: list[SideBox] = []
        if one.base is not None:
            row.addWidget(SideBox(say("exchange_screen.card.base"), one.base, one.column, None), 1)
        for number, side in enumerate(one.sides, 1):
            box = SideBox(titles(one, side), side, one.column, one.base, str(number))
            box.chosen.connect(lambda number=number: self._clicked(number))
            self._boxes.append(box)
            row.addWidget(box, 1)
        if len(one.sides) <= 2:
            return holder
        holder.setProperty("ground", "surface")
        area = _Sideways()
        area.setWidget(holder)
        return area

    def _foot(self) -> None:
        self._proposal = ProposalBox(self.conflict, str(self.join_key()))
        self._proposal.chosen.connect(self.join)
        self._column.addWidget(self._proposal)
        self._editor = QWidget()
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._field = PlainText(say("exchange_screen.card.own_text"), lines=1)
        self._field.textChanged.connect(self._typed)
        column.addWidget(self._field)
        self._editor.hide()
        self._column.addWidget(self._editor)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self._state = Label("", "second", ink="text2", elide=True)
        self.back_button = Button(
            say("exchange_screen.card.take_back"), "quiet", small=True, clicked=self.take_back
        )
        row.addWidget(self._state, 1)
        row.addWidget(self.back_button)
        keys = say("exchange_screen.between").join(
            str(number + 1) for number in range(len(self.conflict.sides))
        )
        row.addWidget(KeyHint(keys, say("exchange_screen.key_word.side")))
        if self.conflict.free:
            row.addWidget(KeyHint("E", say("exchange_screen.key_word.write")))
        self._column.addLayout(row)

    def _clicked(self, side: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(side)

    def _settle(self, decision: Decision | None) -> None:
        if decision is not None and decision.how != "write":
            self._editor.hide()
        self.show_decision(decision)
        self.decided.emit(self)

    def _typed(self) -> None:
        if self._editor.isHidden():
            return
        value = _value_of(self.conflict, self._field.toPlainText())
        wrong = isinstance(value, str) and _is_number(self.conflict)
        self._field.mark_wrong(say("exchange_screen.card.not_a_number") if wrong else "")
        self._settle(None if wrong else Decision(self.conflict, value, "write"))


class _Sideways(QScrollArea):
    """More than two sides scroll sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        holder = self.widget()
        layout = holder.layout() if holder is not None else None
        if layout is not None:
            wide = max(self.width(), layout.totalMinimumSize().width())
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(layout.totalHeightForWidth(wide) + bar)


def _is_number(conflict: Conflict) -> bool:
    return any(isinstance(side.value, int) for side in conflict.sides)


def _value_of(conflict: Conflict, text: str) -> Any:
    """What a typed text stands for: whole numbers where the sides hold them, nothing for an empty one."""
    if not _is_number(conflict):
        return text
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 16 else text
