"""The whole plane in a corner, with the part that is on screen; a press or drag goes there."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsView

from views.flows.overview import Overview
from views.flows.shapes.outlines import pen
from views.shared.tokens import colour

SIZE = QSize(172, 90)
_PADDING, _EDGE = 4, 12


class Minimap:
    """Painted over the viewport by its view. A widget there would make every scroll a full repaint.

    Its picture is painted once and kept until `forget`.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self._picture: QPixmap | None = None
        self.is_shown = False

    @property
    def rect(self) -> QRect:
        """Where it lies on the viewport: at the lower right."""
        room = self._view.viewport().size() - SIZE
        return QRect(room.width() - _EDGE, room.height() - _EDGE, SIZE.width(), SIZE.height())

    def forget(self) -> None:
        """Paint the picture anew next time."""
        self._picture = None
        self._view.viewport().update(self.rect)

    def settle(self) -> None:
        """Be there only where the plane is larger than the view."""
        viewport = self._view.viewport()
        seen = self._view.mapToScene(viewport.rect()).boundingRect()
        whole = self._view.sceneRect()
        has_room = viewport.width() > 3 * SIZE.width() and viewport.height() > 2 * SIZE.height()
        # A picture that fits is a little cut by rounding and scroll bars, which is no reason for a map.
        seen = seen.marginsAdded(QMarginsF(*[0.02 * max(whole.width(), whole.height())] * 4))
        self.is_shown = has_room and not whole.isEmpty() and not seen.contains(whole)
        viewport.update(self.rect)

    def follow(self, dx: int, dy: int) -> None:
        """The viewport was scrolled and the map's image with it: paint both places anew."""
        if self.is_shown:
            self._view.viewport().update(self.rect)
            self._view.viewport().update(self.rect.translated(dx, dy))

    def holds(self, place: QPointF) -> bool:
        """Whether a place on the viewport lies on the map."""
        return self.is_shown and QRectF(self.rect).contains(place)

    def go(self, place: QPointF) -> None:
        """Show the part of the plane that lies under a place on the map."""
        area, whole = self._area(), self._view.sceneRect()
        scale = whole.width() / max(area.width(), 1.0)
        to = place - QPointF(self.rect.topLeft())
        self._view.centerOn(whole.topLeft() + (to - area.topLeft()) * scale)

    def paint(self, painter: QPainter, overview: Overview) -> None:
        """Paint it where it lies, if it is there at all."""
        if not self.is_shown:
            return
        painter.save()
        painter.translate(self.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(colour("linestrong"), 1.0))
        painter.setBrush(colour("surface2"))
        room = QRectF(0, 0, SIZE.width(), SIZE.height())
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._picture is None:
            self._picture = self._painted(overview)
        painter.drawPixmap(0, 0, self._picture)
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        frame = QRectF(self._to_map(seen.topLeft()), self._to_map(seen.bottomRight()))
        tint = colour("accent")
        painter.setPen(pen(tint, 1.5))
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        painter.drawRect(frame.intersected(room.adjusted(1, 1, -1, -1)))
        painter.restore()

    def _area(self) -> QRectF:
        """Where the plane lies in the map, with its proportions kept."""
        whole = self._view.sceneRect()
        room = QRectF(0, 0, SIZE.width(), SIZE.height()).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        scale = min(room.width() / max(whole.width(), 1.0), room.height() / max(whole.height(), 1.0))
        area = QRectF(0, 0, whole.width() * scale, whole.height() * scale)
        area.moveCenter(room.center())
        return area

    def _to_map(self, point: QPointF) -> QPointF:
        area, whole = self._area(), self._view.sceneRect()
        scale = area.width() / max(whole.width(), 1.0)
        return area.topLeft() + (point - whole.topLeft()) * scale

    def _painted(self, overview: Overview) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        picture = QPixmap(SIZE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        area, whole = self._area(), self._view.sceneRect()
        scale = area.width() / max(whole.width(), 1.0)
        painter = QPainter(picture)
        painter.translate(area.topLeft())
        painter.scale(scale, scale)
        painter.translate(-whole.topLeft())
        overview.paint(painter, whole, scale)
        painter.end()
        return picture
