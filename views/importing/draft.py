"""A file on its way in: what was understood, what a person said about it, and what would come of it.

Nothing here is stored; every change gives a new draft.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.answer_kinds import Answer
from models.lists.answers import AnswerRow, read_answers
from models.lists.fields import FIELDS, LEVELS
from models.lists.hints import Hints, VendorHint
from models.lists.legends import Legend, MarkProposal, propose
from models.lists.mapping import Mapping
from models.lists.reading.reader import read_workbook
from models.lists.table import Item, Table
from models.lists.understanding.understand import list_table, understand
from models.lists.workbook import Sheet, Workbook, letters

ANSWER_FIELDS = ("answer", "method", "cost")
ALL_FIELDS = (*FIELDS[:2], *LEVELS, *FIELDS[2:], *ANSWER_FIELDS)
UNUSED = ""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the table: its letters, its header, the first texts below it, and its field."""

    at: str
    header: str
    sample: str
    field: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`sheet` and `table` are None while no table was found; `trouble` then says why."""

    path: Path
    for_answers: bool
    workbook: Workbook
    sheet: Sheet | None
    table: Table | None
    candidates: tuple[tuple[str, Table], ...]
    trouble: str = ""
    vendor: int = 0
    decided: Map[str, Answer | None] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the list."""
        return self.table.items if self.table else ()

    @property
    def hints(self) -> Hints:
        """How the table is read, in full."""
        if self.sheet is None or self.table is None:
            return Hints(self.sheet.name if self.sheet else None)
        return Mapping.of(self.table, self.sheet).hints

    @property
    def vendor_name(self) -> str | None:
        """The vendor whose answers are read."""
        vendors = self.table.vendors if self.table else ()
        return vendors[self.vendor].name if self.vendor < len(vendors) else None

    @property
    def proposals(self) -> list[MarkProposal]:
        """The marks of the answers with what the file says of them; those of which it says nothing first."""
        if not self.for_answers or self.table is None or self.sheet is None:
            return []
        found = propose(self.table, self.sheet, self.vendor, self.workbook)
        return sorted(found, key=lambda one: one.answer is not None)

    def meaning(self, proposal: MarkProposal) -> Answer | None:
        """What was decided for a mark, else what the file clearly says."""
        return self.decided.get(proposal.mark, proposal.answer)

    @property
    def legend(self) -> Legend:
        """The legend as far as it is decided."""
        meanings = {one.mark: self.meaning(one) for one in self.proposals}
        marks = {mark: answer for mark, answer in meanings.items() if mark and answer is not None}
        return Legend(marks, meanings.get(""), alike=False)

    @property
    def undecided(self) -> list[str]:
        """The marks whose meaning nobody decided."""
        return [one.mark for one in self.proposals if self.meaning(one) is None]

    @property
    def mapping(self) -> Mapping | None:
        """What the import needs to read the file in the same way."""
        if self.sheet is None or self.table is None:
            return None
        return Mapping.of(self.table, self.sheet, self.legend if self.for_answers else None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import of the draft would bring: answers by source row, and everything noticed."""

    answers: Map[int, AnswerRow]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings stop the import."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


def read_draft(path: Path, for_answers: bool, hints: Hints | None = None) -> Draft:
    """Read and understand a file; `UserError` when it cannot be read at all."""
    return understood(read_workbook(path), path, for_answers, hints)


def understood(workbook: Workbook, path: Path, for_answers: bool, hints: Hints | None = None) -> Draft:
    """Understand a workbook that was read already, in the way that `hints` say."""
    found = tuple((sheet.name, table) for sheet in workbook.sheets for table in understand(sheet))
    try:
        sheet, table = list_table(workbook, hints, answers=for_answers)
    except UserError as error:
        wanted = workbook.sheet(hints.sheet) if hints and hints.sheet else None
        chosen = wanted or (workbook.sheets[0] if workbook.sheets else None)
        return Draft(path, for_answers, workbook, chosen, None, found, error.message)
    return Draft(path, for_answers, workbook, sheet, table, found)


def column_lines(draft: Draft) -> list[ColumnLine]:
    """The columns of the table from left to right."""
    table, sheet = draft.table, draft.sheet
    if table is None or sheet is None:
        return []
    fields = _fields(table, draft.vendor)
    rows = [item.source_row - 1 for item in table.items[:40]]
    lines = []
    for number, column in enumerate(range(table.span.left, table.span.right + 1)):
        header = table.headers[number] if number < len(table.headers) else ""
        texts = list(dict.fromkeys(sheet.rows[row][column].strip() for row in rows))
        sample = "／".join([text for text in texts if text][:3])
        lines.append(ColumnLine(letters(column), header, sample, fields.get(column, UNUSED)))
    return lines


def with_field(draft: Draft, at: str, wanted: str) -> Hints:
    """The hints that read the column `at` as `wanted`; a field that had another column loses it."""
    hints = draft.hints
    columns = {
        name: tuple(one for one in places if one != at) for name, places in (hints.columns or {}).items()
    }
    if wanted in FIELDS or wanted in LEVELS:
        columns[wanted] = (*columns.get(wanted, ()), at) if wanted == "requirement" else (at,)
    kept = {name: places for name, places in columns.items() if places}
    return replace(hints, columns=kept, vendors=_vendors(hints, draft.vendor, at, wanted))


def outcome(draft: Draft, known_keys: frozenset[str]) -> Outcome:
    """What the draft would bring. Answers are checked against the features once every mark is decided."""
    if draft.sheet is None or draft.table is None:
        return Outcome({}, tuple(draft.workbook.findings))
    findings = [*draft.workbook.findings, *draft.sheet.findings, *draft.table.findings]
    if not draft.for_answers:
        return Outcome({}, tuple(findings))
    checked = known_keys if not draft.undecided else None
    try:
        read = read_answers(
            draft.sheet, draft.table, draft.legend, vendor=draft.vendor_name, known_keys=checked
        )
    except UserError as error:
        findings.append(
            Finding(Severity.ERROR, draft.sheet.name, "import_screen.as_said", {"text": error.message})
        )
        return Outcome({}, tuple(findings))
    marks = ("lists.unknown_mark", "lists.undecided_blank")  # the legend asks for these in one place
    findings += [one for one in read.findings if one.key not in marks]
    return Outcome({row.source_row: row for row in read.rows}, tuple(findings))


def _fields(table: Table, vendor: int) -> dict[int, str]:
    found = {column: name for name, at in table.columns.items() for column in at}
    for number, one in enumerate(table.vendors):
        if number == vendor:
            places = zip(ANSWER_FIELDS, (one.answer, one.method, one.cost), strict=True)
            found.update({column: name for name, column in places if column is not None})
    return found


def _vendors(hints: Hints, number: int, at: str, wanted: str) -> tuple[VendorHint, ...]:
    vendors = list(hints.vendors or ())
    if not vendors and wanted in ANSWER_FIELDS:
        vendors = [VendorHint("", "")]
    made = []
    for place, one in enumerate(vendors):
        parts: dict[str, str | None] = {"answer": one.answer, "method": one.method, "cost": one.cost}
        parts = {name: None if held == at else held for name, held in parts.items()}
        if place == number and wanted in ANSWER_FIELDS:
            parts[wanted] = at
        if parts["answer"]:
            made.append(replace(one, answer=parts["answer"], method=parts["method"], cost=parts["cost"]))
    return tuple(made)
