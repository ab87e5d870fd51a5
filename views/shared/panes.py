"""Panes and the bars on them: screen head, filter bar, tabs with counts, section heads, splitter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from views.shared.labels import Label
from views.shared.tokens import colour, height, px
from views.shared.type import font


class Pane(QFrame):
    """A part of the window that F6 reaches: a column on the surface. `keys` are its hints for the status bar.

    `edge` draws a line at one side (left, right, top, bottom).
    """

    def __init__(
        self,
        name: str,
        edge: str = "",
        ground: str = "surface",
        keys: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setProperty("pane", True)
        if edge:
            self.setProperty("edge", edge)
        self.keys: list[tuple[str, str]] = list(keys)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(
            1 if edge == "left" else 0, 1 if edge == "top" else 0, 1 if edge == "right" else 0, 0
        )
        self.column.setSpacing(0)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below the others."""
        self.column.addWidget(widget, stretch)

    def enter(self) -> None:
        """Give the focus to the pane's list, else to where work starts, else to the first that takes it."""
        for child in sorted(self.findChildren(QWidget), key=_welcome):
            if (
                child.focusPolicy() & Qt.FocusPolicy.TabFocus
                and child.isVisibleTo(self)
                and child.isEnabled()
            ):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _welcome(widget: QWidget) -> int:
    """How well the focus lies on a widget on entering its pane; buttons with `startHere` begin work."""
    if isinstance(widget, QAbstractItemView):
        return 0 if widget.model().rowCount() else 3
    return 1 if widget.property("startHere") else 2


class Bar(QFrame):
    """A row of fixed height: `add` puts widgets left, `add_right` right of the stretch."""

    def __init__(self, tall: int, ground: str = "surface", edge: str = "bottom", pad: int = 16) -> None:
        super().__init__()
        self.setProperty("ground", ground)
        self.setProperty("edge", edge)
        self.setFixedHeight(tall)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(pad), 0, px(pad), 0)
        row.setSpacing(px(8))
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        for part in (self.left, self.right):
            part.setSpacing(px(8))
        row.addLayout(self.left, 1)
        row.addLayout(self.right)
        self._stretch = True
        self.left.addStretch(1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the right end of the left part; a stretch makes it take the room."""
        if stretch and self._stretch:
            self._stretch = False
            self.left.takeAt(self.left.count() - 1)
        self.left.insertWidget(self.left.count() - (1 if self._stretch else 0), widget, stretch)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right."""
        self.right.addWidget(widget)


class ScreenHead(Bar):
    """The head of a screen: title, a note in second ink, actions at the right."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(height("head"))
        self._title = Label(title, "title", bold=True)
        self._note = Label(note, "second", ink="text2", elide=True)
        self.add(self._title)
        self.add(self._note, 1)
        self.left.setSpacing(px(12))

    def show_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def show_note(self, note: str) -> None:
        """Show another note (未確定 26件／全42件)."""
        self._note.setText(note)


class FilterBar(Bar):
    """The bar of filters above a table; its search field should take the stretch."""

    def __init__(self) -> None:
        super().__init__(height("filter"), pad=12)


class Tabs(QFrame):
    """Tabs with counts; `chosen` tells the key of the new tab."""

    chosen = Signal(str)

    def __init__(
        self, tabs: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None
    ) -> None:
        """`tabs` are (key, text)."""
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(height("tabs"))
        self.setAccessibleName(name)
        self._parts: dict[str, _Tab] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.setSpacing(0)
        row.addStretch(1)
        self.row = row
        for key, text in tabs:
            self.add_tab(key, text)
        if tabs:
            self._parts[tabs[0][0]].setChecked(True)

    def key(self) -> str:
        """The tab shown."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def add_tab(self, key: str, text: str) -> None:
        """Put a tab behind the others."""
        part = _Tab(text)
        part.clicked.connect(lambda _=False: self.chosen.emit(key))
        self.row.insertWidget(len(self._parts), part)
        self._parts[key] = part
        self._group.addButton(part)

    def remove_tab(self, key: str) -> None:
        """Take a tab away; choose another one then."""
        part = self._parts.pop(key)
        self._group.removeButton(part)
        self.row.removeWidget(part)
        part.deleteLater()

    def choose(self, key: str) -> None:
        """Show a tab as chosen, without emitting `chosen`."""
        self._parts[key].setChecked(True)

    def show_count(self, key: str, count: int | None) -> None:
        """Show a tab's count, or none."""
        self._parts[key].show_count(count)


class SectionHead(QWidget):
    """The head of a section in an inspector: number, title, note, and what stands at the right."""

    def __init__(self, title: str, number: int = 0, note: str = "", key: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        if number:
            mark = Label(str(number), "small", bold=True)
            mark.setProperty("ground", "mark")
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            mark.setFixedSize(px(16), px(18))
            row.addWidget(mark)
        self._title = Label(title, "second", ink="text2", bold=True)
        self._note = Label(note, "second", ink="text2", elide=True)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        if key:
            row.addWidget(Label(key, "small", ink="text3"))
        self.row = row
        self.setFixedHeight(px(22))

    def retitle(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def show_note(self, note: str) -> None:
        """Show another note."""
        self._note.setText(note)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right."""
        self.row.addWidget(widget)


class Splitter(QSplitter):
    """A splitter whose handle is a line of 1 px and 5 px to grab."""

    def __init__(self, *parts: QWidget, vertical: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for number, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(number, 1 if number == 0 else 0)


class _Tab(QToolButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._count: int | None = None
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(font("second"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(font("second", bold=True)).horizontalAdvance(self.text()) + px(22)
        if self._count is not None:
            width += QFontMetrics(font("small")).horizontalAdvance(f"{self._count:,}") + px(6)
        return QSize(width, height("tabs") - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        painter.setFont(font("second", bold=on))
        painter.setPen(colour("accent" if on else "text" if self.underMouse() else "text2"))
        words = painter.fontMetrics().horizontalAdvance(self.text())
        box = QRectF(px(11), 0, words + 4, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count is not None:
            painter.setFont(font("small"))
            painter.setPen(colour("accent" if on else "text3"))
            painter.drawText(
                QRectF(px(11) + words + px(6), 1, self.width(), self.height()),
                Qt.AlignmentFlag.AlignVCenter,
                f"{self._count:,}",
            )
        if on:
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), colour("accent"))
        painter.end()
