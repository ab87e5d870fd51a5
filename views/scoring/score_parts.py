"""The controls of the score sheet, all for the keyboard: big choices, scales of points, kinds of evidence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from views.shared.choices import paint_check
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px, tone
from views.shared.type import font, number_font

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BigChoice(QAbstractButton):
    """One answer to 「この業務目的を達成できますか」: its key, sign, word, and what it means."""

    def __init__(self, key: str, sign: str, tone_name: str, word: str, about: str) -> None:
        super().__init__()
        self._key, self._sign, self._tone, self._about = key, sign, tone_name, about
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(px(96))
        self.setMinimumWidth(px(96))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(f"{key} {word} {about}")
        self.setToolTip(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(px(158), px(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()  # Enter goes on to the next scene
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled = self.isChecked(), self.isEnabled()
        _paint_ground(painter, QRectF(self.rect()), on, enabled, px(6))
        _paint_digit(painter, QRectF(px(9), px(8), px(18), px(18)), self._key, on and enabled)
        ink = tone(self._tone).text if enabled or on else colour("text3")
        middle = self.width() / 2
        paint_sign(painter, QRectF(middle - px(10), px(14), px(20), px(20)), self._sign, ink)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font("title", bold=True))
        painter.setPen(colour("text" if enabled or on else "text3"))
        painter.drawText(QRectF(0, px(41), self.width(), px(24)), centre, self.text())
        painter.setFont(font("second"))
        painter.setPen(colour("text2" if enabled or on else "text3"))
        room = self.width() - px(12)
        about = QFontMetricsF(painter.font()).elidedText(self._about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(px(6), px(65), room, px(20)), centre, about)
        painter.end()


class PointScale(QWidget):
    """Points from 0 to `highest` in one stop of the Tab key: digits set them, arrows move, Delete clears."""

    chosen = Signal(object)

    def __init__(self, name: str, highest: int) -> None:
        super().__init__()
        self._highest, self._name = highest, name
        self._value: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_value(None)

    def show_value(self, value: int | None) -> None:
        """Show a value without telling it."""
        self._value = value
        said = "—" if value is None else str(value)
        self.setAccessibleName(f"{self._name} {said} / {self._highest}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((self._highest + 1) * px(31) + px(4), px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and text.isascii() and text.isdigit():
            if int(text) <= self._highest:
                self._choose(int(text))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            by = 1 if key == Qt.Key.Key_Right else -1
            start = (-1 if by > 0 else self._highest + 1) if self._value is None else self._value
            self._choose(min(self._highest, max(0, start + by)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int((event.position().x() - px(2)) // px(31))
        if 0 <= number <= self._highest:
            self._choose(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self._highest + 1):
            box = QRectF(px(2) + number * px(31) + px(2), px(3), px(27), px(26))
            on = number == self._value
            _paint_ground(painter, box, on, self.isEnabled(), px(4))
            painter.setFont(number_font("body", bold=on))
            ink = "text3" if not self.isEnabled() else "accent" if on else "text2"
            painter.setPen(colour(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(5), px(5))
        painter.end()

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self.show_value(value)
            self.chosen.emit(value)


class EvidenceBox(QAbstractButton):
    """A kind of evidence to be ticked with Space."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(px(28))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(font()).horizontalAdvance(self.text())) + px(44), px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled = self.isChecked(), self.isEnabled()
        _paint_ground(painter, QRectF(self.rect()), on, enabled, px(4), 1)
        paint_check(painter, QRectF(px(10), 0, px(16), self.height()), on, enabled)
        painter.setFont(font())
        painter.setPen(colour("text" if enabled else "text3"))
        box = QRectF(px(31), 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


def _paint_ground(
    painter: QPainter, rect: QRectF, on: bool, enabled: bool, radius: float, bold: float = 2
) -> None:
    width = bold if on and enabled else 1
    painter.setPen(QPen(colour("accent" if on and enabled else "linestrong" if enabled else "line"), width))
    painter.setBrush(colour("accenttint" if on else "surface" if enabled else "surface2"))
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def _paint_digit(painter: QPainter, box: QRectF, key: str, on: bool) -> None:
    painter.setPen(QPen(colour("accent" if on else "line"), 1))
    painter.setBrush(colour("accent" if on else "surface"))
    painter.drawRoundedRect(box, px(3), px(3))
    painter.setFont(font("small"))
    painter.setPen(colour("onaccent" if on else "text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
