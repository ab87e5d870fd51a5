"""A field in which one of many names is typed or chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from views.shared.fields import TextField


class OfferField(TextField):
    """Completes names that are offered; ↓ shows all, Enter takes the first that fits (`returnPressed`)."""

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__(name, prompt)
        self._names: list[str] = []

    def offer(self, names: list[str]) -> None:
        """Complete from these names."""
        if names == self._names:
            return
        self._names = names
        completer = QCompleter(names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(lambda _: self.returnPressed.emit(), Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)

    def nearest(self) -> str:
        """The first offered name that holds what is typed."""
        typed = self.text().strip().casefold()
        return next((name for name in self._names if typed and typed in name.casefold()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and not self.text() and completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()
            return
        super().keyPressEvent(event)
