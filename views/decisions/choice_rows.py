"""The controls of the decision: rows with a key to choose a verdict, boxes for what is not recognised."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from views.shared.choices import paint_check
from views.shared.labels import key_box_width, paint_key_box
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px, tone
from views.shared.type import font


class VerdictRow(QAbstractButton):
    """One verdict: its key, sign and word, and at the right what follows from it."""

    def __init__(self, key: str, sign: str, tone_name: str, word: str, note: str) -> None:
        super().__init__()
        self._key, self._sign, self._tone, self._note = key, sign, tone_name, note
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(px(34))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(f"{word} {note}")
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_note(self, note: str) -> None:
        """Show another consequence."""
        self._note = note
        self.setAccessibleName(f"{self.text()} {note}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_option(painter, QRectF(self.rect()), self.isChecked(), self.isEnabled(), self.underMouse())
        left = float(px(10))
        paint_key_box(painter, QRectF(left, 0, self.width(), self.height()), self._key)
        left += key_box_width(self._key) + px(10)
        ink = tone(self._tone).text if self.isEnabled() else colour("text3")
        mark = QRectF(left, self.height() / 2 - px(6), px(12), px(12))
        paint_sign(painter, mark, self._sign, ink)
        left += px(20)
        painter.setFont(font(bold=True))
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        words = QFontMetricsF(painter.font()).horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, words + 4, self.height()), middle, self.text())
        room = QRectF(left + words + px(8), 0, self.width() - left - words - px(18), self.height())
        painter.setFont(font("second"))
        painter.setPen(colour("text2" if self.isEnabled() else "text3"))
        shown = QFontMetricsF(painter.font()).elidedText(
            self._note, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, shown)
        painter.end()


class PointBox(QAbstractButton):
    """A check box with its word in bold and a line about it."""

    def __init__(self, word: str, about: str) -> None:
        super().__init__()
        self._about = about
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(px(48))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(f"{word} {about}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_option(painter, QRectF(self.rect()), self.isChecked(), self.isEnabled(), self.underMouse())
        paint_check(painter, QRectF(px(8), px(7), px(16), px(18)), self.isChecked(), self.isEnabled())
        painter.setFont(font(bold=True))
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        room = self.width() - px(38)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(px(30), px(6), room, px(20)), middle, self.text())
        painter.setFont(font("small"))
        painter.setPen(colour("text2" if self.isEnabled() else "text3"))
        shown = QFontMetricsF(painter.font()).elidedText(self._about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(px(30), px(26), room, px(16)), middle, shown)
        painter.end()


class SignedWord(QWidget):
    """A sign with its word: a condition that is met or not."""

    def __init__(self, word: str, is_met: bool) -> None:
        super().__init__()
        self._word, self._met = word, is_met
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(font("second")).horizontalAdvance(self._word)) + px(20), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = tone("ok" if self._met else "bad").text
        paint_sign(painter, QRectF(0, px(4), px(12), px(12)), "check" if self._met else "cross", ink)
        painter.setFont(font("second"))
        painter.setPen(ink)
        box = QRectF(px(17), 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


def paint_option(painter: QPainter, rect: QRectF, chosen: bool, enabled: bool, hovered: bool) -> None:
    """The ground of a big choice: tinted with a bold border when chosen."""
    width = 2 if chosen and enabled else 1
    inset = width / 2
    border = "accent" if chosen and enabled else "linestrong" if enabled else "line"
    painter.setPen(QPen(colour(border), width))
    fill = "accenttint" if chosen and enabled else "surface2" if hovered or not enabled else "surface"
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), px(4), px(4))
