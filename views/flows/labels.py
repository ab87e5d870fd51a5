"""Where the names beside shapes and lines stand."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from bpmn.model import Bounds, Point
from views.flows.lettering import Lettering, longest_word, text_width

_USUAL_WIDTH = 100.0
_WIDER = 1.08
"""Other tools write a little smaller than this canvas, so that their label boxes are too narrow for it."""


class PlacedLabel:
    """A name laid out and placed; `box` is what it covers."""

    def __init__(self, words: Lettering, at: QPointF) -> None:
        self.words = words
        self.at = at
        self.box = QRectF(at.x(), at.y(), words.width, words.height)


def beside_shape(name: str, box: QRectF, label: Bounds | None, above: bool = False) -> PlacedLabel | None:
    """The name of an event, gateway or document: where the file says, else centred below (or above) it."""
    if not name.strip():
        return None
    if label is None:
        words = Lettering(name, min(max(text_width(name) + 4, 20.0), _USUAL_WIDTH))
        y = box.top() - words.height - 2 if above else box.bottom() + 3
        return PlacedLabel(words, QPointF(box.center().x() - words.width / 2, y))
    words = _wrapped(name, label)
    top, bottom = label.y, label.y + label.height
    if top >= box.bottom() - 3:
        y = max(top, box.bottom())
    elif bottom <= box.top() + 3:
        y = min(bottom, box.top()) - words.height
    else:
        y = label.centre.y - words.height / 2
    return PlacedLabel(words, QPointF(label.centre.x - words.width / 2, y))


def on_line(name: str, points: tuple[Point, ...], label: Bounds | None) -> PlacedLabel | None:
    """The name of a flow: where the file says, else above its last piece, or its longest one."""
    if not name.strip() or (label is None and len(points) < 2):
        return None
    if label is not None:
        words = _wrapped(name, label)
        return PlacedLabel(
            words, QPointF(label.centre.x - words.width / 2, label.centre.y - words.height / 2)
        )
    words = Lettering(name, min(text_width(name) + 4, _USUAL_WIDTH))
    start, end = points[-2:]
    if math.dist(start, end) < words.width:
        start, end = max(pairwise(points), key=lambda ends: math.dist(*ends))
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    if abs(start.x - end.x) > abs(start.y - end.y):
        return PlacedLabel(words, QPointF(x - words.width / 2, y - words.height - 2))
    return PlacedLabel(words, QPointF(x + 4, y - words.height / 2))


def _wrapped(name: str, label: Bounds) -> Lettering:
    wished = label.width * _WIDER if label.width > 8 else _USUAL_WIDTH
    wished = min(wished, text_width(name) + 6)
    height = max(label.height, 14.0) if label.height > 8 else None
    return Lettering(name, max(wished, longest_word(name)), height, smallest=10)
