"""The layout of a workbook as an office may change it: `templates/workbooks/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.resources import template


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the printed list; its title is the word `exports.list.<id>`."""

    id: str
    width: float
    number: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Fonts, colours, page and widths. Sizes and heights in points, widths in characters."""

    font: str
    title_size: int
    heading_size: int
    print_size: int
    data_size: int
    line_height: float
    stamps: tuple[str, ...]
    colours: dict[str, str]
    page: dict[str, Any]
    cover: dict[str, Any]
    head_height: float
    columns: tuple[ListColumn, ...]
    data_widths: dict[str, float]


@cache
def layout(name: str = "agreed_requirements") -> Layout:
    """The layout of that name."""
    loaded = tomllib.loads(template("workbooks", f"{name}.toml").read_text(encoding="utf-8"))
    return Layout(
        font=loaded["font"],
        title_size=loaded["title_size"],
        heading_size=loaded["heading_size"],
        print_size=loaded["print_size"],
        data_size=loaded["data_size"],
        line_height=loaded["line_height"],
        stamps=tuple(loaded["stamps"]),
        colours={name: f"#{colour}" for name, colour in loaded["colours"].items()},
        page=loaded["page"],
        cover=loaded["cover"],
        head_height=loaded["list"]["head_height"],
        columns=tuple(
            ListColumn(one["id"], one["width"], one.get("number", False)) for one in loaded["list"]["column"]
        ),
        data_widths=loaded["data"],
    )
