"""Where the gap stands in a business flow: the flow's own picture, clipped round the task."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from models.errors import UserError
from models.flows.queries import FlowRow, fit_of_elements, flow_file, flow_rows, gap_badges
from models.gaps.detail import GapDetail
from models.project.project import Project
from models.words import say
from views.decisions.case_parts import Block
from views.flows.scene import FlowScene
from views.shared.buttons import Button
from views.shared.tokens import colour, px, theme_changed

_TALL, _SCALE = 128, 0.85


class FlowPlace(Block):
    """A block with the flow around the gap's task; `open_asked("flows", flow id)` opens the whole."""

    open_asked = Signal(str, object)

    def __init__(self, flow: FlowRow, view: QWidget) -> None:
        super().__init__(say("decision_screen.case.flow"), flow.name)
        button = Button(say("decision_screen.case.open_flow"), "quiet", key="O", bind=True, small=True)
        button.clicked.connect(lambda *_: self.open_asked.emit("flows", flow.id))
        self.head.add(button)
        self.add(view)

    @classmethod
    def of(cls, project: Project, detail: GapDetail) -> FlowPlace | None:
        """The place of a gap; None where no flow shows it."""
        for flow in flow_rows(project):
            found = [one for one, gaps in gap_badges(project, flow.id).items() if detail.row.id in gaps]
            if not found:
                continue
            try:
                drawn = flow_file(project, flow.id)
            except UserError:
                continue
            for plane in drawn.planes:
                scene = FlowScene(drawn, plane)
                shown = next((one for one in found if scene.items_of(one)), None)
                if shown is None:
                    continue
                package = detail.row.package_id or flow.package_id
                if package is None and detail.answers:
                    package = detail.answers[0].package_id
                scene.set_fit(fit_of_elements(project, flow.id, package) if package else {})
                scene.set_badges({shown: detail.row.label})
                return cls(flow, PlaceView(scene, shown))
        return None


class PlaceView(QGraphicsView):
    """A still picture of a scene around one element."""

    def __init__(self, scene: FlowScene, element: str) -> None:
        super().__init__(scene)
        self._flow_scene, self._element = scene, element
        scene.setParent(self)
        self.setInteractive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(px(_TALL))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("edge", "all")
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundBrush(colour("surface"))
        self.setAccessibleName(say("decision_screen.case.flow"))
        theme_changed.connect(self._take_theme)
        QTimer.singleShot(0, self, self._aim)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._aim()

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()  # the case scrolls, not the picture in it

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        box = self._box()
        pen = painter.pen()
        pen.setColor(colour("accent"))
        pen.setWidthF(2.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 6, 6)

    def _box(self) -> QRectF:
        item = self._flow_scene.items_of(self._element)[0]
        return item.shape().boundingRect().translated(item.pos())

    def _aim(self) -> None:
        self.resetTransform()
        self.scale(_SCALE, _SCALE)
        self.centerOn(self._box().center())

    def _take_theme(self) -> None:
        self.setBackgroundBrush(colour("surface"))
        self._flow_scene.refresh()
