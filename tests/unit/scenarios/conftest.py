"""Flows made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from bpmn.model import Connection, Element, FlowFile

Way = tuple[str, str] | tuple[str, str, str]
Making = Callable[[Mapping[str, str], Sequence[Way]], FlowFile]


@pytest.fixture(scope="session")
def make_flow() -> Making:
    """A flow from {id: kind} and (source, target[, name]). `boundaryEvent@host` hangs on its host; a name
    that ends in "?" is a condition, "*" marks the default."""

    def make(nodes: Mapping[str, str], ways: Sequence[Way]) -> FlowFile:
        elements = {"P": Element("P", "process", "P")}
        for key, written in nodes.items():
            kind, _, host = written.partition("@")
            event = Element(key, kind.rstrip("!"), key, process="P", parent="P", attached_to=host or None)
            elements[key] = replace(event, interrupting=not kind.endswith("!"))
        links = {}
        for number, way in enumerate(ways):
            name = way[2] if len(way) == 3 else ""
            links[f"f{number}"] = Connection(
                f"f{number}", "sequenceFlow", way[0], way[1], name.rstrip("*?"),
                condition=name if name.endswith("?") else "", is_default=name.endswith("*"),
            )  # fmt: skip
        return FlowFile("made.bpmn", "utf-8", b"", elements=elements, connections=links)

    return make
