"""What the sheets of a form look like, as an office may change it, and cells that stay what they are."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import east_asian_width

# XlsxWriter has no types; they are named here once for all sheets.
from xlsxwriter.exceptions import XlsxWriterException as XlsxWriterException  # type: ignore[import-untyped]
from xlsxwriter.format import Format as Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook as Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as Worksheet  # type: ignore[import-untyped]

from models.resources import template

_INCH = 2.54
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Fonts, colours, page and widths. Sizes and heights in points, widths in characters."""

    font: str
    title_size: int
    heading_size: int
    text_size: int
    form_size: int
    line_height: float
    form_line_height: float
    colours: dict[str, str]
    page: dict[str, Any]
    instruction_widths: tuple[float, ...]
    row_height: float
    head_height: float
    widths: dict[str, float]


@cache
def form_layout() -> FormLayout:
    """The layout of `templates/workbooks/rfi_form.toml`."""
    loaded = tomllib.loads(template("workbooks", "rfi_form.toml").read_text(encoding="utf-8"))
    return FormLayout(
        font=loaded["font"],
        title_size=loaded["title_size"],
        heading_size=loaded["heading_size"],
        text_size=loaded["text_size"],
        form_size=loaded["form_size"],
        line_height=loaded["line_height"],
        form_line_height=loaded["form_line_height"],
        colours={name: f"#{colour}" for name, colour in loaded["colours"].items()},
        page=loaded["page"],
        instruction_widths=tuple(loaded["instructions"]["widths"]),
        row_height=loaded["instructions"]["row_height"],
        head_height=loaded["form"]["head_height"],
        widths=loaded["form"]["widths"],
    )


class GrowingSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet whose rows have a height to begin with and still grow with what is typed into them.

    The library marks every height as set by hand; a program would then never change it.
    """

    def _xml_start_tag(self, tag: str, attributes: list[tuple[str, object]] = []) -> None:  # noqa: B006
        if tag == "row":
            attributes = [one for one in attributes if one[0] != "customHeight"]
        super()._xml_start_tag(tag, attributes)


@dataclass(frozen=True, slots=True)
class Look:
    """The format of texts in a cell, and the same for texts that a program could take for a formula."""

    usual: Format
    quoted: Format


class Pen:
    """The cell formats of one workbook, each made once, and text that never becomes a formula."""

    def __init__(self, book: Workbook, layout: FormLayout) -> None:
        self._book, self._layout = book, layout
        self._made: dict[str, Format] = {}

    def form(self, **properties: Any) -> Format:
        """A cell format in the layout's font; locked unless `locked=False`."""
        full = {"font_name": self._layout.font, "font_size": self._layout.text_size, **properties}
        key = repr(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]

    def boxed(self, **properties: Any) -> Format:
        """The same with a line around it."""
        line = {"border": 1, "border_color": self._layout.colours["line"]}
        return self.form(**{"valign": "top", "text_wrap": True, **line, **properties})

    def look(self, **properties: Any) -> Look:
        """Boxed cells for texts."""
        return Look(self.boxed(**properties), self.boxed(**properties, quote_prefix=True))

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
        """Write a text as text, whatever it begins with, also after somebody edits the cell."""
        if text:
            sheet.write_string(
                row, column, text, look.quoted if text.startswith(_LIKE_A_FORMULA) else look.usual
            )
        else:
            sheet.write_blank(row, column, None, look.usual)


def set_page(sheet: Worksheet, layout: FormLayout, left: str, right: str) -> None:
    """A4 across (or what the layout says), one page wide, with page n/N between two names in the footer."""
    page = layout.page
    sheet.set_paper(page["paper"])
    if page["landscape"]:
        sheet.set_landscape()
    sheet.set_margins(*(page[side] / _INCH for side in ("left", "right", "top", "bottom")))
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    # In a footer "&" begins a code, so one that belongs to a name stands twice; a digit first joins a size.
    names = [f" {name[:60]}".replace("&", "&&") for name in (left, right)]
    footer = f"&L&8{names[0]}&C&8&P / &N&R&8{names[1]}"
    sheet.set_footer(footer, {"margin": page["footer"] / _INCH})


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width; rather one too many than text cut off.

    At 9 points a wide character takes 1.72 of the width of a narrow one, and the edges take some, too.
    """
    room = max(2.0, width - 0.8)
    lengths = (
        sum(1.72 if east_asian_width(sign) in "WFA" else 1 for sign in part) for part in text.split("\n")
    )
    return sum(max(1, math.ceil(length / room)) for length in lengths)
