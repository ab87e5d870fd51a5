"""Paints and edits the cells of a `RecordTable`: rows, groups, chips, askers, the cursor cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from views.shared.chips import chip_width, paint_askers, paint_chip
from views.shared.choices import Choice, paint_check
from views.shared.signs import paint_icon
from views.shared.table_columns import UNANSWERED, Column, Group, Kind, cell_text, chip_of
from views.shared.table_model import RecordModel
from views.shared.tokens import colour, height, px
from views.shared.type import font, number_font

_PAD, _BAR = 8, 3
Index = QModelIndex | QPersistentModelIndex


class RecordDelegate(QStyledItemDelegate):
    """The one painter and editor of table cells."""

    def __init__(self, table: QTableView, records: RecordModel[Any], cell_cursor: bool) -> None:
        super().__init__(table)
        self._table, self._records, self._cell_cursor = table, records, cell_cursor

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), height("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        model = self._records
        row, group = model.row_at(index.row()), model.group_at(index.row())
        painter.save()
        painter.setClipRect(rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        active = self._table.hasFocus() or self._table.state() == QAbstractItemView.State.EditingState
        first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        self._paint_ground(painter, rect, selected, active, first, group is not None)
        if group is not None:
            self._paint_group(painter, rect, index.column(), group)
        elif row is not None:
            box = QRectF(rect).adjusted(px(12) if first else px(_PAD), 0, -px(_PAD), -1)
            self.paint_value(painter, box, model.columns[index.column()], row)
        if active and index == self._table.currentIndex() and (self._cell_cursor or group is not None):
            painter.setPen(QPen(colour("accent"), 2))
            if group is None:
                painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def paint_value(self, painter: QPainter, box: QRectF, column: Column[Any], row: Any) -> None:
        """Paint one value; a table with pictures in its cells overrides this."""
        paint_cell(painter, box, column, row)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column: Column[Any] = self._records.columns[index.column()]
        row = self._records.row_at(index.row())
        if column.choices is not None and row is not None:
            box = Choice(column.choices(row), column.title, parent=parent)
            box.picked.connect(lambda _: self._finish(box))
            QTimer.singleShot(0, box, box.showPopup)
            return box
        field = QLineEdit(parent)
        field.setProperty("cell", "true")
        field.setAccessibleName(column.title)
        field.setFont(font())
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, Choice):
            editor.choose(value)
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, Choice):
            model.setData(index, editor.key())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        return False

    def _paint_ground(
        self, painter: QPainter, rect: QRect, selected: bool, active: bool, first: bool, group: bool
    ) -> None:
        ground = "surface2" if group else "surface"
        if selected:
            ground = "accenttint" if active else "selidle"
        painter.fillRect(rect, colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("linesoft"))
        if selected and active and first:
            painter.fillRect(QRect(rect.left(), rect.top(), px(_BAR), rect.height()), colour("accent"))

    def _paint_group(self, painter: QPainter, rect: QRect, column: int, group: Group) -> None:
        """Each cell paints its own slice of one text that runs across the columns before the first total."""
        key = self._records.columns[column].key
        total = group.totals.get(key)
        if total is not None:
            painter.setFont(number_font())
            painter.setPen(colour("text2"))
            box = QRectF(rect).adjusted(px(_PAD), 0, -px(_PAD), -1)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, total)
            return
        span = self._text_span(group, rect)
        if rect.left() > span.right():
            return
        left = float(span.left() + px(12)) + group.level * px(18)
        arrow = QRectF(left, span.center().y() - px(6), px(12), px(12))
        folded = self._records.is_folded(group)
        paint_icon(painter, arrow, "right" if folded else "down", colour("text2"), 1.8)
        left += px(20)
        painter.setPen(colour("text"))
        painter.setFont(font("body", bold=group.level == 0))
        room = QFontMetricsF(painter.font()).horizontalAdvance(group.title)
        box = QRectF(left, span.top(), room + 4, span.height() - 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, group.title)
        left += room + px(8)
        painter.setFont(font("small"))
        painter.setPen(colour("text2"))
        painter.drawText(
            QRectF(left, span.top(), 2000, span.height()), Qt.AlignmentFlag.AlignVCenter, group.note
        )
        if group.chip is not None:
            left += QFontMetricsF(painter.font()).horizontalAdvance(group.note) + (
                px(16) if group.note else 0
            )
            width = chip_width(group.chip.key, group.chip.text)
            box = QRectF(left, span.top(), width, span.height() - 1)
            paint_chip(painter, box, group.chip.key, group.chip.text)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _text_span(self, group: Group, rect: QRect) -> QRect:
        """Where a group row's text may run in `rect`'s line: up to the first column with a total."""
        header = self._table.horizontalHeader()
        right = header.length() - header.offset()
        for place in range(header.count()):
            at = header.logicalIndex(place)
            if not self._table.isColumnHidden(at) and self._records.columns[at].key in group.totals:
                right = min(right, header.sectionViewportPosition(at))
        left = -header.offset()
        return QRect(left, rect.top(), right - left, rect.height())


def paint_cell(painter: QPainter, box: QRectF, column: Column[Any], row: Any) -> None:
    """Paint one value into `box` as its column's kind asks."""
    kind = column.kind
    if kind in (Kind.CHIP, Kind.SIGN):
        chip = chip_of(column.value(row))
        if chip is not None:
            paint_chip(painter, box, chip.key, chip.text, plain=kind is Kind.SIGN)
            return
    elif kind is Kind.ASKERS:
        paint_askers(painter, box, column.value(row))
        return
    elif kind is Kind.CHECK:
        paint_check(painter, QRectF(box.left(), box.top(), px(14), box.height()), bool(column.value(row)))
        return
    text = cell_text(column, row)
    if column.icon is not None:
        mark = QRectF(box.left(), box.center().y() - px(7), px(14), px(14))
        paint_icon(painter, mark, column.icon(row), colour("text"))
        box = box.adjusted(px(22), 0, 0, 0)
    ink, side = "text", Qt.AlignmentFlag.AlignLeft
    painter.setFont(font("body", bold=kind is Kind.STRONG))
    if kind is Kind.SECOND:
        painter.setFont(number_font("second"))
        ink = "text2"
    elif kind is Kind.NUMBER:
        painter.setFont(number_font())
        side = Qt.AlignmentFlag.AlignRight
    elif kind is Kind.LINK and text != "—":
        ink = "accent"
    if text == "—" or (kind is Kind.NUMBER and column.value(row) is UNANSWERED):
        ink = "text2"
    painter.setPen(colour(ink))
    line = text.partition("\n")[0]
    shown = QFontMetricsF(painter.font()).elidedText(line, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def paint_header(painter: QPainter, rect: QRect, title: str, right: bool, arrow: str, first: bool) -> None:
    """Paint a section of a table head; `arrow` is up, down or empty."""
    painter.fillRect(rect, colour("surface2"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QLineF(rect.left(), rect.bottom() + 0.5, rect.right() + 1, rect.bottom() + 0.5))
    painter.setFont(font("second"))
    painter.setPen(colour("text2"))
    box = QRectF(rect).adjusted(px(12) if first else px(_PAD), 0, -px(_PAD), -1)
    side = px(10) if arrow else 0
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, box.width() - side)
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        box.adjusted(0, 0, -side if right else 0, 0), align | Qt.AlignmentFlag.AlignVCenter, shown
    )
    if arrow:
        left = box.right() - side + 1 if right else box.left() + metrics.horizontalAdvance(shown) + 2
        paint_icon(
            painter, QRectF(left, box.center().y() - px(5), px(10), px(10)), arrow, colour("text2"), 2.0
        )
