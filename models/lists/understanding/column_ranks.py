"""How well a column answers for a field: its header, lowered or raised by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.lists.understanding.column_looks import Look
from models.lists.understanding.header_rows import Header
from models.lists.understanding.words import (
    LIKELY,
    SURE,
    halves,
    in_brackets,
    meaning,
    plain,
    without_brackets,
    word_set,
)

_APART = re.compile(r"[/／・,，、|｜]|\bor\b")


def alike(one: str, other: str) -> bool:
    """Whether two headers end with the same word for requirements."""
    words = word_set("fields", "requirement", "sure")
    return any(plain(one).endswith(word) and plain(other).endswith(word) for word in words)


def rank(header: Header, seen: Sequence[Look], column: int, name: str) -> float:
    """The header's score, lowered for empty or unlikely cells and raised for likely ones."""
    score = header.meaning(column).fields.get(name, 0.0)
    look = seen[column]
    if (
        name in ("no", "name")
        and header.meaning(column).fields.get("name", 0.0) == LIKELY
        and look.is_numbering
    ):
        return LIKELY + 1.0 if name == "no" else 0.0  # 項目 over 1.1, 1.2 …
    if not score:
        return 0.0
    if name in ("feature_id", "no"):
        if not look.filled:
            # Numbers by formulas that nobody calculated: the header alone says what stands there.
            leads = not any(header.texts[:column])
            return 1.0 if name == "no" and score >= SURE and leads else 0.0
        if look.is_marks:
            return 0.0
        half = second_half(header, seen, column)
        unique = look.unique if half is None else max(look.unique, seen[half].unique)
        repeating = name == "feature_id" and look.filled > 5 and unique < 0.6
        share = look.filled / look.rows
        lettered = look.has_letters == (name == "feature_id")
        return score + unique * share - 1.5 * repeating - (share < 0.3) + 0.1 * lettered
    if name in ("name", "requirement") and not look.filled:
        return score - 2.0
    if name in ("obligation", "change"):
        likely = look.only(word_set("values", name)) or says_its_values(header.texts[column], look)
        if name == "obligation" and look.is_marks and not look.is_letters and score < SURE:
            likely = True  # 区分 with ◎ and ○
        if name == "obligation" and not likely and _is_grade(header, column):
            return score if look.only(word_set("values", "grades")) else 0.0
        return score + 1.0 if likely else score if score >= SURE or not look.filled else 0.0
    if name in ("name", "requirement") and look.is_marks:
        return 0.0
    if name == "requirement":
        if score < LIKELY and alike(header.texts[column], "要件"):
            score += 0.75  # 新システムへの要件 before 課題
        score += 0.9 * look.is_sentences
        return score + 0.4 * look.share + 0.2 * look.unique
    return score + look.unique if name == "name" else score


def says_its_values(text: str, look: Look) -> bool:
    """Whether a header names what is written below it: 区分（必須/任意）, Criticality (R/D)."""
    for inner in in_brackets(text):
        said = {plain(part) for part in _APART.split(inner) if part.strip()}
        if len(said) > 1 and look.only(frozenset(said)):
            return True
    return False


def _is_grade(header: Header, column: int) -> bool:
    """Whether a column tells how much an item matters: 優先度 and the like, but for lists of work to do."""
    words = word_set("fields", "obligation", "graded")
    text = header.texts[column]
    if not any(plain(part) in words for part in (text, without_brackets(text), *halves(text))):
        return False
    return not any(plain(text) in word_set("fields", "obligation", "tracked") for text in header.texts)


def second_half(header: Header, seen: Sequence[Look], column: int) -> int | None:
    """An ID split over two cells: the next column has no header and short texts on the same rows."""
    after = column + 1
    if after >= len(seen):
        return None
    branch = plain(header.texts[after]) in word_set("fields", "no", "branch")
    below_one = header.tops[column] and header.tops[after] == header.tops[column]
    named = meaning(header.tops[column]).fields.get("feature_id", 0.0) >= SURE
    if not branch and not (below_one and named) and (header.texts[after] or header.tops[after]):
        return None
    look = seen[after]
    short = all(len(text) <= 10 for text in look.distinct)
    return after if look.filled and look.filled >= 0.8 * seen[column].filled and short else None
