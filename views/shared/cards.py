"""A list of cards of three lines: number, who asks and a word at the right; the title; a chip and a note."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from views.shared.chips import Asker, chip_width, paint_askers, paint_chip
from views.shared.tokens import colour, px, theme_changed
from views.shared.type import font, number_font

_CARD = 74
Item = TypeVar("Item")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. `right` stands beside the number; `chip` at the left of the third line, without a
    fill; at its right the chip `note_chip` with the words `note`, or the words alone."""

    id: Hashable
    label: str
    title: str
    askers: tuple[Asker, ...] = ()
    right: str = ""
    chip: str = ""
    note_chip: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """All of it for screen readers."""
        return " ".join(part for part in (self.label, self.title, self.right, self.note) if part)


class CardList(QListView, Generic[Item]):
    """The cards of some items; Up and Down move. `item_chosen(item | None)`, `item_opened(item)` on Enter."""

    item_chosen = Signal(object)
    item_opened = Signal(object)

    def __init__(self, name: str, card_of: Callable[[Item], Card], keeps_cursor: bool = True) -> None:
        """`keeps_cursor=False` for one of several lists that share a cursor: it may stand on no card here."""
        super().__init__()
        self._keeps_cursor = keeps_cursor
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._cards: _Cards[Item] = _Cards(card_of, self)
        self.setModel(self._cards)
        self.setItemDelegate(_CardDelegate(self))
        self.selectionModel().currentRowChanged.connect(lambda new, _: self._tell(new))
        self.activated.connect(lambda index: self._open(index))
        theme_changed.connect(self.viewport().update)
        self._silent = False

    def show_items(self, listed: Sequence[Item]) -> None:
        """Show these; tells the item with the cursor, which stays on the same card where that remains."""
        before, line = self._cards.id_at(self.currentIndex().row()), self.currentIndex().row()
        self._silent = True
        self._cards.show(listed)
        kept = self._cards.line_of(before)
        if listed and (kept >= 0 or self._keeps_cursor):
            self.go(kept if kept >= 0 else min(max(line, 0), len(listed) - 1))
        self._silent = False
        self.item_chosen.emit(self.current_item())

    def current_item(self) -> Item | None:
        """The item with the cursor."""
        return self._cards.item_at(self.currentIndex().row())

    def items(self) -> list[Item]:
        """All items, in their order."""
        return list(self._cards.listed)

    def choose(self, item_id: Hashable) -> bool:
        """Put the cursor on a card; False where it is not listed."""
        line = self._cards.line_of(item_id)
        if line >= 0:
            self.go(line)
        return line >= 0

    def step(self, by: int) -> None:
        """Move the cursor."""
        line = self.currentIndex().row() + by
        if 0 <= line < self._cards.rowCount():
            self.go(line)

    def go(self, line: int) -> None:
        """Put the cursor on a line."""
        index = self._cards.index(line)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def leave(self) -> None:
        """Put the cursor on no card."""
        self.selectionModel().clear()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cards.rowCount():
            self.go(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if not self._silent:
            self.item_chosen.emit(self._cards.item_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        item = self._cards.item_at(index.row())
        if item is not None:
            self.item_opened.emit(item)


class _Cards(QAbstractListModel, Generic[Item]):
    def __init__(self, card_of: Callable[[Item], Card], parent: QWidget) -> None:
        super().__init__(parent)
        self._card_of = card_of
        self.listed: list[Item] = []
        self._shown: list[Card] = []

    def show(self, listed: Sequence[Item]) -> None:
        self.beginResetModel()
        self.listed = list(listed)
        self._shown = [self._card_of(one) for one in self.listed]
        self.endResetModel()

    def item_at(self, line: int) -> Item | None:
        return self.listed[line] if 0 <= line < len(self.listed) else None

    def card_at(self, line: int) -> Card | None:
        return self._shown[line] if 0 <= line < len(self._shown) else None

    def id_at(self, line: int) -> Hashable | None:
        card = self.card_at(line)
        return None if card is None else card.id

    def line_of(self, item_id: Hashable | None) -> int:
        return next((line for line, card in enumerate(self._shown) if card.id == item_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card_at(index.row())
        if card is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.words
        return f"{card.label} {card.title}" if role == Qt.ItemDataRole.ToolTipRole else None


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, view: CardList[Any]) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(160), px(_CARD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        card = model.card_at(index.row()) if isinstance(model, _Cards) else None
        if card is None:
            return
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = ("accenttint" if self._view.hasFocus() else "selidle") if chosen else "surface"
        painter.fillRect(rect, colour(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), colour("linesoft"))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), colour("accent"))
        _paint_card(painter, rect.adjusted(px(14), px(8), -px(14), -px(8)), card, chosen)
        painter.restore()


def _paint_card(painter: QPainter, box: QRectF, card: Card, chosen: bool) -> None:
    line = box.height() / 3
    first = QRectF(box.left(), box.top(), box.width(), line)
    painter.setFont(number_font("second"))
    painter.setPen(colour("text2"))
    painter.drawText(first, _MIDDLE, card.label)
    room = QFontMetricsF(painter.font()).horizontalAdvance(card.label) + px(8)
    paint_askers(painter, first.adjusted(room, 0, 0, 0), card.askers)
    painter.setFont(number_font("second", bold=True))
    painter.setPen(colour("text"))
    painter.drawText(first, _MIDDLE | Qt.AlignmentFlag.AlignRight, card.right)
    painter.setFont(font("body", bold=chosen))
    painter.drawText(first.translated(0, line), _MIDDLE, _elided(painter, card.title, box.width()))
    _paint_foot(painter, first.translated(0, 2 * line), card)


def _paint_foot(painter: QPainter, foot: QRectF, card: Card) -> None:
    left = 0
    if card.chip:
        paint_chip(painter, foot, card.chip, plain=True)
        left = chip_width(card.chip, plain=True) + px(12)
    if card.note_chip:
        width = chip_width(card.note_chip, card.note)
        place = QRectF(max(foot.right() - width, foot.left() + left), foot.top(), width, foot.height())
        paint_chip(painter, place, card.note_chip, card.note)
        return
    painter.setFont(number_font("second"))
    painter.setPen(colour("text2"))
    shown = _elided(painter, card.note, foot.width() - left)
    painter.drawText(foot, _MIDDLE | Qt.AlignmentFlag.AlignRight, shown)


def _elided(painter: QPainter, text: str, room: float) -> str:
    return QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
