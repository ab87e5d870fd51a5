"""The whole plane in a corner, with the part that is on screen; a press or drag goes there."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from views.flows.shapes.outlines import pen
from views.shared.tokens import colour

SIZE = QSize(172, 90)
_PADDING = 4


class Minimap(QWidget):
    """Lies on the canvas's viewport. Its picture is painted once and kept until `forget`."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._picture: QPixmap | None = None
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def forget(self) -> None:
        """Paint the picture anew next time."""
        self._picture = None
        self.update()

    def settle(self) -> None:
        """Stand at the lower right, and only where the plane is larger than the view."""
        viewport = self._view.viewport()
        self.move(viewport.width() - self.width() - 12, viewport.height() - self.height() - 12)
        seen = self._view.mapToScene(viewport.rect()).boundingRect()
        whole = self._view.sceneRect()
        has_room = viewport.width() > 3 * self.width() and viewport.height() > 2 * self.height()
        # A picture that fits is a little cut by rounding and scroll bars, which is no reason for a map.
        seen = seen.marginsAdded(QMarginsF(*[0.02 * max(whole.width(), whole.height())] * 4))
        self.setVisible(has_room and not whole.isEmpty() and not seen.contains(whole))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(colour("linestrong"), 1.0))
        painter.setBrush(colour("surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        frame = QRectF(self._to_map(seen.topLeft()), self._to_map(seen.bottomRight()))
        tint = colour("accent")
        painter.setPen(pen(tint, 1.5))
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, to: QPointF) -> None:
        area, whole = self._area(), self._view.sceneRect()
        scale = whole.width() / max(area.width(), 1.0)
        self._view.centerOn(whole.topLeft() + (to - area.topLeft()) * scale)

    def _area(self) -> QRectF:
        """Where the plane lies in the map, with its proportions kept."""
        whole = self._view.sceneRect()
        room = QRectF(self.rect()).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        scale = min(room.width() / max(whole.width(), 1.0), room.height() / max(whole.height(), 1.0))
        area = QRectF(0, 0, whole.width() * scale, whole.height() * scale)
        area.moveCenter(room.center())
        return area

    def _to_map(self, point: QPointF) -> QPointF:
        area, whole = self._area(), self._view.sceneRect()
        scale = area.width() / max(whole.width(), 1.0)
        return area.topLeft() + (point - whole.topLeft()) * scale

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        scene = self._view.scene()
        if scene is not None:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scene.render(painter, self._area(), self._view.sceneRect())
            painter.end()
        return picture
