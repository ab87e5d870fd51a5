"""Cutting a short text into words and runs of letters, and finding what they mean by the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bpmn.matching.letters import is_content, plain, stem
from bpmn.matching.lexicon import Lexicon, WordClass

_RUN = re.compile(r"[a-z0-9][a-z0-9'.]*|[ぁ-ヿ㐀-鿿々〆ー]+")
_DOING = re.compile(r"する|し(?!た[^り後ら])|され|させ|でき|を?行|を?実施|を?お願い|を?依頼")
_NOUNS = ("tion", "sion", "ment", "ance", "ence")
_TOGETHER = re.compile(r"[・、,，/／]|及び|および|と|後|のうえ|の上")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place `[start, end)` of the plain text that stands for a class. `acts`: it is what is done there,
    not what it is done with (in 「入力内容を審査する」 only 審査)."""

    start: int
    end: int
    means: WordClass
    acts: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """A text in one spelling: its runs of letters (start, end), and what stands in it.

    `sides` has +1, -1 or 0 for each pair of opposites of the lexicon: one side, the other, neither or both.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    meanings: tuple[Meaning, ...]
    sides: tuple[int, ...] = ()

    @property
    def actions(self) -> tuple[Meaning, ...]:
        """What is done."""
        return tuple(one for one in self.meanings if one.acts)


@lru_cache(maxsize=20_000)
def terms_of(text: str, lexicon: Lexicon) -> Terms:
    """The terms of a text; asked again at no cost."""
    spelled = plain(text)
    runs = tuple(match.span() for match in _RUN.finditer(spelled))
    found = _japanese(spelled, runs, lexicon) + _english(spelled, runs, lexicon)
    return Terms(spelled, runs, tuple(sorted(found, key=lambda one: (one.start, -one.end))),
                 _sides(spelled, runs, lexicon))  # fmt: skip


def _sides(text: str, runs: tuple[tuple[int, int], ...], lexicon: Lexicon) -> tuple[int, ...]:
    stems = {stem(text[start:end]) for start, end in runs if text[start].isascii()}
    return tuple(
        _stands(text, stems, one, other) - _stands(text, stems, other, one) for one, other in lexicon.sides
    )


def _stands(text: str, stems: set[str], words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of the words stands there, and not only inside one of the others (不承認 is no 承認)."""
    if not stems.isdisjoint(words):
        return True
    return any(
        word in text and not any(word in other and other in text for other in others)
        for word in words
        if not word.isascii()
    )


def _japanese(text: str, runs: tuple[tuple[int, int], ...], lexicon: Lexicon) -> list[Meaning]:
    places: list[tuple[int, int, tuple[WordClass, ...]]] = []
    for start, end in runs:
        at = start if not text[start].isascii() else end
        while at < end:
            known = lexicon.written.get(text[at], ())
            word, classes = next(((w, c) for w, c in known if text.startswith(w, at)), ("", ()))
            if classes:
                places.append((at, at + len(word), classes))
            at += len(word) or 1
    last = max((n for n, place in enumerate(places) if _has_action(place[2])), default=-1)
    return [
        Meaning(start, end, one, one.is_action and (number == last or _is_done(text, end)))
        for number, (start, end, classes) in enumerate(places)
        for one in classes
    ]


def _has_action(classes: tuple[WordClass, ...]) -> bool:
    return any(one.is_action for one in classes)


def _is_done(text: str, end: int) -> bool:
    """Whether what stands before `end` is done here, by what follows it."""
    rest = text[end : end + 4]
    if not rest or _DOING.match(rest) or _TOGETHER.match(rest):
        return True
    # Verbs of their own (受け取る, 渡して) go on in hiragana that are no particle.
    return not is_content(rest[0]) and rest[0] not in "のをがはにへもで" and not rest[0].isascii()


def _english(text: str, runs: tuple[tuple[int, int], ...], lexicon: Lexicon) -> list[Meaning]:
    words = [(start, end, stem(text[start:end])) for start, end in runs if text[start].isascii()]
    found: list[Meaning] = []
    at = 0
    while at < len(words):
        known = lexicon.spoken.get(words[at][2], ())
        here = tuple(word for _, _, word in words[at : at + 4])
        phrase, classes = next(((p, c) for p, c in known if here[: len(p)] == p), ((), ()))
        if classes:
            start, end = words[at][0], words[at + len(phrase) - 1][1]
            acts = _is_verb(text, words, at)
            found += [Meaning(start, end, one, one.is_action and acts) for one in classes]
        at += len(phrase) or 1
    if len(words) == 1 and text[words[0][0] : words[0][1]].endswith(("ed", *_NOUNS)):
        # "Rejected", "Enrolment": a state that is reached, nobody is told to do it.
        return [Meaning(one.start, one.end, one.means, acts=False) for one in found]
    return found if any(one.acts for one in found) else _named_only(text, found)


def _is_verb(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
    """First words are verbs ("check the form"), so are those after "and" or "to", and -ing and -ed."""
    start, end, _ = words[at]
    before = text[words[at - 1][0] : words[at - 1][1]] if at else ""
    word = text[start:end]
    if word.endswith(_NOUNS):
        return False
    return at == 0 or before in ("and", "to", "be", "then", "or") or word.endswith(("ing", "ed"))


def _named_only(text: str, found: list[Meaning]) -> list[Meaning]:
    """Without a verb, the last noun before "of" is what is done: document check, payment of the bill."""
    actions = [one.start for one in found if one.means.is_action]
    if not actions:
        return found
    of = text.find(" of ")
    start = max((at for at in actions if at < of), default=actions[-1])
    return [
        Meaning(one.start, one.end, one.means, one.means.is_action and one.start == start) for one in found
    ]
