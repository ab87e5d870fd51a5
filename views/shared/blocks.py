"""Blocks of a page that is no list: a bold head with a note and what stands at its right, and content."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.shared.labels import Label
from views.shared.tokens import px

_NARROWEST = 240


class Block(QFrame):
    """A part of a page: `add` puts content below the head, `add_right` something at the head's right.

    `wide` content reaches the pane's edges (tables); what is added otherwise keeps the pane's padding.
    """

    def __init__(self, title: str, note: str = "", last: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        if not last:
            self.setProperty("edge", "bottom")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, px(8), 0, px(10))
        self.column.setSpacing(px(6))
        self._head = QHBoxLayout()
        self._head.setContentsMargins(px(16), 0, px(16), 0)
        self._head.setSpacing(px(8))
        self._title = Label(title, bold=True)
        self._note = Label(note, "second", ink="text2", elide=True)
        self._head.addWidget(self._title)
        self._head.addWidget(self._note, 1)
        head = QWidget()
        head.setLayout(self._head)
        head.setMinimumHeight(px(28))
        self.column.addWidget(head)

    def show_note(self, note: str) -> None:
        """Show another note beside the title."""
        self._note.setText(note)

    def add(self, widget: QWidget, wide: bool = False) -> None:
        """Put a widget below the others."""
        if wide:
            self.column.addWidget(widget)
            return
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.addWidget(widget)
        self.column.addLayout(row)

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout below the others, with the pane's padding."""
        layout.setContentsMargins(px(16), 0, px(16), 0)
        self.column.addLayout(layout)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right of the head."""
        self._head.addWidget(widget)


class Page(QScrollArea):
    """Widgets below each other that scroll together; as tall as they are where there is room.

    On narrow windows it scrolls sideways rather than cut anything off.
    """

    def __init__(self, *parts: QWidget, ground: str = "surface") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        body = QWidget()
        body.setProperty("ground", ground)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setWidget(body)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def fill(self) -> Page:
        """Take all the room there is."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return self

    def sizeHint(self) -> QSize:
        body = self.widget()
        return body.sizeHint() if body is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        body = self.widget()
        wide = body.minimumSizeHint().width() if body is not None else 0
        return QSize(min(px(_NARROWEST), wide + self.verticalScrollBar().sizeHint().width()), px(80))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
