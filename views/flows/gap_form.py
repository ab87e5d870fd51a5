"""Raising a gap from a task, at its place: a title, the asking section, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from models.members.queries import Section
from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.tokens import px


class GapForm(QFrame):
    """`raised(title, section id)` on Enter or the button, `closed` on Esc."""

    raised = Signal(str, bytes)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sections: dict[str, Section] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(6))
        self.title = TextField(say("flow_screen.gap_title"), say("flow_screen.gap_prompt"))
        self.title.textEdited.connect(lambda _: self.title.mark_wrong())
        self.section = Choice([], say("flow_screen.gap_section"))
        self.make = Button(say("flow_screen.gap_make"), key="Enter", small=True, clicked=self.submit)
        self.cancel = Button(say("flow_screen.cancel"), "quiet", key="Esc", small=True, clicked=self.leave)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.section, 1)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        column.addWidget(self.title)
        column.addLayout(row)
        self.hide()

    def open(self, title: str, sections: Sequence[Section]) -> None:
        """Propose a title and offer the sections; ready to type."""
        self._sections = {one.id.hex(): one for one in sections}
        self.section.set_choices([(key, one.label) for key, one in self._sections.items()])
        self.section.setVisible(len(sections) > 1)
        self.title.mark_wrong()
        self.title.setText(title)
        self.show()
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.title.selectAll()

    def leave(self) -> None:
        """Close without a gap."""
        self.hide()
        self.closed.emit()

    def submit(self) -> None:
        """Raise the gap if it has a title."""
        if not self.title.text().strip():
            self.title.mark_wrong(say("gaps.no_title"))
            self.title.setFocus()
            return
        section = self._sections.get(self.section.key())
        if section is not None:
            self.raised.emit(self.title.text().strip(), section.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self.cancel.hasFocus()):
            self.leave()
        elif is_enter:
            self.submit()
        else:
            super().keyPressEvent(event)
