"""The number of a gap, at the lower right of its task."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from views.flows.shapes.outlines import pen
from views.shared.tokens import colour
from views.shared.type import font

HEIGHT = 17.0


def badge_box(words: str, box: QRectF) -> QRectF:
    """Where the badge of a task in `box` stands: half over its lower border."""
    width = QFontMetricsF(font("small")).horizontalAdvance(words) + 12
    return QRectF(box.right() - width - 8, box.bottom() - HEIGHT / 2, width, HEIGHT)


def paint_badge(painter: QPainter, words: str, box: QRectF, line: QColor) -> None:
    """Paint the badge of a task in `box`, with the task's outline."""
    plate = badge_box(words, box)
    painter.setPen(pen(line, 1.0))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setFont(font("small"))
    painter.setPen(colour("text"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
