"""How well a package supports a task, painted on it: a tint, and a band with a sign and a pattern."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QTransform

from views.flows.ink import Ink
from views.flows.shapes.activities import RADIUS
from views.flows.shapes.outlines import pen, square
from views.shared.signs import paint_sign
from views.shared.tokens import colour, tone

BAND = 14.0
_SIGN_ALONE = 0.5
"""Below this zoom the pattern would flicker, so that the sign stands alone."""


@dataclass(frozen=True, slots=True)
class FitLook:
    """How one answer is painted: the tone of the tint, the token of the outline, the pattern and the sign."""

    tone: str
    line: str
    sign: str
    pattern: Qt.BrushStyle | None = None
    is_dashed: bool = False


LOOKS: dict[str, FitLook] = {
    "standard": FitLook("ok", "fstd", "dot"),
    "parameter": FitLook("param", "fparam", "slider", Qt.BrushStyle.Dense6Pattern),
    "part": FitLook("warn", "fpart", "block", Qt.BrushStyle.BDiagPattern),
    "source": FitLook("bad", "fsrc", "src", Qt.BrushStyle.DiagCrossPattern),
    "workaround": FitLook("proc", "fwork", "detour", Qt.BrushStyle.HorPattern),
    "impossible": FitLook("neu", "text2", "no", Qt.BrushStyle.VerPattern),
    "unanswered": FitLook("neu", "linestrong", "dash-ring"),
    "legend": FitLook("neu", "linestrong", "q"),
    "none": FitLook("", "linestrong", "dash-ring", is_dashed=True),
}
"""By the key of an answer; "none" is a task without any feature."""


def ink_with_fit(ink: Ink, look: FitLook) -> Ink:
    """The tint and outline of an answer instead of the shape's own."""
    fill = tone(look.tone).fill if look.tone else colour("surface")
    return replace(ink, stroke=colour(look.line), mark=colour("text2"), fill=fill, text=colour("text"))


def paint_band(painter: QPainter, box: QRectF, look: FitLook, zoom: float, swatch: bool = False) -> None:
    """Paint the band over the left side of a task's box, or all over a legend's `swatch`.

    The pattern keeps its size at every zoom.
    """
    band = QRectF(box) if swatch else QRectF(box.left(), box.top(), BAND, box.height())
    outline = QPainterPath()
    outline.addRoundedRect(box, RADIUS, RADIUS)
    line = colour(look.line)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    if look.pattern is not None and zoom >= _SIGN_ALONE:
        brush = QBrush(line, look.pattern)
        brush.setTransform(QTransform.fromScale(1 / zoom, 1 / zoom))
        painter.fillRect(band, brush)
    if not swatch:
        painter.setPen(pen(line, 1.0, Qt.PenStyle.DashLine if look.is_dashed else Qt.PenStyle.SolidLine))
        painter.drawLine(band.topRight(), band.bottomRight())
    painter.restore()
    plate = square(band.center(), BAND - 1)
    if look.pattern is not None:
        painter.fillRect(plate.adjusted(0, -1, 0, 1), tone(look.tone).fill)
    side = 10.0 if zoom >= _SIGN_ALONE else 13.0
    paint_sign(painter, square(QPointF(plate.center()), side), look.sign, line)
