"""Reading a list of requests: the header row is found by its words, every finding told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from models.findings import Finding, Severity
from models.gaps.requests.words import UnreadableAmount, field_of, is_total, unit_of, yen_of
from models.lists.reading.reader import read_workbook
from models.lists.workbook import Sheet, letters

TEXTS = ("title", "missing", "purpose", "legal_ground", "frequency", "persons", "alternatives")
AMOUNTS = ("asked_initial", "asked_yearly")
_HEADER_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Request:
    """One line. `where` is its first cell, `columns` say where each field stands (for findings)."""

    where: str
    texts: Mapping[str, str]
    organisation: str
    section: str
    feature: str
    number: str
    amounts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class RequestList:
    """What was read; `columns` are the letters of the known columns by field, `ignored` other headers."""

    file: str
    sheet: str
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    requests: tuple[Request, ...]
    findings: tuple[Finding, ...]


def read_requests(path: Path) -> RequestList:
    """Read the sheet that looks most like a list of requests; `UserError` when none does."""
    workbook = read_workbook(path)
    heads = [found for sheet in workbook.sheets if not sheet.hidden and (found := _head(sheet))]
    if not heads:
        raise UserError("gaps.requests.no_header", file=path.name)
    head = max(heads, key=lambda one: len(one.columns))
    findings: list[Finding] = [*workbook.findings, *head.sheet.findings]
    requests = list(_requests(head, findings))
    if not requests and not any(one.severity is Severity.ERROR for one in findings):
        raise UserError("gaps.requests.empty", file=path.name, sheet=head.sheet.name)
    columns = {name: letters(column) for name, column in head.columns.items()}
    ignored = tuple(dict.fromkeys(text for text in head.others if text))
    return RequestList(path.name, head.sheet.name, columns, ignored, tuple(requests), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Head:
    sheet: Sheet
    first_row: int
    columns: dict[str, int]
    units: dict[str, int | None]
    others: list[str]


def _head(sheet: Sheet) -> _Head | None:
    """The first row whose words name the most fields; a second row of words below it belongs to it."""
    best: tuple[int, list[str], int] | None = None
    for row in range(min(len(sheet.rows), _HEADER_WITHIN)):
        for height in (1, 2):
            headers = _headers(sheet, row, height)
            named = {field for text in headers if (field := field_of(text))}
            if not named & {"title", "missing"} or len(named) < 2:
                continue
            # A second row that names nothing more is the first request already.
            if best is None or len(named) > best[0]:
                best = (len(named), headers, row + height)
    if best is None:
        return None
    _, headers, first = best
    columns: dict[str, int] = {}
    others = []
    for column, text in enumerate(headers):
        name = field_of(text)
        if name is None or name in columns:
            others.append(text)
        else:
            columns[name] = column
    above = " ".join(
        cell for row in sheet.rows[:first] for cell in row if "単位" in cell or "unit" in cell.lower()
    )
    units = {
        name: unit_of(headers[columns[name]]) or (unit_of(above) if above else None)
        for name in AMOUNTS
        if name in columns
    }
    return _Head(sheet, first, columns, units, others)


def _headers(sheet: Sheet, row: int, height: int) -> list[str]:
    """The header of each column; a group name spans the columns of its merged cell."""
    rows = [list(sheet.rows[at]) for at in range(row, min(row + height, len(sheet.rows)))]
    for span in sheet.merged:
        for at, cells in enumerate(rows):
            if span.top <= row + at <= span.bottom and row <= span.top:
                for column in range(span.left, min(span.right + 1, len(cells))):
                    cells[column] = sheet.rows[span.top][span.left] if at == span.top - row else ""
    if len(rows) == 1:
        return rows[0]
    below = any(field_of(text) for text in rows[1])
    return [" ".join(filter(None, pair)) for pair in zip(*rows, strict=True)] if below else rows[0]


def _requests(head: _Head, findings: list[Finding]) -> Iterator[Request]:
    sheet, columns = head.sheet, head.columns
    filled = _filled_down(sheet, [columns[one] for one in ("organisation", "section") if one in columns])
    for row in range(head.first_row, len(sheet.rows)):
        cells = sheet.rows[row]

        def cell(name: str, cells: list[str] = cells, row: int = row) -> str:
            column = columns.get(name)
            return "" if column is None else (cells[column] or filled.get((row, column), "")).strip()

        if not any(cells[column].strip() for column in columns.values()):
            continue
        texts = {name: cell(name) for name in TEXTS}
        where = sheet.where(row, columns.get("title", columns.get("missing", 0)))
        if is_total(
            texts["title"] or texts["missing"] or next(filter(None, (one.strip() for one in cells)), "")
        ):
            findings.append(Finding(Severity.NOTE, where, "gaps.requests.total_row"))
            continue
        if not texts["title"] and not texts["missing"]:
            findings.append(Finding(Severity.ERROR, where, "gaps.requests.no_title"))
            continue
        amounts = {}
        for name in AMOUNTS:
            try:
                amounts[name] = yen_of(cell(name), head.units.get(name))
            except UnreadableAmount as error:
                place = sheet.where(row, columns[name])
                findings.append(Finding(Severity.ERROR, place, str(error), {"text": cell(name)}))
                amounts[name] = None
        yield Request(
            where=where,
            texts=texts,
            organisation=cell("organisation"),
            section=cell("section"),
            feature=cell("feature"),
            number=cell("number"),
            amounts=amounts,
        )


def _filled_down(sheet: Sheet, columns: list[int]) -> dict[tuple[int, int], str]:
    """What a cell merged over several lines says in each of them."""
    return {
        (row, column): sheet.rows[span.top][span.left]
        for span in sheet.merged
        for column in columns
        if span.left <= column <= span.right
        for row in range(span.top, span.bottom + 1)
    }
