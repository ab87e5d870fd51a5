"""The history drawer at an inspector's foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from models.words import say
from views.shared.buttons import Button
from views.shared.empty import IconMark
from views.shared.labels import Label
from views.shared.tokens import px


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history drawer."""

    when: str
    who: str
    what: str


class HistoryDrawer(QFrame):
    """The history at the inspector's foot: one line, all lines with Ctrl+H."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "top")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(6), px(16), px(8))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        self._note = Label("", "small", ink="text2", elide=True)
        key = say("shell.inspector.history_key")
        self.button = Button(say("shell.inspector.grow"), "quiet", key=key, small=True)
        self.button.clicked.connect(lambda *_: self.toggle())
        head.addWidget(IconMark("history", 14))
        head.addWidget(Label(say("shell.inspector.history"), "second", ink="text2", bold=True))
        head.addWidget(self._note, 1)
        head.addWidget(self.button)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self._lines: list[HistoryLine] = []
        self._grown = False
        self.hide()

    def show_lines(self, lines: Sequence[HistoryLine], note: str = "") -> None:
        """Show these, newest first; nothing to show hides the drawer."""
        self._lines = list(lines)
        self._note.setText(note)
        self.setVisible(bool(lines))
        self._fill()

    def toggle(self) -> None:
        """Grow to all lines, or shrink to the newest."""
        self._grown = not self._grown
        self._fill()

    def is_grown(self) -> bool:
        """Whether all lines show."""
        return self._grown

    def _fill(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = self._lines[: 12 if self._grown else 1]
        for number, line in enumerate(shown):
            self._grid.addWidget(Label(line.when, "second", ink="text2", number=True), number, 0)
            self._grid.addWidget(Label(line.who, "second", ink="text2"), number, 1)
            self._grid.addWidget(Label(line.what, "second", elide=True), number, 2)
        self.button.retitle(say("shell.inspector.shrink" if self._grown else "shell.inspector.grow"))
        self.button.setVisible(len(self._lines) > 1)
