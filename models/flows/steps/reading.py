"""Reads a step table from a workbook or text file: headers by their words, all findings at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bpmn.steps.rows import END, Choice, StepRow
from models.errors import UserError
from models.findings import Finding, Severity
from models.flows.steps.cells import (
    catalogue,
    choices_in,
    kind_in,
    listed,
    number_of,
    question_in,
    says_yes,
    words,
)
from models.lists.reading.reader import TEXTS, WORKBOOKS, read_workbook
from models.lists.understanding.words import plain
from models.lists.workbook import Sheet, Span, Workbook

_SEARCHED = 40
"""Rows in which the header is looked for."""


@dataclass(frozen=True, slots=True)
class StepTable:
    """The rows of a table, and everything noticed; with an error among it there is no flow to be made."""

    rows: tuple[StepRow, ...]
    findings: tuple[Finding, ...]
    places: Mapping[str, str]
    """The cell of each step's number or name, by number."""

    @property
    def is_sound(self) -> bool:
        """Whether a flow can be made of it."""
        return bool(self.rows) and not any(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Line:
    number: str
    cells: Mapping[str, str]
    row: int


def is_step_table(path: Path) -> bool:
    """Whether a file is a workbook or a text table, by its ending."""
    return path.suffix.lower().lstrip(".") in (*WORKBOOKS, *TEXTS)


def read_step_table(path: Path) -> StepTable:
    """The first sheet with a header of a step table; `UserError` where there is none."""
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        found = _header(sheet)
        if found is not None:
            return _Reader(workbook, sheet, *found).table()
    raise UserError("step_table.no_header", file=path.name)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the header (from 0) and the column of each field; the task and one more are needed."""
    best: tuple[int, dict[str, int]] | None = None
    for row, cells in enumerate(sheet.rows[:_SEARCHED]):
        columns: dict[str, int] = {}
        for column, text in enumerate(cells):
            field = _field(text)
            if field:
                columns.setdefault(field, column)
        if "task" in columns and len(columns) > 1 and (best is None or len(columns) > len(best[1])):
            best = row, columns
    return best


def _field(text: str) -> str:
    bare = plain(text) if text.strip() else ""
    return next((field for field in catalogue()["fields"] if bare in words("fields", field)), "")


class _Reader:
    def __init__(self, workbook: Workbook, sheet: Sheet, header: int, columns: dict[str, int]) -> None:
        self._sheet, self._header, self._columns = sheet, header, columns
        noticed = [*workbook.findings, *sheet.findings]
        self._findings = [one for one in noticed if one.severity is not Severity.NOTE]
        self._merged: dict[int, list[Span]] = {}
        for span in sheet.merged:
            self._merged.setdefault(span.left, []).append(span)

    def table(self) -> StepTable:
        lines = list(self._lines())
        known = frozenset(line.number for line in lines)
        self._check_numbers(lines)
        rows = [self._step(line, lines[place + 1].number if place + 1 < len(lines) else END, known)
                for place, line in enumerate(lines)]  # fmt: skip
        if not rows:
            self._note("no_rows", self._header, "task")
        if not any(one.severity is Severity.ERROR for one in self._findings):
            self._check_course(rows, {line.number: line.row for line in lines})
        places = {line.number: self._where(line.row, "number") for line in lines}
        return StepTable(tuple(rows), tuple(self._findings), places)

    def _lines(self) -> Iterator[_Line]:
        count = 0
        for row in range(self._header + 1, len(self._sheet.rows)):
            cells = {field: self._text(row, column) for field, column in self._columns.items()}
            own = [self._sheet.rows[row][column].strip() for column in self._columns.values()]
            if not any(own):
                continue
            count += 1
            if not cells["task"]:
                self._note("no_task", row, "task")
                continue
            number = number_of(cells.get("number", ""))
            if not number and "number" in self._columns:
                self._note("no_number", row, "number", task=cells["task"])
            yield _Line(number or str(count), cells, row)

    def _text(self, row: int, column: int) -> str:
        """A cell's text; cells merged downwards all have the text of the first."""
        for span in self._merged.get(column, ()):
            if span.top <= row <= span.bottom:
                row = span.top
                break
        return self._sheet.rows[row][column].strip() if row > self._header else ""

    def _check_numbers(self, lines: list[_Line]) -> None:
        first: dict[str, int] = {}
        for line in lines:
            if line.number in first:
                where = self._where(first[line.number], "number").rpartition("!")[2]
                self._note("number_twice", line.row, "number", number=line.number, first=where)
            first.setdefault(line.number, line.row)

    def _step(self, line: _Line, following: str, known: frozenset[str]) -> StepRow:
        cells = line.cells
        kind = kind_in(cells.get("kind", ""))
        if kind is None:
            self._note("unknown_kind", line.row, "kind", severity=Severity.WARNING, text=cells["kind"])
            kind = "task"
        if says_yes(cells.get("subprocess", "")):
            kind = "subProcess"
        condition = cells.get("condition", "")
        choices, wrong = choices_in(cells.get("next", ""), condition, known)
        for text in wrong:
            self._note("unknown_next", line.row, "next", text=text, task=cells["task"])
        if not choices:
            ends = says_yes(cells.get("terminated", "")) or kind == "endEvent"
            choices = (Choice((END if ends else following,)),)
        return StepRow(
            line.number, " ".join(cells["task"].split()), " ".join(cells.get("who", "").split()),
            " ".join(question_in(condition, choices).split()), choices, listed(cells.get("data", "")),
            listed(cells.get("features", "")), kind,
        )  # fmt: skip

    def _check_course(self, rows: list[StepRow], row_of: Mapping[str, int]) -> None:
        """Whether it begins somewhere, and whether everything can be come to from there."""
        after = {
            row.number: {t for choice in row.choices for t in choice.targets if t != END} for row in rows
        }
        targets = set[str]().union(*after.values()) if after else set[str]()
        begins = [row.number for row in rows if row.number not in targets or row.kind == "startEvent"]
        if rows and not begins:
            self._note("no_start", row_of[rows[0].number], "number", task=rows[0].task)
        seen, waiting = set(begins), list(begins)
        while waiting:
            fresh = after.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting += fresh
        for row in rows if begins else ():
            if row.number not in seen:
                self._note(
                    "unreachable", row_of[row.number], "number", severity=Severity.WARNING, task=row.task
                )
            elif row.number in begins[1:] and row.kind != "startEvent":
                self._note(
                    "second_start", row_of[row.number], "number", severity=Severity.WARNING, task=row.task
                )

    def _where(self, row: int, field: str) -> str:
        return self._sheet.where(row, self._columns.get(field, self._columns["task"]))

    def _note(
        self, code: str, row: int, field: str, severity: Severity = Severity.ERROR, **facts: object
    ) -> None:
        self._findings.append(
            Finding(severity, self._where(row, field), f"step_table.findings.{code}", facts)
        )
