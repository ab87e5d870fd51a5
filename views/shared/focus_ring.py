"""The one focus mark of a window: a ring of 2 px, 1 px outside the control that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from views.shared.tokens import colour, px


class FocusRing(QWidget):
    """Lies over a window and marks its focused control, if that control has the property `focusRing`.

    Fields and cells mark themselves. The ring takes no mouse and no focus.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._marked: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self._marked and kind == QEvent.Type.EnabledChange:
            return False
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._place()
        elif kind in (QEvent.Type.Hide, QEvent.Type.EnabledChange):
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        painter.end()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._marked = None
        if new is None or not new.property("focusRing") or new.window() is not self._window:
            self.hide()
            return
        self._marked = new
        widget: QWidget | None = new
        while widget is not None and widget is not self._window:
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        marked = self._marked
        if marked is None or not isValid(marked) or not marked.isVisible():
            self.hide()
            return
        out = px(3)
        corner = marked.mapTo(self._window, QPoint(0, 0))
        ring = QRect(corner, marked.size()).adjusted(-out, -out, out, out)
        seen = ring
        for above in self._watched[1:]:
            holder = above.parentWidget() if isValid(above) else None
            if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
                seen = seen.intersected(QRect(above.mapTo(self._window, QPoint(0, 0)), above.size()))
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(ring)
        self.setMask(QRegion(seen.translated(-ring.topLeft())))
        self.show()
        self.raise_()
