"""Where the arrow keys and Tab lead from an element: pure geometry and order, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bpmn.kinds import FLOW_NODES
from bpmn.model import FlowFile, Plane, Point
from bpmn.reading_order import reading_order

Direction = Literal["left", "right", "up", "down"]
_SIDEWAYS = 2.2
"""How much more a step to the side counts than a step ahead."""
_JOINED = 0.7
"""Elements joined by a flow seem this much nearer."""


class Walk:
    """The flow nodes of a plane, to walk over by keys."""

    def __init__(self, flow: FlowFile, plane: Plane) -> None:
        self._centres = {
            shape.element: shape.bounds.centre
            for shape in plane.shapes
            if shape.element and shape.element in flow.elements
            and flow.elements[shape.element].kind in FLOW_NODES
        }  # fmt: skip
        self._order = [key for key in reading_order(flow) if key in self._centres]
        self._joined = {
            pair
            for link in flow.connections.values()
            if link.source and link.target
            for pair in ((link.source, link.target), (link.target, link.source))
        }

    @property
    def order(self) -> Sequence[str]:
        """All elements in reading order."""
        return self._order

    def neighbour(self, element: str, direction: Direction) -> str | None:
        """The nearest element in a direction; what is joined by a flow and straight ahead comes first."""
        here = self._centres.get(element)
        if here is None:
            return self._order[0] if self._order else None
        found = [
            (cost * (_JOINED if (element, other) in self._joined else 1.0), other)
            for other, there in self._centres.items()
            if other != element and (cost := _cost(here, there, direction)) is not None
        ]
        return min(found)[1] if found else None

    def step(self, element: str, by: int) -> str | None:
        """The next (or previous) element in reading order, None beyond either end."""
        if element not in self._centres:
            return self._order[0 if by > 0 else -1] if self._order else None
        place = self._order.index(element) + by
        return self._order[place] if 0 <= place < len(self._order) else None


def _cost(here: Point, there: Point, direction: Direction) -> float | None:
    dx, dy = there.x - here.x, there.y - here.y
    ahead, aside = {
        "right": (dx, dy), "left": (-dx, dy), "down": (dy, dx), "up": (-dy, dx)
    }[direction]  # fmt: skip
    if ahead <= 1 or abs(aside) > 3 * ahead + 40:
        return None
    return ahead + _SIDEWAYS * abs(aside)
