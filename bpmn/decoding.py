"""From the bytes of a file to UTF-8 XML, with every doubt said aloud.

XML libraries refuse Windows-31J, Shift_JIS with ①, leading white space and wrong declarations, all of
which real files have. So the text is decoded here, by explicit rules, and nothing is repaired in silence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bpmn.findings import Finding, UnreadableFlow, warning
from bpmn.guessing import guess, mostly_utf8

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. The largest real flow measured had 0.9 MB."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"'<>]{1,60})[\"']")
_SHIFT_JIS = {
    *("shift_jis", "shift-jis", "shiftjis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932", "ms932"),
    *("csshiftjis", "cswindows31j"),
}
_EUC_JP = {"euc-jp", "euc_jp", "x-euc-jp", "eucjp", "eucjp-ms", "cseucpkdfmtjapanese"}
_PLAIN = {"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "utf-16le", "utf-16be"}
"""Declarations that every XML library reads as they are, so that nothing need be said."""
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""How ZIP, gzip and old Office files begin, which several tools save under endings of their own."""
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b$(")
"""Switch to Japanese in ISO-2022-JP; no XML text may hold them otherwise."""
_PIECE = 32 * 1024
_ASCII_ALIKE = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text as UTF-8 (its own declaration is void), the encoding it was in, and the doubts."""

    xml: bytes
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes) -> Decoded:
    """Decode a file. Raises `UnreadableFlow` for empty, too large, binary and non-XML content."""
    if len(data) > LARGEST_FILE:
        raise UnreadableFlow("too_large", size_mb=len(data) // 1024**2, limit_mb=LARGEST_FILE // 1024**2)
    if not data.strip():
        raise UnreadableFlow("empty")
    if data.startswith(_PACKED):
        raise UnreadableFlow("packed")
    if (encoding := _ready(data)) is not None:
        return Decoded(data, encoding, ())
    findings: list[Finding] = []
    text, encoding = _read_text(data, findings)
    if "\0" in text:
        raise UnreadableFlow("nul_bytes")
    body = text.lstrip("\ufeff \t\r\n\u00a0\u3000")
    if not body.startswith("<"):
        raise UnreadableFlow("not_xml")
    if body[0] != text[0]:
        findings.append(warning("leading_space"))
    return Decoded(body.encode("utf-8", "surrogatepass"), encoding, tuple(findings))


def _ready(data: bytes) -> str | None:
    """The encoding of text whose bytes are good UTF-8 as they stand, as mostly; None for all others."""
    if not data.startswith(b"<") or b"\0" in data:
        return None
    declared = _declared(data).lower() or "utf-8"
    if data.isascii():
        if b"\x1b" in data:
            return None
        return _codec(declared) if declared in _ASCII_ALIKE else None
    return "utf-8" if declared == "utf-8" and _is_utf8(data) else None


def _is_utf8(data: bytes) -> bool:
    """Checked piece by piece: room for all of the text at once would cost more than the check."""
    start = 0
    try:
        while start < len(data):
            piece = data[start : start + _PIECE]
            start += codecs.utf_8_decode(piece, "strict", start + _PIECE >= len(data))[1]
    except UnicodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, 2000)
    return found.group(1).decode("ascii", "replace").strip() if found else ""


def _read_text(data: bytes, findings: list[Finding]) -> tuple[str, str]:
    by_bom = next((codec for bom, codec in _BOMS if data.startswith(bom)), "") or _wide_without_bom(data)
    if by_bom:
        text = _try(data, by_bom)
        if text is None:
            raise UnreadableFlow("undecodable", encoding=_plain_name(by_bom))
        return text, _plain_name(by_bom)
    if b"\0" in data:
        raise UnreadableFlow("nul_bytes")
    return _by_declaration(data, _declared(data), findings)


def _by_declaration(data: bytes, declared: str, findings: list[Finding]) -> tuple[str, str]:
    """Believe the declaration unless the bytes say otherwise: multi-byte UTF-8 never happens by chance."""
    codec = _codec(declared) if declared else "utf-8"
    as_utf8 = _try(data, "utf-8")
    if any(escape in data for escape in _ESCAPES) and (text := _try(data, "iso2022_jp_ext")) is not None:
        said = "encoding_converted" if codec == "iso2022_jp_ext" else "encoding_mismatch"
        said = said if declared else "encoding_guessed"
        findings.append(warning(said, declared=declared, used="iso-2022-jp"))
        return text, "iso2022_jp"
    if as_utf8 is not None and (codec == "utf-8" or not data.isascii()):
        if codec != "utf-8":
            findings.append(warning("encoding_mismatch", declared=declared, used="utf-8"))
        return as_utf8, "utf-8"
    wide = codec is not None and codec.startswith(("utf-16", "utf-32"))
    text = _try(data, codec) if codec and codec != "utf-8" and not wide else None
    if codec and text is not None:
        if declared.lower() not in _PLAIN:
            findings.append(warning("encoding_converted", declared=declared, used=codec))
        return text, codec
    if as_utf8 is None and codec in (None, "utf-8") and (text := mostly_utf8(data)) is not None:
        findings.append(warning("encoding_mixed", declared=declared))
        return text, "utf-8"
    text, used = (as_utf8, "utf-8") if as_utf8 is not None else guess(data)
    code = "encoding_mismatch" if declared else "encoding_guessed"
    findings.append(warning(code, declared=declared, used=used))
    return text, used


def _codec(declared: str) -> str | None:
    """Python's name of a declared encoding; Japanese ones as the superset that files really use."""
    name = declared.lower()
    if name in _SHIFT_JIS:
        return "cp932"
    if name in _EUC_JP:
        return "euc_jp"
    if name == "iso-2022-jp":
        return "iso2022_jp_ext"
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    # Codecs such as "rot13" or "zip" do not turn bytes into text.
    return found.name if getattr(found, "_is_text_encoding", False) and found.name not in _UNSAFE else None


_UNSAFE = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem", "undefined"}


def _try(data: bytes, codec: str) -> str | None:
    candidates = {"euc_jp": ("euc_jp", "euc_jis_2004"), "iso2022_jp_ext": ("iso2022_jp_ext", "iso2022_jp_3")}
    for candidate in candidates.get(codec, (codec,)):
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    if codec == "iso2022_jp_ext":
        # Windows writes ① into the plain set; the newer set holds it at the same place.
        return _try(data.replace(b"\x1b$B", b"\x1b$(Q"), "iso2022_jp_2004")
    return None


def _wide_without_bom(data: bytes) -> str:
    """UTF-16 and UTF-32 without a mark show themselves by where the zero bytes of the first "<" stand."""
    start = data[:4]
    if start == b"<\0\0\0":
        return "utf-32-le"
    if start == b"\0\0\0<":
        return "utf-32-be"
    if start[:2] == b"<\0":
        return "utf-16-le"
    return "utf-16-be" if start[:2] == b"\0<" else ""


def _plain_name(codec: str) -> str:
    return "utf-8" if codec == "utf-8-sig" else codec
