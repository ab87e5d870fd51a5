"""The sign of a difference at a task: what came, went, moved or changed between two flows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from bpmn.comparing.differences import Difference, DifferenceKind
from views.flows.shapes.outlines import pen
from views.shared.signs import paint_sign
from views.shared.tokens import tone

SIDE = 18.0
_SIGN = 11.0


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How one kind of change is painted: the sign and the tone of its plate."""

    sign: str
    tone: str


MARKS: dict[str, MarkLook] = {
    "added": MarkLook("plus", "ok"),
    "removed": MarkLook("cross", "bad"),
    "moved": MarkLook("move", "proc"),
    "changed": MarkLook("edit", "proc"),
}
"""What a person tells apart at a glance; the inspector names the kind in full."""

_MARK_OF = {
    DifferenceKind.ADDED: "added",
    DifferenceKind.REMOVED: "removed",
    DifferenceKind.MOVED: "moved",
    DifferenceKind.REORDERED: "moved",
}


def mark_of(difference: Difference) -> str:
    """The key of `MARKS` for a difference."""
    if difference.kind is DifferenceKind.BRANCH and not difference.a:
        return "added"
    if difference.kind is DifferenceKind.BRANCH and not difference.b:
        return "removed"
    return _MARK_OF.get(difference.kind, "changed")


def marks_by_element(differences: Iterable[Difference]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The marks of both flows by element id; of several at one element the first. Wording only has none."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for one in differences:
        if not one.slight:
            for side, elements in ((first, one.a), (second, one.b)):
                for element in elements:
                    side.setdefault(element, mark_of(one))
    return first, second


def mark_box(box: QRectF) -> QRectF:
    """Where the mark of a shape in `box` stands: over its upper right corner."""
    return QRectF(box.right() - SIDE / 2, box.top() - SIDE / 2, SIDE, SIDE)


def paint_mark(painter: QPainter, key: str, plate: QRectF) -> None:
    """Paint a mark on its plate."""
    look = MARKS[key]
    colours = tone(look.tone)
    painter.setPen(pen(colours.text, 1.2))
    painter.setBrush(colours.fill)
    painter.drawRoundedRect(plate, 4, 4)
    sign = QRectF(0, 0, _SIGN, _SIGN)
    sign.moveCenter(plate.center())
    paint_sign(painter, sign, look.sign, colours.text, 1.7)
