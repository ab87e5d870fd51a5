"""What a remark beside an answer says of how it is met, by the words in `catalogues/legends.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache

from models.lists.answer_kinds import Answer
from models.resources import resource


@lru_cache(maxsize=20_000)
def kind_said(text: str) -> Answer | None:
    """The one kind of answer a remark speaks of; None when it speaks of none or of several.

    Words that are denied do not count: 改修せず運用で対応 speaks of a workaround alone.
    """
    rest = _denied().sub(" ", unicodedata.normalize("NFKC", text).casefold())
    kinds = []
    for kind, words in _words().items():
        hits = [word for word in words if word in rest]
        if hits:
            kinds.append(kind)
            for word in hits:
                rest = rest.replace(word, " ")
    return kinds[0] if len(kinds) == 1 else None


@cache
def _words() -> dict[Answer, tuple[str, ...]]:
    """The words of each kind, longer ones first."""
    kinds = _catalogue()["kinds"]
    return {Answer(kind): tuple(sorted(words, key=len, reverse=True)) for kind, words in kinds.items()}


@cache
def _denied() -> re.Pattern[str]:
    words = sorted((word for words in _words().values() for word in words), key=len, reverse=True)
    before, behind = _catalogue()["denied_before"], _catalogue()["denied"]
    any_word = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:{any_word})[^、。,\n]{{0,4}}?(?:{'|'.join(map(re.escape, behind))})"
        rf"|(?:{'|'.join(map(re.escape, before))})\s*(?:any\s+)?(?:{any_word})\w*"
    )


@cache
def _catalogue() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        resource("catalogues", "legends.toml").read_text(encoding="utf-8")
    )["remarks"]
    return found
