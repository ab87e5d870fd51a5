"""総合点: one bar a package with its place, its points from the purpose and from the marks, and its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from models.words import say
from views.scoring.strip import paint_marker, series_colour
from views.shared.charts import ToldChart
from views.shared.tokens import colour, px, tone
from views.shared.type import font, number_font


@dataclass(frozen=True, slots=True)
class Total:
    """A package's total: texts as they are read, `share` of the full width, `purpose` of the bar."""

    number: int
    name: str
    rank: int | None
    total: str
    out_of: str
    share: float
    purpose: float
    invalid: int


class TotalsChart(ToldChart):
    """The bars in the order of the ranks."""

    def __init__(self) -> None:
        super().__init__(say("scoring_screen.results.totals"))
        self._totals: tuple[Total, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: Sequence[Total]) -> None:
        """Show these, the first place first."""
        self._totals = tuple(sorted(totals, key=lambda one: (one.rank is None, one.rank or 0, one.number)))
        self.setFixedHeight(self.sizeHint().height())
        self.describe()

    def part_words(self) -> list[str]:
        return [
            say(
                "scoring_screen.results.total_words",
                rank=_rank(one),
                package=one.name,
                total=f"{one.total}{one.out_of}",
                purpose=f"{one.purpose:.0%}",
                invalid=one.invalid,
            )
            for one in self._totals
        ]

    def sizeHint(self) -> QSize:
        return QSize(px(420), len(self._totals) * px(30) + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._places = []
        for line, one in enumerate(self._totals):
            row = QRectF(2, 2 + line * px(30), self.width() - 4, px(28))
            self._places.append(row)
            self._paint(painter, row, one)
        self.paint_cursor(painter)
        painter.end()

    def _paint(self, painter: QPainter, row: QRectF, one: Total) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        painter.drawText(row, middle, _rank(one))
        left = row.left() + px(40)
        paint_marker(painter, QRectF(left, row.top(), px(10), row.height()), one.number)
        painter.setFont(font(bold=True))
        painter.setPen(colour("text"))
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, px(64))
        painter.drawText(QRectF(left + px(16), row.top(), px(68), row.height()), middle, name)
        left += px(88)
        right = row.right() - px(200)
        bar = QRectF(left, row.center().y() - px(7), max(px(40), right - left), px(14))
        painter.fillRect(bar, colour("linesoft"))
        full = QRectF(bar.left(), bar.top(), bar.width() * one.share, bar.height())
        pale = QColor(series_colour(one.number))
        pale.setAlphaF(0.55)
        painter.fillRect(full, pale)
        solid = QRectF(full.left(), full.top(), full.width() * one.purpose, full.height())
        painter.fillRect(solid, series_colour(one.number))
        box = QRectF(bar.right() + px(4), row.top(), px(56), row.height())
        painter.setFont(number_font("title", bold=True))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, one.total)
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        painter.drawText(box.translated(box.width() + px(6), 0).adjusted(0, 0, px(10), 0), middle, one.out_of)
        if one.invalid:
            painter.setPen(tone("bad").text)
            place = QRectF(row.right() - px(70), row.top(), px(70), row.height())
            words = say("scoring.cli.invalid_items", n=one.invalid)
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, words)


def _rank(one: Total) -> str:
    return "—" if one.rank is None else say("scoring_screen.results.rank", rank=one.rank)
