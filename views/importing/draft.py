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
from models.lists.hints import Hints
from models.lists.legend_splits import SplitProposal, propose_splits
from models.lists.legends import Legend, MarkProposal, propose
from models.lists.mapping import Mapping
from models.lists.mappings import Remembered
from models.lists.reading.reader import read_workbook
from models.lists.table import Item, Table
from models.lists.understanding.understand import list_table, understand
from models.lists.workbook import Sheet, Workbook, column_index
from views.importing.picture import NOTHING, Picture, picture_of

_IN_THE_LEGEND = ("lists.unknown_mark", "lists.undecided_blank", "lists.unsplit_mark")
"""Findings that the legend asks for in one place."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, with every table in it."""

    path: Path
    workbook: Workbook
    candidates: tuple[tuple[str, Table], ...]

    @property
    def is_large(self) -> bool:
        """Whether understanding it again takes longer than a key press should."""
        return max((len(sheet.rows) for sheet in self.workbook.sheets), default=0) > 5000


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding that was dealt with, and what was done."""

    finding: Finding
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Everything a person said of a file: enough to come back to it.

    `decided` holds the confirmed meaning of each mark ("" is the blank); `together` joins marks that look
    alike; marks in `split` are told apart by their remarks; `kept`: a mapping kept earlier is in use.
    """

    hints: Hints = field(default_factory=Hints)
    vendor: int = 0
    decided: Map[str, Answer] = field(default_factory=dict)
    together: bool = False
    split: frozenset[str] = frozenset()
    settled: tuple[Settled, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import would bring: answers by source row, everything noticed, and features known by key."""

    answers: Map[int, AnswerRow]
    findings: tuple[Finding, ...]
    matched: int = 0

    @property
    def errors(self) -> int:
        """How many findings stop the import."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class Draft:
    """`sheet` and `table` are None while no table was found; `trouble` then says why."""

    source: Source
    for_answers: bool
    said: Said
    sheet: Sheet | None
    table: Table | None
    trouble: str = ""
    proposals: tuple[MarkProposal, ...] = ()
    splits: Map[str, SplitProposal] = field(default_factory=dict)
    remembered: Remembered | None = None
    found: Outcome = field(default_factory=lambda: Outcome({}, ()))
    picture: Picture = NOTHING

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the list."""
        return self.table.items if self.table else ()

    @property
    def vendor_name(self) -> str | None:
        """The vendor whose answers are read."""
        vendors = self.table.vendors if self.table else ()
        return vendors[self.said.vendor].name if self.said.vendor < len(vendors) else None

    def offered(self, proposal: MarkProposal) -> Answer | None:
        """What a mark seems to mean: by the mapping kept earlier, else by what the file clearly says."""
        legend = self.remembered.mapping.legend if self.remembered and self.said.kept else None
        return (legend.answer(proposal.mark) if legend else None) or proposal.answer

    @property
    def kept_splits(self) -> frozenset[str]:
        """The marks that the mapping kept earlier tells apart by their remarks."""
        legend = self.remembered.mapping.legend if self.remembered and self.said.kept else None
        return legend.split & self.splits.keys() if legend else frozenset()

    @property
    def legend(self) -> Legend:
        """The legend as far as it is decided."""
        marks = {mark: answer for mark, answer in self.said.decided.items() if mark}
        return Legend(marks, self.said.decided.get(""), alike=False, split=self.said.split)

    @property
    def undecided(self) -> list[str]:
        """The marks whose meaning nobody confirmed."""
        return [
            one.mark
            for one in self.proposals
            if one.mark not in self.said.decided and not self.is_told_apart(one.mark)
        ]

    def is_told_apart(self, mark: str) -> bool:
        """Whether a mark's remarks tell what it means in every row of it."""
        found = self.splits.get(mark)
        return mark in self.said.split and found is not None and not found.rest

    @property
    def mapping(self) -> Mapping | None:
        """What the import needs to read the file in the same way."""
        if self.sheet is None or self.table is None:
            return None
        legend = self.legend if self.for_answers else None
        return Mapping.of(self.table, self.sheet, legend, self.said.hints)


def open_source(path: Path) -> Source:
    """Read a file and find every table in it; `UserError` when it cannot be read at all."""
    workbook = read_workbook(path)
    found = tuple((sheet.name, table) for sheet in workbook.sheets for table in understand(sheet))
    return Source(path, workbook, found)


def make_draft(
    source: Source,
    for_answers: bool,
    said: Said,
    known_keys: frozenset[str],
    remembered: Remembered | None = None,
) -> Draft:
    """Read the source as a person said, and work out what would come of it."""
    workbook, hints = source.workbook, said.hints
    asked = hints if hints.says_how or hints.sheet else None
    try:
        sheet, table = list_table(workbook, asked, answers=for_answers)
    except UserError as error:
        wanted = workbook.sheet(hints.sheet) if hints.sheet else None
        chosen = wanted or (workbook.sheets[0] if workbook.sheets else None)
        draft = Draft(source, for_answers, said, chosen, None, error.message, remembered=remembered)
        return worked_out(draft, known_keys)
    draft = Draft(source, for_answers, said, sheet, table, remembered=remembered)
    if for_answers:
        marks = propose(table, sheet, said.vendor, workbook)
        splits = propose_splits(table, sheet, said.vendor, marks)
        draft = replace(draft, proposals=tuple(marks), splits=splits)
    return worked_out(draft, known_keys)


def worked_out(draft: Draft, known_keys: frozenset[str]) -> Draft:
    """The draft with its outcome and its picture made anew."""
    found = outcome(draft, known_keys)
    vendor = draft.said.vendor if draft.for_answers else None
    picture = picture_of(draft.sheet, draft.table, vendor, found.findings)
    if draft.table is None and draft.said.hints.columns:  # said, and not enough yet to read a table
        said = draft.said.hints.columns.items()
        picture = replace(picture, fields={column_index(at): name for name, ats in said for at in ats})
    return replace(draft, found=found, picture=picture)


def outcome(draft: Draft, known_keys: frozenset[str]) -> Outcome:
    """What the draft would bring. Answers are checked against the features once every mark is decided."""
    workbook = draft.source.workbook
    if draft.sheet is None or draft.table is None:
        return Outcome({}, tuple(workbook.findings))
    findings = [*workbook.findings, *draft.sheet.findings, *draft.table.findings]
    if not draft.for_answers:
        return Outcome({}, tuple(findings))
    if draft.said.together:
        findings = [one for one in findings if one.key != "lists.mark_variants"]
    checked = known_keys if not draft.undecided else None
    try:
        read = read_answers(
            draft.sheet, draft.table, draft.legend, vendor=draft.vendor_name, known_keys=checked
        )
    except UserError as error:
        facts = {"text": error.message}
        findings.append(Finding(Severity.ERROR, draft.sheet.name, "import_screen.as_said", facts))
        return Outcome({}, tuple(findings))
    findings += [one for one in read.findings if one.key not in _IN_THE_LEGEND]
    matched = sum(row.key in known_keys for row in read.rows)
    return Outcome({row.source_row: row for row in read.rows}, tuple(findings), matched)
