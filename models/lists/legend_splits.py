"""One mark for several answers, told apart by what is written beside it: proposed, never assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass

from models.lists.answer_kinds import Answer
from models.lists.legends import MarkProposal
from models.lists.remark_words import kind_said
from models.lists.table import Table
from models.lists.workbook import Sheet

_CLEAR = (Answer.STANDARD, Answer.NOT_POSSIBLE, Answer.UNANSWERED)


@dataclass(frozen=True, slots=True)
class SplitProposal:
    """How the rows of one mark fall apart by their remarks; `rest` rows say nothing, or several things."""

    mark: str
    counts: Map[Answer, int]
    rest: int


def propose_splits(
    table: Table, sheet: Sheet, vendor: int, proposals: Sequence[MarkProposal]
) -> dict[str, SplitProposal]:
    """The marks of a vendor whose remarks speak of different kinds of answers, by mark.

    Marks that the file clearly calls standard or impossible are left alone.
    """
    open_marks = {one.mark for one in proposals if one.mark and one.answer not in _CLEAR}
    if vendor >= len(table.vendors) or not open_marks:
        return {}
    answer, method = table.vendors[vendor].answer, table.vendors[vendor].method
    if answer is None:
        return {}
    counts: dict[str, Counter[Answer | None]] = {mark: Counter() for mark in open_marks}
    for item in table.items:
        cells = sheet.rows[item.source_row - 1]
        if (mark := cells[answer].strip()) in open_marks:
            said = beside(cells[method] if method is not None else "", item.remarks)
            counts[mark][kind_said(said)] += 1
    return {
        mark: SplitProposal(
            mark,
            {kind: count[kind] for kind in Answer if count[kind]},
            count[None],
        )
        for mark, count in counts.items()
        if sum(kind is not None for kind in count) > 1
    }


def beside(method: str, remarks: str) -> str:
    """What stands beside an answer, as one text."""
    return f"{method}\n{remarks}".strip()
