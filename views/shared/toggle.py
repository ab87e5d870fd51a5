"""A button that stays pressed until it is pressed again."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from views.shared.buttons import Button
from views.shared.tokens import colour, px
from views.shared.type import font


class ToggleButton(Button):
    """A button that stays pressed: in the accent while it is on."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setFont(font("second"))

    def _paint_ground(self, painter: QPainter) -> tuple[QColor, QColor]:
        if not self.isChecked():
            return super()._paint_ground(painter)
        painter.setPen(QPen(colour("accent"), 1))
        painter.setBrush(colour("accenttint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        return colour("accent"), colour("accent")
