"""An error at its place: one line saying what, where and what to do; no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import px, tone


class ErrorLine(QFrame):
    """A line in bad tone; hidden while there is nothing to say. `more` opens what lies behind the error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "error")
        self.setMinimumHeight(px(34))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(4), px(8), px(4))
        row.setSpacing(px(12))
        self._text = Label("", "second", ink="bad", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = Button(say("shell.error.more"), "quiet", small=True)
        self._more.hide()
        self._more_act: Callable[[], object] | None = None
        self._more.clicked.connect(lambda *_: self._open())
        self.close_button = Button(say("shell.error.close"), "quiet", small=True)
        self.close_button.clicked.connect(lambda *_: self.clear())
        row.addWidget(_Cross())
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self.close_button)
        self.hide()

    def show_error(self, message: str, more: Callable[[], object] | None = None) -> None:
        """Say one sentence; with `more` a button opens the details."""
        self._text.setText(message)
        self.setAccessibleName(message)
        self._more_act = more
        self._more.setVisible(more is not None)
        self.show()

    def message(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else self._text.whole_text()

    def _open(self) -> None:
        if self._more_act is not None:
            self._more_act()

    def clear(self) -> None:
        """Hide."""
        self.hide()


class _Cross(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "cross", tone("bad").text, 1.9)
        painter.end()
