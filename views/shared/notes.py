"""A set-off note with words in bold, and the filter in use with its ×."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.words import say
from views.shared.signs import paint_icon
from views.shared.tokens import colour, height, px
from views.shared.type import font


class Note(QFrame):
    """A sentence with a coloured edge: why a tier is what it is, what a decision rests on."""

    def __init__(self, tone: str = "warn") -> None:
        """`tone` is warn or bad."""
        super().__init__()
        self.setProperty("ground", "note" if tone == "warn" else "notebad")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(6), px(10), px(6))
        self._text = QLabel()
        self._text.setFont(font("second"))
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        column.addWidget(self._text)

    def show_parts(self, parts: Sequence[str | tuple[str, bool]]) -> None:
        """Show texts one after the other; a pair (text, True) is bold. Texts are never read as markup."""
        pairs = [(part, False) if isinstance(part, str) else part for part in parts]
        rich = "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in pairs)
        self._text.setText(rich.replace("\n", "<br>"))
        self._text.setAccessibleName("".join(text for text, _ in pairs))


class FilterChip(QAbstractButton):
    """A filter in use (大分類：住民記録 ×); click, Delete or Space take it away: `removed`."""

    removed = Signal()

    def __init__(self, title: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._value = title, value
        self.setAccessibleName(say("shell.filter.remove", title=title, value=value))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height("small"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda *_: self.removed.emit())

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("second")).horizontalAdvance(self._title)
        value = QFontMetrics(font("second", bold=True)).horizontalAdvance(self._value)
        return QSize(words + value + px(38), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("accent"), 1))
        painter.setBrush(colour("accenttint"))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setFont(font("second"))
        words = painter.fontMetrics().horizontalAdvance(self._title)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(px(8), 0, words + 4, self.height()), middle, self._title)
        painter.setFont(font("second", bold=True))
        painter.drawText(QRectF(px(12) + words, 0, self.width(), self.height()), middle, self._value)
        side = px(10)
        mark = QRectF(self.width() - side - px(8), (self.height() - side) / 2, side, side)
        paint_icon(painter, mark, "cross", colour("accent"), 1.8)
        painter.end()
