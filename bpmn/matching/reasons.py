"""Why two texts count as alike, in their own words, so that a person can judge a proposal."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.matching.letters import is_content, stem
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.terms import Meaning, Terms, terms_of

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Likening:
    """What two texts have in common: words in both (as the left one writes them), actions of one class and
    words of one meaning, each as (left, right)."""

    shared: tuple[str, ...] = ()
    actions: tuple[Pair, ...] = ()
    synonyms: tuple[Pair, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shared or self.actions or self.synonyms)


NOTHING = Likening()


def why_alike(left: str, right: str, lexicon: Lexicon) -> Likening:
    """What speaks for the pair; empty where only single letters agree."""
    one, other = terms_of(left, lexicon), terms_of(right, lexicon)
    shared = _shared_words(one, other, lexicon) + _shared_letters(one, other)
    told = [
        pair
        for acts in (True, False)
        for pair in _same_meaning(one, other, acts)
        if not any(pair[0] in word or pair[1] in word for word in shared)
    ]
    actions = tuple(dict.fromkeys(pair for pair in told if pair in _same_meaning(one, other, True)))
    synonyms = tuple(dict.fromkeys(pair for pair in told if pair not in actions))
    return Likening(tuple(dict.fromkeys(shared)), actions, synonyms)


def _same_meaning(left: Terms, right: Terms, acts: bool) -> list[Pair]:
    """Places of one class in both; of actions only where both say what is done."""

    def fits(one: Meaning) -> bool:
        return one.acts if acts else not one.means.is_action

    return [
        (left.text[one.start : one.end], right.text[other.start : other.end])
        for one in left.meanings
        for other in right.meanings
        if one.means is other.means and fits(one) and fits(other)
    ]


def _shared_words(left: Terms, right: Terms, lexicon: Lexicon) -> list[str]:
    """English words with a stem in common."""
    others = {stem(right.text[start:end]) for start, end in right.runs if right.text[start].isascii()}
    words = [left.text[start:end] for start, end in left.runs if left.text[start].isascii()]
    return [word for word in words if word not in lexicon.stop and stem(word) in others]


def _shared_letters(left: Terms, right: Terms) -> list[str]:
    """The longest runs of kanji and katakana, of two and more letters, that stand in both."""
    found: list[str] = []
    for start, end in left.runs:
        at = start
        while at < end:
            size = 0
            while at + size < end and is_content(left.text[at + size]):
                if left.text[at : at + size + 1] not in right.text:
                    break
                size += 1
            if size >= 2:
                found.append(left.text[at : at + size])
            at += size or 1
    return found


def same_meaning(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two texts differ in wording only: every word of one is in the other, or one of its class is."""
    one, other = terms_of(left, lexicon), terms_of(right, lexicon)
    return one.sides == other.sides and _within(one, other, lexicon) and _within(other, one, lexicon)


def _within(part: Terms, whole: Terms, lexicon: Lexicon) -> bool:
    classes = {one.means for one in whole.meanings}
    said = {stem(whole.text[start:end]) for start, end in whole.runs if whole.text[start].isascii()}
    covered = bytearray(len(part.text))
    for one in part.meanings:
        if one.means in classes:
            covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    for start, end in part.runs:
        word = part.text[start:end]
        if word[0].isascii():
            if not (covered[start] or word in lexicon.stop or stem(word) in said):
                return False
        elif any(
            is_content(part.text[at]) and not covered[at] and not _also_there(part.text, at, whole.text)
            for at in range(start, end)
        ):
            return False
    return True


def _also_there(text: str, at: int, other: str) -> bool:
    """Whether a letter stands in the other text beside the same neighbour."""
    pairs = (text[max(at - 1, 0) : at + 1], text[at : at + 2])
    return any(len(pair) == 2 and pair in other for pair in pairs) or text == other
