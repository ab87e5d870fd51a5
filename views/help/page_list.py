"""The list of pages at the left of the help; while searching, the pages found with a line of each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.words import say
from views.help.pages import ABOUT, PAGES, SCREENS, PageHit, page_title
from views.shared.tokens import colour, px
from views.shared.type import font

_NAME, _EXCERPT, _LINE = (Qt.ItemDataRole.UserRole + number for number in range(3))
_LINE_BELOW = ("start", SCREENS[-1], "commands")


class PageList(QListWidget):
    """`page_chosen(name)` when the cursor moves to a page; `entered` on Enter."""

    page_chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("help.pages"))
        self.setProperty("focusRing", True)
        self.setViewportMargins(0, px(6), 0, px(6))
        self.setItemDelegate(_Rows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._tell)
        self.itemClicked.connect(self._tell)

    def show_all(self, current: str) -> None:
        """Show all pages with the cursor on one."""
        self._fill([PageHit(name, page_title(name), "") for name in PAGES], current, with_lines=True)

    def show_hits(self, hits: list[PageHit], current: str) -> None:
        """Show what was found, the cursor on `current` if it is among them."""
        self._fill(hits, current, with_lines=False)

    def choose(self, name: str) -> None:
        """Put the cursor on a page without telling."""
        self.blockSignals(True)
        names = self.names()
        self.setCurrentRow(names.index(name) if name in names else -1)
        self.blockSignals(False)
        self.viewport().update()

    def names(self) -> list[str]:
        """The pages listed."""
        return [str(item.data(_NAME)) for item in self._items()]

    def current_name(self) -> str:
        """The page with the cursor, or an empty text."""
        row = self.currentRow()
        return self.names()[row] if row >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, hits: list[PageHit], current: str, with_lines: bool) -> None:
        self.blockSignals(True)
        self.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_NAME, hit.name)
            item.setData(_EXCERPT, hit.excerpt)
            item.setData(_LINE, with_lines and hit.name in _LINE_BELOW and hit.name != ABOUT)
            item.setToolTip(hit.excerpt)
            self.addItem(item)
        self.blockSignals(False)
        self.choose(current)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _tell(self, item: QListWidgetItem | None, *_: object) -> None:
        if item is not None:
            self.page_chosen.emit(str(item.data(_NAME)))


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tall = 52 if index.data(_EXCERPT) else 32
        return QSize(px(120), px(tall + (9 if index.data(_LINE) else 0)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box = QRect(option.rect)
        state = option.state
        painter.save()
        if index.data(_LINE):
            painter.fillRect(QRect(box.left(), box.bottom() - px(4), box.width(), 1), colour("line"))
            box.setBottom(box.bottom() - px(9))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour("accenttint"))
            painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("surface2"))
        inside = box.adjusted(px(14), 0, -px(8), 0)
        excerpt = str(index.data(_EXCERPT) or "")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font("body", bold=chosen))
        painter.setPen(colour("accent" if chosen else "text"))
        title = inside.adjusted(0, px(5), 0, -px(25)) if excerpt else inside
        _draw(painter, title, middle, str(index.data()))
        if excerpt:
            painter.setFont(font("small"))
            painter.setPen(colour("text2"))
            _draw(painter, inside.adjusted(0, px(26), 0, -px(6)), middle, excerpt)
        painter.restore()


def _draw(painter: QPainter, box: QRect, where: Qt.AlignmentFlag, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, where, cut)
