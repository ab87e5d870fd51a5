"""What the values do not tell: hidden rows and columns, error cells, formulas never calculated, far cells.

The sheet's XML is searched as bytes: a tree of every cell would cost several times the reading itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from models.lists.reading.used_size import HAS_VALUE, cells_between, numbered_rows
from models.lists.workbook import column_index

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?\shidden=[\"'](?:1|true)[\"'][^>]*)>")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*?\shidden=[\"'](?:1|true)[\"'][^>]*)>")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*?\st=[\"']e[\"'][^>]*)>(.{0,5000}?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_VALIDATION = re.compile(
    rb"<(?:\w+:)?dataValidation\b([^>]*[^/])>(.{0,5000}?)</(?:\w+:)?dataValidation>", re.DOTALL
)
_CHOICES = re.compile(rb"formula1>(?:<(?:\w+:)?f>)?([^<]*)<")
_LONGEST_TAIL = 5_000_000
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})$")

Cell = tuple[int, int]


@dataclass(slots=True)
class SheetMarks:
    """Cells (row, column from 0) by what is special about them."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[Cell, str] = field(default_factory=dict)
    uncalculated: list[Cell] = field(default_factory=list)
    dropdowns: list[tuple[str, str]] = field(default_factory=list)
    """Ranges with a list to choose from, and where its choices stand (or what they are)."""


def sheet_marks(xml: bytes) -> SheetMarks:
    """Hidden rows and columns, error cells with their text, and formulas that hold no saved value."""
    marks = SheetMarks()
    start, end = cells_between(xml)
    if b"hidden=" in xml[:start] or _occurs(xml, start, end, b"h", b"hidden="):
        numbers = (_attribute(match[1], "r") for match in _HIDDEN_ROW.finditer(xml))
        marks.hidden_rows = frozenset(int(number) - 1 for number in numbers if number.isdigit())
        marks.hidden_columns = frozenset(_hidden_columns(xml))
    if _occurs(xml, start, end, b"e", b't="e"', b"t='e'"):
        for match in _ERROR.finditer(xml):
            cell, value = _cell(match[1]), _VALUE.search(match[2])
            if cell and value:
                marks.errors[cell] = value[1].decode("ascii", "replace")
    if _occurs(xml, start, end, b"f", b"<f", b":f"):
        for match in _FORMULA.finditer(xml):
            # Text formulas with an empty saved value did calculate: to nothing.
            cell = None if match[2] and _attribute(match[1], "t") == "str" else _cell(match[1])
            if cell:
                marks.uncalculated.append(cell)
    tail = max(xml.rfind(b"sheetData>"), 0)
    marks.dropdowns = list(_dropdowns(xml[tail : tail + _LONGEST_TAIL]))
    return marks


def _dropdowns(tail: bytes) -> Iterator[tuple[str, str]]:
    for match in _VALIDATION.finditer(tail):
        place, choices = _attribute(match[1], "sqref"), _CHOICES.search(match[2])
        if _attribute(match[1], "type") == "list" and place and choices:
            yield place, unescape(choices[1].decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})


def styled_cells(xml: bytes, styles: frozenset[int]) -> Iterator[tuple[Cell, int]]:
    """Every cell that carries one of the style numbers."""
    if not styles:
        return
    wanted = b"|".join(str(style).encode() for style in sorted(styles))
    for match in re.finditer(rb"<(?:\w+:)?c\b([^>]*?\ss=[\"'](?:" + wanted + rb")[\"'][^>/]*)>", xml):
        cell = _cell(match[1])
        if cell:
            yield cell, int(_attribute(match[1], "s"))


def _occurs(xml: bytes, start: int, end: int, rare: bytes, *needles: bytes) -> bool:
    """Whether any of these stands there. Their rare letter is sought first: that is far quicker."""
    return xml.find(rare, start, end) >= 0 and any(xml.find(one, start, end) >= 0 for one in needles)


def split_far_rows(xml: bytes, gap: int) -> tuple[bytes, bytes, list[int]]:
    """The sheet up to a gap of more than `gap` empty rows, the rows beyond renumbered from 1, their numbers.

    A stray cell in the last row of a sheet would otherwise cost a million empty rows.
    """
    near: list[bytes] = []
    far: list[bytes] = []
    numbers: list[int] = []
    last = 0
    for number, part in numbered_rows(xml):
        if not HAS_VALUE.search(part):
            continue
        if far or (last and number - last > gap):
            far.append(_renumbered(part, number, len(far) + 1))
            numbers.append(number)
        else:
            near.append(part)
            last = number
    head, tail = _around(xml)
    return head + b"".join(near) + tail, head + b"".join(far) + tail, numbers


def _around(xml: bytes) -> tuple[bytes, bytes]:
    start = re.search(rb"<(?:\w+:)?sheetData\b[^>]*>", xml)
    end = re.search(rb"</(?:\w+:)?sheetData>", xml)
    if not start or not end:
        return xml, b""
    head = re.sub(rb"<(?:\w+:)?dimension\b[^>]*/>", b"", xml[: start.end()])
    return head, xml[end.start() :]


def _renumbered(part: bytes, number: int, wanted: int) -> bytes:
    part = re.sub(rb"(\sr=[\"'])%d([\"'])" % number, rb"\g<1>%d\2" % wanted, part, count=1)
    return re.sub(rb"(\sr=[\"'][A-Z]+)%d([\"'])" % number, rb"\g<1>%d\2" % wanted, part)


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for match in _HIDDEN_COLUMN.finditer(xml):
        first, last = _attribute(match[1], "min"), _attribute(match[1], "max")
        if first.isdigit() and last.isdigit():
            yield from range(int(first) - 1, min(int(last), 16_384))


def _attribute(attributes: bytes, name: str) -> str:
    found = re.search(rf"\s{name}=[\"']([^\"']*)".encode(), attributes)
    return found[1].decode("ascii", "replace") if found else ""


def _cell(attributes: bytes) -> Cell | None:
    match = _CELL.match(_attribute(attributes, "r"))
    return (int(match[2]) - 1, column_index(match[1])) if match else None
