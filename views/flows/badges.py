"""The number of a gap, at the lower right of its task, in the tone of the gap's tier."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from views.flows.shapes.outlines import pen
from views.shared.chips import CHIPS, chip_tone
from views.shared.signs import paint_sign
from views.shared.tokens import colour
from views.shared.type import font

HEIGHT = 17.0
_SIGN, _GAP = 9.0, 3.0


def badge_box(words: str, box: QRectF, chip: str = "") -> QRectF:
    """Where the badge of a task in `box` stands: half over its lower border."""
    width = QFontMetricsF(font("small")).horizontalAdvance(words) + 12
    if chip:
        width += _SIGN + _GAP
    return QRectF(box.right() - width - 8, box.bottom() - HEIGHT / 2, width, HEIGHT)


def paint_badge(painter: QPainter, words: str, box: QRectF, line: QColor, chip: str = "") -> None:
    """Paint the badge of a task in `box`: with the chip's sign and tone, else with the task's outline."""
    plate = badge_box(words, box, chip)
    ink = chip_tone(chip) if chip else None
    painter.setPen(pen(ink.text if ink else line, 1.0))
    painter.setBrush(ink.fill if ink else colour("surface"))
    painter.drawRoundedRect(plate, 3, 3)
    text = QRectF(plate)
    if ink is not None:
        sign = QRectF(plate.left() + 5, plate.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_sign(painter, sign, CHIPS[chip][0], ink.text)
        text.setLeft(sign.right() + _GAP - 6)
    painter.setFont(font("small"))
    painter.setPen(ink.text if ink else colour("text"))
    painter.drawText(text, Qt.AlignmentFlag.AlignCenter, words)
