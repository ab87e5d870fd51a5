"""Where Japanese may be broken without tearing words: after particles and endings, round brackets and dots.

Qt breaks writing without spaces anywhere, even 「届／出」. Hiragana before another script ends a phrase if it
is a particle or an ending; stems inside compound verbs (取り込む, 受け付ける) end otherwise.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise

from models.resources import resource

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_MANY = 14

Measure = Callable[[str], float]


def phrases_of(words: str) -> list[str]:
    """The pieces of a text between which it may be broken; joined they give the text."""
    return [piece for piece in _phrase_end().split(words) if piece]


def broken_at_phrases(words: str, width: float, measure: Measure) -> list[str] | None:
    """Lines of at most `width`, as few and as even as can be; None where words would have to be torn
    or more than one line more would be needed.

    None too for writing without Japanese, which breaks at its spaces.
    """
    if not _JAPANESE.search(words):
        return None
    if measure(words) <= width:
        return [words]
    pieces = phrases_of(words)
    wide = [measure(piece) for piece in pieces]
    if len(pieces) < 2 or len(pieces) > _MANY or max(wide) > width:
        return None
    fewest = math.ceil(sum(wide) / width)
    for lines in range(max(fewest, 2), min(fewest + 1, len(pieces)) + 1):
        cuts = [(0, *at, len(pieces)) for at in combinations(range(1, len(pieces)), lines - 1)]
        # Of cuts that are as even, the one with the longer beginning.
        ways = [(max(sum(wide[a:b]) for a, b in pairwise(cut)), cut) for cut in reversed(cuts)]
        widest, best = min(ways, key=lambda way: way[0])
        if widest <= width:
            return ["".join(pieces[a:b]).strip() for a, b in pairwise(best)]
    return None


@cache
def _phrase_end() -> re.Pattern[str]:
    """Matches between two letters where a phrase ends, by `resources/catalogues/phrases.toml`."""
    data = tomllib.loads(resource("catalogues", "phrases.toml").read_text(encoding="utf-8"))
    endings, closing, opening, never_first = (
        re.escape(data[key]) for key in ("endings", "closing", "opening", "never_first")
    )
    return re.compile(
        rf"(?<=[{endings}])(?=[^\u3041-\u309f\s{closing}{never_first}])"
        rf"|(?<=[{closing}])(?=[^{closing}{never_first}])|(?<=.)(?=[{opening}])|(?<=\s)(?=\S)"
    )
