"""`canvas`: a large flow from its bytes to the first picture, and panning it, against bare boxes of Qt.

The floor parses the same bytes with lxml and shows as many plain boxes and lines, at the same places, in a
plain view. Frames are what passes between moving the view and its being painted, without any screen.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import shiboken6
from lxml import etree
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
)

from app.bench.large_flow import large_flow
from app.bench.measure import Frames, Result
from app.display import start_painting
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from views.flows.canvas import FlowCanvas

SIZES = (500, 1_000, 5_000)
ZOOMS = (1.0, 0.5, 0.25)
_ROUNDS, _STEPS, _STEP = 3, 90, 12
_WINDOW = 1280, 800


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Open flows of rising size, and pan the largest at several zooms."""
    start_painting()
    growth, floor = [], float("inf")
    for size in sizes:
        data = large_flow(size)
        seconds = floor = float("inf")
        for _ in range(_ROUNDS):
            # By turns, so that whatever else the machine does falls on both.
            floor = min(floor, _timed(lambda data=data: _bare(data)))  # type: ignore[misc]
            seconds = min(seconds, _timed(lambda data=data: _open(data)))  # type: ignore[misc]
        growth.append((size, seconds))
    canvas, bare = _open(data), _bare(data)
    frames = [Frames(zoom, *_pan(canvas, zoom), *_pan(bare, zoom)) for zoom in ZOOMS]
    return Result("canvas", growth[-1][1], floor, sizes[-1], growth, frames=frames)


def _open(data: bytes) -> FlowCanvas:
    canvas = FlowCanvas()
    canvas.resize(*_WINDOW)
    canvas.show()
    canvas.show_plane(read_flow(data, "large.bpmn"), 0)
    QApplication.processEvents()
    return canvas


def _bare(data: bytes) -> QGraphicsView:
    etree.parse(io.BytesIO(data))
    flow = _read_before(data)
    view = QGraphicsView()
    view.resize(*_WINDOW)
    scene = QGraphicsScene(view)
    for shape in flow.planes[0].shapes:
        scene.addItem(QGraphicsRectItem(QRectF(*shape.bounds)))
    for edge in flow.planes[0].edges:
        scene.addItem(QGraphicsPolygonItem(QPolygonF([QPointF(x, y) for x, y in edge.waypoints])))
    view.setScene(scene)
    view.show()
    QApplication.processEvents()
    return view


_known: dict[int, FlowFile] = {}


def _read_before(data: bytes) -> FlowFile:
    """Where the boxes lie, without the time it takes to find out."""
    if len(data) not in _known:
        _known[len(data)] = read_flow(data, "large.bpmn")
    return _known[len(data)]


def _pan(view: QGraphicsView, zoom: float) -> tuple[float, float]:
    """The median and the worst time of a frame in ms, going right and down in small steps."""
    view.resetTransform()
    view.scale(zoom, zoom)
    bars = view.horizontalScrollBar(), view.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.minimum())
    QApplication.processEvents()
    frames = []
    for step in range(_STEPS):
        bar = bars[step % 3 == 2]
        start = time.perf_counter()
        bar.setValue(bar.value() + _STEP)
        QApplication.processEvents()
        frames.append((time.perf_counter() - start) * 1000)
    return statistics.median(frames), max(frames)


def _timed(work: Callable[[], QGraphicsView]) -> float:
    start = time.perf_counter()
    view = work()
    seconds = time.perf_counter() - start
    shiboken6.delete(view)
    return seconds
