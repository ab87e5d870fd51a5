"""Where a workbook package keeps each sheet, and which cell styles show numbers padded with zeros."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

_PADDED = re.compile(r'^"?(0+)(?:\.(0+))?"?$')
BUILT_IN_FORMATS = {1: "0", 2: "0.00"}


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part name of every sheet by the sheet's name; sheets without a readable part are left out."""
    workbook = next((name for name in parts if name.endswith("xl/workbook.xml")), "")
    folder, _, base = workbook.rpartition("/")
    links = _tree(parts.get(f"{folder}/_rels/{base}.rels", b""))
    book = _tree(parts.get(workbook, b""))
    if links is None or book is None:
        return {}
    targets = {link.get("Id"): link.get("Target") or "" for link in links.iter("{*}Relationship")}
    found = {}
    for sheet in book.iter("{*}sheet"):
        link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = targets.get(str(link), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if target and part in parts:
            found[sheet.get("name") or ""] = part
    return found


def padded_styles(parts: Mapping[str, bytes]) -> dict[int, tuple[int, int]]:
    """Style number → (least digits before the point, digits after it), for formats like 00000 and 0.00."""
    tree = _tree(next((data for name, data in parts.items() if name.endswith("xl/styles.xml")), b""))
    if tree is None:
        return {}
    codes = dict(BUILT_IN_FORMATS)
    for entry in tree.iter("{*}numFmt"):
        codes[_number(entry.get("numFmtId"))] = entry.get("formatCode") or ""
    formats = tree.find("{*}cellXfs")
    found = {}
    for number, style in enumerate(formats.iterfind("{*}xf") if formats is not None else ()):
        digits = padding_of(codes.get(_number(style.get("numFmtId")), ""))
        if digits:
            found[number] = digits
    return found


def padding_of(code: str) -> tuple[int, int] | None:
    """Least digits before the point and digits after it of a number format like 00000 or 0.00."""
    match = _PADDED.match(code)
    return (len(match[1]), len(match[2] or "")) if match and match[0] != "0" else None


def indented_styles(parts: Mapping[str, bytes]) -> dict[int, int]:
    """Style number → steps of indent, for styles that set the text in from the cell's edge."""
    tree = _tree(next((data for name, data in parts.items() if name.endswith("xl/styles.xml")), b""))
    formats = tree.find("{*}cellXfs") if tree is not None else None
    found = {}
    for number, style in enumerate(formats.iterfind("{*}xf") if formats is not None else ()):
        alignment = style.find("{*}alignment")
        steps = _number(alignment.get("indent")) if alignment is not None else 0
        if 0 < steps <= 250:
            found[number] = steps
    return found


def padded(text: str, digits: tuple[int, int]) -> str:
    """A number's text under such a format: ("1", (5, 0)) is "00001", ("2.1", (1, 2)) is "2.10"."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not digits[1] and not number.is_integer():
        return text
    before, after = digits
    shown = f"{abs(number):.{after}f}"
    return ("-" if number < 0 else "") + shown.zfill(before + (after + 1 if after else 0))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


def _tree(data: bytes) -> etree._Element | None:
    """The XML tree, without DTD, entities or network; None when there is none."""
    if not data or b"<!DOCTYPE" in data[:4096]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
