"""Which encoding a text is in when its declaration is missing or wrong: Japanese ones, else Western."""

from __future__ import annotations

from bpmn.findings import UnreadableFlow

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
