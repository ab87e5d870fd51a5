"""Text on the canvas: wrapped to a width, shrunk a little where a box is small, laid out once."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

from bpmn.model import LabelFont
from views.flows.letters import letters_of
from views.flows.phrases import broken_at_phrases

_NEW_LINE = "\u2028"
_BREAK = re.compile(r"\r\n?|\n")

READABLE = 0.35
"""Below this zoom text is not painted: its letters would be under 5 pixels high."""

_SMALLEST = 9
_BALANCING = (0.9, 0.8, 0.7, 0.6)


class Lettering:
    """A text laid out for a width. It is painted centred at the top or in the middle of a box."""

    def __init__(
        self,
        words: str,
        width: float,
        height: float | None = None,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        smallest: int = _SMALLEST,
        named: LabelFont | None = None,
    ) -> None:
        """`height` lets the text shrink to it, down to `smallest` px; what is still too long the box cuts."""
        self._font = QFont(letters_of(named, bold))
        words = _BREAK.sub(_NEW_LINE, words.strip())
        self._text = _laid_out(words, self._font, width, align)
        size = self._font.pixelSize()
        while height is not None and self._text.size().height() > height and size > smallest:
            size -= 1
            self._font.setPixelSize(size)
            self._text = _laid_out(words, self._font, width, align)
        if align == Qt.AlignmentFlag.AlignHCenter and self._text.text() == words:
            self._balance(words, width)

    def _balance(self, words: str, width: float) -> None:
        """Lines of like length instead of a last one with a single letter."""
        height = self._text.size().height()
        if height < 2 * QFontMetricsF(self._font).height():
            return
        for share in _BALANCING:
            narrower = _laid_out(words, self._font, width * share, Qt.AlignmentFlag.AlignHCenter)
            if narrower.size().height() > height or narrower.size().width() > width * share + 0.5:
                return
            if not _breaks_a_word(words, self._font, width * share):
                self._text = narrower

    @property
    def width(self) -> float:
        """The width it was laid out for, in which it is aligned."""
        return self._text.textWidth()

    @property
    def text(self) -> str:
        """What is written."""
        return self._text.text()

    @property
    def ink_width(self) -> float:
        """The width of its widest line."""
        return self._text.size().width()

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return round(self.height / max(QFontMetricsF(self._font).lineSpacing(), 1.0))

    @property
    def height(self) -> float:
        """Height of all its lines."""
        return self._text.size().height()

    def paint(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        """Paint with the upper left corner at a point."""
        painter.setFont(self._font)
        painter.setPen(ink)
        painter.drawStaticText(at, self._text)

    def paint_in(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        """Paint in the middle of a box, cut at its borders."""
        at = QPointF(box.center().x() - self.width / 2, box.center().y() - self.height / 2)
        if self.height <= box.height():
            self.paint(painter, at, ink)
            return
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        self.paint(painter, QPointF(at.x(), box.top()), ink)
        painter.restore()


def longest_word(words: str, named: LabelFont | None = None) -> float:
    """Width of the longest part that does not break in writing with spaces; Japanese breaks anywhere."""
    metrics = QFontMetricsF(letters_of(named))
    return max((metrics.horizontalAdvance(word) + 1 for word in words.split() if word.isascii()), default=0.0)


def _breaks_a_word(words: str, letters: QFont, width: float) -> bool:
    metrics = QFontMetricsF(letters)
    return any(metrics.horizontalAdvance(word) > width for word in words.split() if word.isascii())


def text_width(words: str, named: LabelFont | None = None) -> float:
    """Width of the widest line as written."""
    metrics = QFontMetricsF(letters_of(named))
    return max((metrics.horizontalAdvance(line) for line in words.splitlines()), default=0.0)


def _laid_out(words: str, letters: QFont, width: float, align: Qt.AlignmentFlag) -> QStaticText:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text = QStaticText(_in_phrases(words, letters, width))
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextOption(option)
    text.setTextWidth(max(width, 8.0))
    text.prepare(font=letters)
    return text


def _in_phrases(words: str, letters: QFont, width: float) -> str:
    """The text broken between phrases where it is Japanese and its phrases fit."""
    measure = QFontMetricsF(letters).horizontalAdvance
    lines = [(line, broken_at_phrases(line, width, measure)) for line in words.split(_NEW_LINE)]
    return _NEW_LINE.join(_NEW_LINE.join(broken or [line]) for line, broken in lines)
