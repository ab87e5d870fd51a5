"""A text in sentences and clauses, without those that ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.tiers.kind_words import KindWords

_SENTENCES = re.compile(r"[^。!?;]+?(?:[。!?;]+|\.(?=\s|$)|$)", re.DOTALL)
_CLAUSES = re.compile(
    r"、|,(?!\d)|\n|:(?!\d)|(?<=ので)|(?<=とともに)|(?<=けれど)|(?<=ものの)"
    r"|\b(?:but|because|so that|and then)\b"
)
_QUOTES = re.compile(r"「[^「」]*」|『[^『』]*』|\"[^\"]*\"|“[^“”]*”")
_SPEECH = re.compile(r"[。、!?]|(?:ください|下さい|ます|です|ません|ました)」$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: `text[start:end]`; `is_reason` where it only says why."""

    start: int
    end: int
    is_reason: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from `start` on. Quoted speech and clauses that ask for nothing are blotted out."""

    start: int
    text: str
    clauses: tuple[Clause, ...]

    def clause_at(self, place: int) -> int:
        """The number of the clause that holds this place of `text`."""
        return next((n for n, clause in enumerate(self.clauses) if place < clause.end), len(self.clauses) - 1)


def sentences(plain: str, words: KindWords) -> list[Sentence]:
    """The sentences of a text in one spelling that ask for something.

    A sentence that only tells how things are counts as a reason where another one asks.
    """
    quiet = _QUOTES.sub(_without_speech, plain)
    found = [one for match in _SENTENCES.finditer(quiet) if (one := _sentence(match, words)) is not None]
    asking = [bool(words.asks.search(one.text)) for one in found]
    if not any(asking):
        return found
    return [
        one if asks or not words.statement.search(one.text) else _as_reason(one)
        for one, asks in zip(found, asking, strict=True)
    ]


def joined(before: Sentence, after: Sentence) -> Sentence:
    """Two sentences read as one, for what is named in the first and asked in the second."""
    between = after.start - before.start
    clauses = [replace(one, start=one.start + between, end=one.end + between) for one in after.clauses]
    text = before.text.replace("。", "、").ljust(between) + after.text
    return Sentence(before.start, text, (*before.clauses, *clauses))


def _sentence(match: re.Match[str], words: KindWords) -> Sentence | None:
    """The sentence with what it asks for; None if it asks for nothing."""
    text = match[0]
    parts = list(_parts(text))
    if not parts or words.given_up.search(text, *parts[-1]):
        return None
    dropped = [bool(words.dropped.search(text[start:end])) for start, end in parts]
    if dropped[-1]:
        return None
    for (start, end), is_dropped in zip(parts, dropped, strict=True):
        if is_dropped:
            text = text[:start] + _blot(text[start:end]) + text[end:]
    clauses = [
        Clause(start, end, number < len(parts) - 1 and _gives_reason(text[start:end], words))
        for number, (start, end) in enumerate(parts)
    ]
    return Sentence(match.start(), text, tuple(clauses))


def _as_reason(sentence: Sentence) -> Sentence:
    return replace(sentence, clauses=tuple(replace(one, is_reason=True) for one in sentence.clauses))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end; a clause holds more than signs."""
    start = 0
    for match in _CLAUSES.finditer(text):
        if text[start : match.start()].strip(" 、,\n"):
            yield start, match.end()
            start = match.end()
    if text[start:].strip(" 。、,.!?;\n"):
        yield start, len(text)


def _gives_reason(clause: str, words: KindWords) -> bool:
    bare = clause.strip(" 、,。\n")
    return bool(words.reason.search(bare)) and not words.lack.search(bare)


def _without_speech(match: re.Match[str]) -> str:
    """Quoted names stay; quoted sentences would be taken for what is asked."""
    inner = match[0]
    if len(inner) > 22 or _SPEECH.search(inner):
        return inner[0] + _blot(inner[1:-1]) + inner[-1]
    return inner


def _blot(text: str) -> str:
    return "□" * len(text)
