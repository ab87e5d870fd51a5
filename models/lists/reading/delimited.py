"""Text files with separators: the encoding is tried strictly and shown, never repaired."""

from __future__ import annotations

import csv
import io

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.reading.bounds import check_cells
from models.lists.workbook import Sheet, Workbook

_MAX_CELL = 1_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(data: bytes, file: str, suffix: str) -> Workbook:
    """A csv or tsv file as a workbook of one sheet named after the file."""
    text, encoding = decoded(data, file)
    if "\0" in text:
        raise UserError("lists.not_workbook", file=file)
    separator = "\t" if suffix == "tsv" else _separator(text)
    rows, findings = _rows(text, separator, file)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UserError("lists.empty_file", file=file)
    width = max(map(len, rows))
    check_cells(len(rows), width, file=file, sheet=file)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    name = file.rsplit(".", 1)[0]
    sheet = Sheet(name, rows, findings=tuple(findings))
    return Workbook(file, "tsv" if separator == "\t" else "csv", encoding, (sheet,))


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """The text and its encoding; `UserError` when it is none that offices use."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932"):
        try:
            return data.decode(encoding, "strict"), encoding
        except UnicodeDecodeError:
            continue
    raise UserError("lists.encoding", file=file)


def _separator(text: str) -> str:
    """The separator that stands outside quotes most often in the first lines."""
    head = "".join(part for number, part in enumerate(text[:20_000].split('"')) if number % 2 == 0)
    return max(",\t;", key=head.count) if any(mark in head for mark in ",\t;") else ","


def _rows(text: str, separator: str, file: str) -> tuple[list[list[str]], list[Finding]]:
    csv.field_size_limit(_MAX_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)), []
    except csv.Error as error:
        if "unexpected end" in str(error) or "limit" in str(error):
            raise UserError("lists.open_quote", file=file) from None
    # Text after a closing quote: read as spreadsheets do, and say so.
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise UserError("lists.open_quote", file=file) from None
    return rows, [Finding(Severity.WARNING, file, "lists.loose_quotes")]
