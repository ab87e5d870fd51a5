"""The text that keeps what both sides added."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict
from models.words import say
from views.exchange.marked_text import MarkedText
from views.shared.labels import KeyHint, Label
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px, tone


class ProposalBox(QFrame):
    """Hidden where nothing can be proposed; `chosen` on a click."""

    chosen = Signal()

    def __init__(self, conflict: Conflict, key: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(_Plus())
        row.addWidget(Label(say("exchange_screen.card.proposal"), "second", ink="ok", elide=True), 1)
        row.addWidget(KeyHint(key, say("exchange_screen.key_word.join")))
        column.addLayout(row)
        self._frame = _Frame()
        holder = QVBoxLayout(self._frame)
        holder.setContentsMargins(px(10), px(5), px(10), px(5))
        base = conflict.base.text if conflict.base is not None else None
        holder.addWidget(MarkedText(conflict.proposal or "", base))
        column.addWidget(self._frame)
        if conflict.proposal is None:
            self.hide()
        self.setAccessibleName(conflict.proposal or "")

    def show_chosen(self, on: bool) -> None:
        """Mark as chosen."""
        self._frame.on = on
        self._frame.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()


class _Frame(QFrame):
    on = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if self.on else "linestrong"), 2 if self.on else 1))
        painter.setBrush(colour("accenttint" if self.on else "surface"))
        edge = 1.0 if self.on else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4))
        painter.end()


class _Plus(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "plus", tone("ok").text, 2.0)
        painter.end()
