"""課ごとの状態: a bar of states for every section that has gaps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from models.indicators.rules import Progress
from models.words import say
from views.shared.blocks import Block, clear
from views.shared.charts import Part, StackedBar
from views.shared.labels import Label
from views.shared.tokens import colour, px
from views.shared.type import font

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("confirmed", "fstd", ("confirmed",)),
    ("third_party_review", "fwork", ("third_party_review",)),
    ("chief_review", "fpale", ("chief_review",)),
    ("again", "famber", ("returned", "stale", "conflict")),
    ("draft", "fgrey", ("draft",)),
    ("dropped", "outline", ("rejected", "withdrawn")),
)
"""The parts of a bar: name, fill, and the states (as lists show them) that it counts."""


def state_parts(progress: Progress) -> list[Part]:
    """The bar of a section: sizes, fills and words."""
    parts = []
    for _, fill, keys in GROUPS:
        counts = [(key, progress.states.get(key, 0)) for key in keys if progress.states.get(key)]
        words = say("worklist.join").join(
            say("overview.count_of", name=say(f"approval.state.{key}"), n=count) for key, count in counts
        )
        parts.append(Part(sum(count for _, count in counts), fill, words))
    return parts


class SectionStates(Block):
    """The block, with the legend at the right of its head."""

    def __init__(self, last: bool = True) -> None:
        super().__init__(say("overview.sections.title"), last=last)
        self.add_right(Legend([(fill, say(f"overview.state.{name}")) for name, fill, _ in GROUPS]))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, px(138))
        self.add_layout(self._grid)
        self.bars: list[StackedBar] = []

    def show_sections(self, sections: tuple[Progress, ...]) -> None:
        """Show these; without any, the block hides."""
        self.setVisible(bool(sections))
        clear(self._grid)
        self.bars = []
        scale = max((one.gaps for one in sections), default=1) * 1.08
        for number, one in enumerate(sections):
            label = Label(one.section, elide=True)
            label.setMaximumWidth(px(220))
            bar = StackedBar(one.section)
            bar.show_parts(state_parts(one), scale, say("overview.count", n=one.gaps))
            self.bars.append(bar)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(bar, number, 1)


class Legend(QWidget):
    """Fills with their words in one line."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        super().__init__()
        self._parts = parts
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("worklist.join").join(word for _, word in parts))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("second"))
        width = sum(metrics.horizontalAdvance(word) + px(24) for _, word in self._parts)
        return QSize(round(width), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("second"))
        metrics = QFontMetricsF(painter.font())
        left = float(px(8))
        for fill, word in self._parts:
            box = QRectF(left, (self.height() - px(10)) / 2, px(10), px(10))
            if fill == "outline":
                painter.setPen(QPen(colour("linestrong"), 1))
                painter.setBrush(colour("surface"))
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            else:
                painter.fillRect(box, colour(fill))
            painter.setPen(colour("text2"))
            room = metrics.horizontalAdvance(word)
            painter.drawText(
                QRectF(left + px(14), 0, room + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, word
            )
            left += px(14) + room + px(10)
        painter.end()
