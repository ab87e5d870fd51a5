"""The parts around a table: its head, and a totals row whose numbers stand under their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from views.shared.table_columns import Column, Kind
from views.shared.table_delegate import paint_header
from views.shared.table_model import RecordModel
from views.shared.tokens import colour, height, px
from views.shared.type import font, number_font


class TotalsRow(QWidget):
    """A footer under a table whose numbers stand under their columns and follow the head."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table
        self._title, self._note, self._totals = "", "", dict[str, str]()
        self.setFixedHeight(height("row"))
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self.update())
        header.sectionMoved.connect(lambda *_: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def show_totals(self, title: str, totals: Mapping[str, str], note: str = "") -> None:
        """`totals` are texts by column key."""
        self._title, self._note, self._totals = title, note, dict(totals)
        told = [f"{column.title} {totals[column.key]}" for column in self._columns() if column.key in totals]
        self.setAccessibleName(" ".join([title, *told, note]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
        header = self._table.horizontalHeader()
        painter.setFont(number_font(bold=True))
        painter.setPen(colour("text"))
        free = float(self.width())
        for at, column in enumerate(self._columns()):
            if column.key not in self._totals or self._table.isColumnHidden(at):
                continue
            left, width = header.sectionViewportPosition(at), header.sectionSize(at)
            free = min(free, left)
            box = QRectF(left + px(8), 0, width - px(16), self.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, self._totals[column.key])
        painter.setClipRect(QRectF(0, 0, free, self.height()))
        painter.setFont(font(bold=True))
        words = painter.fontMetrics().horizontalAdvance(self._title)
        painter.drawText(QRectF(px(12), 0, free, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        note = QRectF(px(12) + words + px(12), 0, free - words - px(28), self.height())
        shown = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, int(note.width()))
        painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _columns(self) -> tuple[Column[Any], ...]:
        model = self._table.model()
        return model.columns if isinstance(model, RecordModel) else ()


class TableHead(QHeaderView):
    """The head: painted from the tokens; a click sorts, the right button shows the columns."""

    def __init__(self, table: QTableView, records: RecordModel[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._records = records
        self.setFixedHeight(height("tablehead"))
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setMinimumSectionSize(px(32))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._records.columns[logicalIndex]
        arrow = ""
        if self.sortIndicatorSection() == logicalIndex:
            arrow = "up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
        painter.save()
        right = column.kind is Kind.NUMBER
        paint_header(painter, rect, column.title, right, arrow, self.visualIndex(logicalIndex) == 0)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("surface2"))
        painter.fillRect(0, self.viewport().height() - 1, self.viewport().width(), 1, colour("line"))
        painter.end()
        super().paintEvent(event)
