"""What a text is compared by: letters, stems and classes, each with a weight before rarity is known."""

from __future__ import annotations

from functools import lru_cache

from bpmn.matching.letters import is_content, stem
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.terms import Terms, terms_of

# Squares of weights add up in a text's length, so these are how much each kind counts beside a whole word.
_WORD = 1.0
_SOUNDS = 1.0
_CLASS = 1.4
_ACTION = 1.0
_NAMED_ACTION = 0.4
_LETTERS = {1: 0.35, 2: 0.9, 3: 0.8}
_KNOWN = 0.5
_WEAK = 0.4
_TURNED = 0.2


@lru_cache(maxsize=20_000)
def features_of(text: str, lexicon: Lexicon) -> dict[str, float]:
    """Features of a text with their weights. Words with a known meaning count by that and less by letters."""
    terms = terms_of(text, lexicon)
    covered = bytearray(len(terms.text))
    for one in terms.meanings:
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    weak = _weak_places(terms, lexicon)
    found: dict[str, float] = {}
    for start, end in terms.runs:
        if terms.text[start].isascii():
            _word(found, terms.text[start:end], bool(covered[start]), lexicon)
        else:
            _run(found, terms.text, start, end, covered, weak)
    for one in terms.meanings:
        name = f"{'a' if one.acts else 'n' if one.means.is_action else 's'}:{one.means.id}"
        weight = _ACTION if one.acts else _NAMED_ACTION if one.means.is_action else _CLASS
        if weak[one.start]:
            weight *= _WEAK
        found[name] = max(found.get(name, 0.0), weight)
    # A text of nothing but "the" or "A" is still like itself.
    return found or {f"t:{terms.text}": 1.0} if terms.runs else found


def _weak_places(terms: Terms, lexicon: Lexicon) -> bytearray:
    weak = bytearray(len(terms.text) + 1)
    if not terms.text.isascii():
        for match in lexicon.weak_written.finditer(terms.text):
            weak[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return weak


def _word(found: dict[str, float], word: str, is_known: bool, lexicon: Lexicon) -> None:
    if word in lexicon.stop:
        return
    root = stem(word)
    weight = _WEAK if word in lexicon.weak else 1.0
    weight *= _KNOWN if is_known else 1.0
    found[f"w:{root}"] = max(found.get(f"w:{root}", 0.0), _WORD * weight)
    if len(root) > 3:
        each = _SOUNDS * weight / (len(root) - 2) ** 0.5
        for at in range(len(root) - 2):
            found[f"c:{root[at : at + 3]}"] = each


def _run(
    found: dict[str, float], text: str, start: int, end: int, covered: bytearray, weak: bytearray
) -> None:
    for size, base in _LETTERS.items():
        for at in range(start, end - size + 1):
            letters = text[at : at + size]
            full = sum(map(is_content, letters))
            if not full:
                continue
            weight = base if full == size else base * _TURNED * full / size
            if covered[at] and covered[at + size - 1]:
                weight *= _KNOWN
            if weak[at] and weak[at + size - 1]:
                weight *= _WEAK
            if weight > found.get(letters, 0.0):
                found[letters] = weight
