"""The line that shows long work: what, how far, and 中止 (Esc)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import colour, height, px


class ProgressLine(QWidget):
    """A thin bar of progress from 0 to 1; a negative share is unknown and shows nothing filled."""

    def __init__(self, width: int = 120) -> None:
        super().__init__()
        self._share = 0.0
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show another share."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("fgrey"))
        painter.setBrush(colour("fgrey"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, px(2), px(2))
        if self._share > 0:
            box.setWidth(max(px(4), box.width() * self._share))
            painter.setPen(colour("accent"))
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(box, px(2), px(2))
        painter.end()


class WorkBar(QFrame):
    """Shown while work runs; `cancel_asked` on 中止 or Esc."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "top")
        self.setFixedHeight(height("undo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(12))
        self._title = Label("", "second")
        self._count = Label("", "second", ink="text2", number=True)
        self._bar = ProgressLine()
        self.cancel_button = Button(say("shell.work.cancel"), key=say("shell.work.cancel_key"), small=True)
        self.cancel_button.clicked.connect(lambda *_: self.cancel())
        row.addWidget(_Half())
        for part in (self._title, self._count, self._bar):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        self.hide()

    def start(self, title: str) -> None:
        """Show the bar for new work."""
        self._title.setText(title)
        self._count.setText("")
        self._bar.show_share(0)
        self.cancel_button.disable()
        self.setAccessibleName(title)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0 means that the end is unknown."""
        known = say("shell.work.of", done=f"{done:,}", total=f"{total:,}")
        self._count.setText(known if total else f"{done:,}")
        self._bar.show_share(done / total if total else 0)

    def cancel(self) -> None:
        """Ask the work to end."""
        if self.isVisible() and self.cancel_button.isEnabled():
            self.cancel_button.disable(say("shell.work.cancelling"))
            self._title.setText(say("shell.work.cancelling"))
            self.cancel_asked.emit()


class _Half(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "half", colour("text"))
        painter.end()
