"""The line at a list's foot that says what was just done and takes it back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from models.words import say
from views.shared.buttons import press_by_enter
from views.shared.empty import IconMark
from views.shared.labels import Label
from views.shared.signs import paint_icon
from views.shared.tokens import colour, height, px
from views.shared.type import font

_STAYS_MS = 8000


class UndoBar(QFrame):
    """34 px, no overlay; goes after 8 s or with the next act. `undo_asked` tells of its button."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "toast")
        self.setFixedHeight(height("undo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(8))
        self._text = Label("", "second", ink="ontoast", elide=True)
        row.addWidget(IconMark("undo", 14, "ontoast"))
        row.addSpacing(px(4))
        row.addWidget(self._text, 1)
        self.undo_button = ToastButton(say("shell.undo.button"), say("shell.undo.key"))
        self.undo_button.clicked.connect(lambda *_: self.undo_asked.emit())
        self.close_button = ToastButton("", icon="cross")
        self.close_button.setAccessibleName(say("shell.undo.close"))
        self.close_button.clicked.connect(lambda *_: self.hide())
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_done(self, summary: str, undoable: bool = True) -> None:
        """Say what was done; without `undoable` there is no button."""
        self._text.setText(summary)
        self.setAccessibleName(summary)
        self.undo_button.setVisible(undoable)
        self.show()
        self._timer.start()


class ToastButton(QAbstractButton):
    """A button on the dark bar: bold text and its key, or an icon."""

    def __init__(self, text: str, key: str = "", icon: str = "") -> None:
        super().__init__()
        self.setText(text)
        self._key, self._icon = key, icon
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.setFont(font("second", bold=True))
        width = self.fontMetrics().horizontalAdvance(self.text() + self._key) + px(22 if self._key else 12)
        return QSize(px(26) if self._icon else width, px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour("ontoast")
        if self.hasFocus():
            painter.setPen(ink)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        if self._icon:
            side = px(12)
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            paint_icon(painter, QRectF(left, top, side, side), self._icon, ink)
        painter.setPen(ink)
        painter.setFont(font("second", bold=True))
        box = QRectF(px(6), 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        room = painter.fontMetrics().horizontalAdvance(self.text())
        painter.setFont(font("second"))
        painter.setOpacity(0.75)
        painter.drawText(box.adjusted(room + px(10), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._key)
        painter.end()
