"""Signs with their words and counts, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.words import say
from views.shared.chips import chip_width, chip_word, paint_chip
from views.shared.tokens import colour, px
from views.shared.type import number_font

_LINE = 22
_SHORT = {"disposition.part": "answer.part", "disposition.source": "answer.source"}


class CountsLegend(QWidget):
    """Chips without a fill, each followed by its count."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show these: (chip key, count)."""
        self._counts = tuple(counts)
        told = (f"{chip_word(key)} {count:,}" for key, count in counts)
        self.setAccessibleName(say("worklist.join").join(told))
        self._settle()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for box, room, key, count in self._places():
            paint_chip(painter, box, key, _word(key), plain=True)
            painter.setFont(number_font("second", bold=True))
            painter.setPen(colour("text"))
            number = QRectF(box.left() + room, box.top(), box.width(), box.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
        painter.end()

    def _places(self) -> Iterator[tuple[QRectF, float, str, int]]:
        """Box, width of the chip, key and count, broken into lines, spread over the line's width."""
        metrics = QFontMetricsF(number_font("second", bold=True))
        left, line = 0.0, 0
        for key, count in self._counts:
            chip = chip_width(key, _word(key), plain=True) + px(4)
            wide = chip + metrics.horizontalAdvance(f"{count:,}")
            if left and left + wide > self.width():
                left, line = 0.0, line + 1
            yield QRectF(left, line * px(_LINE), wide + px(2), px(_LINE)), chip, key, count
            left += wide + px(10)

    def _settle(self) -> None:
        lines = max((box.bottom() for box, *_ in self._places()), default=px(_LINE))
        if self.height() != round(lines):
            self.setFixedHeight(round(lines))


def _word(key: str) -> str:
    """The short word of a response; parts and source changes are called as in the answers."""
    return chip_word(_SHORT.get(key, key), short=True)
