"""One spelling for comparing: width, case and line breaks aside, English words cut to their stems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{4})(?=\d)|_+")
_BREAK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_VOWEL = re.compile(r"[aeiouy]")


def plain(text: str) -> str:
    """The text in one spelling; `checkApplication` becomes two words."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = " ".join(_HUMP.sub(" ", text).casefold().replace("’", "'").split())
    return text if text.isascii() else _BREAK.sub("", text)


def is_content(letter: str) -> bool:
    """Whether a letter carries meaning of its own: kanji and katakana do, hiragana endings do not."""
    return "一" <= letter <= "鿿" or "ァ" <= letter <= "ヺ" or letter in "ー々〆" or "㐀" <= letter <= "䶿"


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of an English word that its forms share: verify, verifies, verification, verifying."""
    word = word.removesuffix("'s").replace("'", "")
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, shortest, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= shortest:
            rest = word[: -len(ending)]
            if ending in ("ing", "ed"):
                if not _VOWEL.search(rest):
                    continue
                rest = _single(rest)
            word = rest + instead
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("at") and len(word) >= 7:
        word = word[:-2]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


_ENDINGS = (
    ("mission", 9, "mit"), ("cision", 8, "cid"), ("ication", 9, "y"), ("ation", 9, ""), ("ition", 8, ""),
    ("ion", 7, ""), ("ment", 9, ""), ("ness", 8, ""), ("ance", 8, ""), ("ence", 8, ""), ("ate", 7, ""),
    ("ing", 5, ""), ("ed", 5, ""), ("al", 7, ""), ("ly", 6, ""),
)  # fmt: skip
"""An ending, the shortest word that loses it, and what takes its place."""


def _single(rest: str) -> str:
    """ "submitt" is "submit"; "assess" and "call" keep both letters."""
    doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiouls"
    return rest[:-1] if doubled else rest
