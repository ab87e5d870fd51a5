"""New words of one meaning, learned from texts that people confirmed as the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bpmn.matching.letters import is_content, stem
from bpmn.matching.lexicon import Lexicon, WordClass
from bpmn.matching.terms import Terms, terms_of

_OFTEN_ENOUGH = 2
"""Once may be chance; so many different pairs of texts must say the same."""


def learned_words(pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[WordClass, ...]:
    """Classes of two words each: what is left of both texts when all that they share is taken away.

    Only pairs that leave one word on each side teach something, and only what several of them teach counts.
    """
    taught: Counter[tuple[str, str]] = Counter()
    for left, right in {tuple(sorted(pair)) for pair in pairs}:
        one, other = terms_of(left, lexicon), terms_of(right, lexicon)
        rest, other_rest = _rest(one, other, lexicon), _rest(other, one, lexicon)
        if len(rest) == len(other_rest) == 1 and min(len(rest[0]), len(other_rest[0])) > 1:
            first, second = sorted((rest[0], other_rest[0]))
            taught[first, second] += 1
    return tuple(
        WordClass(f"learned {one} {other}", (one, other), is_action=False)
        for (one, other), times in sorted(taught.items())
        if times >= _OFTEN_ENOUGH and one != other
    )


def _rest(text: Terms, other: Terms, lexicon: Lexicon) -> list[str]:
    """The words of a text that nothing in the other text stands for."""
    classes = {one.means for one in other.meanings}
    met = bytearray(len(text.text))
    for one in text.meanings:
        if one.means in classes:
            met[one.start : one.end] = b"\x01" * (one.end - one.start)
    stems = {stem(other.text[start:end]) for start, end in other.runs if other.text[start].isascii()}
    found: list[str] = []
    for start, end in text.runs:
        word = text.text[start:end]
        if word[0].isascii():
            if not (met[start] or word in lexicon.stop or stem(word) in stems):
                found.append(word)
            continue
        _mark_shared(text.text, start, end, other.text, met)
        found += _unmet(text.text, start, end, met)
    return found


def _mark_shared(text: str, start: int, end: int, other: str, met: bytearray) -> None:
    """Runs of two and more letters that stand in the other text too."""
    for at in range(start, end - 1):
        if text[at : at + 2] in other:
            met[at : at + 2] = b"\x01\x01"


def _unmet(text: str, start: int, end: int, met: bytearray) -> list[str]:
    """Runs of kanji or katakana that are left over."""
    found, word = [], ""
    for at in range(start, end + 1):
        if at < end and is_content(text[at]) and not met[at]:
            word += text[at]
            continue
        if word:
            found.append(word)
        word = ""
    return found
