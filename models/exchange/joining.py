"""A proposal for two texts that grew from the same one: where both only added, both additions are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Addition:
    """`text` stands in the place of `base[start:end]`; nothing is taken away where the two are equal."""

    start: int
    end: int
    text: str


def join(base: str, texts: Sequence[str]) -> str | None:
    """All additions in one text, in the order of `texts` where they meet, or None if that can't be told.

    A changed ending counts as an addition as long as it is shorter than what was added with it, as in
    「数える」→「数え、決算に使う」. Nothing is proposed once two people changed the same place.
    """
    if max(map(len, [base, *texts])) > _LONGEST:
        return None
    found: list[Addition] = []
    for text in texts:
        additions = _additions(base, text)
        if additions is None or any(_clash(one, other) for one in additions for other in found):
            return None
        found.extend(one for one in additions if one not in found)
    joined, at = "", 0
    for one in sorted(found, key=lambda addition: (addition.start, addition.end)):
        joined += base[at : one.start] + one.text
        at = one.end
    return joined + base[at:]


def _additions(base: str, text: str) -> list[Addition] | None:
    additions = []
    for tag, start, end, first, last in SequenceMatcher(None, base, text, autojunk=False).get_opcodes():
        if tag == "delete" or (tag == "replace" and last - first <= end - start):
            return None
        if tag != "equal":
            additions.append(Addition(start, end, text[first:last]))
    kept = len(base) - sum(one.end - one.start for one in additions)
    return additions if 2 * kept >= len(base) else None


def _clash(one: Addition, other: Addition) -> bool:
    if one == other or one.start == one.end == other.start == other.end:
        return False
    return one.start <= other.end and other.start <= one.end
