"""The text of a cell as a person sees it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import cast

CellValue = int | float | str | bool | time | date | datetime | timedelta


def text_rows(values: list[list[CellValue]]) -> list[list[str]]:
    """The same rows, changed in place to texts. Columns of text pass untouched and cost next to nothing."""
    for number, column in enumerate(zip(*values, strict=True)):
        if _is_text(column):
            continue
        for row, cell in zip(values, column, strict=True):
            if cell.__class__ is float and cell.is_integer() and -1e15 < cell < 1e15:
                row[number] = str(int(cell))
            elif cell.__class__ is not str:
                row[number] = cell_text(cell)
    return cast("list[list[str]]", values)


def _is_text(column: tuple[CellValue, ...]) -> bool:
    """Whether all are texts: joining them finds out more quickly than asking each."""
    try:
        "".join(column)  # type: ignore[arg-type]
    except TypeError:
        return False
    return True


def cell_text(value: CellValue) -> str:
    """One value as text: whole numbers without ".0", up to 15 digits as spreadsheets keep, dates as ISO."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
