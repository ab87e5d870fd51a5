"""The scenes of a sheet with what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
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
from views.scoring.sheet_state import Mark
from views.shared.signs import paint_sign
from views.shared.tokens import colour, height, px, theme_changed, tone
from views.shared.type import font, number_font

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A scene in the list."""

    code: str
    title: str
    mark: Mark


class SceneList(QListView):
    """`scene_chosen(place)` follows the cursor; digits and Enter are left to the sheet."""

    scene_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("scoring_screen.scenes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.selectionModel().currentRowChanged.connect(lambda new, _: self.scene_chosen.emit(new.row()))
        theme_changed.connect(self.viewport().update)

    def show_lines(self, lines: Sequence[SceneLine], place: int) -> None:
        """Show these with the cursor at `place`, without telling."""
        blocked = self.selectionModel().blockSignals(True)
        self._lines.show(lines)
        self.selectionModel().blockSignals(blocked)
        index = self._lines.index(place)
        if index != self.currentIndex() or not self.selectionModel().isSelected(index):
            blocked = self.blockSignals(True)
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, choose)
            self.blockSignals(blocked)
            self.scrollTo(index)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._listed: list[SceneLine] = []

    def show(self, lines: Sequence[SceneLine]) -> None:
        if len(lines) == len(self._listed):
            self._listed = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._listed = list(lines)
        self.endResetModel()

    def line(self, row: int) -> SceneLine | None:
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.code} {line.title} {line.mark.words}"
        return line.title if role == Qt.ItemDataRole.ToolTipRole else None


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: SceneList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(180), height("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        line = model.line(index.row()) if isinstance(model, _Lines) else None
        if line is None:
            return
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        # The scene on the sheet stays tinted: it is where one is, wherever the focus stands.
        painter.fillRect(rect, colour("accenttint" if chosen else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), colour("linesoft"))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), colour("accent"))
        _paint_line(painter, rect.adjusted(px(12), 0, -px(12), 0), line, chosen)
        painter.restore()


def _paint_line(painter: QPainter, box: QRectF, line: SceneLine, chosen: bool) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(number_font("second"))
    code = max(QFontMetricsF(painter.font()).horizontalAdvance(line.code), float(px(30))) + px(8)
    painter.setPen(colour("text2"))
    painter.drawText(box, middle, line.code)
    painter.setFont(font("body", bold=chosen))
    painter.setPen(colour("text" if line.mark.is_begun or chosen else "text2"))
    room = box.width() - code - px(22)
    title = QFontMetricsF(painter.font()).elidedText(line.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box.adjusted(code, 0, 0, 0), middle, title)
    sign = QRectF(box.right() - px(12), box.center().y() - px(6), px(12), px(12))
    paint_sign(painter, sign, line.mark.sign, tone(line.mark.tone).text)
