"""Buttons: one primary a pane, secondary bordered, quiet in accent, destructive in bad; key hints inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from views.shared.signs import paint_icon
from views.shared.tokens import colour, height, px, tone
from views.shared.type import font

ButtonKind = Literal["primary", "secondary", "quiet", "bare", "destructive"]
_ICON = 16


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button by Enter, as Space does everywhere; a key held down presses once."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    event.accept()
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A push button; `quiet` is accent text, `bare` plain text with an arrow that says a menu follows.

    `key` is shown inside (11 px) and, with `bind=True`, also works as a shortcut of the enclosing pane.
    Say why a button is disabled with `disable(reason)`: the reason becomes tooltip and accessible text.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "secondary",
        key: str = "",
        icon: str = "",
        bind: bool = False,
        small: bool = False,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self.key_hint, self._icon = kind, key, icon
        self.setFixedHeight(height("small" if small else "button"))
        self.setFont(font("second" if small or kind in ("quiet", "bare") else "body", bold=kind == "primary"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setProperty("focusRing", True)
        self.setAccessibleDescription(key)
        if clicked is not None:
            self.clicked.connect(lambda *_: clicked())
        if bind and key:
            self.bound = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut)
            self.bound.activated.connect(self.click)

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def retitle(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def disable(self, reason: str = "") -> None:
        """Disable with a reason, or enable again without one."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason or self.key_hint)

    def sizeHint(self) -> QSize:
        return self._wanted_size(self.key_hint)

    def minimumSizeHint(self) -> QSize:
        """Where room is short the key gives way before the word does."""
        return self._wanted_size("")

    def _wanted_size(self, key_hint: str) -> QSize:
        if not self.text() and not key_hint:
            return QSize(self.height() + px(2), self.height())
        pad = px(4) if self.kind in ("quiet", "bare") else px(12)
        width = 2 * pad + QFontMetrics(self.font()).horizontalAdvance(self.text())
        if self._icon:
            width += px(_ICON) + (px(6) if self.text() else 0)
        if key_hint:
            width += QFontMetrics(font("small")).horizontalAdvance(key_hint) + px(6)
        if self.kind == "bare":
            width += px(18)
        return QSize(width, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, hint = self._paint_ground(painter)
        metrics = QFontMetrics(self.font())
        pads = 2 * (px(4) if self.kind in ("quiet", "bare") else px(12))
        key_hint = self.key_hint if self.width() >= self.sizeHint().width() else ""
        width = self._wanted_size(key_hint).width() - pads if self.text() or key_hint else px(_ICON)
        left = (self.width() - width) / 2
        if self._icon:
            side = px(_ICON)
            paint_icon(painter, QRectF(left, (self.height() - side) / 2, side, side), self._icon, ink)
            left += side + px(6)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = metrics.horizontalAdvance(self.text())
        painter.drawText(QRectF(left, 0, room + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if key_hint:
            painter.setFont(font("small"))
            painter.setPen(hint)
            box = QRectF(left + room + px(6), 0, self.width(), self.height() + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, key_hint)
        if self.kind == "bare":
            side = px(12)
            box = QRectF(left + room + px(6), (self.height() - side) / 2, side, side)
            paint_icon(painter, box, "down", ink, 1.8)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> tuple[QColor, QColor]:
        """Paint fill and border; return the inks of text and hint."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hover, down = self.underMouse() and self.isEnabled(), self.isDown()
        fill, border, ink, hint = colour("surface"), colour("linestrong"), colour("text"), colour("text3")
        if not self.isEnabled():
            fill, border, ink = colour("surface2"), colour("line"), colour("text3")
            if self.kind in ("quiet", "bare"):
                return ink, hint
        elif self.kind == "primary":
            fill = colour("accenthover" if hover or down else "accent")
            border, ink, hint = fill, colour("onaccent"), colour("onaccent")
        elif self.kind in ("quiet", "bare"):
            if hover or down:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accenttint"))
                painter.drawRoundedRect(box, px(4), px(4))
            return colour("accent" if self.kind == "quiet" else "text"), hint
        elif self.kind == "destructive":
            ink, border = tone("bad").text, tone("bad").border
            fill = tone("bad").fill if hover or down else fill
        elif hover or down:
            fill = colour("surface2") if not down else colour("selidle")
        painter.setPen(QPen(border, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, px(4), px(4))
        return ink, hint


class Segments(QWidget):
    """A row of choices of which one is chosen; arrows move, and `chosen` tells the key of the new one."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`choices` are (key, text); `name` says to a screen reader what is chosen."""
        super().__init__(parent)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(choices):
            place = "only" if len(choices) == 1 else "first" if not number else ""
            part = _Segment(text, place or ("last" if number == len(choices) - 1 else "middle"), small)
            self._group.addButton(part, number)
            row.addWidget(part)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))
        self.setFocusProxy(self._group.button(0))

    def key(self) -> str:
        """The key chosen, or an empty text."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Show a choice as chosen, without emitting `chosen`; an unknown key chooses none."""
        if key in self._keys:
            button = self._group.button(self._keys.index(key))
            button.setChecked(True)
            self.setFocusProxy(button)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def enable(self, key: str, reason: str = "") -> None:
        """Disable a choice with a reason, or enable it again without one."""
        button = self._group.button(self._keys.index(key))
        button.setEnabled(not reason)
        button.setToolTip(reason)
        button.setAccessibleDescription(reason)

    def retitle(self, key: str, text: str) -> None:
        """Show another text on a choice (注意 4)."""
        button = self._group.button(self._keys.index(key))
        button.setText(text)
        button.updateGeometry()


class _Segment(QToolButton):
    def __init__(self, text: str, place: str, small: bool) -> None:
        super().__init__()
        self._place = place
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedHeight(height("small" if small else "button"))
        self.setFont(font("second"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRing", True)

    def sizeHint(self) -> QSize:
        return QSize(
            QFontMetrics(font("second", bold=True)).horizontalAdvance(self.text()) + px(22), self.height()
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        left, right = self._place in ("first", "only"), self._place in ("last", "only")
        whole = box.adjusted(0 if left else -px(8), 0, 0 if right else px(8), 0)
        painter.setClipRect(self.rect())
        on = self.isChecked()
        painter.setPen(QPen(colour("linestrong"), 1))
        painter.setBrush(colour("accenttint" if on else "surface2" if self.underMouse() else "surface"))
        painter.drawRoundedRect(whole, px(4), px(4))
        if not left:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(0, px(1) + 1, 0, self.height() - px(2))
        if on:
            painter.fillRect(
                QRectF(1 if left else 0, self.height() - 3, self.width() - 1, 2), colour("accent")
            )
        painter.setFont(font("second", bold=on))
        ink = "accent" if on else "text2" if self.isEnabled() else "text3"
        painter.setPen(colour(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
