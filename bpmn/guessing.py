"""Which encoding a text is in when its declaration is missing or wrong: Japanese ones, else Western."""

from __future__ import annotations

import codecs

from bpmn.findings import UnreadableFlow

_GOOD_FOR_EACH_BAD = 3
"""Characters of true UTF-8 for each stray byte. In other encodings they come about by rare chance."""
_SAMPLE = 4000
_ENOUGH = 0.5
"""Share of the non-ASCII characters that must be everyday Japanese. Misread Western text reaches about 0."""


def guess(data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes that are not UTF-8. Raises `UnreadableFlow` for what looks like no text."""
    best, best_share = ("", ""), 0.0
    for codec in ("cp932", "euc_jp"):
        try:
            text = data.decode(codec)
        except UnicodeError:
            continue
        share = _everyday_share(text)
        if share > best_share:
            best, best_share = (text, codec), share
    if best_share >= _ENOUGH:
        return best
    for codec in ("cp1252", "latin-1"):
        try:
            return data.decode(codec), codec
        except UnicodeError:
            continue
    raise UnreadableFlow("undecodable", encoding="?")


def mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few places pasted in from a Western encoding, read as both; None if it is not so."""
    bad: list[int] = []

    def western(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad.append(error.start)
        return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1

    codecs.register_error("fitgap.western", western)
    text = data.decode("utf-8", "fitgap.western")
    good = sum(not character.isascii() for character in text) - len(bad)
    return text if good >= _GOOD_FOR_EACH_BAD * len(bad) else None


def _everyday_share(text: str) -> float:
    """Share of kana, Japanese punctuation and level-1 kanji among the first non-ASCII characters."""
    sample = [character for character in text if not character.isascii()][:_SAMPLE]
    return sum(map(_is_everyday, sample)) / len(sample) if sample else 0.0


def _is_everyday(character: str) -> bool:
    if "\u3000" <= character <= "\u30ff":
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    try:
        return 0xB0 <= character.encode("euc_jp")[0] < 0xD0
    except UnicodeError:
        return False
