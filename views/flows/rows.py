"""A line in the inspector that leads somewhere: Enter or a click follows it, Delete may take it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.chips import Chip, ChipText
from views.shared.empty import IconMark
from views.shared.labels import Label
from views.shared.tokens import px

_SHOWS = {QEvent.Type.Enter, QEvent.Type.FocusIn}
_HIDES = {QEvent.Type.Leave, QEvent.Type.FocusOut}


class LeadingRow(QWidget):
    """`followed` on Enter or a click, `removed` on Delete or its ×; `lead` is a number or a lane."""

    followed = Signal()
    removed = Signal()

    def __init__(
        self,
        lead: str,
        text: str,
        chip: ChipText | None = None,
        icon: str = "",
        removable: bool = False,
        removing: str = "",
    ) -> None:
        super().__init__()
        self._removable = removable
        self._cross: Button | None = None
        self.setFixedHeight(px(28))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), 0, px(2), 0)
        row.setSpacing(px(8))
        if icon:
            row.addWidget(IconMark(icon, 14))
        if lead:
            row.addWidget(Label(lead, "second", ink="text2", number=True))
        row.addWidget(Label(text, elide=True), 1)
        shown = Chip(chip.key, chip.text) if chip else None
        words = (lead, text, shown.accessibleName() if shown is not None else "")
        self.setAccessibleName(" ".join(word for word in words if word))
        if removable:
            cross = Button("", "quiet", icon="cross", small=True, clicked=self.removed.emit)
            kept = cross.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            cross.setSizePolicy(kept)
            cross.hide()
            self._cross = cross
            cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            cross.setToolTip(removing or say("flow_screen.unlink_hint"))
            cross.setAccessibleName(removing or say("flow_screen.unlink_hint"))
            row.addWidget(cross)
        if shown is not None:
            row.addWidget(shown)

    def event(self, event: QEvent) -> bool:
        """The × shows where the pointer or the focus is."""
        kind = event.type()
        if self._cross is not None and kind in _SHOWS | _HIDES:
            self._cross.setVisible(kind in _SHOWS or self.hasFocus() or self.underMouse())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit()
        elif self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.followed.emit()
