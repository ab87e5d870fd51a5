"""The 決裁欄: one box for each step of the route, painted with the stamps that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.approval.queries import Stamp
from models.words import say
from views.shared.moments import moment
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px, tone
from views.shared.type import font, number_font

_HEAD, _BODY = 24, 62
_ACROSS = 5
_SEALS = {"send_back": "back", "reject": "cross"}


@dataclass(frozen=True, slots=True)
class Box:
    """A stamp's box; `is_current` marks the one that is asked for now."""

    stamp: Stamp
    is_current: bool = False


class StampBoxes(QWidget):
    """The boxes side by side, five in a row.

    A stamp on other content than the present one stands dashed; 代 marks a decision on behalf.
    """

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[Box, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show these boxes."""
        self._boxes = tuple(boxes)
        self.setAccessibleName("\n".join(_words(box) for box in boxes))
        self.setToolTip(self.accessibleName())
        self.setFixedHeight(self._rows() * px(_HEAD + _BODY) + 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), self._rows() * px(_HEAD + _BODY) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = min(_ACROSS, len(self._boxes)) or 1
        width = (self.width() - 1) / across
        tall = px(_HEAD + _BODY)
        for number, box in enumerate(self._boxes):
            row, place = divmod(number, across)
            paint_box(painter, QRectF(0.5 + place * width, 0.5 + row * tall, width, tall), box)
        painter.end()

    def _rows(self) -> int:
        return max(1, -(-len(self._boxes) // _ACROSS))


def paint_box(painter: QPainter, rect: QRectF, box: Box) -> None:
    """Paint one box: its step above, the stamp or who is asked for below."""
    head = QRectF(rect.left(), rect.top(), rect.width(), px(_HEAD))
    body = QRectF(rect.left(), head.bottom(), rect.width(), px(_BODY))
    painter.setPen(QPen(colour("linestrong"), 1))
    painter.setBrush(colour("accenttint" if box.is_current else "surface2"))
    painter.drawRect(head)
    painter.setBrush(colour("accenttint" if box.is_current else "surface"))
    painter.drawRect(body)
    painter.setFont(font("second" if body.width() > px(60) else "small", bold=box.is_current))
    painter.setPen(colour("accent" if box.is_current else "text2"))
    painter.drawText(head, Qt.AlignmentFlag.AlignCenter, _step(box.stamp))
    if box.stamp.time is not None:
        _paint_stamp(painter, body, box.stamp)
        return
    painter.setFont(font("second" if body.width() > px(60) else "small"))
    painter.setPen(colour("text2"))
    inside = body.adjusted(px(4), px(4), -px(4), -px(4))
    wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(inside, wrap, _asked_for(box.stamp))


def _paint_stamp(painter: QPainter, body: QRectF, stamp: Stamp) -> None:
    ink = colour("accent")
    if stamp.verdict == "send_back":
        ink = tone("warn").text
    elif stamp.verdict == "reject":
        ink = tone("bad").text
    side = min(px(52), body.width() - px(8), body.height() - px(8))
    seal = QRectF(body.center().x() - side / 2, body.center().y() - side / 2, side, side)
    pen = QPen(ink, 1.6)
    if stamp.is_stale:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(colour("surface"))
    painter.drawEllipse(seal)
    painter.setPen(QPen(ink, 1))
    middle = seal.center().y()
    painter.drawLine(QLineF(seal.left() + 1, middle, seal.right() - 1, middle))
    painter.setPen(ink)
    upper = QRectF(seal.left(), seal.top() + px(6), side, side / 2 - px(6))
    lower = QRectF(seal.left(), middle, side, side / 2 - px(5))
    painter.setFont(font("small", bold=True))
    name = QFontMetricsF(painter.font()).elidedText(
        stamp.title or stamp.member, Qt.TextElideMode.ElideRight, side - px(8)
    )
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, name)
    painter.setFont(number_font("small"))
    painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, moment(stamp.time or 0))
    if stamp.verdict in _SEALS:
        mark = QRectF(body.right() - px(15), body.bottom() - px(15), px(12), px(12))
        paint_sign(painter, mark, _SEALS[stamp.verdict], ink)
    if stamp.on_behalf:
        badge = QRectF(body.right() - px(21), body.top() + px(3), px(18), px(18))
        painter.setPen(QPen(ink, 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(badge, px(3), px(3))
        painter.setFont(font("small", bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, say("decision_screen.stamp.behalf"))


def _step(stamp: Stamp) -> str:
    return say(f"approval.step.{stamp.step}")


def _asked_for(stamp: Stamp) -> str:
    return stamp.section or say("decision_screen.stamp.other_section")


def _words(box: Box) -> str:
    stamp = box.stamp
    if stamp.time is None:
        return say("decision_screen.stamp.open", step=_step(stamp), who=_asked_for(stamp))
    parts = [_step(stamp), stamp.section, stamp.title, stamp.member, moment(stamp.time)]
    if stamp.verdict:
        parts.append(say(f"approval.verdict.{stamp.verdict}"))
    if stamp.on_behalf:
        parts.append(say("decision_screen.on_behalf"))
    if stamp.is_stale:
        parts.append(say("decision_screen.stamp.stale"))
    return " ".join(part for part in parts if part)
