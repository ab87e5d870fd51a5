"""One side of a conflict: whose it is, when, and its value."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.exchange.conflicts import Version
from models.words import say
from views.exchange.marked_text import MarkedText
from views.shared.chips import Chip
from views.shared.labels import KeyHint, Label
from views.shared.meanings import disposition_chip
from views.shared.moments import full_moment
from views.shared.tokens import colour, px


class SideBox(QFrame):
    """Column, key and value of one version; `chosen` on a click. The base has no key and a dashed border."""

    chosen = Signal()

    def __init__(
        self, title: str, version: Version, column: str, base: Version | None, key: str = ""
    ) -> None:
        super().__init__()
        self._key, self._on = key, False
        self.setMinimumWidth(px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{key} {title} {version.member} {version.text}".strip())
        if key:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        layout.setSpacing(px(2))
        layout.addLayout(self._head(title, version))
        if title != version.member:
            layout.addWidget(Label(version.member, "second", ink="text2", elide=True))
        layout.addSpacing(px(2))
        layout.addWidget(value_widget(version, column, base))
        layout.addStretch(1)

    def show_chosen(self, on: bool) -> None:
        """Mark as the side that was chosen."""
        self._on = on
        self._mark.setVisible(on)
        self.update()

    def is_chosen(self) -> bool:
        """Whether it is marked."""
        return self._on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._key and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("accent" if self._on else "line"), 2 if self._on else 1)
        if not self._key:
            pen.setColor(colour("linestrong"))
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        ground = "accenttint" if self._on else "surface" if self._key else "surface2"
        painter.setBrush(colour(ground))
        edge = 1.0 if self._on else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4))
        painter.end()

    def _head(self, title: str, version: Version) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        if self._key:
            row.addWidget(KeyHint(self._key))
        row.addWidget(Label(title, bold=True, elide=True), 1)
        self._mark = Chip("other.done", say("exchange_screen.card.chosen"), plain=True)
        self._mark.hide()
        row.addWidget(self._mark)
        row.addWidget(Label(full_moment(version.time), "second", ink="text2", number=True))
        return row


def value_widget(version: Version, column: str, base: Version | None) -> QWidget:
    """The value as people read it: a chip for a response, else its text with what was changed."""
    if column == "disposition":
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.addWidget(Chip(disposition_chip(version.value)))
        row.addStretch(1)
        return holder
    both = base is not None and isinstance(base.value, str) and isinstance(version.value, str)
    compared = base.text if both and base is not None and column != "kinds" else None
    return MarkedText(version.text, compared)
