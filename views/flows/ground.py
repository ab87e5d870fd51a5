"""What lies under a name: whether a line runs through it, and the colour of the pool or lane it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from bpmn.model import Colours, Point
from views.flows.ink import ink_of

_CELL = 120.0
_STEPS = 24
"""Pieces that a slanting line is cut into; most lines of flows are upright or level."""

Piece = tuple[Point, Point]


class Ground:
    """Answers for the names of one plane. Lines are sorted into cells when the first name asks."""

    def __init__(self, lines: Sequence[Sequence[Point]], areas: Iterable[tuple[QRectF, Colours]]) -> None:
        """`areas`: boxes and colours of pools, lanes and open sub-processes, the innermost first."""
        self._lines = lines
        self._areas = tuple(areas)
        self._cells: dict[tuple[int, int], list[Piece]] | None = None

    def is_crossed(self, box: QRectF) -> bool:
        """Whether a line runs through a box."""
        if self._cells is None:
            self._cells = _sorted(self._lines)
        return any(
            _meets(piece, box)
            for cell in _cells_of(box.left(), box.top(), box.right(), box.bottom())
            for piece in self._cells.get(cell, ())
        )

    def fill_under(self, box: QRectF) -> QColor:
        """The colour of the paper under a box."""
        under = (colours for area, colours in self._areas if area.contains(box))
        return QColor(ink_of(next(under, Colours())).fill)


def _sorted(lines: Sequence[Sequence[Point]]) -> dict[tuple[int, int], list[Piece]]:
    cells: dict[tuple[int, int], list[Piece]] = {}
    for points in lines:
        for a, b in pairwise(points):
            for cell in _cells_of(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)):
                cells.setdefault(cell, []).append((a, b))
    return cells


def _cells_of(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    for column in range(int(left // _CELL), int(right // _CELL) + 1):
        for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
            yield column, row


def _meets(piece: Piece, box: QRectF) -> bool:
    (ax, ay), (bx, by) = piece
    if max(ax, bx) < box.left() or min(ax, bx) > box.right():
        return False
    if max(ay, by) < box.top() or min(ay, by) > box.bottom():
        return False
    if ax == bx or ay == by:
        return True
    shares = (step / _STEPS for step in range(_STEPS + 1))
    return any(box.contains(ax + (bx - ax) * share, ay + (by - ay) * share) for share in shares)
