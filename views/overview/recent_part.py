"""最近の動き: the latest acts, who and what."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.project.history import PastAct
from models.words import say
from views.overview.reading import Reading
from views.shared.blocks import Block
from views.shared.moments import moment
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_LINE = 24


class RecentPart(Block):
    """The block."""

    def __init__(self) -> None:
        super().__init__(say("overview.recent.title"), say("overview.recent.note"), last=True)
        self.lines = RecentLines()
        self.add(self.lines)

    def show_reading(self, reading: Reading) -> None:
        """Show the latest acts, newest first."""
        short = reading.short_name
        self.lines.show_lines([(moment(one.time), short(one.member), _words(one)) for one in reading.recent])


class RecentLines(QWidget):
    """Lines of time, person and sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: list[tuple[str, str, str]]) -> None:
        """Show these."""
        self._lines = lines
        self.setAccessibleName("\n".join(" ".join(line) for line in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_LINE) * max(1, len(self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(font("second"))
        when = max((metrics.horizontalAdvance(line[0]) for line in self._lines), default=0) + px(12)
        who = max((metrics.horizontalAdvance(line[1]) for line in self._lines), default=0) + px(12)
        who = min(who, self.width() * 0.34)
        for number, (time, person, what) in enumerate(self._lines):
            top = number * px(_LINE)
            painter.setFont(number_font("second"))
            painter.setPen(colour("text2"))
            _draw(painter, QRectF(0, top, when, px(_LINE)), time)
            _draw(painter, QRectF(when, top, who - px(8), px(_LINE)), person)
            painter.setFont(font("second"))
            painter.setPen(colour("text"))
            _draw(painter, QRectF(when + who, top, self.width() - when - who, px(_LINE)), what)
        painter.end()


def _draw(painter: QPainter, box: QRectF, text: str) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def _words(act: PastAct) -> str:
    if act.status == "effective":
        return act.summary
    return say("overview.recent.without_effect", summary=act.summary)
