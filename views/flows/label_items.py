"""Names beside shapes and on lines as items of their own: the letters above all, their paper above lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bpmn.model import Colours
from views.flows.ink import label_colour
from views.flows.items import EdgeItem, ShapeItem
from views.flows.labels import PlacedLabel
from views.flows.lettering import READABLE
from views.shared.tokens import colour

_COVERING = 0.86


class LabelItem(QGraphicsItem):
    """The letters of a name, above all shapes and lines."""

    def __init__(self, label: PlacedLabel, colours: Colours) -> None:
        super().__init__()
        self._label, self._colours = label, colours
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._label.box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE:
            self._label.words.paint(painter, self._label.at, label_colour(self._colours))


class PaperItem(QGraphicsItem):
    """The ground of a name where a line runs through it: above lines, and below shapes, which stay whole."""

    def __init__(self, label: PlacedLabel) -> None:
        super().__init__()
        self._box = label.ink_box
        self._ground: ShapeItem | None = None
        self._looked = False
        self._crossed = False
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def is_crossed(self) -> bool:
        """Whether a line runs through the name."""
        if not self._looked:
            self._looked = True
            self._look()
        return self._crossed

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < READABLE:
            return
        if self.is_crossed:
            paper = QColor(self._ground.picture.ink.fill) if self._ground else colour("surface")
            paper.setAlphaF(_COVERING)
            painter.fillRect(self._box, paper)

    def _look(self) -> None:
        """Find out, once, whether a line runs through the name, and on what it stands."""
        found = self.scene().items(self._box, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        self._crossed = any(isinstance(item, EdgeItem) and item.runs_through(self._box) for item in found)
        grounds = (item for item in found if isinstance(item, ShapeItem) and item.holds(self._box))
        self._ground = next(grounds, None)
