"""Names beside shapes and on lines as items of their own: the letters above all, their paper above lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bpmn.model import Colours
from views.flows.ground import Ground
from views.flows.ink import label_colour
from views.flows.labels import PlacedLabel
from views.flows.lettering import READABLE

_COVERING = 0.86


class LabelItem(QGraphicsItem):
    """The letters of a name, above all shapes and lines."""

    def __init__(self, label: PlacedLabel, colours: Colours) -> None:
        super().__init__()
        self._label, self._colours = label, colours
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._label.reach

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE:
            self._label.words.paint(painter, self._label.at, label_colour(self._colours))


class PaperItem(QGraphicsItem):
    """The ground of a name where a line runs through it: above lines, and below shapes, which stay whole."""

    def __init__(self, label: PlacedLabel, ground: Ground) -> None:
        super().__init__()
        self._label, self._ground = label, ground
        self._crossed: bool | None = None
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def is_crossed(self) -> bool:
        """Whether a line runs through the name; found out when it is first near enough to read."""
        if self._crossed is None:
            self._crossed = self._ground.is_crossed(self._label.ink_box)
        return self._crossed

    def boundingRect(self) -> QRectF:
        return self._label.reach

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < READABLE:
            return
        if self.is_crossed:
            box = self._label.ink_box
            paper = self._ground.fill_under(box)
            paper.setAlphaF(_COVERING)
            painter.fillRect(box, paper)
