"""Which painter draws which kind of element."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter

from bpmn.kinds import ACTIVITIES, CONVERSATIONS, EVENTS, GATEWAYS
from views.flows.shapes.activities import paint_activity
from views.flows.shapes.artifacts import paint_annotation, paint_conversation, paint_group, paint_unknown
from views.flows.shapes.data import paint_data_object, paint_data_store, paint_message
from views.flows.shapes.events import paint_event
from views.flows.shapes.gateways import paint_gateway
from views.flows.shapes.picture import Picture
from views.flows.shapes.swimlanes import paint_lane, paint_pool

ShapePainter = Callable[[QPainter, Picture, bool], None]

_PAINTERS: dict[str, ShapePainter] = {
    **dict.fromkeys(ACTIVITIES, paint_activity),
    **dict.fromkeys(EVENTS, paint_event),
    **dict.fromkeys(GATEWAYS, paint_gateway),
    **dict.fromkeys(CONVERSATIONS, paint_conversation),
    **dict.fromkeys(("dataObject", "dataObjectReference", "dataInput", "dataOutput"), paint_data_object),
    **dict.fromkeys(("dataStore", "dataStoreReference"), paint_data_store),
    "message": paint_message,
    "participant": paint_pool,
    "process": paint_pool,
    "lane": paint_lane,
    "textAnnotation": paint_annotation,
    "group": paint_group,
}


def painter_of(kind: str) -> ShapePainter:
    """The painter of a kind; a dashed box for kinds without one."""
    return _PAINTERS.get(kind, paint_unknown)
