"""Short names for XML tags, for every spelling of the BPMN namespaces that files use."""

from __future__ import annotations

import re
from sys import intern
from urllib.parse import unquote

from lxml import etree

from bpmn.kinds import CONNECTIONS, ELEMENTS, TRIGGERS, names


class Tags(dict[object, str]):
    """From a tag as lxml gives it to its short name: "task", "di_BPMNShape", "" for foreign content.

    Filled as tags are met, so each tag of a file is examined once. Prefixes do not matter; namespaces may
    carry stray spaces, another case, or be missing altogether.
    """

    def __init__(self) -> None:
        super().__init__(_USUAL)

    def __missing__(self, tag: object) -> str:
        self[tag] = short = intern(_short_name(tag)) if isinstance(tag, str) else ""
        return short


def _short_name(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    namespace = unquote(namespace.lstrip("{")).strip().lower()
    if not namespace:
        return f"di_{local}" if local in _DRAWING else local
    if "omg.org/" not in namespace or "non-normative" in namespace or not _OURS.search(namespace):
        return ""
    last = namespace.rstrip("/").rsplit("/", 1)[-1]
    # One tool gives waypoints the DI namespace of BPMN instead of DD, so the local name decides.
    if last in ("di", "dc") or local in _DRAWING:
        return f"di_{local}"
    return local


_OURS = re.compile(r"omg\.org/(?:spec/)?(?:bpmn|dd\b)")
_DRAWING = names("BPMNDiagram BPMNPlane BPMNShape BPMNEdge BPMNLabel BPMNLabelStyle Font Bounds waypoint")
_SPEC = "http://www.omg.org/spec/{}/20100524/{}"
_FREQUENT = names(
    "definitions collaboration laneSet flowNodeRef incoming outgoing documentation extensionElements "
    "ioSpecification conditionExpression sourceRef targetRef text"
)
_USUAL: dict[object, str] = {
    f"{{{_SPEC.format('BPMN', 'MODEL')}}}{local}": local
    for local in ELEMENTS | CONNECTIONS | frozenset(TRIGGERS) | _FREQUENT
}
_USUAL |= {
    f"{{{_SPEC.format(*part)}}}{local}": intern(f"di_{local}")
    for part in (("BPMN", "DI"), ("DD", "DI"), ("DD", "DC"))
    for local in _DRAWING
}


def words_of(element: etree._Element) -> str:
    """All text in an element, trimmed."""
    if not len(element):
        return (element.text or "").strip()
    return "".join(map(str, element.itertext())).strip()


class References:
    """Finds what a reference means: ids may be written with spaces around them or as a QName."""

    def __init__(self, known: set[str]) -> None:
        self._known = known

    def find(self, reference: str | None) -> str | None:
        """The id that is meant, or None where nothing has it."""
        if reference is None or reference in self._known:
            return reference
        reference = reference.strip()
        if reference in self._known:
            return reference
        local = reference.rpartition(":")[2]
        return local if local in self._known else None
