"""What would come of the file: the findings, and the items as they would stand in the list."""

from __future__ import annotations

from dataclasses import dataclass

from models.findings import Finding
from models.lists.answers import AnswerRow
from models.lists.table import Item
from models.words import say
from views.shared.chips import ChipText
from views.shared.meanings import answer_chip
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with its answer, where answers are read."""

    item: Item
    answer: AnswerRow | None

    @property
    def id(self) -> int:
        """The row of the sheet."""
        return self.item.source_row


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, told apart by its number."""

    id: int
    finding: Finding


def item_table(for_answers: bool) -> RecordTable[ItemLine]:
    """The table of items; with `for_answers` it shows marks and answers."""
    word = "import_screen.column."
    columns: list[Column[ItemLine]] = [
        Column("key", say(word + "key"), 80, lambda line: line.item.key, Kind.SECOND),
        Column("level", say(word + "level"), 120, lambda line: "／".join(line.item.levels), Kind.SECOND),
        Column("name", say(word + "name"), 180, _title, stretch=True, tip=lambda line: line.item.requirement),
        Column("obligation", say(word + "obligation"), 60, lambda line: line.item.obligation, Kind.SECOND),
    ]
    if for_answers:
        columns += [
            Column("mark", say(word + "mark"), 50, lambda line: line.answer.mark if line.answer else ""),
            Column("answer", say(word + "answer"), 104, _answer, Kind.CHIP),
        ]
    name = "import-answers" if for_answers else "import-items"
    return RecordTable(name, say("import_screen.result"), columns, lambda line: line.id, cell_cursor=False)


def finding_table() -> RecordTable[FindingLine]:
    """The table of findings."""
    word = "import_screen.column."
    columns: list[Column[FindingLine]] = [
        Column("severity", say(word + "severity"), 92, _severity, Kind.CHIP),
        Column("where", say(word + "where"), 110, lambda line: line.finding.where, Kind.SECOND),
        Column(
            "message",
            say(word + "message"),
            240,
            lambda line: line.finding.message,
            stretch=True,
            tip=lambda line: line.finding.message,
        ),
    ]
    return RecordTable(
        "import-findings", say("import_screen.findings"), columns, lambda line: line.id, cell_cursor=False
    )


def _title(line: ItemLine) -> str:
    return line.item.name or line.item.requirement


def _answer(line: ItemLine) -> ChipText | None:
    if line.answer is None:
        return None
    return ChipText("answer.legend" if line.answer.answer is None else answer_chip(line.answer.answer))


def _severity(line: FindingLine) -> ChipText:
    return ChipText(f"other.{line.finding.severity.value}")
