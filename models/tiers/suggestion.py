"""Proposes kinds of change for the text of a gap, with the words that led to each.

A proposal is never filled in by itself, and the option scope is always asked for: words about it are shown,
but do not answer the question. Rules and words are data (`kind_words.toml`); nothing is learnt from what
people choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.spelling import Spelled, spelled
from models.tiers.catalogue import change_kinds
from models.tiers.clauses import Sentence, joined, sentences
from models.tiers.kind_words import KindRules, KindWords, kind_words
from models.tiers.rules import TierVerdict, tier_of


@dataclass(frozen=True, slots=True)
class Word:
    """A place in the text, `text[start:end] == word`."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class SuggestedKind:
    """A kind of change with what speaks for it, 0 to 1, and the words in the order of the text."""

    kind: str
    score: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The proposed kinds, the best first, and what the text says of the option scope: flag → words."""

    kinds: tuple[SuggestedKind, ...]
    scope_words: Mapping[str, tuple[Word, ...]]

    def verdict(self, scope: str = "unknown") -> TierVerdict:
        """The tier of the proposed kinds with this option scope; without a kind there is none."""
        if not self.kinds:
            return TierVerdict(None, "no_kinds")
        return tier_of({one.kind: scope for one in self.kinds})


def suggest_kinds(text: str) -> Suggestion:
    """Kinds of change that the text asks for. Nothing where it asks for no change."""
    words = kind_words()
    spelling = spelled(text)
    found: dict[str, list[_Match]] = {}
    before: Sentence | None = None
    for sentence in sentences(spelling.plain, words):
        matches = _clear(_matches(sentence, words), words)
        if before is not None and not any(match.weight >= words.threshold for match in matches):
            matches = _clear(_reaching_back(before, sentence, words), words)
        for match in matches:
            found.setdefault(match.kind, []).append(match)
        before = sentence
    order = list(change_kinds())
    scored = sorted(
        (
            SuggestedKind(kind, _score(matches), _words(matches, text, spelling))
            for kind, matches in found.items()
        ),
        key=lambda one: (-one.score, order.index(one.kind)),
    )
    kinds = [one for one in scored if one.score >= words.threshold]
    if not kinds:
        kinds = [one for one in scored[:1] if one.score >= words.alone]
    return Suggestion(tuple(kinds), _scope_words(text, spelling, words))


@dataclass(frozen=True, slots=True)
class _Match:
    """What one rule found: its weight as it counts here, the clause it is about, its places in the text."""

    kind: str
    weight: float
    clause: tuple[int, int]
    spans: tuple[tuple[int, int], ...]


def _matches(sentence: Sentence, words: KindWords) -> list[_Match]:
    return [match for kind, rules in words.kinds.items() for match in _of_kind(kind, rules, sentence, words)]


def _reaching_back(before: Sentence, sentence: Sentence, words: KindWords) -> list[_Match]:
    """What the sentence before names and this one asks for: 「…は下にある。上へ移したい。」"""
    return [
        replace(match, weight=match.weight * words.far)
        for match in _matches(joined(before, sentence), words)
        if match.clause[1] >= len(before.clauses) > match.clause[0]
    ]


def _of_kind(kind: str, rules: KindRules, sentence: Sentence, words: KindWords) -> list[_Match]:
    found = []
    for rule in rules.rules:
        for match in rule.pattern.finditer(sentence.text):
            spans = [match.span(n) for n in range(1, len(match.groups()) + 1) if match[n]]
            if not spans:
                continue
            first, last = sentence.clause_at(match.start()), sentence.clause_at(match.end() - 1)
            weight = rule.weight * words.across ** (last - first)
            if all(one.is_reason for one in sentence.clauses[first : last + 1]):
                weight *= words.in_reason
            places = tuple((sentence.start + start, sentence.start + end) for start, end in spans)
            found.append(_Match(kind, weight, (first, last), places))
    return found


def _clear(matches: Sequence[_Match], words: KindWords) -> list[_Match]:
    """Without what another kind explains better in the same clause."""
    strong: dict[int, dict[str, list[_Match]]] = {}
    for match in matches:
        if match.weight >= words.threshold:
            strong.setdefault(match.clause[1], {}).setdefault(match.kind, []).append(match)
    return [match for match in matches if not _gives_way(match.kind, strong.get(match.clause[1], {}), words)]


def _gives_way(kind: str, strong: Mapping[str, list[_Match]], words: KindWords) -> bool:
    """Whether a stronger explanation is there. Where kinds give way in a ring, the strongest stays."""
    if not words.kinds[kind].yields_to & strong.keys() - {kind}:
        return False
    in_a_ring = all(words.kinds[one].yields_to & strong.keys() for one in strong)
    return not in_a_ring or kind != max(strong, key=lambda one: _score(strong[one]))


def _score(matches: Sequence[_Match]) -> float:
    """Independent hints add up: one minus the product of what each leaves open."""
    left = 1.0
    for match in matches:
        left *= 1 - match.weight
    return round(1 - left, 3)


def _words(matches: Sequence[_Match], text: str, spelling: Spelled) -> tuple[Word, ...]:
    best = sorted(matches, key=lambda one: -one.weight)[:3]
    return _as_words((span for match in best for span in match.spans), text, spelling)


def _as_words(spans: Iterable[tuple[int, int]], text: str, spelling: Spelled) -> tuple[Word, ...]:
    """The places as words of the text in its own spelling, in its order; of two that overlap the first."""
    found: list[Word] = []
    for start, end in sorted({spelling.span(*span) for span in spans}, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Word(start, end, text[start:end]))
    return tuple(found)


def _scope_words(text: str, spelling: Spelled, words: KindWords) -> dict[str, tuple[Word, ...]]:
    """What is said of the option scope; what speaks for "outside" is not read as "inside" too."""
    outside = [match.span() for match in words.scope["outside"].finditer(spelling.plain)]
    inside = [
        match.span()
        for match in words.scope["inside"].finditer(spelling.plain)
        if not any(match.start() < end and start < match.end() for start, end in outside)
    ]
    spans = {"inside": inside, "outside": outside}
    return {flag: _as_words(places, text, spelling) for flag, places in spans.items() if places}
