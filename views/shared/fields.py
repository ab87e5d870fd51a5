"""Text fields: one line, search with an icon, and a field that grows with its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from views.shared.labels import key_box_width, paint_key_box
from views.shared.signs import paint_icon
from views.shared.tokens import colour, height, px
from views.shared.type import font


class TextField(QLineEdit):
    """One line of text. `mark_wrong(reason)` shows a bad border and the reason as tooltip."""

    def __init__(self, name: str, prompt: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setFont(font())
        self.setFixedHeight(height("button"))

    def mark_wrong(self, reason: str = "") -> None:
        """Show as wrong, or as right again without a reason."""
        _mark(self, reason)


class SearchBox(QLineEdit):
    """A search or filter field with its icon and key; `typed` tells the text after a pause."""

    typed = Signal(str)

    def __init__(
        self, name: str, prompt: str = "", key: str = "", icon: str = "search", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._icon = key, icon
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt or name)
        self.setFont(font("second"))
        self.setFixedHeight(height("button"))
        self.setTextMargins(px(22), 0, key_box_width(key) + px(4) if key else 0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text()))
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = px(14)
        paint_icon(
            painter, QRectF(px(9), (self.height() - side) / 2, side, side), self._icon, colour("text2")
        )
        if self._key and not self.text():
            right = self.width() - key_box_width(self._key) - px(8)
            paint_key_box(painter, QRectF(right, 0, self.width(), self.height()), self._key)
        painter.end()


class PlainText(QPlainTextEdit):
    """A text field that grows with its text between `lines` and `most` lines; Tab leaves it.

    `settled` tells the text when the field is left after a change, or on Ctrl+Enter (`submitted` too).
    """

    settled = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        name: str,
        prompt: str = "",
        text: str = "",
        lines: int = 2,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most, self._stored = lines, most, text
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what is stored; a text being typed just now is not overwritten by the same text."""
        self._stored = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def mark_wrong(self, reason: str = "") -> None:
        """Show as wrong, or as right again without a reason."""
        _mark(self, reason)

    def settle(self) -> None:
        """Tell a changed text now."""
        text = self.toPlainText()
        if text != self._stored and not self.isReadOnly():
            self._stored = text
            # What is stored is undone by the project; a second undo here would bring it back unseen.
            self.document().clearUndoRedoStacks()
            self.settled.emit(text)

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.maximumHeight())

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]  # the event's class is not worth an import
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.submitted.emit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = round(self.document().size().height())
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > self._most else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(line * max(self._lines, min(self._most, wanted)) + px(15))


def _mark(field: QWidget, reason: str) -> None:
    field.setProperty("wrong", "true" if reason else "false")
    field.setToolTip(reason)
    field.setAccessibleDescription(reason)
    field.style().unpolish(field)
    field.style().polish(field)
