"""A plane as a picture file (PNG, SVG or PDF by its ending), in the light theme as on paper."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from bpmn.model import FlowFile
from models.errors import UserError
from models.storage.whole_file import written_whole
from views.flows.scene import FlowScene
from views.shared.tokens import colour, in_light

USUAL_SCALE = 2.0
"""Pixels of a PNG for each unit of the file, unless others are asked for."""
_SMALLEST_SCALE = 0.05
_LONGEST, _LARGEST = 30_000, 120_000_000
"""Pixels on a side and in all, beyond which a PNG needs more memory than people have."""
_FURTHEST_PAGE = 14_400.0
"""Points on a side of a PDF page, the most that readers show."""

_FAMILY = re.compile(r'font-family="([^"]+)"')

Prepare = Callable[[FlowScene], None]


def export_planes(
    flow: FlowFile, path: Path, plane: int | None = None, scale: float | None = None
) -> list[Path]:
    """Write plane number `plane` (from 1) to `path`, or without it all planes that show something.

    Several go to files of their own: `X.png` becomes `X-1.png`, `X-2.png`, by the number of the plane. Raises
    `UserError` as `export_plane` does, and where nothing is drawn.
    """
    _writer(path)
    if plane is not None:
        export_plane(flow, plane - 1, path, scale)
        return [path]
    drawn = [index for index, one in enumerate(flow.planes) if one.shapes or one.edges]
    if not drawn:
        raise UserError("bpmn.export.nothing_drawn", where=flow.name)
    if len(drawn) == 1:
        paths = [path]
    else:
        paths = [path.with_name(f"{path.stem}-{index + 1}{path.suffix}") for index in drawn]
    for index, one in zip(drawn, paths, strict=True):
        export_plane(flow, index, one, scale)
    return paths


def export_plane(
    flow: FlowFile, index: int, path: Path, scale: float | None = None, prepare: Prepare | None = None
) -> None:
    """Write plane `index` (from 0) of a flow to `path`; `prepare` lays fit and badges on the scene first.

    `scale` is pixels (PNG) or 96ths of an inch (SVG, PDF) for each unit of the file. Without one, PNG takes
    `USUAL_SCALE`, or as much as there is room for. Raises `UserError` for an unknown ending, a plane that
    does not exist, a scale that is too large, and a place that can't be written.
    """
    plane = flow.planes[index] if 0 <= index < len(flow.planes) else None
    if plane is None:
        raise UserError("bpmn.export.no_plane", where=flow.name, plane=index + 1, planes=len(flow.planes))
    write = _writer(path)
    with in_light():
        scene = FlowScene(flow, plane)
        if prepare is not None:
            prepare(scene)
        scene.measure()
        title = flow.name_of_plane(index) or flow.title or flow.name
        with written_whole(path) as unfinished:
            if not write(scene, unfinished, _settled(scene.sceneRect(), path, scale), title):
                raise UserError("bpmn.export.cannot_write", where=str(path))


def _settled(area: QRectF, path: Path, scale: float | None) -> float:
    """The scale to draw at; what was asked for is kept or refused, never made smaller."""
    wide, tall = max(area.width(), 1.0), max(area.height(), 1.0)
    if path.suffix.lower() == ".png":
        largest = min(_LONGEST / max(wide, tall), math.sqrt(_LARGEST / (wide * tall)))
        usual = min(USUAL_SCALE, largest)
    else:
        largest = _FURTHEST_PAGE * 96 / 72 / max(wide, tall)
        usual = min(1.0, largest)
    if scale is None:
        return usual
    if not _SMALLEST_SCALE <= scale <= largest:
        most = math.floor(largest * 100) / 100
        facts = {"scale": f"{scale:g}", "least": f"{_SMALLEST_SCALE:g}", "most": f"{most:g}"}
        raise UserError("bpmn.export.scale", where=str(path), **facts)
    return scale


def _png(scene: FlowScene, path: Path, scale: float, title: str) -> bool:
    area = scene.sceneRect()
    image = QImage(
        max(1, round(area.width() * scale)), max(1, round(area.height() * scale)), QImage.Format.Format_RGB32
    )
    image.fill(colour("surface"))
    image.setText("Title", title)
    _render(scene, QPainter(image), QRectF(image.rect()))
    return bool(image.save(str(path), "PNG"))  # type: ignore[call-overload]


def _svg(scene: FlowScene, path: Path, scale: float, title: str) -> bool:
    area = scene.sceneRect()
    # Painted in the file's units, so that everything is drawn in detail whatever the scale.
    target = QRectF(0, 0, area.width(), area.height())
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setResolution(96)
    generator.setSize((target.size() * scale).toSize())
    generator.setViewBox(target)
    generator.setTitle(title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.fillRect(target, colour("surface"))
    _render(scene, painter, target)
    if not path.is_file():
        return False
    written = path.read_text(encoding="utf-8")
    # Where a family is missing, letters without serifs stand in for it.
    path.write_text(_FAMILY.sub(r'font-family="\1, sans-serif"', written), encoding="utf-8")
    return True


def _pdf(scene: FlowScene, path: Path, scale: float, title: str) -> bool:
    area = scene.sceneRect()
    writer = QPdfWriter(str(path))
    # One unit is a 96th of an inch, so that type keeps its usual size on paper.
    writer.setResolution(max(1, round(96 / scale)))
    points = QSizeF(area.width(), area.height()) * (scale * 72 / 96)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    _render(scene, painter, QRectF(0, 0, writer.width(), writer.height()))
    return path.is_file()


def _render(scene: FlowScene, painter: QPainter, target: QRectF) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, target, scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.end()


def _writer(path: Path) -> Callable[[FlowScene, Path, float, str], bool]:
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise UserError("bpmn.export.unknown_ending", where=str(path), ending=path.suffix)
    return write


_WRITERS = {".png": _png, ".svg": _svg, ".pdf": _pdf}
