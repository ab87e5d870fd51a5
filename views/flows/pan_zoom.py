"""A graphics view that pans and zooms: Space or middle drag, wheel, Ctrl+wheel, and fitting the whole."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget
from shiboken6 import isValid

SMALLEST, LARGEST, STEP = 0.05, 4.0, 1.25
_NEARLY = 0.88
"""A whole that is this near to the wished size is better than a beginning."""
READABLY = 0.8
"""The zoom from which names can be read without effort."""


class PanZoomView(QGraphicsView):
    """Pan and zoom without any knowledge of what is shown."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grabbed: QPoint | None = None
        self._space = False
        self._wanted: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)

    @property
    def zoom(self) -> float:
        """1.0 is the size of the file's own units."""
        return float(self.transform().m11())

    def fit(self) -> None:
        """Show the whole plane, at most at 100 %; waits until there is a size to fit into."""
        self.begin(SMALLEST)

    def begin(self, smallest: float = READABLY) -> None:
        """Show the whole plane if it can be as large as `smallest`, else its beginning at that zoom."""
        self._wanted = smallest
        whole, room = self.sceneRect(), self.viewport().rect()
        if whole.isEmpty() or not self.isVisible():
            return
        self._wanted = None
        scale = min(room.width() / whole.width(), room.height() / whole.height(), 1.0)
        if scale >= smallest * _NEARLY:
            smallest = SMALLEST
        self.zoom_to(max(scale, smallest))
        self.centerOn(whole.center())
        if scale < smallest:
            for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
                bar.setValue(bar.minimum())
        self.view_moved()

    def zoom_to(self, wanted: float) -> None:
        """Zoom to a scale round the pointer (or what the anchor says)."""
        factor = min(max(wanted, SMALLEST), LARGEST) / self.zoom
        if abs(factor - 1) > 1e-9:
            self.scale(factor, factor)
            self.zoom_changed.emit(self.zoom)
        self.view_moved()

    def zoom_by(self, factor: float) -> None:
        """Zoom in (above 1) or out round the middle of the view."""
        anchor = self.transformationAnchor()
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom_to(self.zoom * factor)
        self.setTransformationAnchor(anchor)

    def follow_bars(self) -> None:
        """Tell of every move of the scroll bars, but not of those while the view is being taken down."""
        me = weakref.ref(self)

        def moved(_: int) -> None:
            view = me()
            if view is not None and isValid(view):
                view.view_moved()

        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(moved)

    def view_moved(self) -> None:
        """Another part of the plane is in view, or the view has another size."""

    def hold_space(self, held: bool) -> None:
        """While Space is held, the left button drags."""
        self._space = held
        if held:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def grab_plane(self, event: QMouseEvent) -> bool:
        """Begin to drag where this press means that."""
        left, middle = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
        if event.button() != middle and not (self._space and event.button() == left):
            return False
        self._grabbed = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
            return
        super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            super().mouseMoveEvent(event)
            return
        here = event.position().toPoint()
        moved, self._grabbed = here - self._grabbed, here
        for bar, by in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
            bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._grabbed = None
            self.hold_space(self._space)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted is not None:
            self.begin(self._wanted)
        self.view_moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted is not None:
            self.begin(self._wanted)
