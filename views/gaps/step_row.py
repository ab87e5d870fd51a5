"""One step of the ladder: its mark, its name, and why it does not achieve the purpose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.words import say
from views.shared.choices import paint_radio
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px
from views.shared.type import font


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
        self.setFixedHeight(px(25))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(30), 0, px(4), 0)
        row.setSpacing(px(8))
        self._plain, self._strong = Label(name, ink="text2"), Label(name, bold=True)
        self.note = Label("", "second", ink="text2", elide=True)
        self.reason = TextField(
            say("gap_screen.ladder.reason_of", step=name), say("gap_screen.ladder.reason")
        )
        self.reason.setProperty("flat", "true")
        self.reason.setFixedHeight(px(23))
        self.reason.setFont(font("second"))
        self.reason.editingFinished.connect(self.reasoned)
        for name_label in (self._plain, self._strong):
            name_label.setMinimumWidth(width)
            row.addWidget(name_label)
        row.addWidget(self.note, 1)
        row.addWidget(self.reason, 1)
        self.show_step("open", "", None, True)

    def show_step(self, mark: str, note: str, reason: str | None, enabled: bool) -> None:
        """Show a mark with a note, or with a reason that can be written where one is given."""
        self._mark, self._enabled = mark, enabled
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
        place = QRectF(px(8), 0, px(16), self.height() - 1)
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
