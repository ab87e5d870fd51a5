"""The cards of the inbox: number, who asks, the wait, title, response, and what presses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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

from models.words import say
from views.decisions.listing import Case
from views.shared.chips import Asker, chip_width, chip_word, paint_askers, paint_chip
from views.shared.meanings import disposition_chip, state_chip
from views.shared.moments import moment
from views.shared.tokens import colour, px, theme_changed
from views.shared.type import font, number_font

_CARD = 74
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CaseList(QListView):
    """The cards. Up and Down move; the screen's J and K do the same from anywhere."""

    case_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("decision_screen.inbox"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._cases = _CaseModel(self)
        self.setModel(self._cases)
        self.setItemDelegate(_CardDelegate(self))
        self.selectionModel().currentRowChanged.connect(lambda new, _: self._tell(new))
        theme_changed.connect(self.viewport().update)
        self._silent = False

    def show_cases(self, listed: Sequence[Case]) -> None:
        """Show these; tells the case with the cursor when it is another one than before."""
        before, line = self.current_case(), self.currentIndex().row()
        self._silent = True
        self._cases.show(listed)
        gaps = [one.gap for one in listed]
        if before is not None and before.gap in gaps:
            line = gaps.index(before.gap)
        if listed:
            self._go(min(max(line, 0), len(listed) - 1))
        self._silent = False
        self.case_chosen.emit(self.current_case())

    def current_case(self) -> Case | None:
        """The case with the cursor."""
        return self._cases.case_at(self.currentIndex().row())

    def choose(self, gap: bytes) -> bool:
        """Put the cursor on a gap; False where it is not listed."""
        for line in range(self._cases.rowCount()):
            case = self._cases.case_at(line)
            if case is not None and case.gap == gap:
                self._go(line)
                return True
        return False

    def step(self, by: int) -> None:
        """Move the cursor."""
        line = self.currentIndex().row() + by
        if 0 <= line < self._cases.rowCount():
            self._go(line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _go(self, line: int) -> None:
        index = self._cases.index(line)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _tell(self, index: QModelIndex) -> None:
        if not self._silent:
            self.case_chosen.emit(self._cases.case_at(index.row()))


class _CaseModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._listed: list[Case] = []

    def show(self, listed: Sequence[Case]) -> None:
        self.beginResetModel()
        self._listed = list(listed)
        self.endResetModel()

    def case_at(self, line: int) -> Case | None:
        return self._listed[line] if 0 <= line < len(self._listed) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        case = self.case_at(index.row())
        if case is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{case.label} {case.title} {_days(case)} {_note(case)[1]}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{case.label} {case.title}"
        return None


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, view: CaseList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(_CARD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        case = model.case_at(index.row()) if isinstance(model, _CaseModel) else None
        if case is None:
            return
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = ("accenttint" if self._view.hasFocus() else "selidle") if chosen else "surface"
        painter.fillRect(rect, colour(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), colour("linesoft"))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), colour("accent"))
        _paint_card(painter, rect.adjusted(px(14), px(8), -px(14), -px(8)), case, chosen)
        painter.restore()


def _paint_card(painter: QPainter, box: QRectF, case: Case, chosen: bool) -> None:
    line = box.height() / 3
    first = QRectF(box.left(), box.top(), box.width(), line)
    second, third = first.translated(0, line), first.translated(0, 2 * line)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(number_font("second"))
    painter.setPen(colour("text2"))
    painter.drawText(first, middle, case.label)
    room = QFontMetricsF(painter.font()).horizontalAdvance(case.label) + px(8)
    askers = [Asker(one.mark or one.name[:1], one.name, one.asks) for one in case.askers]
    paint_askers(painter, first.adjusted(room, 0, 0, 0), askers)
    painter.setFont(number_font("second", bold=True))
    painter.setPen(colour("text"))
    painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, _days(case))
    painter.setFont(font("body", bold=chosen))
    title = QFontMetricsF(painter.font()).elidedText(case.title, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(second, middle, title)
    paint_chip(painter, third, disposition_chip(case.disposition), plain=True)
    key, words = _note(case)
    left = chip_width(disposition_chip(case.disposition), plain=True) + px(12)
    if key:
        width = chip_width(key, words)
        paint_chip(
            painter, QRectF(max(box.right() - width, box.left() + left), third.top(), width, line), key, words
        )
        return
    painter.setFont(font("second"))
    painter.setPen(colour("text2"))
    room_left = box.width() - left
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room_left)
    painter.drawText(third, middle | Qt.AlignmentFlag.AlignRight, shown)


def _days(case: Case) -> str:
    return "" if case.days is None else say("decision_screen.days", n=case.days)


def _note(case: Case) -> tuple[str, str]:
    """The chip key (or none) and the words at a card's right foot."""
    chip = state_chip(case.state.key)
    if case.act in ("chief", "third_party"):
        if case.is_overdue and case.due is not None:
            return "other.overdue", say("decision_screen.due", day=moment(case.due))
        if case.state.key == "stale":
            return chip, chip_word(chip)
        foreign = say("decision_screen.drafted_by", section=case.drafted_by) if case.is_foreign else ""
        return "", foreign
    return chip, chip_word(chip)
