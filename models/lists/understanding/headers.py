"""Where tables begin: header rows of one or two rows, on any row, under any prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from models.lists.understanding.header_rows import Header, header_at, is_pair, one_line, tied_rows, two_rows
from models.lists.understanding.vendors import vendor_columns
from models.lists.understanding.words import LIKELY, SURE, catalogue, meaning, plain, word_set
from models.lists.workbook import Sheet

_ALL_ROWS_UP_TO = 60
_LOOK_BELOW = 4
_TIED = 3.0
"""What merges that tie header rows together count for, beside the words in them."""

Known = dict[str, list[list[str]]]
"""Header rows found so far, by their first cell."""


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
        if looked_at and (
            any(len(text) <= 40 and plain(text) in words for text in row if text)
            or (number < _ALL_ROWS_UP_TO and not known and _says_several(row))
        ):
            yield number
        before = filled


def _says_several(row: Sequence[str]) -> bool:
    """Whether three or more short cells mean something, though none is a whole header word."""
    short = [one_line(text) for text in row if 0 < len(text) <= 40]
    told = [meaning(text) for text in short]
    return len(short) >= 3 and sum(bool(found.fields or found.level_score) for found in told) >= 3


def _options(sheet: Sheet, row: int, after: int) -> Iterator[Header]:
    if row >= len(sheet.rows):
        return
    tied = tied_rows(sheet, row)
    if tied and _score(header := header_at(sheet, tied)):
        yield replace(header, score=_score(header) + 0.5 * len(tied) + _TIED)
    candidates = [header_at(sheet, (row,))]
    candidates += [two_rows(sheet, a, a + 1) for a in (row - 1, row) if a >= after and is_pair(sheet, a)]
    for header in candidates:
        score = _score(header)
        if score and header.rows[-1] + 1 < len(sheet.rows):
            yield replace(header, score=score + 0.5 * len(header.rows))


def _score(header: Header) -> float:
    """How much of the header is understood; 0 when it is no header of a feature table."""
    fields: dict[str, float] = {}
    levels = likely_levels = numbers = filled = 0
    vendors = vendor_columns(header.tops, header.texts)
    theirs = {column for vendor in vendors for column in (vendor.method, vendor.cost)}
    for column, (top, text) in enumerate(zip(header.tops, header.texts, strict=True)):
        if not (text or top):
            continue
        filled += 1
        numbers += not top and text.replace(".", "").isdigit()
        # A vendor's remarks count as much as anybody's for how well the header is understood.
        found = meaning(text) if column in theirs else header.meaning(column)
        levels += found.level_score >= SURE
        likely_levels += found.level_score == LIKELY
        for name, score in found.fields.items():
            fields[name] = max(fields.get(name, 0.0), score)
    if numbers * 3 > filled:
        return 0.0
    substance = levels or "name" in fields or "requirement" in fields
    if substance and len(fields) + min(levels, 2) >= 2:
        return sum(fields.values()) + 2.0 * min(levels, 5)
    if likely_levels and max(fields.get("name", 0.0), fields.get("requirement", 0.0)) >= SURE:
        return sum(fields.values()) + 1.0
    # Sentences under a header nobody knows can be the requirements, where the rest is plain.
    if fields.get("feature_id", 0.0) >= SURE and len(fields) >= 3:
        return sum(fields.values()) / 2
    # A sheet of answers may repeat nothing of the list but its numbers.
    keyed = "feature_id" in fields or "no" in fields
    return sum(fields.values()) if keyed and vendors else 0.0


def _goes_on(sheet: Sheet, row: int) -> bool:
    """Whether a row is one of a table's own, its totals included, and no title of the next table.

    Blank rows, as before the header of a new page, are passed over.
    """
    while row > 0 and not any(sheet.rows[row]):
        row -= 1
    first = next((text for text in sheet.rows[row] if text), "")
    return _filled(sheet, row) > 2 or plain(first) in word_set("notes", "totals")


def _filled(sheet: Sheet, row: int) -> int:
    return sheet.filled[row]


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
