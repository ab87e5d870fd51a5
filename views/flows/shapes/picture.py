"""What a shape's painter needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from bpmn.model import Element, Shape
from views.flows.ink import Ink
from views.flows.lettering import Lettering


@dataclass(slots=True)
class Picture:
    """An element in its box. `words` is its text inside the box, None where it stands outside or is empty."""

    element: Element
    shape: Shape
    box: QRectF
    ink: Ink
    words: Lettering | None
    is_open: bool = False
    """The box shows content: an open sub-process, a pool with a process."""
    is_upright: bool = False
    """A pool or lane whose name stands on top."""
    has_marker: bool = True
    """An exclusive gateway drawn with its ×."""
    calls: str = ""
    """The kind of element that a call activity calls, where the file holds it."""
    band: float = 0.0
    """Width taken at the left by the fit band."""
    is_dashed: bool = False
    """An activity that no feature supports."""
