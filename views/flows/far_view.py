"""A view that paints a plane in a few strokes when it is far away, and a map of it in the corner."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from views.flows.edge_item import EdgeItem
from views.flows.items import FlowItem, ShapeItem
from views.flows.minimap import Minimap
from views.flows.overview import FAR, Overview
from views.flows.pan_zoom import PanZoomView


class FarView(PanZoomView):
    """Knows how to paint from far away; what there is to paint tells its subclass."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minimap = Minimap(self)
        self._overview: Overview | None = None
        self._on_map = False
        # Every place is painted, so that scrolling paints only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def far_items(self) -> Iterable[ShapeItem | EdgeItem]:
        """All items of the plane."""
        return ()

    def chosen_items(self) -> Iterable[FlowItem]:
        """The selected ones."""
        return ()

    @property
    def overview(self) -> Overview:
        """The plane as seen from far away, in the colours that are shown now."""
        if self._overview is None:
            self._overview = Overview(self.far_items())
        return self._overview

    def forget_overview(self) -> None:
        """Colours or items have changed."""
        self._overview = None
        self.minimap.forget()
        self.viewport().update()

    def view_moved(self) -> None:
        self.minimap.settle()

    def press_map(self, event: QMouseEvent) -> bool:
        """Go where a press on the map points; False where it is not on the map."""
        if event.button() != Qt.MouseButton.LeftButton or not self.minimap.holds(event.position()):
            return False
        self._on_map = True
        self.minimap.go(event.position())
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._on_map:
            self.minimap.go(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._on_map = False
        super().mouseReleaseEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if hasattr(self, "minimap"):  # Qt scrolls once more when it takes the view down
            self.minimap.follow(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.zoom >= FAR:
            super().paintEvent(event)
        else:
            self._paint_far(event)
        if self.minimap.is_shown and event.region().intersects(self.minimap.rect):
            painter = QPainter(self.viewport())
            self.minimap.paint(painter, self.overview)
            painter.end()

    def _paint_far(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), self.backgroundBrush())
        painter.setTransform(self.viewportTransform())
        self.overview.paint(painter, self.mapToScene(event.rect()).boundingRect(), self.zoom)
        for item in self.chosen_items():
            item.paint_chosen(painter, self.zoom)
        painter.end()
