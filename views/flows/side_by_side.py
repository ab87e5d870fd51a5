"""Two canvases that move together: what one shows of its plane, the other shows of its own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollBar

from views.flows.canvas import FlowCanvas


class LinkedScrolling(QObject):
    """Keeps zoom and share of the way of two canvases alike while `on`."""

    def __init__(self, one: FlowCanvas, other: FlowCanvas) -> None:
        super().__init__(one)
        self.on = False
        self._busy = False
        for canvas, partner in permutations((one, other)):
            canvas.zoom_changed.connect(self._zooming(partner))
            for mine, theirs in (
                (canvas.horizontalScrollBar(), partner.horizontalScrollBar()),
                (canvas.verticalScrollBar(), partner.verticalScrollBar()),
            ):
                mine.valueChanged.connect(self._moving(mine, theirs))

    def _zooming(self, partner: FlowCanvas) -> Callable[[float], None]:
        def follow(zoom: float) -> None:
            self._guarded(lambda: partner.zoom_to(zoom))

        return follow

    def _moving(self, mine: QScrollBar, theirs: QScrollBar) -> Callable[[int], None]:
        def follow(value: int) -> None:
            way = mine.maximum() - mine.minimum()
            share = (value - mine.minimum()) / way if way else 0.0
            there = theirs.minimum() + share * (theirs.maximum() - theirs.minimum())
            self._guarded(lambda: theirs.setValue(round(there)))

        return follow

    def _guarded(self, act: Callable[[], object]) -> None:
        if not self.on or self._busy:
            return
        self._busy = True
        try:
            act()
        finally:
            self._busy = False
