"""What printed sheets have in common: paper, margins, footer with page numbers."""

from __future__ import annotations

import math
from unicodedata import east_asian_width

from models.exports.agreed import Agreed
from models.exports.cells import Worksheet, day
from models.exports.layout import Layout
from models.words import say

_INCH = 2.54
_LONGEST_NAME = 60


def set_page(sheet: Worksheet, layout: Layout, agreed: Agreed) -> None:
    """A4 (or what the layout says), one page wide, with name, page n/N and date in the footer."""
    name = f"{agreed.name[:_LONGEST_NAME]} {edition_label(agreed)[:_LONGEST_NAME]}"
    set_paper(sheet, layout, name, day_text(agreed.as_of))


def set_paper(sheet: Worksheet, layout: Layout, name: str, right: str = "") -> None:
    """The same with any name at the left and any text at the right of the footer."""
    page = layout.page
    sheet.set_paper(page["paper"])
    if page["landscape"]:
        sheet.set_landscape()
    sheet.set_margins(
        left=page["left"] / _INCH,
        right=page["right"] / _INCH,
        top=page["top"] / _INCH,
        bottom=page["bottom"] / _INCH,
    )
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    # In a footer "&" begins a code, so one that belongs to a name stands twice.
    name = name[: 2 * _LONGEST_NAME].replace("&", "&&")
    footer = f"&L&8{' ' + name}&C&8&P / &N&R&8 {right}"
    sheet.set_footer(footer, {"margin": page["footer"] / _INCH})


def edition_label(agreed: Agreed) -> str:
    """For example 「第2版 調達仕様」; the present state says that it is not frozen."""
    if agreed.edition is None:
        return say("exports.not_frozen")
    number = say("baselines.edition", edition=agreed.edition.number)
    return number if agreed.edition.name == number else f"{number} {agreed.edition.name}"


def day_text(time: int | None) -> str:
    """An ISO date, or nothing."""
    found = day(time)
    return found.isoformat() if found else ""


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width, for programs that keep row heights as written.

    Rather one too many than text that is cut off: at print size a wide character takes 1.7 of the width
    of a narrow one, and the edges take two.
    """
    room = max(2.0, width - 2)
    lines = 0
    for paragraph in text.splitlines() or [""]:
        taken = sum(1.7 if east_asian_width(sign) in "WFA" else 1 for sign in paragraph)
        lines += max(1, math.ceil(taken / room))
    return lines
