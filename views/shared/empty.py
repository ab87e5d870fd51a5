"""What an empty pane shows: what is missing, what to do next, and the button for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.signs import paint_icon
from views.shared.tokens import colour, px


class IconMark(QWidget):
    """An icon standing alone; it says nothing to screen readers."""

    def __init__(self, icon: str, size: int = 24, ink: str = "text2") -> None:
        super().__init__()
        self._icon, self._size, self._ink = icon, size, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._icon, colour(self._ink))
        painter.end()


class EmptyState(QWidget):
    """Icon, one bold line, one sentence, a primary button and quiet alternatives, centred in the pane."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        action: Button | None = None,
        alternative: Button | None = None,
        others: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title} {sentence}".strip())
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(8))
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon), 0, centre)
        self.title = Label(title, bold=True)
        column.addWidget(self.title, 0, centre)
        if sentence:
            text = Label(sentence, "second", ink="text2", wrap=True)
            text.setAlignment(centre)
            wide = max(px(260), min(px(360), text.fontMetrics().horizontalAdvance(sentence) + px(4)))
            text.setFixedSize(wide, text.heightForWidth(wide))  # a centred item is not asked for its height
            column.addWidget(text, 0, centre)
        if action is not None:
            action.setProperty("startHere", True)
        for button in (action, alternative, *others):
            if button is not None:
                column.addSpacing(px(4))
                column.addWidget(button, 0, centre)
        column.addStretch(3)
