"""A button for what cannot be taken back: the first press says so, the second does it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from views.shared.buttons import Button, ButtonKind

_STAYS_MS = 6000


class ConfirmButton(Button):
    """`confirmed` on the second press within six seconds; `again` is its text between both."""

    confirmed = Signal()

    def __init__(
        self, text: str, again: str, kind: ButtonKind = "primary", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind, parent=parent)
        self._text, self._again, self._armed = text, again, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.disarm)
        self.clicked.connect(lambda *_: self._press())

    def is_armed(self) -> bool:
        """Whether the next press does it."""
        return self._armed

    def disarm(self) -> None:
        """Forget the first press."""
        self._armed = False
        self._timer.stop()
        self.retitle(self._text)

    def _press(self) -> None:
        if self._armed:
            self.disarm()
            self.confirmed.emit()
            return
        self._armed = True
        self.retitle(self._again)
        self._timer.start()
