"""The lists to choose from in an .xls ([MS-XLS] Dv), told as an .xlsx tells them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from models.lists.reading.ole import BrokenContainer
from models.lists.workbook import Span, cell_name, letters

_LIST = 3
_TEXT, _AREAS, _AREAS_OF_SHEET = 0x17, (0x25, 0x45, 0x65), (0x3B, 0x5B, 0x7B)
_COLUMN = 0x3FFF


def dropdown(content: bytes, links: Sequence[int], sheets: Sequence[str]) -> tuple[str, str] | None:
    """The cells of a list to choose from and its choices; None for other kinds of validation.

    Choices are texts in quotes, or where they stand; `links` are the numbers of the `sheets` referred to.
    """
    (options,) = struct.unpack_from("<I", content)
    if options & 0xF != _LIST:
        return None
    at = 4
    for _ in range(4):  # titles and texts of the prompt and of the error
        _, at = text_at(content, at, "<H")
    formulas = []
    for _ in range(2):
        (size,) = struct.unpack_from("<H", content, at)
        formulas.append(content[at + 4 : at + 4 + size])
        at += 4 + size
    places = "".join(f" {place}" for place in _areas(content, at)).strip()
    return (places, _choices(formulas[0], links, sheets)) if places else None


def links_of(content: bytes) -> Iterator[int]:
    """The number of the first sheet of every reference to other sheets ([MS-XLS] ExternSheet)."""
    (count,) = struct.unpack_from("<H", content)
    for number in range(min(count, (len(content) - 2) // 6)):
        yield struct.unpack_from("<h", content, 2 + 6 * number + 2)[0]


def text_at(content: bytes, at: int, count_as: str) -> tuple[str, int]:
    """A text that says its length first (`count_as` is how), and where what follows it starts."""
    (count,) = struct.unpack_from(count_as, content, at)
    at += struct.calcsize(count_as)
    wide = content[at] & 1
    end = at + 1 + (count << wide)
    if end > len(content):
        raise BrokenContainer("text")
    return content[at + 1 : end].decode("utf-16-le" if wide else "latin-1", "replace"), end


def _areas(content: bytes, at: int) -> Iterator[str]:
    (count,) = struct.unpack_from("<H", content, at)
    for number in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", content, at + 2 + 8 * number)
        one = (top, left) == (bottom, right)
        yield cell_name(top, left) if one else Span(top, left, bottom, right).address


def _choices(formula: bytes, links: Sequence[int], sheets: Sequence[str]) -> str:
    kind = formula[0] if formula else 0
    if kind == _TEXT:
        text, _ = text_at(formula, 1, "<B")
        return '"' + text.replace("\0", ",") + '"'
    if kind in _AREAS:
        return _area(formula, 1)
    if kind in _AREAS_OF_SHEET:
        (link,) = struct.unpack_from("<H", formula, 1)
        number = links[link] if link < len(links) else -1
        name = sheets[number] if 0 <= number < len(sheets) else "?"
        return f"{name}!{_area(formula, 3)}"
    return "="


def _area(formula: bytes, at: int) -> str:
    top, bottom, left, right = struct.unpack_from("<4H", formula, at)
    return f"${letters(left & _COLUMN)}${top + 1}:${letters(right & _COLUMN)}${bottom + 1}"
