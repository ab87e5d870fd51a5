"""Type to find a task of the other flow, Enter says that it is the same work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from models.flows.queries import ElementRow
from models.words import say
from views.shared.fields import SearchBox
from views.shared.labels import Label
from views.shared.tokens import colour, px
from views.shared.type import font

_ROW, _SHOWN = 28, 6
_TASK, _WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class TaskPicker(QFrame):
    """`picked(element id)` on Enter or a click, `closed` on Esc."""

    picked = Signal(bytes)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tasks: Sequence[ElementRow] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        self.field = SearchBox(say("flow_comparison.screen.pick"), say("flow_comparison.screen.pick_prompt"))
        self.field.typed.connect(lambda _: self._search())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(say("flow_comparison.screen.pick"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("edge", "all")
        self.list.setItemDelegate(_TaskDelegate(self.list))
        self.list.itemClicked.connect(self._pick)
        self.nothing = Label(say("flow_comparison.screen.pick_none"), "second", ink="text2", wrap=True)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.hide()

    def open(self, tasks: Sequence[ElementRow]) -> None:
        """Offer these tasks, likeliest first; ready to type."""
        self._tasks = tasks
        self.field.clear()
        self._search()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close."""
        self.hide()
        self.closed.emit()

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
        wanted = "".join(self.field.text().split()).casefold()
        chosen = self.list.currentIndex().data(_TASK)
        self.list.clear()
        for task in self._tasks:
            name = " ".join(task.name.split()) or say("flow_screen.nameless")
            if wanted in "".join(f"{name}{task.lane}".split()).casefold():
                item = QListWidgetItem(say("flow_comparison.screen.task", task=name, lane=task.lane).rstrip())
                item.setData(_TASK, task.id)
                item.setData(_WORDS, (name, task.lane))
                self.list.addItem(item)
        ids = [self.list.item(row).data(_TASK) for row in range(self.list.count())]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(not self.list.count())
        self.list.setFixedHeight(min(self.list.count(), _SHOWN) * px(_ROW) + 4)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(_TASK))


class _TaskDelegate(QStyledItemDelegate):
    """The task, and at the right who does it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        name, lane = index.data(_WORDS)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accenttint"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        box = box.adjusted(px(10), 0, -px(8), 0)
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        shown = painter.fontMetrics().elidedText(lane, end, int(box.width() * 0.4))
        room = painter.fontMetrics().horizontalAdvance(shown)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(font())
        painter.setPen(colour("text"))
        left = box.adjusted(0, 0, -room - px(8), 0)
        painter.drawText(left, middle, painter.fontMetrics().elidedText(name, end, int(left.width())))
