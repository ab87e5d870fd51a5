"""The program's word lists for comparing texts, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from bpmn.matching.lexicon import Lexicon, WordClass
from models.resources import resource


@cache
def known_words() -> Lexicon:
    """Classes of actions and words of the field, from `resources/catalogues`."""
    actions, words = _read("actions.toml"), _read("synonyms.toml")
    classes = [
        WordClass(one["id"], _words(one), is_action=True, near=tuple(one.get("near", ())))
        for one in actions["action"]
    ]
    classes += [
        WordClass(f"word{number}", _words(one), is_action=False)
        for number, one in enumerate(words["synonym"])
    ]
    opposites = tuple((tuple(one["one"]), tuple(one["other"])) for one in actions["opposite"])
    sets = {name: frozenset(words[name]) for name in ("weak", "stop", "yes", "no")}
    return Lexicon(tuple(classes), opposites, **sets)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("catalogues", name).read_text(encoding="utf-8"))


def _words(one: dict[str, Any]) -> tuple[str, ...]:
    return (*one.get("ja", ()), *one.get("en", ()))
