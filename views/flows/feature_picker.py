"""Type to find a feature, Enter links it; the field stays for the next one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem

from models.words import say
from views.flows.feature_search import FeatureIndex
from views.flows.picker import FOUND, Picker, PickerDelegate
from views.shared.chips import chip_width, paint_chip
from views.shared.meanings import answer_chip
from views.shared.tokens import colour, px
from views.shared.type import font, number_font

_SHOWN = 7


class FeaturePicker(Picker):
    """The features that are not linked yet; see `Picker`."""

    def __init__(self) -> None:
        self._delegate = _FeatureDelegate()
        words = "flow_screen.pick"
        names = (say(words), say(f"{words}_prompt"), say(f"{words}_list"))
        super().__init__(names, say(f"{words}_none"), self._delegate, _SHOWN)
        self._index = FeatureIndex([])
        self._task, self._linked = "", frozenset[bytes]()
        self._searched: str | None = None

    def open(self, index: FeatureIndex, task: str, linked: frozenset[bytes], package: bytes | None) -> None:
        """Offer the features that are not linked yet, with the package's answers; ready to type."""
        self._index, self._task, self._linked = index, task, linked
        self._delegate.package = package
        self._searched = None
        self.field.clear()
        self._search()
        self.show_field()

    def _search(self) -> None:
        text = self.field.text()
        if text == self._searched:
            return
        self._searched = text
        items = []
        for row in self._index.find(text, self._task, self._linked):
            items.append(QListWidgetItem(f"{row.key} {row.title}"))
            items[-1].setData(FOUND, row)
            items[-1].setToolTip(" › ".join(row.path))
        self.show_found(items)

    def _id_of(self, found: Any) -> bytes:
        return bytes(found.id)


class _FeatureDelegate(PickerDelegate):
    """Number and name, and at the right the package's answer."""

    package: bytes | None = None

    def paint_found(self, painter: QPainter, box: QRectF, found: Any) -> None:
        painter.setPen(colour("text2"))
        painter.setFont(number_font("second"))
        left, right = box.left(), box.right()
        number = painter.fontMetrics().horizontalAdvance(found.key)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), number + 4, box.height()), middle, found.key)
        left += number + px(8)
        if self.package is not None:
            key = answer_chip(found.answer(self.package))
            width = chip_width(key)
            paint_chip(painter, QRectF(right - width, box.top(), width, box.height()), key)
            right -= width + px(8)
        painter.setPen(colour("text"))
        painter.setFont(font())
        room = QRectF(left, box.top(), right - left, box.height())
        shown = painter.fontMetrics().elidedText(found.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, shown)
