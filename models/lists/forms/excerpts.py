"""Two wordings side by side, cut down to where they differ."""

from __future__ import annotations

from collections.abc import Iterable

from models.words import say

_AROUND, _LONGEST = 8, 60


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts around their difference, on one line each: ("…印字できること。", "…表示できること。")."""
    start = _alike(before, after)
    rest = min(len(before), len(after)) - start
    end = min(rest, _alike(reversed(before), reversed(after)))
    return _cut(before, start, end), _cut(after, start, end)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many signs both have in common from the start."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    shown = text[first : min(last, first + _LONGEST)].replace("\n", "⏎")
    if not shown:
        return say("answer_forms.blank_text")
    return ("…" if first else "") + shown + ("…" if first + len(shown) < len(text) else "")
