"""A strip of dots: one dot a scorer stacked upwards, the mean as a line in the package's colour."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.scoring.preset import ScoringRule
from models.scoring.results import Cell
from models.words import say
from views.shared.tokens import colour, px, tone

_SERIES = ("ser1", "ser2", "ser3")
_DOT = 2.3


def series_colour(number: int) -> QColor:
    """The colour of a package by its place in the round; from the fourth on they repeat, marks tell them."""
    return colour(_SERIES[number % len(_SERIES)])


def paint_marker(painter: QPainter, rect: QRectF, number: int) -> None:
    """The package's mark: disc, square, triangle, then the same hollow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = series_colour(number)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(ink if number < len(_SERIES) else QColor(0, 0, 0, 0))
    side = px(7)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    if number % 3 == 0:
        painter.drawEllipse(box)
    elif number % 3 == 1:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        corners = [box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())]
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def paint_strip(painter: QPainter, rect: QRectF, cell: Cell, rule: ScoringRule, number: int) -> None:
    """Paint a cell's dots into `rect`; hollow dots are those of a cell that is not valid 未成立."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    low = float(rule.item_max - rule.scale)
    width = rect.width() - px(10)
    base = rect.bottom() - px(3)

    def place(points: Fraction) -> float:
        return rect.left() + px(5) + width * (float(points) - low) / float(rule.scale)

    values = sorted(dot.points for dot in cell.dots if dot.points is not None)
    if cell.item.needs_discussion and values:
        left, right = place(values[0]) - px(6), place(values[-1]) + px(6)
        band = QRectF(left, rect.top() + 1, right - left, rect.height() - 3).intersected(rect)
        painter.setPen(QPen(tone("warn").border, 1))
        painter.setBrush(tone("warn").fill)
        painter.drawRoundedRect(band, px(3), px(3))
    painter.setPen(QPen(colour("linestrong"), 1))
    painter.drawLine(QLineF(rect.left() + px(5), base, rect.left() + px(5) + width, base))
    for step in range(5):
        at = rect.left() + px(5) + width * step / 4
        painter.drawLine(QLineF(at, base - px(3), at, base))
    if cell.item.mean is not None and cell.item.is_valid:
        at = place(cell.item.mean)
        painter.setPen(QPen(series_colour(number), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(at, rect.top() + px(2), at, base))
    _paint_dots(painter, values, place, base, rect, cell.item.is_valid)
    painter.restore()


def _paint_dots(
    painter: QPainter, values: list[Fraction], place: object, base: float, rect: QRectF, valid: bool
) -> None:
    assert callable(place)
    ink = colour("text2")
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink if valid else colour("surface"))
    stacks = Counter(values)
    most = max(stacks.values(), default=1)
    # A high stack is pressed together, so that it stays inside the strip.
    step = min(px(5), (rect.height() - px(8)) / most)
    for points, count in stacks.items():
        for level in range(count):
            centre = QPointF(place(points), base - px(4) - level * step)
            painter.drawEllipse(centre, _DOT, _DOT)


def strip_words(cell: Cell) -> str:
    """A cell as text: the dots, the mean, the spread, or that it is not valid."""
    dots = say("chips.join").join(points_text(dot.points) for dot in cell.dots if dot.points is not None)
    if not dots:
        return say("scoring_screen.strip.none")
    if not cell.item.is_valid:
        return say("scoring_screen.strip.invalid", dots=dots, own=cell.item.own_scorers)
    return say(
        "scoring_screen.strip.valid",
        dots=dots,
        mean=points_text(cell.item.mean),
        spread=share_text(cell.item.spread),
    )


def points_text(points: Fraction | None) -> str:
    """16.4, or — for None."""
    return "—" if points is None else f"{float(points):.1f}"


def share_text(share: Fraction | None) -> str:
    """75%, or — for None."""
    return "—" if share is None else f"{float(share) * 100:.0f}%"


class Strip(QWidget):
    """A strip as a widget."""

    def __init__(self, cell: Cell, rule: ScoringRule, number: int) -> None:
        super().__init__()
        self._cell, self._rule, self._number = cell, rule, number
        self.setAccessibleName(strip_words(cell))
        self.setToolTip(strip_words(cell))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(180), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_strip(painter, QRectF(self.rect()), self._cell, self._rule, self._number)
        painter.end()


class Marker(QWidget):
    """A package's mark as a widget."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(px(10), px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_marker(painter, QRectF(self.rect()), self._number)
        painter.end()
