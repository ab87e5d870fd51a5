"""Two lines over the years, each with its own marker and dash; hover and arrow keys tell the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.shared.charts import ToldChart
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_MARKS = ("round", "square", "triangle")
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its colour token, its values by year, what is told of each; `label` is its end."""

    name: str
    ink: str
    values: tuple[float, ...]
    words: tuple[str, ...]
    label: str = ""


class YearChart(ToldChart):
    """Values from 0 upwards over year 1, 2, …; `year` names each of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._lines: tuple[Line, ...] = ()
        self._years: tuple[str, ...] = ()
        self._mark_at = 0
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(
        self, lines: Sequence[Line], years: Sequence[str], mark_at: int = 0, unit: str = ""
    ) -> None:
        """`mark_at` is a year (from 1) with a line of its own, 0 for none; `unit` is that of the values."""
        self._unit = unit
        self._lines, self._years, self._mark_at = tuple(lines), tuple(years), mark_at
        self.updateGeometry()
        self.describe()
        self.update()

    def part_words(self) -> list[str]:
        return [words for year in zip(*(line.words for line in self._lines), strict=False) for words in year]

    def sizeHint(self) -> QSize:
        return QSize(px(360), px(168))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(px(8), px(40), self.width() - px(16), self.height() - px(62))
        top = max((value for line in self._lines for value in line.values), default=0) or 1
        count = max(1, len(self._years))
        step = box.width() / count
        painter.setFont(number_font("small"))
        for number, year in enumerate(self._years):
            left = box.left() + step * (number + 0.5)
            painter.fillRect(QRectF(left, box.top(), 1, box.height()), colour("linesoft"))
            painter.setPen(colour("text2"))
            place = QRectF(left - step / 2, box.bottom() + px(4), step, px(16))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, year)
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), colour("line"))
        if self._mark_at:
            left = box.left() + step * (self._mark_at - 0.5)
            painter.fillRect(QRectF(left, box.top(), 2, box.height()), colour("accent"))
        points = [
            [
                QPointF(box.left() + step * (year + 0.5), box.bottom() - value / top * box.height())
                for year, value in enumerate(line.values)
            ]
            for line in self._lines
        ]
        for number, (line, places) in enumerate(zip(self._lines, points, strict=True)):
            self._paint_line(painter, number, line, places)
        self._places = [
            QRectF(place.x() - px(6), place.y() - px(6), px(12), px(12))
            for year in zip(*points, strict=False)
            for place in year
        ]
        self._paint_labels(painter, points)
        self._paint_names(painter, box)
        self.paint_cursor(painter)
        painter.end()

    def _paint_line(self, painter: QPainter, number: int, line: Line, places: list[QPointF]) -> None:
        painter.setPen(QPen(colour(line.ink), px(2), _DASHES[number % len(_DASHES)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        for place in places:
            _paint_mark(painter, place, _MARKS[number % len(_MARKS)], line.ink)

    def _paint_labels(self, painter: QPainter, points: list[list[QPointF]]) -> None:
        """The sum at the end of each line: of the highest above its mark, of the others below."""
        painter.setFont(number_font("small"))
        ends = [places[-1] for places in points if places]
        highest = min((place.y() for place in ends), default=0)
        for line, places in zip(self._lines, points, strict=True):
            if places and line.label:
                end = places[-1]
                above = end.y() <= highest
                place = QRectF(end.x() - px(60), end.y() + (px(-22) if above else px(6)), px(120), px(16))
                painter.setPen(colour("text"))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line.label)
                highest = highest - 1 if above else highest

    def _paint_names(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font("small"))
        left = box.left()
        for number, line in enumerate(self._lines):
            _paint_mark(painter, QPointF(left + px(6), px(10)), _MARKS[number % len(_MARKS)], line.ink)
            painter.setPen(colour("text"))
            room = painter.fontMetrics().horizontalAdvance(line.name)
            place = QRectF(left + px(16), 0, room + 8, px(20))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line.name)
            left += px(16) + room + px(16)
        painter.setPen(colour("text2"))
        place = QRectF(left, 0, box.right() - left, px(20))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._unit)


def _paint_mark(painter: QPainter, at: QPointF, kind: str, ink: str) -> None:
    size = float(px(4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    if kind == "round":
        painter.drawEllipse(at, size, size)
    elif kind == "square":
        painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
    else:
        left, right = QPointF(at.x() - size, at.y() + size), QPointF(at.x() + size, at.y() + size)
        painter.drawPolygon(QPolygonF([QPointF(at.x(), at.y() - size), left, right]))
