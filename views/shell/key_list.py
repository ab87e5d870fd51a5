"""The list of keys (`?`): those of the screen in front and those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.labels import KeyHint, Label
from views.shared.tokens import px

EVERYWHERE = (
    ("Ctrl+1…9", "move_screen"),
    ("Ctrl+K", "search"),
    ("Ctrl+F", "filter"),
    ("Ctrl+Z", "undo"),
    ("Enter", "open"),
    ("F2", "edit"),
    ("Ctrl+C", "copy"),
    ("Ctrl+D", "down"),
    ("F6", "pane"),
    ("Alt+1…9", "section"),
    ("Ctrl+H", "history"),
    ("Ctrl+B", "rail"),
    ("Esc", "back"),
    ("F1", "guide"),
    ("?", "help"),
)


class KeyList(QFrame):
    """A panel over the window; Esc or its button closes it and gives the focus back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "all")
        self.setAccessibleName(say("shell.keys.title"))
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(24))
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.addWidget(Label(say("shell.keys.title"), "title", bold=True))
        head.addStretch(1)
        self.close_button = Button(say("shell.keys.close"), "quiet", key="Esc")
        self.close_button.clicked.connect(lambda *_: self.close_list())
        head.addWidget(self.close_button)
        column.addLayout(head)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(px(40))
        column.addLayout(self._sides)
        self.hide()

    def open_list(self, here: Sequence[tuple[str, str]]) -> None:
        """Show the keys, those of the screen first."""
        self._before = self.window().focusWidget()
        while self._sides.count():
            item = self._sides.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if here:
            self._sides.addWidget(_side(say("shell.keys.here"), here), 0, Qt.AlignmentFlag.AlignTop)
        general = [(key, say(f"shell.keys.{word}")) for key, word in EVERYWHERE]
        side = _side(say("shell.keys.everywhere"), general)
        self._sides.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            room = window.rect()
            self.move((room.width() - self.width()) // 2, max(px(40), (room.height() - self.height()) // 3))
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)


def _side(title: str, keys: Sequence[tuple[str, str]]) -> QWidget:
    side = QWidget()
    grid = QGridLayout(side)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(6))
    grid.addWidget(Label(title, "second", ink="text2", bold=True), 0, 0, 1, 2)
    for row, (key, word) in enumerate(keys, start=1):
        grid.addWidget(KeyHint(key), row, 0)
        grid.addWidget(Label(word), row, 1)
    return side
