"""The words of `request_words.toml`: what a header means, what an amount says."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any

from models.lists.answers import yen
from models.resources import resource

_PARENTHESES = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_NOISE = re.compile(r"[\s_\-・/:.,、。()\[\]【】「」『』*※?!'’]+")


@cache
def catalogue() -> dict[str, Any]:
    """The whole catalogue as read."""
    return tomllib.loads(resource("catalogues", "request_words.toml").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """NFKC and lower case, blanks squeezed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def field_of(header: str) -> str | None:
    """The field that a header names, or None."""
    if not header or len(header) > 60:
        return None
    text = folded(header)
    words = [_NOISE.sub("", word) for word in (text, _PARENTHESES.sub("", text))]
    for how in ("whole", "ends"):
        for name, known in catalogue()["fields"].items():
            for word in words:
                if word in known[how] if how == "whole" else _ends(word, known[how]):
                    return str(name)
    return None


def unit_of(text: str) -> int | None:
    """The yen of the unit that a text names, e.g. 1000 for 「費用（千円）」; None if it names none."""
    plain = folded(text).replace(" ", "")
    for word in sorted(catalogue()["units"], key=len, reverse=True):
        if word in plain:
            return int(catalogue()["units"][word])
    return None


class UnreadableAmount(ValueError):
    """The cell is no amount; the argument is the key of the finding."""


def yen_of(cell: str, unit: int | None) -> int | None:
    """Whole yen; None for a cell that says that nobody knows yet. Raises `UnreadableAmount`."""
    text = folded(cell)
    if not text or text in catalogue()["amounts"]["unknown"]:
        return None
    if text in catalogue()["amounts"]["nothing"]:
        return 0
    if unit is None and unit_of(text) is None:
        raise UnreadableAmount("gaps.requests.no_unit")
    try:
        amount = yen(cell, unit or 1)
    except (ValueError, ArithmeticError):
        raise UnreadableAmount("gaps.requests.bad_amount") from None
    if amount is not None and amount < 0:
        raise UnreadableAmount("gaps.requests.bad_amount")
    return amount


def is_total(text: str) -> bool:
    """Whether a line's title says that the line adds up others."""
    return _NOISE.sub("", folded(text)) in catalogue()["rows"]["totals"]


def _ends(word: str, endings: list[str]) -> bool:
    return any(word.endswith(end) for end in endings)
