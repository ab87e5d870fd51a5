"""From a sheet to its tables: where they are, what their columns hold, and the items in them."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.hints import Hints, RowHint
from models.lists.table import HierarchyStyle, Table, VendorColumns
from models.lists.understanding.checks import as_above_findings, check_table
from models.lists.understanding.column_looks import Look, looks
from models.lists.understanding.columns import Columns, assign, bounds, kinds
from models.lists.understanding.header_rows import Header, header_at
from models.lists.understanding.headers import find_headers
from models.lists.understanding.hierarchy import filled_from_above, level_paths, level_style
from models.lists.understanding.items import build_items
from models.lists.understanding.legend_text import legend_of
from models.lists.understanding.row_kinds import Rows
from models.lists.understanding.rows import RowReader
from models.lists.understanding.said import corrected, settle_rows
from models.lists.understanding.vendors import vendor_columns
from models.lists.understanding.words import catalogue, in_brackets, plain, word_set
from models.lists.workbook import Sheet, Span, Workbook, column_index, letters

_LEGEND_LINES = 300
_MOST_MARKS = 20


@dataclass(frozen=True, slots=True)
class _Plan:
    header: Header
    end: int
    left: int
    right: int
    columns: Columns
    vendors: tuple[VendorColumns, ...]


def understand(sheet: Sheet, hints: Hints | None = None) -> list[Table]:
    """The candidate tables of a sheet, from the top; none for covers, histories, legends and masters.

    With `hints` exactly the table they describe, or `UserError` when it cannot be there.
    """
    if hints is not None and hints.says_how:
        return [_hinted(sheet, hints.checked())]
    if not sheet.rows or _is_other_sheet(sheet.name):
        return []
    headers = find_headers(sheet)
    tables = []
    start = 0
    for number, header in enumerate(headers):
        end = headers[number + 1].rows[0] if number + 1 < len(headers) else len(sheet.rows)
        own_end = _without_title(sheet, header.rows[-1] + 1, end)
        plan = _plan(sheet, header, own_end)
        table = _table(sheet, plan, start) if plan else None
        if table and table.items:
            tables.append(table)
        start = own_end
    return tables


def list_table(
    workbook: Workbook, hints: Hints | None = None, *, answers: bool = False
) -> tuple[Sheet, Table]:
    """The feature list of a workbook: the hinted table, else the largest candidate, visible sheets first.

    With `answers` it is the table of a vendor's answers, which needs no names. `UserError` when no header
    is recognised, saying how to name it.
    """
    wanted = hints.sheet if hints else None
    if wanted is not None and workbook.sheet(wanted) is None:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        raise UserError("lists.unknown_sheet", file=workbook.file, sheet=wanted, sheets=names)
    sheets = [sheet for sheet in workbook.sheets if wanted in (None, sheet.name)]
    if hints is not None and hints.says_how and wanted is None:
        sheets = sheets[:1]
    listed = [(sheet, table) for sheet in sheets for table in understand(sheet, hints)]
    found = [
        (sheet, table)
        for sheet, table in listed
        if (table.vendors if answers else _has_content(table.columns, ()))
    ]
    if answers and listed and not found:
        raise UserError("lists.no_answers", file=workbook.file, sheet=listed[0][0].name)
    if not found:
        raise UserError("lists.no_header", file=workbook.file, sheet=sheets[0].name if sheets else "")
    best = max(found, key=lambda pair: (not pair[0].hidden, len(pair[1].items)))
    if not best[1].items:
        raise UserError("lists.no_items", sheet=best[0].name, row=best[1].header_rows[-1])
    others = [table for _, table in found if table is not best[1]]
    if others:
        facts = {"n": len(others), "range": best[1].span.address, "sheet": best[0].name}
        note = Finding(Severity.NOTE, best[0].name, "lists.other_tables", facts)
        return best[0], replace(best[1], findings=(*best[1].findings, note))
    return best


def _plan(sheet: Sheet, header: Header, end: int) -> _Plan | None:
    seen = looks(sheet, header.rows[-1] + 1, end)
    vendors = vendor_columns(header.tops, header.texts, _marked(seen))
    taken = _columns_of(vendors)
    # Behind a gap, a second unnamed column of answers is the list of choices for the first.
    named = [v for number, v in enumerate(vendors) if v.name or not number]
    left, right = bounds(header, seen, _columns_of(named))
    columns = assign(header, seen, left, right, taken)
    vendors = tuple(v for v in vendors if v.answer is not None and left <= v.answer <= right)
    if kinds(columns) + len(vendors) < 2 or _is_other_table(header, columns):
        return None
    if not _has_content(columns, vendors):
        return None
    return _Plan(header, end, left, right, columns, vendors)


def _table(
    sheet: Sheet,
    plan: _Plan,
    prose: int,
    style: HierarchyStyle | None = None,
    said: Sequence[RowHint] = (),
    blanks: Map[str, bool] | None = None,
) -> Table:
    header, columns = plan.header, plan.columns
    first = header.rows[-1] + 1
    answers = [v.answer for v in plan.vendors if v.answer is not None]
    reader = RowReader(columns, answers, plan.left, plan.right, sheet.rows[header.rows[-1]])
    rows = reader.read(sheet, first, plan.end)
    settle_rows(rows, sheet, said, first, plan.end)
    levels = [c for name, at in columns.items() if name.startswith("level") for c in at]
    style = style or level_style(sheet, levels, rows)
    told = {column_index(at): above for at, above in (blanks or {}).items()}
    paths = level_paths(sheet, levels, rows, style, told)
    fills = style is not HierarchyStyle.REPEATED or any(told.values())
    filled = filled_from_above(sheet, levels, rows, paths) if fills else {}
    taken = {c for at in columns.values() for c in at} | _columns_of(plan.vendors)
    labels = _labels(header, plan.left, plan.right)
    extra = [c for c in range(plan.left, plan.right + 1) if c not in taken]
    items, nested = build_items(sheet, columns, rows, paths, labels, extra)
    if nested:
        style = HierarchyStyle.NUMBERING
    last = max(rows.last, header.rows[-1])
    outside = _outside(sheet, plan, rows, prose, last)
    findings = check_table(sheet, columns, plan.vendors, rows, items)
    findings += as_above_findings(sheet, {column: n for column, n in filled.items() if column not in told})
    return Table(
        sheet=sheet.name,
        title=_title(sheet, header.rows[0], prose),
        span=Span(header.rows[0], plan.left, last, plan.right),
        header_rows=tuple(row + 1 for row in header.rows),
        headers=tuple(labels[c] for c in range(plan.left, plan.right + 1)),
        columns=columns,
        vendors=plan.vendors,
        style=style,
        section_rows=tuple(row + 1 for row in sorted(rows.sections)),
        excluded_rows=tuple(row + 1 for row in rows.excluded if row <= last),
        legend=legend_of(outside, _marks_of(sheet, plan, rows)),
        items=tuple(items),
        findings=tuple(findings),
        last_data_row=rows.last_data + 1,
        as_above=frozenset(filled),
    )


def _hinted(sheet: Sheet, hints: Hints) -> Table:
    given = tuple(row - 1 for row in hints.header_rows)
    found = find_headers(sheet) if hints.last_row is None or not given else []
    if not given:
        given = found[0].rows if found else (0,)
    end = min(hints.last_row or _end_before_next(sheet, found, given), len(sheet.rows))
    if given[-1] + 1 >= end:
        raise UserError("lists.no_rows_below", sheet=sheet.name, row=given[-1] + 1, last=len(sheet.rows))
    header = header_at(sheet, given)
    seen = looks(sheet, given[-1] + 1, end)
    if hints.vendors is None:
        vendors = vendor_columns(header.tops, header.texts, _marked(seen))
    else:
        vendors = tuple(
            VendorColumns(v.name, column_index(v.answer), _index(v.method), _index(v.cost), v.cost_unit)
            for v in hints.vendors
        )
    taken = _columns_of(vendors)
    if hints.columns is None:
        left, right = bounds(header, seen, taken)
        columns = assign(header, seen, left, right, taken)
    else:
        columns = {name: tuple(column_index(c) for c in at) for name, at in hints.columns.items()}
        named = {c for at in columns.values() for c in at} | taken
        _check_width(sheet, named)
        left, right = bounds(header, seen, frozenset(named))
        left, right = min([left, *named]), max([right, *named])
    _check_width(sheet, taken)
    if not _has_content(columns, vendors):
        raise UserError("lists.no_header", file=sheet.name, sheet=sheet.name)
    mended, unused = corrected(sheet, hints)
    table = _table(
        mended, _Plan(header, end, left, right, columns, vendors), 0, hints.style, hints.rows, hints.blanks
    )
    return replace(table, findings=(*table.findings, *unused)) if unused else table


def _end_before_next(sheet: Sheet, found: Sequence[Header], given: tuple[int, ...]) -> int:
    """Where the table under a known header ends: before the next table of the sheet."""
    if any(set(header.rows) & set(given) for header in found):
        for header in found:
            if header.rows[0] > given[-1]:
                return _without_title(sheet, given[-1] + 1, header.rows[0])
    return len(sheet.rows)


def _has_content(columns: Map[str, tuple[int, ...]], vendors: Sequence[VendorColumns]) -> bool:
    """Whether there is anything to read beside numbers: a name, a requirement, a level or an answer."""
    named = {"name", "requirement"} & columns.keys() or any(name.startswith("level") for name in columns)
    return bool(named or vendors)


def _check_width(sheet: Sheet, columns: frozenset[int] | set[int]) -> None:
    if columns and max(columns) >= sheet.width:
        raise UserError("lists.column_outside", sheet=sheet.name, columns=sheet.width)


def _outside(sheet: Sheet, plan: _Plan, rows: Rows, prose: int, last: int) -> list[list[str]]:
    """Lines beside the items: above the header, notes, below the table, and behind its right edge."""
    above = sheet.rows[prose : plan.header.rows[0]][-_LEGEND_LINES:]
    notes = [sheet.rows[row] for row in rows.notes[:_LEGEND_LINES] if row <= last]
    below = sheet.rows[last + 1 : min(plan.end, last + _LEGEND_LINES)]
    start, stop = plan.header.rows[0], min(plan.end, plan.header.rows[0] + _LEGEND_LINES)
    beside = [row[plan.right + 1 :] for row in sheet.rows[start:stop]] if plan.right + 1 < sheet.width else []
    marked = [v.answer for v in plan.vendors if v.answer is not None] + list(
        plan.columns.get("obligation", ())
    )
    heads = [in_brackets(plan.header.texts[column]) for column in marked]
    return [*above, *heads, *notes, *below, *(line for line in beside if any(line))]


def _marks_of(sheet: Sheet, plan: _Plan, rows: Rows) -> set[str]:
    """The short texts in the answers and obligations, where a column holds few different ones."""
    answers = [v.answer for v in plan.vendors if v.answer is not None]
    found: set[str] = set()
    for column in (*answers, *plan.columns.get("obligation", ())):
        texts = set(sheet.texts(column, rows.items)) - {""}
        if len(texts) <= _MOST_MARKS:
            found |= texts
    return found


def _without_title(sheet: Sheet, first: int, end: int) -> int:
    """Where a table ends when another follows: short lines after its last blank row title the next one."""
    if end >= len(sheet.rows):
        return end
    row = end
    while row > first and not any(sheet.rows[row - 1]):
        row -= 1
    stop = row
    while row > first and 0 < sheet.width - sheet.rows[row - 1].count("") <= 2:
        row -= 1
    return row if row > first and not any(sheet.rows[row - 1]) else stop


def _title(sheet: Sheet, header: int, prose: int) -> str:
    lines = [text for row in sheet.rows[max(prose, header - 20) : header] for text in row if text.strip()]
    return lines[0].strip() if lines else ""


def _labels(header: Header, left: int, right: int) -> dict[int, str]:
    """A label for every column, each one different: repeated or missing headers get their letters."""
    found: dict[int, str] = {}
    for column in range(left, right + 1):
        label = header.label(column)
        place = letters(column)
        found[column] = f"{label} ({place})" if label in found.values() else label or place
    return found


def _columns_of(vendors: Sequence[VendorColumns]) -> frozenset[int]:
    return frozenset(c for v in vendors for c in (v.answer, v.method, v.cost) if c is not None)


def _marked(seen: Sequence[Look]) -> set[int]:
    return {column for column, look in enumerate(seen) if look.is_marks}


def _index(column: str | None) -> int | None:
    return None if column is None else column_index(column)


def _is_other_sheet(name: str) -> bool:
    text = plain(name)
    return any(plain(word) in text for word in catalogue()["not_features"]["sheets"])


def _is_other_table(header: Header, columns: Columns) -> bool:
    words = word_set("not_features", "headers")
    hits = sum(plain(text) in words for text in header.texts if text)
    return (hits >= 2 and "feature_id" not in columns) or hits >= 3
