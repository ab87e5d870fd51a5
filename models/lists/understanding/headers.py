"""Where tables begin: header rows of one or two rows, on any row, under any prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from models.lists.understanding.vendors import vendor_columns
from models.lists.understanding.words import LIKELY, SURE, HeaderMeaning, catalogue, meaning, plain, word_set
from models.lists.workbook import Sheet, Span

_UNIT = re.compile(r"[（(\[［][^\d）)]{1,12}[）)\]］]$")
_ALL_ROWS_UP_TO = 60
_LOOK_BELOW = 4

Known = dict[str, list[list[str]]]
"""Header rows found so far, by their first cell."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one table: its rows (from 0) and per column of the sheet the upper and the lower text."""

    rows: tuple[int, ...]
    tops: tuple[str, ...]
    texts: tuple[str, ...]
    covered: frozenset[int]
    score: float = 0.0

    def label(self, column: int) -> str:
        """The column's header as one text: "A社 回答 可否", without repeating itself."""
        return " ".join(dict.fromkeys(part for part in (self.tops[column], self.texts[column]) if part))

    def meaning(self, column: int) -> HeaderMeaning:
        """What the column's header may mean; a neutral upper word leaves the lower one alone."""
        top, text = self.tops[column], self.texts[column]
        alone = meaning(text or top)
        if not top or not text or plain(top) in word_set("neutral", "words"):
            return alone
        both = meaning(f"{top} {text}")
        names = both.fields.keys() | alone.fields.keys()
        above = meaning(top)
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


def find_headers(sheet: Sheet) -> list[Header]:
    """The headers of all candidate tables of a sheet, from the top."""
    found: list[Header] = []
    known: Known = {}
    after = 0
    for row in _likely_rows(sheet, known):
        if row < after or (_is_known(sheet.rows[row], known) and _goes_on(sheet, row - 1)):
            continue  # a header amid the rows of its own table is only repeated
        below = _LOOK_BELOW if not found else 1
        options = [header for at in range(row, row + below) for header in _options(sheet, at, after)]
        if not options:
            continue
        best = max(options, key=lambda header: header.score)
        if found and best.score < 0.6 * max(header.score for header in found):
            continue
        found.append(best)
        upper = sheet.rows[best.rows[0]]
        known.setdefault(upper[0], []).append(upper)
        after = best.rows[-1] + 1
    return found


def header_at(sheet: Sheet, rows: Sequence[int]) -> Header:
    """The header made of exactly these rows (from 0), whatever stands in them."""
    if len(rows) == 1:
        covered = frozenset(_covered(sheet, rows))
        return Header((rows[0],), ("",) * sheet.width, tuple(map(_one_line, sheet.rows[rows[0]])), covered)
    return _two_rows(sheet, rows[0], rows[-1])


def _is_known(row: list[str], known: Known) -> bool:
    return row in known.get(row[0], ())


def _likely_rows(sheet: Sheet, known: Known) -> Iterator[int]:
    """Rows with a header word. Far down only rows after a break, or that repeat a header, are looked at."""
    before = 0
    words = _header_words()
    for number, (filled, row) in enumerate(zip(sheet.filled, sheet.rows, strict=True)):
        looked_at = filled >= 2 and (
            before <= 2
            or (number < _ALL_ROWS_UP_TO and not known)
            or (row[0] in known and _is_known(row, known))
        )
        if looked_at and any(len(text) <= 40 and plain(text) in words for text in row if text):
            yield number
        before = filled


def _options(sheet: Sheet, row: int, after: int) -> Iterator[Header]:
    if row >= len(sheet.rows):
        return
    single = header_at(sheet, (row,))
    candidates = [single]
    candidates += [_two_rows(sheet, a, a + 1) for a in (row - 1, row) if a >= after and _is_pair(sheet, a)]
    for header in candidates:
        score = _score(header)
        if score and header.rows[-1] + 1 < len(sheet.rows):
            yield Header(
                header.rows, header.tops, header.texts, header.covered, score + 0.5 * len(header.rows)
            )


def _score(header: Header) -> float:
    """How much of the header is understood; 0 when it is no header of a feature table."""
    fields: dict[str, float] = {}
    levels = numbers = filled = 0
    vendors = vendor_columns(header.tops, header.texts)
    theirs = {column for vendor in vendors for column in (vendor.method, vendor.cost)}
    for column, (top, text) in enumerate(zip(header.tops, header.texts, strict=True)):
        if not (text or top):
            continue
        filled += 1
        numbers += (text or top).replace(".", "").isdigit()
        # A vendor's remarks count as much as anybody's for how well the header is understood.
        found = meaning(text) if column in theirs else header.meaning(column)
        levels += found.level_score >= SURE
        for name, score in found.fields.items():
            fields[name] = max(fields.get(name, 0.0), score)
    if numbers * 3 > filled:
        return 0.0
    substance = levels or "name" in fields or "requirement" in fields
    if substance and len(fields) + min(levels, 2) >= 2:
        return sum(fields.values()) + 2.0 * min(levels, 5)
    # A sheet of answers may repeat nothing of the list but its numbers.
    keyed = "feature_id" in fields or "no" in fields
    return sum(fields.values()) if keyed and vendors else 0.0


def _two_rows(sheet: Sheet, upper: int, lower: int) -> Header:
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
        top, text = _one_line(carried), _one_line(below[column])
        if _UNIT.match(text) and above[column]:  # 費用 over （千円） is one name
            top, text = "", _one_line(above[column]) + text
        tops.append(top if text else "")
        texts.append(text or (_one_line(above[column])))
    covered = frozenset(_covered(sheet, (upper, lower)))
    return Header((upper, lower), tuple(tops), tuple(texts), covered)


def _is_pair(sheet: Sheet, upper: int) -> bool:
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


def _goes_on(sheet: Sheet, row: int) -> bool:
    """Whether a row is one of a table's own, its totals included, and no title of the next table."""
    first = next((text for text in sheet.rows[row] if text), "")
    return _filled(sheet, row) > 2 or plain(first) in word_set("notes", "totals")


def _filled(sheet: Sheet, row: int) -> int:
    return sheet.filled[row]


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _header_words() -> frozenset[str]:
    """Every whole header the catalogue knows."""
    known = catalogue()
    words = {
        word
        for field in known["fields"].values()
        for word in (*field["sure"], *field["likely"], *field["ends"])
    }
    words |= {word for rank in known["levels"]["ranks"] for word in rank}
    return frozenset(plain(word) for word in words)
