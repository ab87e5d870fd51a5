"""The list below the search at the top: records, screens and commands that match what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.words import say
from views.shared.fields import SearchBox
from views.shared.labels import Label
from views.shared.screen import SearchHit
from views.shared.signs import paint_icon
from views.shared.table_model import Index
from views.shared.tokens import colour, px
from views.shared.type import font

_MOST = 12


class SearchPopup(QFrame):
    """Typing goes on in the box while ↑↓ choose here; `picked(hit)` on Enter or click, Esc closes."""

    picked = Signal(object)

    def __init__(self, box: SearchBox, find: Callable[[str], list[SearchHit]], window: QWidget) -> None:
        super().__init__(window)
        self._box, self._find = box, find
        self.setProperty("ground", "surface")
        self.setProperty("edge", "all")
        self.setAccessibleName(say("shell.search.name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, px(4), 1, px(4))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setAccessibleName(say("shell.search.name"))
        self.list.itemClicked.connect(self._pick)
        self._nothing = Label("", "second", ink="text2", wrap=True)
        self._nothing.setMargin(px(8))
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        box.installEventFilter(self)
        box.typed.connect(lambda _: self._look())
        self.hide()

    def hits(self) -> list[SearchHit]:
        """What is listed."""
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.FocusIn:
            self._look()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self.list.count() - 1, self.list.currentRow() + by))
            self.list.setCurrentRow(row)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look()
            self._pick(self.list.currentItem())
            return True
        if key == Qt.Key.Key_Escape and not self._box.text():
            self.hide()
            self.picked.emit(None)
            return True
        return False

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            hit = item.data(Qt.ItemDataRole.UserRole)
            self._box.clear()
            self.hide()
            self.picked.emit(hit)

    def _look(self) -> None:
        if not self._box.hasFocus():
            self.hide()
            return
        text = self._box.text().strip()
        found = self._find(text)[:_MOST]
        before = self.list.currentRow()
        self.list.clear()
        for hit in found:
            item = QListWidgetItem(hit.title)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title} {hit.note}")
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(before, len(found) - 1)))
        self.list.setVisible(bool(found))
        self._nothing.setText(say("shell.search.nothing", text=text))
        self._nothing.setVisible(not found)
        self._place(len(found))

    def _place(self, count: int) -> None:
        corner = self._box.mapTo(self.parentWidget() or self._box, QPoint(0, self._box.height() + px(4)))
        tall = count * px(30) + px(10) if count else px(64)
        wide = max(self._box.width(), px(420))
        self.setGeometry(corner.x() + self._box.width() - wide, corner.y(), wide, tall)
        self.show()
        self.raise_()


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        hit: SearchHit = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accenttint"))
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), colour("accent"))
        box = QRectF(rect)
        paint_icon(
            painter, QRectF(px(12), box.center().y() - px(7), px(14), px(14)), hit.icon, colour("text2")
        )
        painter.setFont(font("second"))
        painter.setPen(colour("text3"))
        note = painter.fontMetrics().horizontalAdvance(hit.note)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -px(12), 0), right, hit.note)
        painter.setFont(font())
        painter.setPen(colour("text"))
        room = box.adjusted(px(36), 0, -note - px(24), 0)
        shown = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
