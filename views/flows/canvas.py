"""The canvas that shows one plane of a flow: pan, zoom, selection by mouse and keys, fit overlay, minimap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from bpmn.model import FlowFile, Plane
from models.words import say
from views.flows.edge_item import EdgeItem
from views.flows.far_view import FarView
from views.flows.focus_frame import WIDTH, FocusFrame
from views.flows.items import FlowItem, ShapeItem
from views.flows.navigation import Direction, Walk
from views.flows.pan_zoom import STEP
from views.flows.path_overlay import PathOverlay, ShownPath
from views.flows.scene import FlowScene
from views.flows.telling import described, tip
from views.shared.tokens import colour, theme_changed

_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class FlowCanvas(FarView):
    """Shows one plane.

    Keys: arrows go to the neighbour, Tab and Shift+Tab through all nodes in reading order, Enter activates (a
    sub-process opens), Backspace goes up again, Esc clears; + and - zoom, Ctrl+0 fits. Space or the middle
    button drags, Ctrl+wheel zooms at the pointer.
    """

    element_selected = Signal(str)
    """The id of the element or connection that is selected now; "" for none."""
    element_activated = Signal(str)
    """Enter or a double click on what has no plane of its own."""
    up_wanted = Signal()
    """Backspace: to the plane that this one is a part of."""
    plane_wanted = Signal(int)
    """An element was activated that has a plane of its own: the index of that plane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = FocusFrame(self)
        self._flow: FlowFile | None = None
        self._plane_index = 0
        self._flow_scene: FlowScene | None = None
        self._walk: Walk | None = None
        self._selected = ""
        self._answers: dict[str, str] = {}
        self._badges: dict[str, str] = {}
        self._chips: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._path = ShownPath()
        self._overlay: PathOverlay | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)  # files dropped here are for the screen
        self.viewport().setAcceptDrops(False)
        self.setViewportMargins(WIDTH, WIDTH, WIDTH, WIDTH)
        self.setAccessibleName(say("bpmn.canvas.name"))
        self.follow_bars()
        theme_changed.connect(self._take_theme)
        self._take_theme()

    # What is shown

    def show_plane(self, flow: FlowFile, plane_index: int = 0) -> None:
        """Show a plane of a flow, all of it if that can be read; overlay and selection stay."""
        self._flow, self._plane_index = flow, plane_index
        plane = flow.planes[plane_index] if flow.planes else Plane("", None, "")
        before = self._flow_scene
        self._flow_scene = FlowScene(flow, plane)
        self._walk = None
        self.setScene(self._flow_scene)
        if before is not None:
            before.deleteLater()
        self._flow_scene.set_fit(self._answers)
        self._flow_scene.set_badges(self._badges, self._chips)
        self._flow_scene.set_marks(self._marks)
        self._overlay = None
        self._lay_path()
        self.forget_overview()
        kept, self._selected = self._selected, ""
        if self._flow_scene.items_of(kept):
            self.select(kept)
        elif kept:
            self.element_selected.emit("")
        self.begin()

    @property
    def plane_index(self) -> int:
        """The index of the plane that is shown."""
        return self._plane_index

    def set_fit(self, answers: Mapping[str, str]) -> None:
        """Colour activities by a package's answer: keys of `views.flows.fit_band.LOOKS` by element id."""
        self._answers = dict(answers)
        if self._flow_scene is not None:
            self._flow_scene.set_fit(self._answers)
            self.forget_overview()

    def set_badges(self, badges: Mapping[str, str], chips: Mapping[str, str] | None = None) -> None:
        """Show gap numbers on activities, and by chips the tier of each, by element id."""
        self._badges, self._chips = dict(badges), dict(chips or {})
        if self._flow_scene is not None:
            self._flow_scene.set_badges(self._badges, self._chips)

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Show how elements differ from another flow: keys of `views.flows.marks.MARKS` by element id."""
        self._marks = dict(marks)
        if self._flow_scene is not None:
            self._flow_scene.set_marks(self._marks)
            self.forget_overview()

    @property
    def marks(self) -> Mapping[str, str]:
        """The marks that are shown, by element id."""
        return self._marks

    def set_partners(self, elements: Collection[str]) -> None:
        """Ring what stands for the element that is selected in another flow."""
        if self._flow_scene is not None and self._flow_scene.set_partners(elements):
            self.forget_overview()

    def set_path(self, path: ShownPath) -> None:
        """Show the path of a scenario over the flow; an empty one shows none."""
        if path != self._path:
            self._path = path
            self._lay_path()

    @property
    def shown_path(self) -> ShownPath:
        """The path that is shown."""
        return self._path

    def _lay_path(self) -> None:
        if self._overlay is not None:
            self._overlay.take_away()
            self._overlay = None
        if self._path and self._flow_scene is not None:
            self._overlay = PathOverlay(self._flow_scene, list(self._flow_scene.flow_items()), self._path)
        self.viewport().update()

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """What a screen reader is told of an element beside its name, kind and lane, by element id."""
        self._notes = dict(notes)
        if self._selected:
            self.setAccessibleDescription(self._described(self._selected))

    # Selection

    @property
    def selected(self) -> str:
        """The selected element or connection, "" for none."""
        return self._selected

    def select(self, element_id: str) -> None:
        """Select an element or connection and bring it into view; "" or an unknown id clears."""
        if self._flow_scene is None:
            return
        items = self._flow_scene.items_of(element_id)
        wished = element_id if items else ""
        if wished == self._selected:
            return
        for item in self._flow_scene.items_of(self._selected):
            item.choose(False)
        self._selected = wished
        for item in items:
            item.choose(True)
        if items:
            self._bring_into_view(items[0])
        self.setAccessibleDescription(self._described(wished) if items else "")
        self.element_selected.emit(wished)

    def step(self, by: int) -> None:
        """Select the next (or previous) element in reading order; at either end nothing happens."""
        self._go(self._walked().step(self._selected, by))

    def _walked(self) -> Walk:
        """Where keys lead to; found out at the first one, since a large plane takes a while."""
        if self._walk is None:
            flow = self._flow or FlowFile("", "", b"")
            plane = flow.planes[self._plane_index] if flow.planes else Plane("", None, "")
            self._walk = Walk(flow, plane)
        return self._walk

    def _bring_into_view(self, item: FlowItem) -> None:
        box = QRectF(*item.shape_drawn.bounds) if isinstance(item, ShapeItem) else item.boundingRect()
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if box.width() < seen.width() and box.height() < seen.height() and self._wanted is None:
            self.ensureVisible(box, 40, 40)

    def _described(self, element_id: str) -> str:
        return described(self._flow, element_id, self._notes.get(element_id, "")) if self._flow else ""

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            self._go(self._walked().neighbour(self._selected, _ARROWS[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected:
            self._activate(self._selected)
        elif key == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
        elif key == Qt.Key.Key_Escape and self._selected:
            self.select("")
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_space(True)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_space(False)
        super().keyReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Where the mouse rests, a tip tells the name in full, the kind, the lane and what else is known."""
        if isinstance(event, QHelpEvent):
            found = self._element_at(QPointF(event.pos()))
            text = tip(self._flow, found, self._notes.get(found, "")) if self._flow else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the nodes; beyond the last one the focus leaves the canvas."""
        step = self._walked().step(self._selected, 1 if next else -1)
        if step is None:
            return super().focusNextPrevChild(next)
        self.select(step)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.press_map(event) or self.grab_plane(event):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.select(self._element_at(event.position()))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        element_id = self._element_at(event.position())
        if element_id:
            self._activate(element_id)

    def _go(self, element_id: str | None) -> None:
        if element_id is not None:
            self.select(element_id)

    def _activate(self, element_id: str) -> None:
        inner = self._flow.plane_of(element_id) if self._flow is not None else None
        if inner is None or inner == self._plane_index:
            self.element_activated.emit(element_id)
        else:
            self.plane_wanted.emit(inner)

    def _element_at(self, place: QPointF) -> str:
        for item in self.items(place.toPoint()):
            if isinstance(item, ShapeItem | EdgeItem):
                return item.element_id
        return ""

    def far_items(self) -> Iterable[ShapeItem | EdgeItem]:
        return self._flow_scene.flow_items() if self._flow_scene is not None else ()

    def chosen_items(self) -> Iterable[FlowItem]:
        return self._flow_scene.items_of(self._selected) if self._flow_scene is not None else ()

    def _take_theme(self) -> None:
        self.setBackgroundBrush(colour("surface"))
        if self._flow_scene is not None:
            self._flow_scene.refresh()
        self.forget_overview()
        self.viewport().update()
