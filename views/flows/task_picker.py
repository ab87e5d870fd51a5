"""Type to find a task of the other flow, Enter says that it is the same work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem

from models.flows.queries import ElementRow
from models.words import say
from views.flows.picker import FOUND, Picker, PickerDelegate
from views.shared.tokens import colour, px
from views.shared.type import font

_SHOWN = 6


class TaskPicker(Picker):
    """The tasks of the other flow; see `Picker`."""

    def __init__(self) -> None:
        words = "flow_comparison.screen.pick"
        names = (say(words), say(f"{words}_prompt"), say(words))
        super().__init__(names, say(f"{words}_none"), _TaskDelegate(), _SHOWN)
        self._tasks: Sequence[ElementRow] = ()

    def open(self, tasks: Sequence[ElementRow]) -> None:
        """Offer these tasks, likeliest first; ready to type."""
        self._tasks = tasks
        self.field.clear()
        self._search()
        self.show_field()

    def _search(self) -> None:
        wanted = "".join(self.field.text().split()).casefold()
        chosen = self.list.currentIndex().data(FOUND)
        found = [
            task for task in self._tasks if wanted in "".join(f"{_name(task)}{task.lane}".split()).casefold()
        ]
        items = []
        for task in found:
            text = say("flow_comparison.screen.task", task=_name(task), lane=task.lane).rstrip()
            items.append(QListWidgetItem(text))
            items[-1].setData(FOUND, task)
        ids = [task.id for task in found]
        kept = isinstance(chosen, ElementRow) and chosen.id in ids
        self.show_found(items, ids.index(chosen.id) if kept else 0)

    def _id_of(self, found: Any) -> bytes:
        return bytes(found.id)


class _TaskDelegate(PickerDelegate):
    """The task, and at the right who does it."""

    def paint_found(self, painter: QPainter, box: QRectF, found: Any) -> None:
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        painter.setFont(font("second"))
        painter.setPen(colour("text2"))
        shown = painter.fontMetrics().elidedText(found.lane, end, int(box.width() * 0.4))
        room = painter.fontMetrics().horizontalAdvance(shown)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(font())
        painter.setPen(colour("text"))
        left = box.adjusted(0, 0, -room - px(8), 0)
        painter.drawText(left, middle, painter.fontMetrics().elidedText(_name(found), end, int(left.width())))


def _name(task: ElementRow) -> str:
    return " ".join(task.name.split()) or say("flow_screen.nameless")
