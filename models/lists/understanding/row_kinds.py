"""The rows of one table by kind, and how titles among them are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TITLE_NUMBER = re.compile(
    r"第?[（(]?(?:[\d０-９]+(?:[.．\-－][\d０-９]+)*|[一二三四五六七八九十]+|[Ⅰ-Ⅻⅰ-ⅻ①-⑳])"
    r"(?:[.．)）、章節編項]+|(?=[\s　]))"
)


@dataclass(slots=True)
class Rows:
    """Rows of one table by kind, counted from 0 on the sheet; `sections` hold (depth, title)."""

    items: list[int] = field(default_factory=list)
    sections: dict[int, tuple[int, str]] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)
    markers: list[int] = field(default_factory=list)
    repeated_headers: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    numbered_only: list[int] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    taken_out: list[int] = field(default_factory=list)
    numbered_sections: bool = False
    title_kinds: list[str] = field(default_factory=list)

    def title_depth(self, title: str) -> int:
        """How deep a title stands, by how it is numbered: 1. before (1) before ①, as they first came."""
        shape = title_shape(title)
        if not shape:
            return 1
        if shape not in self.title_kinds:
            self.title_kinds.append(shape)
        return self.title_kinds.index(shape) + 1

    @property
    def excluded(self) -> list[int]:
        """Every filled row that is neither item nor section title."""
        kinds = (
            self.notes,
            self.markers,
            self.repeated_headers,
            self.totals,
            self.numbered_only,
            self.strays,
            self.taken_out,
        )
        return sorted(row for kind in kinds for row in kind)

    @property
    def last_data(self) -> int:
        """The last row that is an item, a section title or prepared for an item; -1 when there is none."""
        return max((*self.items[-1:], *self.sections, *self.numbered_only[-1:]), default=-1)

    @property
    def last(self) -> int:
        """The last row that belongs to the table, -1 when there is none."""
        kinds = (
            self.items,
            list(self.sections),
            self.numbered_only,
            self.markers,
            self.totals,
            self.taken_out,
        )
        return max((row for kind in kinds for row in kind), default=-1)


def title_shape(title: str) -> str:
    """The form of a title's number: "1.", "1.1", "(1)", "第1章"; "" when it has none."""
    match = _TITLE_NUMBER.match(title.strip())
    return re.sub(r"[\d０-９一二三四五六七八九十]+|[Ⅰ-Ⅻⅰ-ⅻ①-⑳]", "1", match[0].strip()) if match else ""
