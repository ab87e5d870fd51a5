"""The legend's second row: with which flow the shown one is compared, and each mark with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from models.flows.queries import FlowRow
from models.words import say
from views.flows.marks import MARKS, SIDE, paint_mark
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_TALL = 28


class DifferenceLegend(QFrame):
    """`wanted(mark)`: go to the next element with it; `other_wanted(flow id)`: compare with another flow."""

    wanted = Signal(str)
    other_wanted = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAccessibleName(say("flow_comparison.screen.legend"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), px(4))
        row.setSpacing(px(10))
        self.other = Choice([], say("flow_comparison.screen.with_flow"), small=True)
        self.other.setMaximumWidth(px(190))
        self.other.picked.connect(lambda key: self.other_wanted.emit(bytes.fromhex(key)))
        row.addWidget(self.other)
        row.addWidget(Label(say("flow_comparison.screen.differences"), "second", ink="text2"))
        self.entries = {key: MarkEntry(key) for key in MARKS}
        for key, entry in self.entries.items():
            entry.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            row.addWidget(entry)
        row.addStretch(1)
        self.raise_button = Button(say("flow_comparison.screen.raise"), "quiet", key="G", small=True)
        row.addWidget(self.raise_button)
        self.setFixedHeight(px(_TALL + 4))

    def show_flows(self, flows: Sequence[FlowRow], chosen: bytes) -> None:
        """Offer the flows to compare with."""
        self.other.set_choices([(flow.id.hex(), flow.name) for flow in flows])
        self.other.choose(chosen.hex())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many differences there are of each mark."""
        for key, entry in self.entries.items():
            entry.show_count(counts.get(key, 0))


class MarkEntry(QAbstractButton):
    """A mark as it is painted on the canvas, its word and its count."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key, self._count = key, 0
        self.setText(say(f"flow_comparison.mark.{key}"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(say("flow_screen.legend_entry", fit=self.text(), n=count))
        self.setToolTip(say("flow_comparison.screen.next", mark=self.text()))
        self.setEnabled(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("second")).horizontalAdvance(self.text())
        count = QFontMetrics(number_font("second", bold=True)).horizontalAdvance(f"{self._count:,}")
        return QSize(round(SIDE) + words + count + px(16), px(_TALL - 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._key, QRectF(1, (self.height() - SIDE) / 2, SIDE, SIDE))
        painter.setFont(font("second"))
        painter.setPen(colour("text" if self._count else "text3"))
        left = SIDE + px(6)
        words = painter.fontMetrics().horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, words + 4, self.height()), middle, self.text())
        painter.setFont(number_font("second", bold=True))
        count = QRectF(left + words + px(5), 0, self.width(), self.height())
        painter.drawText(count, middle, f"{self._count:,}")
        painter.end()
