"""The graphics items of a plane: one for each shape and each line, painted by level of detail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bpmn.kinds import ACTIVITIES
from bpmn.model import Colours, Element, Shape
from views.flows.badges import HEIGHT as BADGE_HEIGHT
from views.flows.badges import badge_box, paint_badge
from views.flows.fit_band import LOOKS, ink_with_fit, paint_band
from views.flows.ink import ink_of
from views.flows.labels import PlacedLabel
from views.flows.lane_counts import paint_lane_counts
from views.flows.lettering import READABLE
from views.flows.marks import MARKS, mark_box, paint_mark
from views.flows.pictures import CONTAINERS, add_words, box_of, label_of, picture_of
from views.flows.shapes.activities import RADIUS
from views.flows.shapes.outlines import pen
from views.flows.shapes.painters import painter_of
from views.flows.shapes.picture import Picture
from views.flows.shapes.swimlanes import header_of
from views.shared.tokens import colour, tone

_AROUND = 6.0
_GRAB = 8.0


class FlowItem(QGraphicsItem):
    """Something with the id of an element or connection that can be selected."""

    def __init__(self, element_id: str) -> None:
        super().__init__()
        self.element_id = element_id
        self._chosen = False

    def choose(self, chosen: bool) -> None:
        """Show or hide the selection ring."""
        self._chosen = chosen
        self.update()

    def paint_chosen(self, painter: QPainter, zoom: float) -> None:
        """Paint what tells that it is selected."""

    def refresh(self) -> None:
        """Forget what was laid out: the theme or the overlay has changed."""
        self.update()


class ShapeItem(FlowItem):
    """One shape with its name, fit band and badge."""

    def __init__(
        self, element: Element, shape: Shape, is_open: bool, laid_out: bool, calls: str = ""
    ) -> None:
        super().__init__(element.id)
        self.element, self.shape_drawn = element, shape
        self._is_open, self._laid_out, self._calls = is_open, laid_out, calls
        self._answer: str | None = None
        self._badge = self._chip = ""
        self._mark = ""
        self._is_partner = False
        self._counts: Mapping[str, int] = {}
        self._picture: Picture | None = None
        self._has_words = False
        self._label = label_of(element, shape)
        self._box = box_of(shape)
        self._paint_shape = painter_of(element.kind)
        self._covered = self._cover()

    def set_fit(self, answer: str | None) -> None:
        """Show an answer of `LOOKS` on an activity, or none."""
        if answer != self._answer and self.element.kind in ACTIVITIES:
            self._answer = answer
            self.refresh()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show on a lane how many of its activities fit in which way."""
        if counts != self._counts:
            self._counts = counts
            self.update()

    def set_badge(self, words: str, chip: str = "") -> None:
        """Show a gap's number, or none; `chip` gives it a sign and a tone."""
        if (words, chip) != (self._badge, self._chip):
            self.prepareGeometryChange()
            self._badge, self._chip = words, chip
            self._covered = self._cover()
            self.update()

    @property
    def mark(self) -> str:
        """The mark that is shown, "" for none."""
        return self._mark

    @property
    def is_partner(self) -> bool:
        """Whether it is ringed as what stands for another element."""
        return self._is_partner

    def set_partner(self, on: bool) -> bool:
        """Show that what is selected in another flow stands for this; tells whether anything changed."""
        changed = on != self._is_partner
        if changed:
            self._is_partner = on
            self.update()
        return changed

    def set_mark(self, key: str) -> None:
        """Show how it differs from another flow (a key of `marks.MARKS`), or nothing."""
        if key != self._mark:
            self.prepareGeometryChange()
            self._mark = key
            self._covered = self._cover()
            self.update()

    @property
    def extent(self) -> QRectF:
        """What it covers, measured; the bounding rectangle is a quick guess that is larger."""
        bare = self._box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        return bare.united(self._label.box) if self._label is not None else bare

    @property
    def label(self) -> PlacedLabel | None:
        """The name that stands beside the shape, to be laid above everything."""
        return self._label

    @property
    def drawn_colours(self) -> Colours:
        """The colours that the file gives."""
        return self.shape_drawn.colours

    @property
    def box(self) -> QRectF:
        """The box of the shape, without what stands beside it."""
        return self._box

    @property
    def is_ground(self) -> bool:
        """Whether others stand on it: pools, lanes, open sub-processes."""
        return self._is_open or self.element.kind in CONTAINERS

    @property
    def far_colours(self) -> tuple[QColor, QColor]:
        """Fill and outline as seen from far away."""
        ink, look = ink_of(self.shape_drawn.colours), LOOKS.get(self._answer or "")
        if look is not None:
            ink = ink_with_fit(ink, look)
        if self._mark:
            return tone(MARKS[self._mark].tone).fill, tone(MARKS[self._mark].tone).text
        return (QColor(0, 0, 0, 0) if self.element.kind == "group" else ink.fill), ink.stroke

    @property
    def answer(self) -> str | None:
        """The answer that is shown."""
        return self._answer

    @property
    def picture(self) -> Picture:
        """What is painted, without its words until it is painted near enough to read them."""
        if self._picture is None:
            self._picture = picture_of(
                self.element, self.shape_drawn, self._is_open, self._laid_out, self._answer, self._calls
            )
        return self._picture

    def refresh(self) -> None:
        self._picture, self._has_words = None, False
        super().refresh()

    def boundingRect(self) -> QRectF:
        return self._covered

    def shape(self) -> QPainterPath:
        """What a click hits: of pools and lanes the name, of groups the frame, else all of it."""
        path = QPainterPath()
        if self.element.kind == "group":
            path.addRect(self._box)
            return stroked(path)
        path.addRect(header_of(self.picture) if self.element.kind in CONTAINERS else self._box)
        if self._label is not None:
            path.addRect(self._label.box)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        look = LOOKS.get(self._answer or "")
        picture, detailed = self.picture, zoom >= READABLE
        if detailed and not self._has_words:
            self._has_words = True
            add_words(picture)
        self._paint_shape(painter, picture, detailed)
        if look is not None and picture.band:
            paint_band(painter, self._box, look, zoom)
        if detailed and self._counts and not picture.is_upright:
            paint_lane_counts(painter, header_of(picture), self.element.name, self._counts)
        if self._chosen or self._is_partner:
            self.paint_chosen(painter, zoom)
        if detailed and self._badge:
            paint_badge(painter, self._badge, self._box, picture.ink.stroke, self._chip)
        if self._mark:
            paint_mark(painter, self._mark, mark_box(self._box))

    def paint_chosen(self, painter: QPainter, zoom: float) -> None:
        box = header_of(self.picture) if self.element.kind in CONTAINERS else self._box
        width = max(2.0, 2.0 / zoom)
        style = Qt.PenStyle.SolidLine if self._chosen else Qt.PenStyle.DashLine
        painter.setPen(pen(colour("accent"), width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        gap = 2.0 + width / 2
        painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), RADIUS + 2, RADIUS + 2)

    def _cover(self) -> QRectF:
        covered = self._box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        if self._label is not None:
            covered = covered.united(self._label.reach)
        if self._badge:
            covered = covered.united(
                badge_box(self._badge, self._box, self._chip).adjusted(-1, -1, 1, BADGE_HEIGHT / 2)
            )
        if self._mark:
            covered = covered.united(mark_box(self._box).adjusted(-1, -1, 1, 1))
        return covered


def stroked(path: QPainterPath) -> QPainterPath:
    """The ground on which a click hits a line."""
    stroker = QPainterPathStroker()
    stroker.setWidth(_GRAB)
    return stroker.createStroke(path)
