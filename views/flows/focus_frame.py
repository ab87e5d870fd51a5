"""The frame inside the canvas that tells that it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from views.shared.tokens import colour

WIDTH = 2


class FocusFrame(QWidget):
    """Lies over a scroll area, inside its border, while that has the focus; takes no mouse."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setVisible(kind == QEvent.Type.FocusIn)
        if kind in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            self.setGeometry(self._area.rect())
            # What lies over the viewport would make every scroll a full repaint.
            whole = QRegion(self.rect())
            self.setMask(whole - QRegion(self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)))
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(colour("accent"), WIDTH))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
