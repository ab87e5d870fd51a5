"""The words that speak for kinds of change, from `resources/catalogues/kind_words.toml`, ready for use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.resources import resource

_STRENGTHS = ("sure", "likely", "weak")
_PARTS = ("dropped", "given_up", "asks", "statement", "reason", "lack")
_FIGURES = ("threshold", "alone", "across", "far", "in_reason")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose groups are the words to show, and what it counts, 0 to 1."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class KindRules:
    """The rules of one kind; in a clause where one of `yields_to` is found, this one is not."""

    rules: tuple[Rule, ...]
    yields_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """The whole catalogue; the file itself says what each part means."""

    kinds: Mapping[str, KindRules]
    dropped: re.Pattern[str]
    given_up: re.Pattern[str]
    asks: re.Pattern[str]
    statement: re.Pattern[str]
    reason: re.Pattern[str]
    lack: re.Pattern[str]
    scope: Mapping[str, re.Pattern[str]]
    threshold: float
    alone: float
    across: float
    far: float
    in_reason: float


@cache
def kind_words() -> KindWords:
    """The catalogue, read once."""
    content = tomllib.loads(resource("catalogues", "kind_words.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for name, pattern in content["names"].items():
        names[name] = _filled(pattern, names)
    weights = content["weights"]
    kinds = {
        one["id"]: KindRules(
            tuple(
                Rule(re.compile(_shown(pattern, names)), weights[strength])
                for strength in _STRENGTHS
                for pattern in one.get(strength, ())
            ),
            frozenset(one.get("yields_to", ())),
        )
        for one in content["kind"]
    }
    parts: dict[str, Any] = {part: _any_of(content[part], names) for part in _PARTS}
    figures = {name: content[name] for name in _FIGURES}
    scope = {flag: _any_of(patterns, names) for flag, patterns in content["scope"].items()}
    return KindWords(kinds=kinds, scope=scope, **parts, **figures)


def _shown(pattern: str, names: Mapping[str, str]) -> str:
    """The pattern with all names and `(?<hit>…)` as groups whose matches are shown, but not how one asks."""
    asking = pattern.replace("<want>", names["want"]).replace("(?<hit>", "(")
    return _gaps(re.sub(r"(?<!\?)<([a-z]+)>", lambda match: f"({names[match[1]]})", asking))


def _filled(pattern: str, names: Mapping[str, str]) -> str:
    return _gaps(re.sub(r"(?<!\?)<([a-z]+)>", lambda match: names[match[1]], pattern))


def _gaps(pattern: str) -> str:
    return pattern.replace("…", r"(?:.{0,32}?|[ -~]{0,70}?)")


def _any_of(patterns: Sequence[str], names: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(pattern, names)})" for pattern in patterns))
