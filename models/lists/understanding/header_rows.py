"""Rows that make one header together: by merges, group names over blanks, units and translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.lists.understanding.words import LIKELY, SURE, HeaderMeaning, meaning, plain, word_set
from models.lists.workbook import Sheet, Span

_UNIT = re.compile(r"[（(\[［][^\d）)]{1,12}[）)\]］]$")
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one table: its rows (from 0) and per column of the sheet the upper and the lower text."""

    rows: tuple[int, ...]
    tops: tuple[str, ...]
    texts: tuple[str, ...]
    covered: frozenset[int]
    score: float = 0.0
    middles: tuple[str, ...] = ()

    def label(self, column: int) -> str:
        """The column's header as one text: "A社 回答 可否", without repeating itself."""
        middle = self.middles[column] if self.middles else ""
        parts = (self.tops[column], middle, self.texts[column])
        return " ".join(dict.fromkeys(part for part in parts if part))

    def meaning(self, column: int) -> HeaderMeaning:
        """What the column's header may mean; a neutral upper word leaves the lower one alone."""
        top, text = self.tops[column], self.texts[column]
        alone = meaning(text or top)
        if not top or not text or plain(top) in word_set("neutral", "words"):
            return alone
        above = meaning(top)
        if above.fields.get("feature_id", 0.0) >= SURE:  # 業務 and 連番 below 機能ID are halves of it
            return HeaderMeaning({"feature_id": SURE}, 0.0, 0)
        if above.level_score >= SURE and plain(text) in word_set("neutral", "parts"):
            # 番号 and 名称 below 大項目: the name is the level, the number stands beside it.
            is_name = alone.fields.get("name", 0.0) > 0
            return HeaderMeaning({}, SURE if is_name else 0.0, above.level_rank if is_name else 0)
        if not alone.fields and not alone.level_score and above.fields.get("obligation", 0.0) >= SURE:
            return HeaderMeaning({"obligation": LIKELY}, 0.0, 0)  # 指定都市 below 実装区分
        both = meaning(f"{top} {text}")
        names = both.fields.keys() | alone.fields.keys()
        fields = {
            name: max(
                both.fields.get(name, 0.0),
                alone.fields.get(name, 0.0) / 2,
                min(alone.fields.get(name, 0.0), above.fields.get(name, 0.0)),
            )
            for name in names
        }
        levels = [(alone.level_score, alone.level_rank)]
        if alone.level_score:  # said twice, in two languages
            levels.append((above.level_score, above.level_rank))
        return HeaderMeaning(fields, *max(levels))


def header_at(sheet: Sheet, rows: Sequence[int]) -> Header:
    """The header made of exactly these rows (from 0), whatever stands in them."""
    if len(rows) == 1:
        covered = frozenset(_covered(sheet, rows))
        return Header((rows[0],), ("",) * sheet.width, tuple(map(one_line, sheet.rows[rows[0]])), covered)
    if len(rows) > 2:
        return _many_rows(sheet, rows)
    return two_rows(sheet, rows[0], rows[-1])


def _many_rows(sheet: Sheet, rows: Sequence[int]) -> Header:
    """Rows that merges tie together: the outermost group name over the lowest text of every column."""
    lower = two_rows(sheet, rows[-2], rows[-1])
    tops, middles, texts = [], [], list(lower.texts)
    above = [_sideways_texts(sheet, row) for row in rows[:-1]]
    for column in range(sheet.width):
        names = [line[column] for line in above if line[column]]
        text = one_line(sheet.rows[rows[-1]][column])
        if not text and names:
            text = names.pop()
        texts[column] = text
        tops.append(names[0] if text and names else "")
        middles.append(" ".join(names[1:]) if text else "")
    covered = frozenset(_covered(sheet, rows))
    return Header(tuple(rows), tuple(tops), tuple(texts), covered, middles=tuple(middles))


def _sideways_texts(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row, each carried over the columns of its merge."""
    texts = [one_line(text) for text in sheet.rows[row]]
    for column, span in _sideways(sheet, row).items():
        texts[column] = one_line(sheet.rows[row][span.left])
    return texts


def tied_rows(sheet: Sheet, row: int) -> tuple[int, ...]:
    """The rows that two or more names of a header row reach down to by merges; empty when there are none."""
    lowest = min(row + _DEEPEST, len(sheet.rows) - 1)
    down = [span for span in sheet.merged if row <= span.top < span.bottom <= lowest]
    named = [span for span in down if sheet.rows[span.top][span.left]]
    bottom = max((span.bottom for span in named if span.top == row), default=row)
    if sum(span.bottom == bottom for span in named) < 2 or bottom + 1 >= len(sheet.rows):
        return ()
    return tuple(range(row, bottom + 1))


def two_rows(sheet: Sheet, upper: int, lower: int) -> Header:
    """The header of two rows: group names carried sideways over what stands below them."""
    tops, texts = [], []
    carried, above, below = "", sheet.rows[upper], sheet.rows[lower]
    sideways = _sideways(sheet, upper)
    for column in range(sheet.width):
        span = sideways.get(column)
        if above[column]:
            carried = above[column]
        elif span is not None:
            carried = above[span.left]
        elif not below[column]:
            carried = ""
        top, text = one_line(carried), one_line(below[column])
        if _UNIT.match(text) and above[column]:  # 費用 over （千円） is one name
            top, text = "", one_line(above[column]) + text
        tops.append(top if text else "")
        texts.append(text or (one_line(above[column])))
    covered = frozenset(_covered(sheet, (upper, lower)))
    return Header((upper, lower), tuple(tops), tuple(texts), covered)


def is_pair(sheet: Sheet, upper: int) -> bool:
    """Whether a row and the next one are one header: by merges, or by group names over blanks."""
    lower = upper + 1
    if upper < 0 or lower >= len(sheet.rows):
        return False
    above, below = sheet.rows[upper], sheet.rows[lower]
    tops = {column for column, text in enumerate(above) if text}
    if (len(tops) < 2 and not _over_part(sheet, upper, below)) or any(
        text.replace(".", "").isdigit() or len(text) > 60 for text in below if text
    ):
        return False
    if any(span.top == upper and span.bottom == lower for span in sheet.merged):
        return True
    if _says_twice(above, below) or (any(below) and all(_UNIT.match(text) for text in below if text)):
        return True
    under = {column for column, text in enumerate(below) if text}
    if _written_again(above, tops, under):
        return True
    sideways = _sideways(sheet, upper)
    if sideways:
        grouped = bool(under) and under <= sideways.keys() | (under & _repeats(above, below))
        return grouped or _full(under, tops)
    lone = {column for column in tops if column not in under}
    groups = {column for column in under - tops if _run_start(column, tops, under)}
    starts = {column for column in under & tops if column + 1 in groups}
    # One header may run over both rows: 必須 above 任意.
    stacked = {c for c in under & tops if _is_sure(f"{above[c]} {below[c]}")} - starts
    return bool(lone) and bool(groups) and under == groups | starts | stacked


def _over_part(sheet: Sheet, upper: int, below: Sequence[str]) -> bool:
    """Whether a lone merged name stands over some of the columns; over all of them it is the title."""
    under = [column for column, text in enumerate(below) if text]
    wide = [span for span in sheet.merged if span.top == span.bottom == upper and span.right > span.left]
    return any(
        len(under) > 3
        and below[span.left]
        and (span.left > under[0] or (span.right < under[-1] and _is_group(sheet.rows[upper][span.left])))
        for span in wide
    )


def _is_group(text: str) -> bool:
    """Whether a text names several columns: 機能階層, and not the list: 機能一覧."""
    return plain(text) in word_set("neutral", "words") and not plain(text).endswith("一覧")


def _says_twice(above: Sequence[str], below: Sequence[str]) -> bool:
    """A header in two languages: most columns mean the same in both rows, in different words."""
    both = [(meaning(a), meaning(b)) for a, b in zip(above, below, strict=True) if a and b and a != b]
    same = sum(
        any(b.fields.get(name, 0.0) >= LIKELY for name, score in a.fields.items() if score >= LIKELY)
        or min(a.level_score, b.level_score) >= LIKELY
        for a, b in both
    )
    filled = sum(1 for text in above if text)
    return same >= 3 and same * 2 > filled


def _written_again(above: Sequence[str], tops: set[int], under: set[int]) -> bool:
    """Group names without merges, written over each of their columns, and nothing over the others."""
    if not tops < under:
        return False
    runs = [(text, len(list(cells))) for text, cells in groupby(above) if text]
    return (
        len(runs) > 1
        and all(length > 1 for _, length in runs)
        and len({text for text, _ in runs}) == len(runs)
    )


def _is_sure(text: str) -> bool:
    return max(meaning(text).fields.values(), default=0.0) >= SURE


def _full(under: set[int], tops: set[int]) -> bool:
    """A lower row that names every column below an upper row of group names only."""
    return tops <= under and len(tops) * 2 <= len(under)


def _repeats(above: list[str], below: list[str]) -> set[int]:
    return {column for column, text in enumerate(above) if text and text == below[column]}


def _run_start(column: int, tops: set[int], under: set[int]) -> bool:
    """Whether the blanks above lead back to a group name."""
    while column >= 0 and column not in tops:
        if column not in under:
            return False
        column -= 1
    return column >= 0 and column in under


def _sideways(sheet: Sheet, row: int) -> dict[int, Span]:
    spans = (span for span in sheet.merged if span.top == row and span.right > span.left)
    return {column: span for span in spans for column in range(span.left, min(span.right + 1, sheet.width))}


def _covered(sheet: Sheet, rows: Sequence[int]) -> Iterator[int]:
    for span in sheet.merged:
        if span.top <= rows[-1] and span.bottom >= rows[0]:
            yield from range(span.left, min(span.right + 1, sheet.width))


def one_line(text: str) -> str:
    """A cell's text without its line breaks and runs of blanks."""
    return " ".join(text.split())
