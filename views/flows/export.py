"""A plane as a picture file (PNG, SVG or PDF by its ending), in the colours of the theme in use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from bpmn.model import FlowFile
from models.errors import UserError
from views.flows.scene import FlowScene
from views.shared.tokens import colour

_LARGEST = 20_000
"""Pixels on a side; beyond this QImage runs out of room."""


def export_plane(flow: FlowFile, index: int, path: Path, scale: float = 2.0) -> None:
    """Write plane `index` of a flow to `path`. `scale` is pixels (PNG) for each unit of the file.

    Raises `UserError` for an unknown ending, a plane that does not exist and a place that can't be written.
    """
    plane = flow.planes[index] if 0 <= index < len(flow.planes) else None
    if plane is None:
        raise UserError("bpmn.export.no_plane", where=flow.name, plane=index + 1, planes=len(flow.planes))
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise UserError("bpmn.export.unknown_ending", where=str(path), ending=path.suffix)
    if not write(FlowScene(flow, plane), path, scale):
        raise UserError("bpmn.export.cannot_write", where=str(path))


def _png(scene: FlowScene, path: Path, scale: float) -> bool:
    area = scene.sceneRect()
    scale = min(scale, _LARGEST / max(area.width(), area.height(), 1.0))
    image = QImage(
        max(1, round(area.width() * scale)), max(1, round(area.height() * scale)), QImage.Format.Format_RGB32
    )
    image.fill(colour("surface"))
    painter = QPainter(image)
    _render(scene, painter, QRectF(image.rect()))
    return bool(image.save(str(path)))


def _svg(scene: FlowScene, path: Path, scale: float) -> bool:
    area = scene.sceneRect()
    target = QRectF(0, 0, area.width(), area.height())
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(target.size().toSize())
    generator.setViewBox(target)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    _render(scene, painter, target)
    return path.is_file()


def _pdf(scene: FlowScene, path: Path, scale: float) -> bool:
    area = scene.sceneRect()
    writer = QPdfWriter(str(path))
    # One unit is a 96th of an inch, so that type keeps its usual size on paper.
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QSizeF(area.width(), area.height()) * 72 / 96, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        return False
    _render(scene, painter, QRectF(0, 0, writer.width(), writer.height()))
    return path.is_file()


def _render(scene: FlowScene, painter: QPainter, target: QRectF) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, target, scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.end()


_WRITERS = {".png": _png, ".svg": _svg, ".pdf": _pdf}
