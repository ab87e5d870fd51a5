"""Back to where somebody was: the focus of a field that a key opened, once the field closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class WayBack(QObject):
    """Remembers what had the focus when `field` appeared; `go` gives it back, else to `button`."""

    def __init__(self, button: QWidget, field: QWidget) -> None:
        super().__init__(field)
        self._button, self._field = button, field
        self._before: QWidget | None = None
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.Show:
            self._before = self._field.window().focusWidget()
        return super().eventFilter(watched, event)

    def go(self) -> None:
        """Give the focus back."""
        before, self._before = self._before, None
        known = before is not None and isValid(before) and before.isVisible()
        (before if before is not None and known else self._button).setFocus()
