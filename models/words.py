"""Every word a user reads, from `resources/words/<language>/<area>.toml`.

One catalogue serves the window and the command line, so a message is written once.
A key is `area.name` or `area.table.name`; facts fill `{placeholders}`. A value that is a
table with `one` and `other` is chosen by the fact `n` (English plurals).
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from models.resources import resource

LANGUAGES = ("ja", "en")
NEVER_FIRST, NEVER_LAST = "。、）」』：；，．・ー…〜.,;:)]", "（「『(["
"""Signs that begin, or end, no line of Japanese."""
_chosen: str | None = None


def use_language(language: str) -> None:
    """Choose the language of all later words: one of `LANGUAGES`."""
    global _chosen
    if language not in LANGUAGES:
        raise ValueError(language)
    _chosen = language


def language() -> str:
    """The language chosen, else `FITGAP_LANG`, else Japanese unless the system speaks English."""
    if _chosen is not None:
        return _chosen
    wished = os.environ.get("FITGAP_LANG", "")
    if wished in LANGUAGES:
        return wished
    return _of_the_system()


@cache
def _of_the_system() -> str:
    return "en" if (locale.getlocale()[0] or "").startswith("English") else "ja"


def say(key: str, /, **facts: object) -> str:
    """The text of `key` in the language in use, with its placeholders filled from `facts`.

    An unknown key or a missing fact is our own mistake and raises `KeyError`.
    """
    return say_in(language(), key, **facts)


def say_in(tongue: str, key: str, /, **facts: object) -> str:
    """As `say`, in one of `LANGUAGES` whichever is in use."""
    text = _find(tongue, key)
    if isinstance(text, dict):
        text = text["one" if facts.get("n") == 1 and "one" in text else "other"]
    return str(text).format(**facts) if facts else str(text)


def joined(parts: Iterable[str]) -> str:
    """Names in one row, parted as the language in use parts them."""
    return ("、" if language() == "ja" else ", ").join(parts)


def knows(key: str) -> bool:
    """Whether `key` has a text."""
    try:
        _find(language(), key)
    except KeyError:
        return False
    return True


def _find(wanted: str, key: str) -> Any:
    area, _, name = key.partition(".")
    node: Any = _area(wanted, area)
    for part in name.split("."):
        node = node[part]
    if isinstance(node, dict) and "other" not in node:
        raise KeyError(key)
    return node


@cache
def _area(wanted: str, area: str) -> dict[str, Any]:
    path = resource("words", wanted, f"{area}.toml")
    if not path.is_file():
        raise KeyError(area)
    return tomllib.loads(path.read_text(encoding="utf-8"))
