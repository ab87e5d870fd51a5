"""The scenes of a closed round with each package's dots, mean and spread."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from models.scoring.results import Cell, RoundResults, SceneResult
from models.scoring.rules import ItemResult
from models.words import say
from views.scoring.strip import paint_strip, points_text, share_text, strip_words
from views.shared.chips import chip_width, paint_chip
from views.shared.signs import paint_sign
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.table_delegate import RecordDelegate
from views.shared.tokens import colour, height, px, tone
from views.shared.type import number_font

_MEAN = 62


class ResultsTable(RecordTable[SceneResult]):
    """One line a scene. The columns of the packages follow the round."""

    def __init__(self, found: RoundResults) -> None:
        word = "scoring_screen.column."
        packages = [_package(number, found) for number in range(len(found.round.packages))]
        columns = [
            Column[SceneResult]("code", say(word + "code"), 64, lambda one: one.scene.code, Kind.SECOND),
            Column[SceneResult]("title", say(word + "title"), 176, lambda one: one.scene.title),
            *packages,
            Column[SceneResult](
                "spread",
                say(word + "spread"),
                64,
                _spread,
                Kind.NUMBER,
                text=lambda one: share_text(one.spread),
            ),
        ]
        name = f"results{len(packages)}"
        super().__init__(name, say("scoring_screen.results.table"), columns, lambda one: one.scene.id)
        self.setItemDelegate(_StripDelegate(self, found))
        self.verticalHeader().setDefaultSectionSize(height("spreadrow"))
        header = self.horizontalHeader()
        for number in range(2, 2 + len(packages)):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.show_rows(found.scenes)

    def current_package(self) -> int | None:
        """The place of the package whose column has the cursor."""
        number = self.currentIndex().column() - 2
        count = len(self.records.columns) - 3
        return number if 0 <= number < count else None


class _StripDelegate(RecordDelegate):
    def __init__(self, table: ResultsTable, found: RoundResults) -> None:
        super().__init__(table, table.records, cell_cursor=True)
        self._found = found

    def paint_value(self, painter: QPainter, box: QRectF, column: Column[Any], row: Any) -> None:
        if not column.key.startswith("package"):
            super().paint_value(painter, box, column, row)
            return
        number = int(column.key.removeprefix("package"))
        paint_result(painter, box, row.cells[number], self._found, number)


def paint_result(painter: QPainter, box: QRectF, cell: Cell, found: RoundResults, number: int) -> None:
    """A strip with its mean, or with 未成立 where too few of the owning section scored."""
    side = chip_width("score.invalid", plain=True) if not cell.item.is_valid else px(_MEAN)
    strip = QRectF(box.left(), box.top() + 2, box.width() - side - px(6), box.height() - 4)
    paint_strip(painter, strip, cell, found.round.rule, number)
    place = QRectF(box.right() - side, box.top(), side, box.height())
    if not cell.item.is_valid:
        paint_chip(painter, place, "score.invalid", plain=True)
        return
    painter.setFont(number_font(bold=True))
    painter.setPen(colour("text"))
    words = place.adjusted(0, 0, -px(18), 0)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, right, points_text(cell.item.mean))
    if cell.item.needs_discussion:
        mark = QRectF(place.right() - px(15), place.center().y() - px(6), px(12), px(12))
        paint_sign(painter, mark, "warn", tone("warn").text)


def _package(number: int, found: RoundResults) -> Column[SceneResult]:
    package = found.round.packages[number]
    rule = found.round.rule
    title = say(
        "scoring_screen.results.package_head",
        package=package.name,
        low=f"{float(rule.item_max - rule.scale):g}",
        high=f"{float(rule.item_max):g}",
    )
    return Column[SceneResult](
        f"package{number}",
        title,
        170,
        lambda one: _mean(one.cells[number].item),
        text=lambda one: strip_words(one.cells[number]),
        tip=lambda one: strip_words(one.cells[number]),
    )


def _mean(item: ItemResult) -> float | None:
    return float(item.mean) if item.is_valid and item.mean is not None else None


def _spread(one: SceneResult) -> float | None:
    return None if one.spread is None else float(one.spread)


SORTS: dict[str, Callable[[SceneResult], tuple[object, ...]]] = {
    "spread": lambda one: (-(one.spread if one.spread is not None else Fraction(-1)), one.scene.code),
    "order": lambda one: (),
}
"""How the scenes may be ordered before the head of a column is pressed."""
