"""How BPMN 2.0 files spell names, numbers and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
COLOUR = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
BPMN_IO = "http://bpmn.io/schema/bpmn/biocolor/1.0"

PREFIXES = {
    "bpmn": MODEL,
    "bpmndi": BPMN_DI,
    "dc": DC,
    "di": DI,
    "xsi": XSI,
    "color": COLOUR,
    "bioc": BPMN_IO,
}

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
"""XML allows more letters, but bpmn.io refuses elements whose id has them."""

_NO_NAME = re.compile(r"[^A-Za-z0-9_.\-]+")


def add(parent: etree._Element, local: str, text: str = "", **attributes: str | None) -> etree._Element:
    """A child element of the model, with those attributes that are neither None nor empty."""
    node = etree.SubElement(parent, f"{{{MODEL}}}{local}")
    for key, value in attributes.items():
        if value:
            node.set(key, clean(value))
    if text:
        node.text = clean(text)
    return node


def add_formal(parent: etree._Element, local: str, text: str) -> None:
    """An expression as a child; other programs expect it to say that it is a formal one."""
    add(parent, local, text).set(f"{{{XSI}}}type", "bpmn:tFormalExpression")


def clean(text: str) -> str:
    """Without those control characters that no XML file can hold."""
    return _NO_XML.sub("", text)


def number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value == int(value) else repr(value)


def truth(value: bool | None) -> str | None:
    """As XML spells it; None stays unsaid."""
    return None if value is None else str(value).lower()


def is_name(text: str) -> bool:
    """Whether a text can be an id that every tool takes (an NCName in ASCII)."""
    return _NAME.match(text) is not None


class Ids:
    """Gives everything an id that all tools take and that nothing else in the file has."""

    def __init__(self, wished: Iterable[str]) -> None:
        self._taken: set[str] = set()
        self._given: dict[str, str] = {}
        odd = []
        for wish in wished:
            if is_name(wish):
                self._given[wish] = wish
                self._taken.add(wish)
            else:
                odd.append(wish)
        for wish in odd:
            self._given[wish] = self.fresh(_NO_NAME.sub("_", wish).strip("_") or "element")

    def of(self, reference: str | None) -> str | None:
        """The id under which something is written; a reference to nothing keeps its own words."""
        if not reference:
            return None
        found = self._given.get(reference)
        if found is not None:
            return found
        local = reference.rpartition(":")[2].strip()
        return local if is_name(local) else None

    def fresh(self, wish: str) -> str:
        """A free id that looks like the wished one."""
        start = wish if is_name(wish) else f"id_{wish}"
        found, count = start, 1
        while found in self._taken:
            count += 1
            found = f"{start}_{count}"
        self._taken.add(found)
        return found

    def free(self, wish: str) -> str | None:
        """The wished id where it can be had; what may go without an id gets None else."""
        if not is_name(wish) or wish in self._taken:
            return None
        self._taken.add(wish)
        return wish
