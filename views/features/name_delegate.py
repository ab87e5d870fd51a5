"""The cells of the matrix: a feature that restates the current system carries a tag beside its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from models.words import say
from views.shared.chips import chip_width, paint_chip
from views.shared.table import RecordTable
from views.shared.table_columns import Column, cell_text
from views.shared.table_delegate import RecordDelegate
from views.shared.tokens import px
from views.shared.type import font


class FeatureDelegate(RecordDelegate):
    """`restates(feature id)` says whether the tag is painted."""

    def __init__(self, table: RecordTable[Any], restates: Callable[[bytes], bool]) -> None:
        super().__init__(table, table.records, True)
        self._restates = restates

    def paint_value(self, painter: QPainter, box: QRectF, column: Column[Any], row: Any) -> None:
        if column.key != "name" or not self._restates(row.id):
            super().paint_value(painter, box, column, row)
            return
        tag = say("feature_screen.restated_tag")
        wide = chip_width("other.tag", tag)
        words = QFontMetricsF(font()).horizontalAdvance(cell_text(column, row)) + 1
        if words + wide + px(6) > box.width():  # the name goes before the tag
            tag = say("feature_screen.restated_tag_short")
            wide = chip_width("other.tag", tag)
        room = max(px(40), min(words, box.width() - wide - px(6)))
        super().paint_value(painter, QRectF(box.left(), box.top(), room, box.height()), column, row)
        left = box.left() + room + px(6)
        place = QRectF(left, box.top(), max(0.0, box.right() - left), box.height())
        if place.width() > px(24):
            paint_chip(painter, place, "other.tag", tag)
