"""Finds requirements that merely restate the current system: 「現行と同様」「従来どおり」 (guideline 5)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from models.resources import resource


@dataclass(frozen=True, slots=True)
class Hit:
    """A place, `text[start:end] == word`, and the id of the rule that found it."""

    start: int
    end: int
    word: str
    rule: str


def find_restatements(text: str, off: Collection[str] = ()) -> list[Hit]:
    """The restating places of a text in order, never overlapping; rules in `off` are left out.

    Pure and quick: a text without any word that a rule needs costs a few microseconds.
    """
    catalogue = _catalogue()
    plain = text if text.isascii() and text.islower() else text.translate(_LETTERS)
    if not catalogue.needs.search(plain):
        return []
    found = [
        (match.start(), -match.end(), number, rule.id)
        for number, rule in enumerate(catalogue.rules)
        if rule.id not in off and rule.needs.search(plain)
        for pattern in rule.patterns
        for match in pattern.finditer(plain)
        if not catalogue.takes_back(plain, match.start(), match.end())
    ]
    hits: list[Hit] = []
    for start, negative_end, _, rule_id in sorted(found):
        if not hits or start >= hits[-1].end:
            hits.append(Hit(start, -negative_end, text[start:-negative_end], rule_id))
    return hits


def rule_ids() -> tuple[str, ...]:
    """The ids of all rules in the order of the catalogue."""
    return tuple(rule.id for rule in _catalogue().rules)


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    needs: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Catalogue:
    needs: re.Pattern[str]
    rules: tuple[_Rule, ...]
    unless: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]

    def takes_back(self, plain: str, start: int, end: int) -> bool:
        """Whether the place is about law or facts, or what stands around it says the opposite."""
        return bool(
            self.unless.search(plain, start, end)
            or self.not_after.match(plain, end)
            or self.not_before.search(plain[max(0, start - 24) : start])
        )


@cache
def _catalogue() -> _Catalogue:
    content = tomllib.loads(resource("catalogues", "restating.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for name, pattern in content["names"].items():
        names[name] = _filled(pattern, names)
    return _Catalogue(
        _any_of([re.escape(word) for rule in content["rule"] for word in rule["needs"]]),
        tuple(
            _Rule(
                rule["id"],
                _any_of(list(map(re.escape, rule["needs"]))),
                tuple(re.compile(_filled(pattern, names)) for pattern in rule["patterns"]),
            )
            for rule in content["rule"]
        ),
        *(_any_of(content[key]) for key in ("unless", "not_before", "not_after")),
    )


def _filled(pattern: str, names: dict[str, str]) -> str:
    return re.sub(r"<([a-z]+)>", lambda match: names[match[1]], pattern)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


# One spelling letter by letter, so that places stay: full-width ASCII and half-width katakana, small letters.
_KANA = (
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト"
    "ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
)
_LETTERS = {
    **{ord("A") + at: ord("a") + at for at in range(26)},
    **{0xFF01 + at: ord(chr(0x21 + at).lower()) for at in range(94)},
    **{0xFF66 + at: ord(kana) for at, kana in enumerate(_KANA)},
    0x3000: ord(" "),
    0x2019: ord("'"),
}
