"""Type to find something in a list below the field; Enter takes it. What is found tells the subclass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from views.shared.fields import SearchBox
from views.shared.labels import Label
from views.shared.tokens import colour, px

_ROW = 28
FOUND = Qt.ItemDataRole.UserRole
"""What an item stands for."""
Index = QModelIndex | QPersistentModelIndex


class Picker(QFrame):
    """`picked(id)` on Enter or a click, `closed` on Esc. Subclasses find (`_search`) and know ids."""

    picked = Signal(bytes)
    closed = Signal()

    def __init__(
        self, names: tuple[str, str, str], nothing: str, delegate: PickerDelegate, most: int
    ) -> None:
        """`names` are those of the field, of its prompt and of the list; `most` rows are seen at once."""
        super().__init__()
        self._most = most
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        self.field = SearchBox(names[0], names[1])
        self.field.typed.connect(lambda _: self._search())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        delegate.setParent(self.list)
        self.list.setItemDelegate(delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(names[2])
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setProperty("edge", "all")
        self.list.itemClicked.connect(self._pick)
        self.nothing = Label(nothing, "second", ink="text2", wrap=True)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.hide()

    def show_field(self) -> None:
        """Be ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close."""
        self.hide()
        self.closed.emit()

    def show_found(self, items: Sequence[QListWidgetItem], current: int = 0) -> None:
        """Show what was found, with the cursor on one of it."""
        self.list.clear()
        for item in items:
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self.list.setVisible(bool(items))
        self.nothing.setVisible(not items)
        self.list.setFixedHeight(min(len(items), self._most) * px(_ROW) + 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
            self._pick(self.list.currentItem())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        elif key == Qt.Key.Key_Escape and not self.field.text():
            self.leave()
        else:
            return False
        return True

    def _search(self) -> None:
        raise NotImplementedError

    def _id_of(self, found: Any) -> bytes:
        raise NotImplementedError

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(self._id_of(item.data(FOUND)))


class PickerDelegate(QStyledItemDelegate):
    """A row of the list: the mark of the chosen one, then what `paint_found` paints."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accenttint"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        self.paint_found(painter, box.adjusted(px(10), 0, -px(6), 0), index.data(FOUND))

    def paint_found(self, painter: QPainter, box: QRectF, found: Any) -> None:
        """Paint one thing that was found."""
        raise NotImplementedError
