"""Small painted charts: stacked bar, timeline, number tile. Hover and arrow keys tell each part as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from views.shared.labels import Label
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_DARK_INK = {"fpale": "onpale", "fgrey": "onpale", "famber": "onamber"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its size, its fill token (or "outline"), and its words."""

    value: float
    fill: str
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """One bar of a timeline, in days from its beginning; `done` of its length is filled."""

    start: float
    end: float
    fill: str
    words: str
    done: float = 1.0
    lane: int = 0


class ToldChart(QWidget):
    """A chart whose parts can be walked with the arrow keys and hovered; `told(words)` follows."""

    told = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._at = name, -1
        self._places: list[QRectF] = []
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def part_words(self) -> list[str]:
        """The words of all parts, in the order of the arrow keys."""
        raise NotImplementedError

    def describe(self) -> None:
        """Give screen readers all parts as one text."""
        self._at = min(self._at, len(self.part_words()) - 1)
        self.setAccessibleDescription("\n".join(self.part_words()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self._places):
            if place.contains(event.position()):
                if number != self._at or not QToolTip.isVisible():
                    self._tell(number, event.globalPosition())
                return
        QToolTip.hideText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not by or not self._places:
            super().keyPressEvent(event)
            return
        number = max(0, min(len(self._places) - 1, self._at + by))
        place = self._places[number]
        self._tell(number, QPointF(self.mapToGlobal(place.bottomLeft().toPoint())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._at = max(self._at, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def paint_cursor(self, painter: QPainter) -> None:
        """Mark the part the keyboard is on."""
        if self.hasFocus() and 0 <= self._at < len(self._places):
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._places[self._at].adjusted(-2, -2, 2, 2), px(3), px(3))

    def _tell(self, number: int, at: QPointF) -> None:
        self._at = number
        words = self.part_words()[number]
        QToolTip.showText(at.toPoint(), words, self)
        self.told.emit(words)
        self.update()


class StackedBar(ToldChart):
    """Parts side by side; `scale` is the value of the full width (bars of one chart share it)."""

    def __init__(
        self, name: str, tall: int = 16, numbers: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._parts: tuple[Part, ...] = ()
        self._scale, self._note, self._numbers, self._tall = 0.0, "", numbers, tall
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part], scale: float = 0, note: str = "") -> None:
        """`note` stands behind the bar (18件)."""
        self._parts = tuple(part for part in parts if part.value > 0)
        self._scale = scale or sum(part.value for part in self._parts)
        self._note = note
        self.describe()

    def part_words(self) -> list[str]:
        return [part.words for part in self._parts]

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(self._tall) + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(number_font("small"))
        metrics = QFontMetricsF(painter.font())
        note = metrics.horizontalAdvance(self._note) + px(8) if self._note else 0
        room, left = self.width() - note - 4, 2.0
        self._places = []
        for part in self._parts:
            wide = max(2.0, room * part.value / self._scale)
            box = QRectF(left, 2, wide - 1, px(self._tall))
            self._paint_part(painter, box, part, metrics)
            self._places.append(box)
            left += wide
        painter.setPen(colour("text2"))
        painter.setFont(number_font("second"))
        painter.drawText(
            QRectF(left + px(6), 0, note + 40, self.height()), Qt.AlignmentFlag.AlignVCenter, self._note
        )
        self.paint_cursor(painter)
        painter.end()

    def _paint_part(self, painter: QPainter, box: QRectF, part: Part, metrics: QFontMetricsF) -> None:
        if part.fill == "outline":
            painter.setPen(QPen(colour("linestrong"), 1))
            painter.setBrush(colour("surface"))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(box, colour(part.fill))
        text = f"{part.value:,g}"
        if self._numbers and metrics.horizontalAdvance(text) + 4 < box.width():
            ink = "text2" if part.fill == "outline" else _DARK_INK.get(part.fill, "onfill")
            painter.setPen(colour(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Timeline(ToldChart):
    """Bars on lanes over named marks (months), with a line at today."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._spans: tuple[Span, ...] = ()
        self._marks: tuple[tuple[float, str], ...] = ()
        self._length, self._today, self._today_word = 1.0, -1.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_spans(
        self,
        spans: Sequence[Span],
        length: float,
        marks: Sequence[tuple[float, str]] = (),
        today: float = -1,
        today_word: str = "",
    ) -> None:
        """`length` and all places are days from the beginning; `marks` are (place, word)."""
        self._spans, self._marks = tuple(spans), tuple(marks)
        self._length, self._today, self._today_word = max(1.0, length), today, today_word
        self.updateGeometry()
        self.describe()

    def part_words(self) -> list[str]:
        return [span.words for span in self._spans]

    def sizeHint(self) -> QSize:
        lanes = max((span.lane for span in self._spans), default=0) + 1
        return QSize(px(320), px(18) + lanes * px(9) + px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(number_font("small"))
        scale = (self.width() - 4) / self._length
        top = px(18)
        for place, word in self._marks:
            left = 2 + place * scale
            painter.fillRect(QRectF(left, px(2), 1, self.height()), colour("linesoft"))
            painter.setPen(colour("text2"))
            painter.drawText(QRectF(left + 3, 0, 80, top - 2), Qt.AlignmentFlag.AlignVCenter, word)
        self._places = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for span in self._spans:
            box = QRectF(
                2 + span.start * scale, top + span.lane * px(9), (span.end - span.start) * scale, px(8)
            )
            painter.setBrush(colour("fgrey"))
            painter.drawRoundedRect(box, 2, 2)
            full = QRectF(box.left(), box.top(), box.width() * min(1.0, span.done), box.height())
            painter.setBrush(colour(span.fill))
            painter.drawRoundedRect(full, 2, 2)
            self._places.append(box)
        self._paint_today(painter, scale)
        self.paint_cursor(painter)
        painter.end()

    def _paint_today(self, painter: QPainter, scale: float) -> None:
        if not 0 <= self._today <= self._length:
            return
        left = 2 + self._today * scale
        painter.setFont(font("small", bold=True))
        room = QFontMetricsF(painter.font()).horizontalAdvance(self._today_word)
        painter.fillRect(QRectF(left + 3, 1, room + 4, px(15)), colour("surface"))
        painter.fillRect(QRectF(left, px(2), 2, self.height() - px(2)), colour("text"))
        painter.setPen(colour("text"))
        painter.drawText(
            QRectF(left + 5, 0, room + 8, px(16)), Qt.AlignmentFlag.AlignVCenter, self._today_word
        )


class NumberTile(QWidget):
    """An indicator: its name, the number large with its unit, and a line about it."""

    def __init__(self, title: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._unit = title, unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(1))
        column.addWidget(Label(title, "second", ink="text2"))
        self._figure = _Figure(unit)
        self._note = Label("", "second", ink="text2", elide=True)
        column.addWidget(self._figure)
        column.addWidget(self._note)
        column.addStretch(1)

    def show_value(self, text: str, note: str = "") -> None:
        """`text` is the number as it shall be read, — when there is none."""
        self._figure.show_text(text)
        self._note.setText(note)
        self.setAccessibleName(f"{self._title} {text} {self._unit} {note}".strip())


class _Figure(QWidget):
    def __init__(self, unit: str) -> None:
        super().__init__()
        self._text, self._unit = "—", unit
        self.setFixedHeight(px(30))

    def show_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(number_font("figure", True)).horizontalAdvance(self._text)
        return QSize(
            round(wide + QFontMetricsF(font("second")).horizontalAdvance(self._unit)) + px(8), px(30)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(number_font("figure", True))
        painter.setPen(colour("text"))
        metrics = QFontMetricsF(painter.font())
        base = (self.height() + metrics.capHeight()) / 2
        painter.drawText(QPointF(0, base), self._text)
        left = metrics.horizontalAdvance(self._text) + px(4)
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        painter.drawText(QPointF(left, base), self._unit)
        painter.end()
