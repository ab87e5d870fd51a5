"""All hints about one flow. Each names its place and speaks the field's language (`bpmn.analysis.<code>`).

A hint is given only where the model itself shows it; what is merely unusual stays unsaid.
"""

from __future__ import annotations

from bpmn.analysis.naming import naming_hints
from bpmn.analysis.structure import StructureHints
from bpmn.findings import Finding, note
from bpmn.kinds import FLOW_NODES
from bpmn.model import FlowFile
from bpmn.reading_order import reading_order

MANY_NODES = 50
"""Beyond this people lose the thread (Mendling, Reijers, van der Aalst: seven guidelines, G7)."""


def analyse(flow: FlowFile) -> tuple[Finding, ...]:
    """The hints, in the order in which a flow is read; those about the whole file come first."""
    found = [*_size(flow), *StructureHints(flow).all(), *naming_hints(flow)]
    places = {key: number for number, key in enumerate(reading_order(flow), 1)}
    return tuple(
        sorted(found, key=lambda one: places.get(one.where, 0 if not one.where else len(places) + 1))
    )


def _size(flow: FlowFile) -> list[Finding]:
    nodes = sum(element.kind in FLOW_NODES for element in flow.elements.values())
    return [note("too_large", nodes=nodes, most=MANY_NODES)] if nodes > MANY_NODES else []
