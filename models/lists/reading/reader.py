"""The one door for reading lists: any workbook or text file by its content, within bounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.reading.bounds import file_bytes
from models.lists.reading.delimited import read_delimited
from models.lists.reading.misnamed import read_misnamed
from models.lists.reading.spreadsheet import is_spreadsheet, read_spreadsheet
from models.lists.workbook import Workbook

WORKBOOKS = ("xlsx", "xlsm", "xls")
TEXTS = ("csv", "tsv", "txt")


def read_workbook(path: Path) -> Workbook:
    """Read an xlsx, xlsm, xls, csv or tsv file whole; `UserError` says in a sentence why it cannot be.

    A file that is something else than its name says is read as what it is, with a finding.
    """
    suffix = path.suffix.lower().lstrip(".")
    data = file_bytes(path)
    if is_spreadsheet(data):
        read = read_spreadsheet(data, path.name, suffix)
    elif suffix in TEXTS:
        return read_delimited(data, path.name, suffix)
    elif suffix == "xls":
        read = read_misnamed(data, path.name)
    else:
        raise UserError("lists.corrupt" if suffix in WORKBOOKS else "lists.not_workbook", file=path.name)
    if suffix == read.format or (suffix, read.format) == ("xlsm", "xlsx"):
        return read
    facts = {"suffix": suffix, "format": read.format}
    told = Finding(Severity.NOTE, path.name, "lists.other_format", facts)
    return replace(read, findings=(told, *read.findings))
