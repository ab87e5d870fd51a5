"""Check boxes, radio marks and drop-down choices, painted from the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy, QStyledItemDelegate, QWidget

from views.shared.chips import CHIPS
from views.shared.signs import paint_icon, paint_sign, sign_icon
from views.shared.tokens import colour, height, px, tone
from views.shared.type import font

_MARK = 14


def paint_check(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True) -> None:
    """A check mark's box, 14 px, centred in `rect`."""
    side = px(_MARK)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if on and enabled else "linestrong"), 1))
    painter.setBrush(colour("surface2" if not enabled else "accent" if on else "surface"))
    painter.drawRoundedRect(box, px(3), px(3))
    if on:
        paint_sign(
            painter, box.adjusted(1, 1, -1, -1), "check", colour("onaccent" if enabled else "text3"), 1.9
        )
    painter.restore()


def paint_radio(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True) -> None:
    """A radio mark, 14 px, centred in `rect`."""
    side = px(_MARK)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if on and enabled else "linestrong"), 1))
    painter.setBrush(colour("surface2" if not enabled else "accent" if on else "surface"))
    painter.drawEllipse(box)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("onaccent" if enabled else "text3"))
        painter.drawEllipse(box.center(), px(2.6) + 0.1, px(2.6) + 0.1)
    painter.restore()


class CheckBox(QCheckBox):
    """A check box with its word."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font())
        self.setProperty("focusRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(px(_MARK + 4) + (text + px(8) if self.text() else 0), px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = QRectF(0, 0, px(_MARK + 4), self.height())
        self._paint_mark(painter, mark)
        painter.setFont(self.font())
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        room = QRectF(mark.right() + px(6), 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        paint_check(painter, mark, self.isChecked(), self.isEnabled())


class Radio(QRadioButton):
    """A radio button with its word."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font())
        self.setProperty("focusRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(px(_MARK + 4) + (text + px(8) if self.text() else 0), px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = QRectF(0, 0, px(_MARK + 4), self.height())
        paint_radio(painter, mark, self.isChecked(), self.isEnabled())
        painter.setFont(self.font())
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        room = QRectF(mark.right() + px(6), 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class Choice(QComboBox):
    """A drop-down of (key, text); a key of the chip table also shows its sign. `picked` tells the new key."""

    picked = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        name: str = "",
        prompt: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self.setAccessibleName(name)
        self.setFont(font("second"))
        self.setFixedHeight(height("small" if small else "button"))
        self.setProperty("focusRing", True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setItemDelegate(QStyledItemDelegate(self))  # lets the style sheet space the list's rows
        self.setIconSize(QSize(px(12), px(12)))
        self.set_choices(choices)
        self.activated.connect(lambda number: self.picked.emit(str(self.itemData(number))))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; the key chosen before stays chosen where it is still offered."""
        before = self.key()
        self.clear()
        for key, text in choices:
            if key in CHIPS and CHIPS[key][0]:
                self.addItem(sign_icon(CHIPS[key][0], CHIPS[key][1], px(12)), text, key)
            else:
                self.addItem(text, key)
        self.choose(before)

    def key(self) -> str:
        """The key chosen, or an empty text."""
        found = self.currentData()
        return "" if found is None else str(found)

    def choose(self, key: str) -> None:
        """Show a choice as chosen, without emitting `picked`; an unknown key shows the prompt."""
        found = self.findData(key)
        self.setCurrentIndex(found if found >= 0 or self._prompt or not self.count() else 0)

    def is_lit(self) -> bool:
        """Whether the choice stands out in the accent, such as a filter in use."""
        return False

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        texts = [self.itemText(number) for number in range(self.count())] + [self._prompt]
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        sign = px(16) if any(self.itemData(number) in CHIPS for number in range(self.count())) else 0
        return QSize(widest + sign + px(38), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(80)), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        enabled = self.isEnabled()
        lit = enabled and self.is_lit()
        painter.setPen(QPen(colour("accent" if lit else "linestrong" if enabled else "line"), 1))
        painter.setBrush(colour("accenttint" if lit else "surface" if enabled else "surface2"))
        painter.drawRoundedRect(box, px(4), px(4))
        left, ink = px(10), colour("text" if enabled and self.currentIndex() >= 0 else "text3")
        ink = colour("accent") if lit else ink
        key = self.key()
        if key in CHIPS and CHIPS[key][0]:
            ink = tone(CHIPS[key][1]).text
            paint_sign(painter, QRectF(left, box.center().y() - px(6), px(12), px(12)), CHIPS[key][0], ink)
            left += px(16)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = QRectF(left, 0, self.width() - left - px(26), self.height())
        text = self.currentText() if self.currentIndex() >= 0 else self._prompt
        shown = QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        paint_icon(
            painter, QRectF(self.width() - px(22), box.center().y() - px(7), px(14), px(14)), "down", ink
        )
        painter.end()
