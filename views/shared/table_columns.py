"""What a table shows: columns, groups, and how values become text, sort keys and clipboard cells."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

from models.words import say
from views.shared.chips import Asker, ChipText, askers_words, chip_word

Row = TypeVar("Row")


class Kind(Enum):
    """How a column paints its values."""

    TEXT = "text"  # str
    SECOND = "second"  # str in second ink and size
    STRONG = "strong"  # str in bold
    LINK = "link"  # str in accent
    NUMBER = "number"  # int or float, right-aligned with commas
    CHIP = "chip"  # chip key or ChipText
    SIGN = "sign"  # the same without a fill, short word
    ASKERS = "askers"  # sequence of Asker
    CHECK = "check"  # bool


class Missing(Enum):
    """A value that was never given: shown as 未回答, never as 0. A value that cannot exist is None (—)."""

    UNANSWERED = "unanswered"


UNANSWERED = Missing.UNANSWERED


@dataclass(frozen=True)  # no slots: `Column[Row](…)` needs to set an attribute of its own
class Column(Generic[Row]):
    """One column. `value` feeds painting, sorting and copying alike.

    `edit(row, text)` stores a typed text and is called by F2 editing; `choices(row)` makes the editor a
    drop-down of (key, text) and `edit` gets the key. `text` replaces the text made from the value; `icon`
    stands before it.
    One column of a table may `stretch`.
    """

    key: str
    title: str
    width: int
    value: Callable[[Row], Any]
    kind: Kind = Kind.TEXT
    text: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    edit: Callable[[Row, str], object] | None = None
    choices: Callable[[Row], Sequence[tuple[str, str]]] | None = None
    stretch: bool = False
    hidden: bool = False
    icon: Callable[[Row], str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group row: title and note across the text columns, totals under their columns, perhaps a chip."""

    key: Hashable
    title: str
    note: str = ""
    totals: Mapping[str, str] = field(default_factory=dict)
    chip: ChipText | None = None
    level: int = 0


def number_text(value: float | None) -> str:
    """1,360 · 67.5 · — for None."""
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def chip_of(value: object) -> ChipText | None:
    """The chip of a cell's value."""
    if isinstance(value, ChipText):
        return value
    return ChipText(value) if isinstance(value, str) and value else None


def cell_text(column: Column[Row], row: Row) -> str:
    """The text of a cell, for painting, tooltips, screen readers, type-ahead and the clipboard."""
    if column.text is not None:
        return column.text(row)
    value = column.value(row)
    if value is UNANSWERED:
        return say("chips.answer.unanswered")
    if column.kind in (Kind.CHIP, Kind.SIGN):
        chip = chip_of(value)
        return "—" if chip is None else chip.text or chip_word(chip.key, short=column.kind is Kind.SIGN)
    if column.kind is Kind.ASKERS:
        return askers_words(value)
    if column.kind is Kind.CHECK:
        return say("shell.yes" if value else "shell.no")
    if value is None or value == "":
        return "—"
    return number_text(value) if isinstance(value, int | float) else str(value)


def sort_key(column: Column[Row], row: Row) -> tuple[int, Any]:
    """Numbers by size, texts by their code points, what is missing last."""
    value = column.value(row)
    if value is None or value == "" or value is UNANSWERED:
        return (2, "")
    if isinstance(value, ChipText):
        return (1, value.key + value.text)
    if isinstance(value, bool | int | float):
        return (0, value)
    if column.kind is Kind.ASKERS:
        askers: Sequence[Asker] = value
        return (0, -sum(asker.asks for asker in askers))
    return (1, str(value))


def clipboard_cell(text: str) -> str:
    """A cell of a copied table: quoted where it holds tabs or lines, and never read as a formula."""
    if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:2].isdigit() and len(text) > 1):
        text = "'" + text
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
