"""Reading a form that came back: its answers, and everything that differs from how it was handed out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.findings import Finding, Severity
from models.lists.answer_kinds import Answer
from models.lists.answers import AnswerRow, yen
from models.lists.forms.contents import column_title, label
from models.lists.forms.excerpts import excerpts
from models.lists.forms.form_sheet import HEAD
from models.lists.forms.key import INPUTS, KEY_SHEET, MARKER, FormKey, KeyLine, key_from, offered, plain
from models.lists.reading.reader import read_workbook
from models.lists.workbook import Sheet, Workbook, cell_name, letters
from models.words import joined

_UNREADABLE = ("lists.formula_without_value", "lists.error_cell")
_LOOKED_AT = 60
_MOST_NAMES = 4 * 2**20
"""Bytes; more than the names of all sheets ever take."""
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class FormPlace:
    """Where the form stands: the sheet, the row of its titles and the column of each field, from 0."""

    sheet: Sheet
    head: int
    key_column: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as it came back. Without a `key` or a `place` the findings say why it cannot be read."""

    workbook: Workbook
    key: FormKey | None
    place: FormPlace | None
    answers: Mapping[bytes, AnswerRow] = field(default_factory=dict)
    respondent: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def is_form(path: Path) -> bool:
    """Whether a file looks like a form, told from the names of its sheets without reading it whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = archive.getinfo("xl/workbook.xml")
            return part.file_size <= _MOST_NAMES and f'"{KEY_SHEET}"'.encode() in archive.read(part)
    except Exception:  # broken, encrypted or no package at all: whoever reads the file says so
        return False


def read_form(path: Path) -> ReadForm | None:
    """The form in a file, recognised by its hidden key; None when the file is no form.

    `UserError` when the file cannot be read at all. Nothing is compared with a project here.
    """
    workbook = read_workbook(path)
    key_sheet = workbook.sheet(KEY_SHEET)
    if key_sheet is None:
        return None
    # Notes speak of hidden lines and drop-down lists, which a form has by itself.
    findings = [
        one
        for one in workbook.all_findings()
        if one.severity is not Severity.NOTE and not one.where.startswith(KEY_SHEET)
    ]
    try:
        key, intact = key_from(key_sheet.rows)
    except ValueError:
        findings.append(_error(KEY_SHEET, "answer_forms.broken_key"))
        return ReadForm(workbook, None, None, findings=tuple(findings))
    if not intact:
        findings.append(_error(KEY_SHEET, "answer_forms.changed_key"))
    place = _place(workbook, key, findings)
    if place is None:
        return ReadForm(workbook, key, None, findings=tuple(findings))
    findings = [_stopping(one, place.sheet) for one in findings]
    reader = _Lines(place, key, findings)
    reader.read()
    return ReadForm(
        workbook, key, place, reader.answers, _respondent(workbook, place.sheet, key), tuple(findings)
    )


def _place(workbook: Workbook, key: FormKey, findings: list[Finding]) -> FormPlace | None:
    found = [
        (sheet, row, column)
        for sheet in workbook.sheets
        if sheet.name != KEY_SHEET
        for row, cells in enumerate(sheet.rows[:_LOOKED_AT])
        for column, text in enumerate(cells[:_LOOKED_AT])
        if text == MARKER
    ]
    if not found:
        findings.append(_error(workbook.file, "answer_forms.no_form_sheet"))
        return None
    sheet, row, key_column = found[0]
    if len(found) > 1:
        names = joined(one[0].name for one in found)
        findings.append(_error(sheet.name, "answer_forms.several_form_sheets", sheets=names))
        return None
    fields = (*key.columns, *INPUTS)
    columns: dict[str, int] = {}
    complete = True
    for name, title in zip(fields, key.titles, strict=True):
        at = [column for column, text in enumerate(sheet.rows[row]) if text == name]
        title = title.replace("\n", "")
        if not at:
            findings.append(_error(sheet.name, "answer_forms.no_column", column=title))
            complete = False
            continue
        if len(at) > 1:
            named = joined(map(letters, at))
            findings.append(
                _error(sheet.where(row, at[1]), "answer_forms.doubled_column", column=title, columns=named)
            )
        columns[name] = at[0]
    return FormPlace(sheet, _head(sheet, row, key, columns), key_column, columns) if complete else None


def _head(sheet: Sheet, marker: int, key: FormKey, columns: Mapping[str, int]) -> int:
    """The row of the titles: the likest to them, since rows may have been put in above."""

    def likeness(row: int) -> int:
        titles = zip(columns.values(), key.titles, strict=False)
        return sum(plain(sheet.rows[row][column]) == title for column, title in titles)

    rows = range(marker + 1, min(len(sheet.rows), marker + _LOOKED_AT))
    best = max(rows, key=likeness, default=marker)
    return best if rows and likeness(best) else min(marker + HEAD, len(sheet.rows) - 1)


class _Lines:
    """Reads line after line, compares what is locked with the key, and takes the answers."""

    def __init__(self, place: FormPlace, key: FormKey, findings: list[Finding]) -> None:
        self._sheet, self._place, self._key, self._findings = place.sheet, place, key, findings
        self._lines = {line.feature.hex(): line for line in key.lines}
        self._seen: dict[str, int] = {}
        self._marks = joined(offered(key.legend))
        self.answers: dict[bytes, AnswerRow] = {}

    def read(self) -> None:
        self._check_titles()
        for row in range(self._place.head + 1, len(self._sheet.rows)):
            self._row(row)
        for text, line in self._lines.items():
            if text not in self._seen:
                self._note(self._sheet.name, "answer_forms.row_removed", item=label(line.texts))

    def _check_titles(self) -> None:
        titles = zip(self._place.columns.values(), self._key.titles, strict=True)
        for column, title in titles:
            now = plain(self._sheet.rows[self._place.head][column])
            if now != title:
                before, after = excerpts(title, now)
                where = self._sheet.where(self._place.head, column)
                self._note(where, "answer_forms.head_edited", before=before, after=after)

    def _row(self, row: int) -> None:
        cells = self._sheet.rows[row]
        text = cells[self._place.key_column].strip()
        if not text:
            filled = [(column, cell) for column, cell in enumerate(cells) if cell.strip()]
            if filled:
                shown = joined(cell.strip()[:20] for _, cell in filled[:4])
                self._note(self._sheet.where(row, filled[0][0]), "answer_forms.row_added", text=shown)
            return
        line = self._lines.get(text)
        if line is None:
            where = self._sheet.where(row, self._place.key_column)
            self._note(where, "answer_forms.row_unknown", text=text[:40])
            return
        first = self._seen.setdefault(text, row)
        if first != row:
            column = min(self._place.columns.values())
            self._note(
                self._sheet.where(row, column),
                "answer_forms.row_doubled",
                item=label(line.texts),
                first=cell_name(first, column),
            )
            return
        self._compare(row, line)
        self.answers[line.feature] = self._answer(row, line)

    def _compare(self, row: int, line: KeyLine) -> None:
        for name, before, after, column in _shown(line, self._key, self._place, row):
            if before != after:
                was, now = excerpts(before, after)
                self._note(
                    self._sheet.where(row, column),
                    "answer_forms.text_edited",
                    item=label(line.texts),
                    column=column_title(name),
                    before=was,
                    after=now,
                )

    def _answer(self, row: int, line: KeyLine) -> AnswerRow:
        cells = {name: self._sheet.rows[row][self._place.columns[name]] for name in INPUTS}
        mark, legend = cells["answer"], self._key.legend
        answer = legend.answer(mark)
        where = self._sheet.where(row, self._place.columns["answer"])
        if answer is None:
            self._note(where, "answer_forms.unknown_mark", mark=mark.strip()[:40], marks=self._marks)
        is_told = any(cells[name].strip() for name in ("method", "cost", "remarks"))
        if not mark.strip() and is_told and legend.blank is Answer.UNANSWERED:
            facts = {"item": label(line.texts)}
            self._findings.append(Finding(Severity.WARNING, where, "answer_forms.mark_missing", facts))
        cost = self._cost(row, cells["cost"])
        return AnswerRow(
            label(line.texts), mark, answer, cells["method"], cost, cells["remarks"], source_row=row + 1
        )

    def _cost(self, row: int, text: str) -> int | None:
        where = self._sheet.where(row, self._place.columns["cost"])
        try:
            return yen(text, THOUSAND)
        except ArithmeticError:
            self._note(where, "lists.fraction_cost", text=text[:40])
        except ValueError:
            self._note(where, "lists.bad_cost", text=text[:40])
        return None

    def _note(self, where: str, key: str, **facts: object) -> None:
        self._findings.append(Finding(Severity.ERROR, where, key, facts))


def _shown(line: KeyLine, key: FormKey, place: FormPlace, row: int) -> Iterator[tuple[str, str, str, int]]:
    """Every locked cell of a line: its column's name, what it said, what it says, and its column."""
    texts = line.by_column()
    for name in key.columns:
        column = place.columns[name]
        yield name, texts[name], plain(place.sheet.rows[row][column]), column


def _stopping(finding: Finding, form: Sheet) -> Finding:
    """On the form a cell without a readable value is an answer that would be lost."""
    if finding.key in _UNREADABLE and finding.where.startswith(f"{form.name}!"):
        return replace(finding, severity=Severity.ERROR)
    return finding


def _respondent(workbook: Workbook, form: Sheet, key: FormKey) -> dict[str, str]:
    """What the vendor says of itself, by the labels on the instruction sheet."""
    found = {}
    for sheet in workbook.sheets:
        if sheet is form or sheet.name == KEY_SHEET:
            continue
        for cells in sheet.rows[:200]:
            values = [cell.strip() for cell in cells[1:] if cell.strip()]
            if cells and cells[0] in key.respondent and values:
                found[cells[0]] = values[0]
    return found


def _error(where: str, key: str, **facts: object) -> Finding:
    return Finding(Severity.ERROR, where, key, facts)
