"""What words mean the same: classes of actions (入力, 登録, 記入) and words of the field (住基, 住民記録)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bpmn.matching.letters import plain, stem


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that stand for the same. `near` names classes that are often used for one another."""

    id: str
    words: tuple[str, ...]
    is_action: bool
    near: tuple[str, ...] = ()


Phrase = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All word classes. Lexicons are told apart by identity: load one and keep it.

    `opposites` are pairs of word lists that exclude one another (受理 and 却下); `weak` words say little
    (内容, data), `stop` words nothing (the, of); `yes` and `no` stand at the ways out of decisions.
    """

    classes: tuple[WordClass, ...] = ()
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    weak: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()

    def yes_or_no(self, text: str) -> int:
        """+1 for はい, あり, yes …, -1 for いいえ, なし, no …, 0 for anything else."""
        word = plain(text)
        return (word in self.yes) - (word in self.no)

    def extended(self, classes: Iterable[WordClass]) -> Lexicon:
        """A lexicon that knows these classes too, as a project's people confirmed them."""
        return replace(self, classes=(*self.classes, *classes))

    @cached_property
    def actions(self) -> Mapping[str, WordClass]:
        """The classes of actions by id."""
        return {one.id: one for one in self.classes if one.is_action}

    @cached_property
    def written(self) -> Mapping[str, tuple[tuple[str, tuple[WordClass, ...]], ...]]:
        """Words without spaces between them (Japanese), by their first letter, longest first."""
        found: dict[str, dict[str, list[WordClass]]] = {}
        for one in self.classes:
            for word in one.words:
                if not word.isascii():
                    text = plain(word)
                    found.setdefault(text[0], {}).setdefault(text, []).append(one)
        return {
            letter: tuple(sorted(((w, tuple(c)) for w, c in words.items()), key=lambda each: -len(each[0])))
            for letter, words in found.items()
        }

    @cached_property
    def spoken(self) -> Mapping[str, tuple[tuple[Phrase, tuple[WordClass, ...]], ...]]:
        """Phrases of words between spaces (English), as stems, by their first stem, longest first."""
        found: dict[str, dict[Phrase, list[WordClass]]] = {}
        for one in self.classes:
            for word in one.words:
                if word.isascii():
                    phrase = tuple(map(stem, plain(word).split()))
                    held = found.setdefault(phrase[0], {}).setdefault(phrase, [])
                    if one not in held:
                        held.append(one)
        return {
            first: tuple(sorted(((p, tuple(c)) for p, c in words.items()), key=lambda each: -len(each[0])))
            for first, words in found.items()
        }

    @cached_property
    def weak_written(self) -> re.Pattern[str]:
        """The weak words without spaces between them."""
        words = sorted((plain(word) for word in self.weak if not word.isascii()), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or "(?!)")

    @cached_property
    def sides(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The opposites as they are looked for: English stems, Japanese words."""

        def known(words: tuple[str, ...]) -> frozenset[str]:
            return frozenset(stem(plain(word)) if word.isascii() else plain(word) for word in words)

        return tuple((known(one), known(other)) for one, other in self.opposites)
