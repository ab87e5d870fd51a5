"""Where the names beside shapes and lines stand."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF

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


Place = Callable[[float, float], QPointF]
"""Where the upper left corner lies of a name that is so wide and tall."""


class PlacedLabel:
    """A name and where it stands; laid out, which takes long, when more is asked for than `reach`."""

    def __init__(self, lay_out: Callable[[], Lettering], place: Place, rough: tuple[float, float]) -> None:
        """`rough`: a width and height that are surely enough."""
        self._lay_out, self._place = lay_out, place
        self.reach = QRectF(place(*rough), QSizeF(*rough))
        """What the name surely lies in."""

    @cached_property
    def words(self) -> Lettering:
        """The name as it is written."""
        return self._lay_out()

    @cached_property
    def at(self) -> QPointF:
        """Its upper left corner."""
        return self._place(self.words.width, self.words.height)

    @property
    def box(self) -> QRectF:
        """What it covers."""
        return QRectF(self.at.x(), self.at.y(), self.words.width, self.words.height)

    @property
    def ink_box(self) -> QRectF:
        """What its letters cover, which may be narrower than the box they are centred in."""
        wide = min(self.words.ink_width, self.words.width)
        return QRectF(self.box.center().x() - wide / 2, self.at.y(), wide, self.words.height)


def beside_shape(
    name: str, box: QRectF, label: Bounds | None, above: bool = False, named: LabelFont | None = None
) -> PlacedLabel | None:
    """The name of an event, gateway or document: where the file says, else centred below (or above) it."""
    if not name.strip():
        return None

    def place(wide: float, tall: float) -> QPointF:
        if label is None:
            y = box.top() - tall - 2 if above else box.bottom() + 3
            return QPointF(box.center().x() - wide / 2, y)
        if label.y >= box.bottom() - 3:
            y = max(label.y, box.bottom())
        elif label.y + label.height <= box.top() + 3:
            y = min(label.y + label.height, box.top()) - tall
        else:
            y = label.centre.y - tall / 2
        return QPointF(label.centre.x - wide / 2, y)

    return PlacedLabel(lambda: _written(name, label, named), place, _roughly(name, label, named))


def on_line(
    name: str, points: tuple[Point, ...], label: Bounds | None, named: LabelFont | None = None
) -> PlacedLabel | None:
    """The name of a flow: where the file says, else above its last piece, or its longest one."""
    if not name.strip() or (label is None and len(points) < 2):
        return None

    def place(wide: float, tall: float) -> QPointF:
        if label is not None:
            return QPointF(label.centre.x - wide / 2, label.centre.y - tall / 2)
        start, end = points[-2:]
        if math.dist(start, end) < min(text_width(name, named) + 4, _USUAL_WIDTH):
            start, end = max(pairwise(points), key=lambda ends: math.dist(*ends))
        x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
        if abs(start.x - end.x) > abs(start.y - end.y):
            return QPointF(x - wide / 2, y - tall - 2)
        return QPointF(x + 4, y - tall / 2)

    return PlacedLabel(lambda: _written(name, label, named), place, _roughly(name, label, named))


def _written(name: str, label: Bounds | None, named: LabelFont | None) -> Lettering:
    if label is not None:
        return wrapped_as_told(name, label, named)
    return Lettering(name, min(max(text_width(name, named) + 4, 20.0), _USUAL_WIDTH), named=named)


def _roughly(name: str, label: Bounds | None, named: LabelFont | None) -> tuple[float, float]:
    """A width and height that a name surely fits into, without laying it out."""
    size = letters_of(named).pixelSize()
    told = label.width if label is not None and label.width > 8 else _USUAL_WIDTH
    longest = max((len(word) for word in name.split() if word.isascii()), default=0) * size
    written = name.strip().splitlines()
    wide = min(max(told * _WIDER, longest, 20.0), max(len(line) for line in written) * size + 6)
    lines = sum(-(-len(line) * size // min(wide, told)) + 1 for line in written)
    return wide + 2, lines * size * 1.5


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
