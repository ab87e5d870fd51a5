"""The one door for reading lists: any workbook or text file by its content, within bounds."""

from __future__ import annotations

from pathlib import Path

from models.errors import UserError
from models.lists.reading.bounds import file_bytes
from models.lists.reading.delimited import read_delimited
from models.lists.reading.spreadsheet import is_spreadsheet, read_spreadsheet
from models.lists.workbook import Workbook

WORKBOOKS = ("xlsx", "xlsm", "xls")
TEXTS = ("csv", "tsv", "txt")


def read_workbook(path: Path) -> Workbook:
    """Read an xlsx, xlsm, xls, csv or tsv file whole; `UserError` says in a sentence why it cannot be."""
    suffix = path.suffix.lower().lstrip(".")
    data = file_bytes(path)
    if is_spreadsheet(data):
        return read_spreadsheet(data, path.name, suffix)
    if suffix in TEXTS:
        return read_delimited(data, path.name, suffix)
    raise UserError("lists.corrupt" if suffix in WORKBOOKS else "lists.not_workbook", file=path.name)
