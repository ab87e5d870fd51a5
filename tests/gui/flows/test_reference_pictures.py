"""The open models beside the pictures that other tools made of them: the same ink at the same places.

Scale and place of those pictures are unknown, so both are searched; fonts, colours and logos differ, so only
likeness counts: the correlation of both pictures, coarsely, where they fit best.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from bpmn.model import FlowFile
from bpmn.reader import read_flow
from views.flows.scene import FlowScene

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "bpmn"
_GRID = 320
_ALIKE = 0.55
Grid = NDArray[np.float64]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bpmn")), ids=lambda path: path.stem)
def test_a_person_sees_the_same_diagram(qtbot: QtBot, path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    likeness = {}
    for index in range(len(flow.planes)):
        name = f"{path.stem}.png" if len(flow.planes) == 1 else f"{path.stem}.{index + 1}.png"
        likeness[name] = round(best_likeness(flow, index, QImage(str(CORPUS / name))), 3)
    assert {name: how for name, how in likeness.items() if how < _ALIKE} == {}


def test_another_diagram_is_not_alike(qtbot: QtBot, corpus: Path) -> None:
    flow = read_flow((corpus / "bpmn" / "A.3.0.bpmn").read_bytes(), "A.3.0.bpmn")
    assert best_likeness(flow, 0, QImage(str(corpus / "bpmn" / "C.7.0.png"))) < _ALIKE


def best_likeness(flow: FlowFile, index: int, reference: QImage) -> float:
    """The highest correlation over scales and places, from 0 to 1."""
    shrink = _GRID / max(reference.width(), reference.height())
    wanted = ink(reference.scaled(
        round(reference.width() * shrink), round(reference.height() * shrink),
        Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation,
    ))  # fmt: skip
    room = (2 * _GRID, 2 * _GRID)
    spectrum = np.conj(np.fft.rfft2(wanted, room))
    norm = float(np.sqrt((wanted**2).sum()))
    scene = FlowScene(flow, flow.planes[index])
    scene.measure()
    widest = reference.width() / scene.sceneRect().width()
    best = 0.0
    for scale in np.geomspace(0.4 * widest, 1.25 * widest, 40):
        drawn = ink(painted(scene, float(scale) * shrink))
        if max(drawn.shape) > room[0]:
            continue
        both = np.fft.irfft2(np.fft.rfft2(drawn, room) * spectrum, room)
        best = max(best, float(both.max()) / (norm * float(np.sqrt((drawn**2).sum()))))
    return best


def painted(scene: FlowScene, scale: float) -> QImage:
    area = scene.sceneRect()
    fine = QImage(
        max(8, round(area.width() * scale * 3)), max(8, round(area.height() * scale * 3)),
        QImage.Format.Format_RGB32,
    )  # fmt: skip
    fine.fill(0xFFFFFF)
    painter = QPainter(fine)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(fine.rect()), area, Qt.AspectRatioMode.IgnoreAspectRatio)
    painter.end()
    return fine.scaled(
        fine.width() // 3, fine.height() // 3, Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip


def ink(picture: QImage) -> Grid:
    """How dark each cell is, less the mean, a little blurred."""
    grey = QImage(picture.size(), QImage.Format.Format_RGB32)
    grey.fill(0xFFFFFF)
    painter = QPainter(grey)
    painter.drawImage(0, 0, picture)
    painter.end()
    grey = grey.convertToFormat(QImage.Format.Format_Grayscale8)
    cells = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    dark = 255.0 - cells[:, : grey.width()].astype(np.float64)
    blurred = dark.copy()
    for by in (1, -1):
        blurred += np.roll(dark, by, 0) + np.roll(dark, by, 1)
    middle: Grid = np.subtract(blurred, blurred.mean())
    return middle
