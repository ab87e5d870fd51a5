"""One step of the ladder: its mark, its name, and why it does not achieve the purpose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from models.words import say
from views.shared.choices import paint_radio
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px
from views.shared.type import font

_TALL, _FIELD = 25, 26


class StepRow(QFrame):
    """`picked` on a click, Space or Enter; `moved(±1)` on the arrows; `reasoned` when a reason was typed.

    `mark` is chosen, ruled_out (a lighter step with its reason) or open.
    """

    picked = Signal()
    moved = Signal(int)
    reasoned = Signal()

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self._mark, self._enabled = "open", True
        self.setFixedHeight(px(_TALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(30), 0, px(4), 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._plain, self._strong = Label(name, ink="text2"), Label(name, bold=True)
        self.note = Label("", "second", ink="text2", elide=True)
        self.reason = TextField(
            say("gap_screen.ladder.reason_of", step=name), say("gap_screen.ladder.reason")
        )
        self.reason.setProperty("flat", "true")
        self.reason.setFixedHeight(px(_TALL - 2))
        self.reason.setFont(font("second"))
        self.reason.editingFinished.connect(self.reasoned)
        for column, label in enumerate((self._plain, self._strong)):
            label.setMinimumWidth(width)
            self._grid.addWidget(label, 0, column)
        self._grid.addWidget(self.note, 0, 2)
        self._grid.addWidget(self.reason, 0, 2)
        self._asks = False
        self.show_step("open", "", None, True)

    def show_step(self, mark: str, note: str, reason: str | None, enabled: bool, asks: bool = False) -> None:
        """Show a mark with a note, or with a reason that can be written where one is given.

        `asks` gives the reason a line of its own, since it has to be written now.
        """
        self._mark, self._enabled = mark, enabled
        self._make_room(asks)
        self._plain.setVisible(mark != "chosen")
        self._strong.setVisible(mark == "chosen")
        self.note.setText(note)
        self.note.setVisible(reason is None)
        self.reason.setVisible(reason is not None)
        self.reason.setReadOnly(not enabled)
        if reason is not None and not self.reason.isModified():
            self.reason.setText(reason)
            self.reason.setCursorPosition(0)
            self.reason.setToolTip(reason)
        self.setAccessibleDescription(f"{say(f'gap_screen.ladder.{mark}')} {reason or note}".strip())
        self.update()

    def _make_room(self, asks: bool) -> None:
        if asks == self._asks:
            return
        self._asks = asks
        self._grid.removeWidget(self.reason)
        self._grid.addWidget(self.reason, *((1, 0, 1, 3) if asks else (0, 2)))
        self.reason.setProperty("flat", "false" if asks else "true")
        self.reason.setFixedHeight(px(_FIELD if asks else _TALL - 2))
        self.reason.style().unpolish(self.reason)
        self.reason.style().polish(self.reason)
        self.setFixedHeight(px(_TALL + (_FIELD + 5 if asks else 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.hasFocus():  # what the field of the reason leaves over is not meant for the row
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.picked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Right and self.reason.isVisible():
            self.reason.setFocus()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.picked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._mark == "chosen"
        painter.fillRect(self.rect(), colour("accenttint" if chosen else "surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("linesoft"))
        place = QRectF(px(8), 0, px(16), px(_TALL) - 1)
        if self._mark == "ruled_out":
            side = px(10)
            box = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            paint_sign(painter, box, "cross", colour("text2"))
        else:
            paint_radio(painter, place, chosen, self._enabled)
        painter.end()


def name_width(names: list[str], widget: QWidget) -> int:
    """The room that the longest of these names needs in bold."""
    bold = Label("", bold=True, parent=widget)
    return max(bold.fontMetrics().horizontalAdvance(name) for name in names) + px(4)
