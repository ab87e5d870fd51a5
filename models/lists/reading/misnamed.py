"""Files called .xls that are none: what systems hand out as "Excel" is often a web page or plain text."""

from __future__ import annotations

import re
from contextlib import suppress

from models.errors import UserError
from models.lists.reading.delimited import decoded, read_delimited
from models.lists.reading.web_page import read_web_page
from models.lists.workbook import Workbook

_CHARSET = re.compile(rb"charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_ENCODINGS = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "euc_jp"), "euc_jp"),
    **{name: name for name in ("utf-8", "iso-2022-jp")},
}
_STRAY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_HEAD = 8192
_BEFORE_EXCEL_5 = re.compile(rb"\x09[\x00\x02\x04][\x04\x06]\x00")


def read_misnamed(data: bytes, file: str) -> Workbook:
    """A web page's tables, or text with separators; `UserError` names other kinds or says it is broken."""
    if _BEFORE_EXCEL_5.match(data):
        raise UserError("lists.old_format", file=file, format="Excel 4.0")
    text, encoding = _text(data, file)
    start = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("mime-version:"):
        raise UserError("lists.old_format", file=file, format="MHTML")
    if start.startswith("<"):
        if "<html" in start or "<table" in start or start.startswith("<!doctype html"):
            return read_web_page(text, file, encoding)
        if "urn:schemas-microsoft-com:office:spreadsheet" in start:
            raise UserError("lists.old_format", file=file, format="XML 2003")
    elif not _STRAY.search(text) and any(mark in start for mark in "\t,"):
        return read_delimited(data, file, "tsv" if "\t" in start.split("\n", 1)[0] else "csv")
    raise UserError("lists.corrupt", file=file)


def _text(data: bytes, file: str) -> tuple[str, str]:
    """The text in the encoding that it names itself, or else in the one it can be read in."""
    named = _CHARSET.search(data, 0, _HEAD)
    encoding = _ENCODINGS.get(named[1].decode("ascii", "replace").lower()) if named else None
    if encoding:
        # Pages that name an encoding other than theirs are common.
        with suppress(UnicodeDecodeError):
            return data.decode(encoding, "strict"), encoding
    try:
        return decoded(data, file)
    except UserError:
        raise UserError("lists.corrupt", file=file) from None
