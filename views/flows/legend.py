"""The legend below the canvas: each fit with its pattern and count; a press goes to the next such task."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from models.words import say
from views.flows.fit_band import LOOKS, paint_band
from views.flows.shapes.activities import RADIUS
from views.flows.shapes.outlines import dashed, pen
from views.flows.shown import NO_FEATURE
from views.shared.chips import chip_word
from views.shared.labels import Label
from views.shared.tokens import colour, px, tone
from views.shared.type import font, number_font

_ALWAYS = ("standard", "parameter", "part", "source", "workaround", "impossible", NO_FEATURE)
ORDER = ("standard", "parameter", "part", "source", "workaround", "impossible", "unanswered", NO_FEATURE)
_TALL, _GAP, _PAD = 26, 10, 12
_SWATCH = QSize(26, 16)


def fit_word(fit: str) -> str:
    """The word of a fit."""
    return say("flow_screen.no_feature") if fit == NO_FEATURE else chip_word(f"answer.{fit}")


class Legend(QFrame):
    """Shows the counts of a flow. `wanted(fit)`: go to the next task that fits so."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAccessibleName(say("flow_screen.legend"))
        self._title = Label(say("flow_screen.fit"), "second", ink="text2", parent=self)
        self.entries = {fit: LegendEntry(fit, self) for fit in ORDER}
        for fit, entry in self.entries.items():
            entry.clicked.connect(lambda _=False, fit=fit: self.wanted.emit(fit))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many tasks fit in which way."""
        for fit, entry in self.entries.items():
            entry.show_count(counts.get(fit, 0))
            entry.setVisible(fit in _ALWAYS or counts.get(fit, 0) > 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        tall, left = px(_TALL), px(_PAD)
        self._title.setGeometry(left, px(4), self._title.sizeHint().width(), tall)
        start = left + self._title.sizeHint().width() + px(_GAP)
        x, y = start, px(4)
        for entry in self.entries.values():
            if entry.isHidden():
                continue
            width = entry.sizeHint().width()
            if x + width > self.width() - px(4) and x > start:
                x, y = start, y + tall
            entry.setGeometry(x, y, width, tall)
            x += width + px(_GAP)
        self.setFixedHeight(y + tall + px(4))


class LegendEntry(QAbstractButton):
    """A swatch as it is painted on the canvas, the word and the count."""

    def __init__(self, fit: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._fit, self._count = fit, 0
        self.setText(fit_word(fit))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(say("flow_screen.legend_entry", fit=self.text(), n=count))
        self.setToolTip(say("flow_screen.legend_hint", fit=self.text()))
        self.setEnabled(count > 0)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("second")).horizontalAdvance(self.text())
        count = QFontMetrics(number_font("second", bold=True)).horizontalAdvance(f"{self._count:,}")
        return QSize(_SWATCH.width() + words + count + px(14), px(_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = LOOKS[self._fit]
        top = (self.height() - _SWATCH.height()) / 2
        box = QRectF(1, top, _SWATCH.width() - 2, _SWATCH.height())
        line = colour(look.line)
        painter.setPen(dashed(line, 1.0, 3, 2) if look.is_dashed else pen(line, 1.2))
        painter.setBrush(tone(look.tone).fill if look.tone else colour("surface"))
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        paint_band(painter, box, look, 1.0, swatch=True)
        painter.setFont(font("second"))
        painter.setPen(colour("text" if self._count else "text3"))
        left = _SWATCH.width() + px(5)
        words = painter.fontMetrics().horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, words + 4, self.height()), middle, self.text())
        painter.setFont(number_font("second", bold=True))
        count = QRectF(left + words + px(5), 0, self.width(), self.height())
        painter.drawText(count, middle, f"{self._count:,}")
        painter.end()
