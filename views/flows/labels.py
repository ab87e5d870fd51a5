"""Where the names beside shapes and lines stand."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from bpmn.model import Bounds, LabelFont, Point
from views.flows.lettering import Lettering, longest_word, text_width
from views.flows.letters import is_known, letters_of

_USUAL_WIDTH = 100.0
_WIDER = 1.08
"""Other tools write a little smaller than this canvas, so that their label boxes are too narrow for it."""
_NEARLY_FULL = 0.85
"""The part of a label's width from which on a taller box means that the name was wrapped."""
_NARROWER = (0.93, 0.86, 0.8)
_LINE = 1.16
"""The height of a line in most tools, in heights of its letters."""


class PlacedLabel:
    """A name laid out and placed; `box` is what it covers."""

    def __init__(self, words: Lettering, at: QPointF) -> None:
        self.words = words
        self.at = at
        self.box = QRectF(at.x(), at.y(), words.width, words.height)

    @property
    def ink_box(self) -> QRectF:
        """What its letters cover, which may be narrower than the box they are centred in."""
        wide = min(self.words.ink_width, self.box.width())
        return QRectF(self.box.center().x() - wide / 2, self.box.top(), wide, self.box.height())


def beside_shape(
    name: str, box: QRectF, label: Bounds | None, above: bool = False, named: LabelFont | None = None
) -> PlacedLabel | None:
    """The name of an event, gateway or document: where the file says, else centred below (or above) it."""
    if not name.strip():
        return None
    if label is None:
        words = Lettering(name, min(max(text_width(name, named) + 4, 20.0), _USUAL_WIDTH), named=named)
        y = box.top() - words.height - 2 if above else box.bottom() + 3
        return PlacedLabel(words, QPointF(box.center().x() - words.width / 2, y))
    words = wrapped_as_told(name, label, named)
    top, bottom = label.y, label.y + label.height
    if top >= box.bottom() - 3:
        y = max(top, box.bottom())
    elif bottom <= box.top() + 3:
        y = min(bottom, box.top()) - words.height
    else:
        y = label.centre.y - words.height / 2
    return PlacedLabel(words, QPointF(label.centre.x - words.width / 2, y))


def on_line(
    name: str, points: tuple[Point, ...], label: Bounds | None, named: LabelFont | None = None
) -> PlacedLabel | None:
    """The name of a flow: where the file says, else above its last piece, or its longest one."""
    if not name.strip() or (label is None and len(points) < 2):
        return None
    if label is not None:
        words = wrapped_as_told(name, label, named)
        return PlacedLabel(
            words, QPointF(label.centre.x - words.width / 2, label.centre.y - words.height / 2)
        )
    words = Lettering(name, min(text_width(name, named) + 4, _USUAL_WIDTH), named=named)
    start, end = points[-2:]
    if math.dist(start, end) < words.width:
        start, end = max(pairwise(points), key=lambda ends: math.dist(*ends))
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    if abs(start.x - end.x) > abs(start.y - end.y):
        return PlacedLabel(words, QPointF(x - words.width / 2, y - words.height - 2))
    return PlacedLabel(words, QPointF(x + 4, y - words.height / 2))


def wrapped_as_told(name: str, label: Bounds, named: LabelFont | None, smallest: int = 10) -> Lettering:
    """A name laid out in as many lines as its bounds have room for, as the tool did that wrote them.

    Only a name that fills its bounds is broken more often than they force to: some tools write far too tall
    ones.
    """
    wide = label.width if label.width > 8 else _USUAL_WIDTH
    if not is_known(named):
        wide *= _WIDER
    natural, least = text_width(name, named), longest_word(name, named)
    height = max(label.height, 14.0) if label.height > 8 else None
    line = letters_of(named).pixelSize() * _LINE
    lines = round(label.height / line) if natural > _NEARLY_FULL * label.width else 1
    wide = min(wide, natural + 6)
    words = Lettering(name, max(wide, least), height, smallest=smallest, named=named)
    for share in _NARROWER:
        if words.line_count >= lines or wide * share < least:
            break
        words = Lettering(name, wide * share, height, smallest=smallest, named=named)
    return words
