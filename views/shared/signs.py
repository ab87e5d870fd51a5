"""The signs of chips (12×12 grid) and the icons of rail and tools (16×16 grid), painted from path texts.

A sign never stands for a colour alone: chips put a word beside it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from views.shared.icon_paths import ICONS, SIGNS
from views.shared.sign_paths import strokes
from views.shared.tokens import TONES, colour, tone

_GRID: Final = 12.0
_ICON_GRID: Final = 16.0
_DASHED: Final = {"dash-ring"}


def paint_sign(painter: QPainter, rect: QRectF, sign: str, ink: QColor, width: float = 1.6) -> None:
    """Paint a sign into the square `rect`, in `ink`, with a stroke of `width` grid units."""
    if sign == "q":
        _paint_question(painter, rect, ink)
    elif sign in SIGNS:
        _paint(painter, rect, SIGNS[sign], ink, _GRID, width, sign in _DASHED)
    else:
        paint_icon(painter, rect, sign, ink)


def paint_icon(painter: QPainter, rect: QRectF, icon: str, ink: QColor, width: float = 1.5) -> None:
    """Paint an icon of the 16×16 grid into the square `rect`."""
    _paint(painter, rect, ICONS[icon], ink, _ICON_GRID, width, False)


def sign_names() -> tuple[str, ...]:
    """All signs."""
    return (*SIGNS, "q")


def icon_names() -> tuple[str, ...]:
    """All icons."""
    return tuple(ICONS)


def sign_icon(name: str, token: str = "text2", size: int = 16, disabled: str = "text3") -> QIcon:
    """A QIcon in a token's colour (icons first) or a tone's (signs first); follows size and theme."""
    return QIcon(_SignEngine(name, token, disabled, size))


class _SignEngine(QIconEngine):
    """Paints at the size asked for, so that 200 % stays sharp, and with the colour of the moment."""

    def __init__(self, name: str, token: str, disabled: str, size: int) -> None:
        super().__init__()
        self._name, self._token, self._disabled, self._size = name, token, disabled, size

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        box = QRectF(rect)  # type: ignore[call-overload]  # the stub calls it object-compatible QRect
        side = min(box.width(), box.height())
        square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        token = self._disabled if mode == QIcon.Mode.Disabled else self._token
        ink = tone(token).text if token in TONES else colour(token)
        if self._name in ICONS and token not in TONES:
            paint_icon(painter, square, self._name, ink)
        else:
            paint_sign(painter, square, self._name, ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QPixmap(size)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, image.rect(), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        return _SignEngine(self._name, self._token, self._disabled, self._size)


@cache
def _parsed(text: str) -> list[tuple[bool, QPainterPath]]:
    return strokes(text)


def _paint(
    painter: QPainter, rect: QRectF, text: str, ink: QColor, grid: float, width: float, dashed: bool
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / grid, rect.height() / grid)
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.2 / width, 2.0 / width])
    for filled, path in _parsed(text):
        if filled:
            painter.fillPath(path, ink)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(path)
    painter.restore()


def _paint_question(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(rect.height() * 11 / 12)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    middle = QPointF(rect.center())
    box = QRectF(middle.x() - rect.width(), middle.y() - rect.height(), rect.width() * 2, rect.height() * 2)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()
