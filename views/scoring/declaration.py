"""利害関係の申告: what every scorer declares before the first score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from models.scoring.queries import Round
from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Radio
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import px


class Declaration(Pane):
    """`declared(has_interest, note)` on the button or Ctrl+Enter; `rounds_asked` to leave."""

    declared = Signal(bool, str)
    rounds_asked = Signal()

    def __init__(self, found: Round) -> None:
        super().__init__(
            say("scoring_screen.declare.title"), keys=[("Ctrl+Enter", say("scoring_screen.declare.go"))]
        )
        head = ScreenHead(found.name, say("scoring_screen.until", day=found.closes_on))
        leave = Button(say("scoring_screen.rounds"), "quiet", small=True)
        leave.clicked.connect(lambda *_: self.rounds_asked.emit())
        head.add_right(leave)
        self.add(head)
        row = QHBoxLayout()
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        row.addLayout(column)
        row.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(2)
        column.addWidget(Label(say("scoring_screen.declare.title"), "page", bold=True))
        text = Label(say("scoring_screen.declare.about"), ink="text2", wrap=True)
        text.setMinimumWidth(px(440))
        text.setMaximumWidth(px(520))
        column.addWidget(text)
        column.addSpacing(px(8))
        self.none = Radio(say("scoring_screen.declare.none"))
        self.some = Radio(say("scoring_screen.declare.some"))
        group = QButtonGroup(self)
        for radio in (self.none, self.some):
            group.addButton(radio)
            column.addWidget(radio)
            radio.toggled.connect(lambda _: self._settle())
        self.note = PlainText(
            say("scoring_screen.declare.note"), say("scoring_screen.declare.prompt"), lines=2
        )
        self.note.textChanged.connect(self._settle)
        column.addWidget(self.note)
        column.addSpacing(px(8))
        low = QHBoxLayout()
        low.setSpacing(px(12))
        self.button = Button(say("scoring_screen.declare.go"), "primary", key="Ctrl+Enter")
        self.button.clicked.connect(lambda *_: self.declare())
        self._reason = Label("", "second", ink="text2")
        low.addWidget(self.button)
        low.addWidget(self._reason, 1)
        column.addLayout(low)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(self.declare)
        self._settle()

    def enter(self) -> None:
        self.none.setFocus(Qt.FocusReason.OtherFocusReason)

    def declare(self) -> None:
        """Declare what is chosen, if nothing is missing."""
        if not self._lack():
            self.declared.emit(self.some.isChecked(), self.note.toPlainText())

    def _lack(self) -> str:
        if not (self.none.isChecked() or self.some.isChecked()):
            return "choice"
        return "note" if self.some.isChecked() and not self.note.toPlainText().strip() else ""

    def _settle(self) -> None:
        self.note.setVisible(self.some.isChecked())
        lack = self._lack()
        reason = say(f"scoring_screen.declare.lack.{lack}") if lack else ""
        self.button.disable(reason)
        self._reason.setText(reason)
