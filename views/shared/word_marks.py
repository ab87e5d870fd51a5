"""Words marked in a text: a wave underneath in fields, a tinted ground in a line of words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.shared.tokens import colour, px, tone
from views.shared.type import font


class WaveMarks(QSyntaxHighlighter):
    """Waves under places of a document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._places: list[tuple[int, int]] = []

    def show(self, places: list[tuple[int, int]]) -> None:
        """Mark these places (start, end), and no others."""
        if places != self._places:
            self._places = places
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(tone("warn").text)
        begin = self.currentBlock().position()
        for start, end in self._places:
            first, last = max(start, begin), min(end, begin + len(text))
            if first < last:
                self.setFormat(first - begin, last - first, wave)


class MarkedWords(QWidget):
    """One line of a text with words marked: a part with True is marked. Too long ends in …"""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, bool]] = []
        self.setFont(font("second"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(20))

    def show_parts(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Show these parts one after the other."""
        self._parts = list(parts)
        whole = "".join(text for text, _ in parts)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    def sizeHint(self) -> QSize:
        whole = "".join(text for text, _ in self._parts)
        return QSize(QFontMetrics(self.font()).horizontalAdvance(whole) + px(4), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, mark = QFontMetrics(self.font()), tone("warn")
        left, right = 0.0, float(self.width())
        for text, is_marked in self._parts:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(right - left)))
            if not shown:
                break
            box = QRectF(left, px(1), metrics.horizontalAdvance(shown), self.height() - px(2))
            if is_marked:
                painter.fillRect(box, mark.fill)
                painter.setPen(QPen(mark.text, 1))
                painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.setPen(mark.text if is_marked else colour("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            left = box.right()
            if shown != text:
                break
        painter.end()
