"""How the tasks of a lane fit, as signs with counts at the foot of the lane's head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from bpmn.model import FlowFile
from views.flows.fit_band import LOOKS
from views.flows.lettering import text_width
from views.shared.signs import paint_sign
from views.shared.tokens import colour
from views.shared.type import font

_ROW, _SIGN, _FOOT = 14.0, 9.0, 5.0


def counts_by_lane(flow: FlowFile, answers: Mapping[str, str]) -> dict[str, Counter[str]]:
    """How many activities fit in which way, by the id of the lane they stand in."""
    found: dict[str, Counter[str]] = {}
    for key, answer in answers.items():
        element = flow.elements.get(key)
        if element is not None and element.lane is not None:
            found.setdefault(element.lane, Counter())[answer] += 1
    return found


def paint_lane_counts(painter: QPainter, head: QRectF, name: str, counts: Mapping[str, int]) -> None:
    """Paint them below the name, which stands in the middle; not at all where there is no room."""
    shown = [fit for fit in LOOKS if counts.get(fit)]
    free = (head.height() - text_width(name)) / 2
    if len(shown) * _ROW + _FOOT > free or head.width() < 2 * _ROW:
        return
    top = head.bottom() - _FOOT - len(shown) * _ROW
    painter.setFont(font("small"))
    for place, fit in enumerate(shown):
        row = QRectF(head.left(), top + place * _ROW, head.width(), _ROW)
        sign = QRectF(row.left() + 4, row.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_sign(painter, sign, LOOKS[fit].sign, colour(LOOKS[fit].line))
        painter.setFont(font("small"))
        painter.setPen(colour("text"))
        words = row.adjusted(_SIGN + 6, 0, -3, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(counts[fit]))
