"""What would come of the file: the items as they would stand in the list, under their levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.lists.answers import AnswerRow
from models.lists.table import Item
from models.words import joined, say
from views.importing.draft import Draft
from views.shared.chips import ChipText
from views.shared.meanings import answer_chip
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Group, Kind

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with its answer, where answers are read; `was`: its number as it stands in the file."""

    item: Item
    answer: AnswerRow | None
    was: str = ""

    @property
    def id(self) -> int:
        """The row of the sheet."""
        return self.item.source_row


def item_table(for_answers: bool) -> RecordTable[ItemLine]:
    """The table of items; with `for_answers` it shows marks and answers."""
    word = "import_screen.column."
    columns: list[Column[ItemLine]] = [
        Column("key", say(word + "key"), 96, lambda line: line.item.key, Kind.SECOND, tip=_was),
        Column("name", say(word + "name"), 180, _title, stretch=True, tip=lambda line: line.item.requirement),
        Column("obligation", say(word + "obligation"), 64, lambda line: line.item.obligation, Kind.SECOND),
    ]
    if for_answers:
        columns += [
            Column("mark", say(word + "mark"), 60, lambda line: line.answer.mark if line.answer else ""),
            Column("answer", say(word + "answer"), 116, _answer, Kind.CHIP),
        ]
    name = "import-answers" if for_answers else "import-items"
    return RecordTable(name, say("import_screen.result"), columns, lambda line: line.id, cell_cursor=False)


def item_lines(draft: Draft) -> list[ItemLine]:
    """A line for each item of a draft."""
    read = {hint.read: hint.text for hint in draft.said.hints.cells}
    answers = draft.found.answers
    return [ItemLine(item, answers.get(item.source_row), read.get(item.key, "")) for item in draft.items]


def level_groups(items: Sequence[Item]) -> list[Group]:
    """A group for every level path, inner ones after their outer one, with the items counted."""
    counts: Counter[Path] = Counter(item.levels for item in items)
    totals: Counter[Path] = Counter()
    below: dict[Path, dict[Path, None]] = {}
    for path, count in counts.items():
        for depth in range(len(path)):
            totals[path[: depth + 1]] += count
            below.setdefault(path[:depth], {})[path[: depth + 1]] = None
    made: list[Group] = []
    waiting = list(reversed(below.get((), {})))
    while waiting:
        path = waiting.pop()
        title = path[-1] or say("import_screen.nameless_level")
        made.append(Group(path, title, say("import_screen.result_note", n=totals[path]), level=len(path) - 1))
        waiting += reversed(below.get(path, {}))
    return made


def result_note(draft: Draft) -> str:
    """How many items, by obligation where the list says it, and how many of them are known."""
    parts = [say("import_screen.result_note", n=len(draft.items))]
    obligations = Counter(item.obligation.strip() for item in draft.items if item.obligation.strip())
    if 0 < len(obligations) <= 6:
        parts.append(joined(f"{word} {count:,}" for word, count in obligations.most_common(3)))
    if draft.for_answers and draft.found.matched:
        parts.append(say("import_screen.matched", n=draft.found.matched))
    return "　".join(parts)


def _title(line: ItemLine) -> str:
    title = line.item.name or line.item.requirement
    return f"{title}　{say('import_screen.was', text=line.was)}" if line.was else title


def _was(line: ItemLine) -> str:
    return say("import_screen.reads_as", text=line.was, read=line.item.key) if line.was else ""


def _answer(line: ItemLine) -> ChipText | None:
    if line.answer is None:
        return None
    return ChipText("answer.legend" if line.answer.answer is None else answer_chip(line.answer.answer))
