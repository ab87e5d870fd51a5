"""All errors about files at once, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.shared.error_line import ErrorLine
from views.shared.tokens import px

_MOST = 4


class ErrorList(QScrollArea):
    """Error lines one below the other; the fifth is reached by scrolling. Hidden without any."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(holder)
        self._lines: list[ErrorLine] = []
        self.hide()

    def show_errors(self, messages: Sequence[str]) -> None:
        """Show these sentences in place of those before."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for message in messages:
            line = ErrorLine()
            line.close_button.clicked.connect(self._fit)
            self._column.insertWidget(self._column.count() - 1, line)
            line.show_error(message)
            self._lines.append(line)
        self._fit()

    def messages(self) -> list[str]:
        """What is shown."""
        return [line.message() for line in self._lines if not line.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        shown = [line for line in self._lines if not line.isHidden()]
        tall = 0
        for line in shown[:_MOST]:
            layout = line.layout()
            room = layout.totalHeightForWidth(max(self.width(), px(320))) if layout is not None else 0
            tall += max(px(34), room)
        self.setFixedHeight(tall)
        self.setVisible(bool(shown))
