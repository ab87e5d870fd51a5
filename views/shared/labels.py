"""Labels in the type sizes and inks of the tokens, key hints and separators."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from views.shared.tokens import colour, px
from views.shared.type import font, number_font


class Label(QLabel):
    """Plain text in one of the sizes of `TYPE` and one of the inks text, text2, text3, accent, ok, warn, bad.

    `elide` cuts a long text with … (the whole text stays in the tooltip); `wrap` breaks lines instead.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        ink: str = "text",
        bold: bool = False,
        wrap: bool = False,
        elide: bool = False,
        number: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole, self._elide = text, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont((number_font if number else font)(kind, bold))
        self.setWordWrap(wrap)
        self.use_ink(ink)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.setMinimumWidth(px(24))
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()
        self.updateGeometry()

    def whole_text(self) -> str:
        """The text without the cut."""
        return self._whole

    def use_ink(self, ink: str) -> None:
        """Use another ink."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        if not self._elide:
            return super().sizeHint()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        if not self._elide:
            return super().minimumSizeHint()
        return QSize(px(24), QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        if not self._elide:
            super().setText(self._whole)
            return
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class KeyHint(QWidget):
    """A key in a small box, with the word of what it does beside it."""

    def __init__(self, key: str, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._word = key, word
        self.setAccessibleName(f"{key} {word}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font("small"))
        word = metrics.horizontalAdvance(self._word) + px(4) if self._word else 0
        return QSize(key_box_width(self._key) + word, px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = paint_key_box(painter, QRectF(self.rect()), self._key)
        painter.setFont(font("small"))
        painter.setPen(colour("text2"))
        room = QRectF(self.rect()).adjusted(left + px(3), 0, 4, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


def key_box_width(key: str) -> int:
    """The width of a key's box."""
    return QFontMetrics(font("small")).horizontalAdvance(key) + px(10)


def paint_key_box(painter: QPainter, rect: QRectF, key: str) -> float:
    """Paint a key's box at the left of `rect` and return its width."""
    width, tall = key_box_width(key), px(17)
    box = QRectF(rect.left(), rect.center().y() - tall / 2, width, tall).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line"), 1))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(box, px(3), px(3))
    painter.setFont(font("small"))
    painter.setPen(colour("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
    return float(width)


def labelled(name: str, widget: QWidget) -> QWidget:
    """A field under its name."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, px(4), 0, 0)
    column.setSpacing(px(4))
    label = Label(name, "second", ink="text2")
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return part


def separator(vertical: bool = False) -> QFrame:
    """A line of 1 px in the colour of pane edges."""
    line = QFrame()
    line.setProperty("ground", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
