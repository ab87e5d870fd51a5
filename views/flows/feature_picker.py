"""Type to find a feature, Enter links it; the field stays for the next one."""

from __future__ import annotations

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

from models.lists.feature_rows import FeatureRow
from models.words import say
from views.flows.feature_search import FeatureIndex
from views.shared.chips import chip_width, paint_chip
from views.shared.fields import SearchBox
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_ROW, _SHOWN = 28, 7
_FEATURE = Qt.ItemDataRole.UserRole


class FeaturePicker(QFrame):
    """`picked(feature id)` on Enter or a click, `closed` on Esc."""

    picked = Signal(bytes)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._index = FeatureIndex([])
        self._task, self._linked = "", frozenset[bytes]()
        self._searched: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        self.field = SearchBox(say("flow_screen.pick"), say("flow_screen.pick_prompt"))
        self.field.typed.connect(lambda _: self._search())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_FeatureDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(say("flow_screen.pick_list"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setProperty("edge", "all")
        self.list.itemClicked.connect(self._pick)
        self.nothing = Label(say("flow_screen.pick_none"), "second", ink="text2", wrap=True)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.hide()

    def open(self, index: FeatureIndex, task: str, linked: frozenset[bytes], package: bytes | None) -> None:
        """Offer the features that are not linked yet, with the package's answers; ready to type."""
        self._index, self._task, self._linked = index, task, linked
        delegate = self.list.itemDelegate()
        if isinstance(delegate, _FeatureDelegate):
            delegate.package = package
        self.field.clear()
        self._search(anew=True)
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

    def _search(self, anew: bool = False) -> None:
        text = self.field.text()
        if text == self._searched and not anew:
            return
        self._searched = text
        self.list.clear()
        for row in self._index.find(text, self._task, self._linked):
            item = QListWidgetItem(f"{row.key} {row.title}")
            item.setData(_FEATURE, row)
            item.setToolTip(" › ".join(row.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(not self.list.count())
        self.list.setFixedHeight(min(self.list.count(), _SHOWN) * px(_ROW) + 4)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(_FEATURE).id)


class _FeatureDelegate(QStyledItemDelegate):
    package: bytes | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_FEATURE)
        if not isinstance(row, FeatureRow):
            return
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accenttint"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        painter.setPen(colour("text2"))
        painter.setFont(number_font("second"))
        left = box.left() + px(10)
        number = painter.fontMetrics().horizontalAdvance(row.key)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), number + 4, box.height()), middle, row.key)
        left += number + px(8)
        right = box.right() - px(6)
        if self.package is not None:
            key = answer_chip(row.answer(self.package))
            width = chip_width(key)
            paint_chip(painter, QRectF(right - width, box.top(), width, box.height()), key)
            right -= width + px(8)
        painter.setPen(colour("text"))
        painter.setFont(font())
        room = QRectF(left, box.top(), right - left, box.height())
        shown = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, shown)
