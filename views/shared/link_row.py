"""A line that leads somewhere: icon, text, and what stands at its right; Enter or a click follows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.empty import IconMark
from views.shared.labels import Label
from views.shared.tokens import px


class LinkRow(QWidget):
    """`followed` on Enter or a click; `chip` is a key of the chips, `note` stands before it.

    With `remove`, the name of that act, `removed` follows on Delete and on ×.
    """

    followed = Signal()
    removed = Signal()

    def __init__(
        self, icon: str, text: str, note: str = "", chip: str = "", leads: bool = True, remove: str = ""
    ) -> None:
        super().__init__()
        self._leads = leads
        self.setFixedHeight(px(26))
        self.setAccessibleName(f"{text} {note}".strip())
        if leads:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setProperty("focusRing", True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(IconMark(icon, 14))
        row.addWidget(Label(text, elide=True), 1)
        if note:
            row.addWidget(Label(note, "second", ink="text2"))
        if chip:
            row.addWidget(Chip(chip))
        self._may_remove = bool(remove)
        if remove:
            cross = Button("", "quiet", icon="cross", small=True, clicked=self.removed.emit)
            cross.setAccessibleName(remove)
            cross.setToolTip(f"{remove}　Del")
            row.addWidget(cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        follows = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._leads and follows and not event.modifiers():
            self.followed.emit()
        elif self._may_remove and event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._leads and event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit()
