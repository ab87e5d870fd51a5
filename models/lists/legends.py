"""Which mark means what in one file: named presets, proposals from the file's own legend, and the choice."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.remark_words import kind_said
from models.lists.table import Table
from models.lists.workbook import Sheet, Workbook
from models.resources import resource
from models.words import language

_MOST_MARKS = 40
_ABBREVIATION = 4
"""ASCII answers up to this length are codes, whatever words they look like."""
_SAME = ({"○", "〇", "◯"}, {"×", "✕", "✖", "✗", "✘", "☓"}, {"✓", "✔", "✅", "☑"})


@dataclass(frozen=True, slots=True)
class Legend:
    """The chosen meaning of every mark. `blank` None means nobody decided yet what an empty cell says.

    With `alike`, marks that only look the same (○ U+25CB, 〇 U+3007, ◯ U+25EF …) share one meaning.
    Marks in `split` mean what is written beside them; `marks` says what they mean where that tells nothing.
    """

    marks: Map[str, Answer]
    blank: Answer | None = None
    alike: bool = True
    split: frozenset[str] = frozenset()

    def answer(self, mark: str, said: str = "") -> Answer | None:
        """What a cell's text means with what is `said` beside it; None when the legend does not say."""
        text = mark.strip()
        if not text:
            return self.blank
        if self.is_split(text) and (kind := kind_said(said)) is not None:
            return kind
        found = self.marks.get(text)
        if found is None and self.alike:
            family = next((family for family in _SAME if text in family), set())
            found = next((self.marks[twin] for twin in sorted(family) if twin in self.marks), None)
        return found

    def is_split(self, mark: str) -> bool:
        """Whether a mark means what is written beside it."""
        return mark in self.split or (self.alike and bool(lookalikes(mark) & self.split))

    def as_json(self) -> dict[str, Any]:
        """The legend as plain data."""
        marks = {mark: answer.value for mark, answer in self.marks.items()}
        blank = self.blank.value if self.blank else None
        return {"marks": marks, "blank": blank, "alike": self.alike, "split": sorted(self.split)}

    @classmethod
    def from_json(cls, data: Map[str, Any]) -> Legend:
        """The legend from plain data; `ValueError` when an answer is unknown."""
        blank = data.get("blank")
        marks = {str(mark): Answer(answer) for mark, answer in data["marks"].items()}
        split = frozenset(map(str, data.get("split") or ()))
        return cls(marks, Answer(blank) if blank else None, bool(data.get("alike", True)), split)


@dataclass(frozen=True, slots=True)
class MarkProposal:
    """One mark found in the answers: how often, what the file says of it, the answer proposed (None: ask)."""

    mark: str
    count: int
    meaning: str
    answer: Answer | None


def presets() -> dict[str, str]:
    """The named legends: key → name in the language in use."""
    return {key: str(entry[f"name_{language()}"]) for key, entry in _data()["presets"].items()}


def preset(name: str, blank: Answer | None = None) -> Legend:
    """A named legend, with what a blank means beside it."""
    entry = _data()["presets"].get(name)
    if entry is None:
        raise UserError("lists.unknown_legend", name=name, names=", ".join(_data()["presets"]))
    return Legend({mark: Answer(answer) for mark, answer in entry["marks"].items()}, blank)


def propose(
    table: Table, sheet: Sheet, vendor: int = 0, workbook: Workbook | None = None
) -> list[MarkProposal]:
    """Every mark in a vendor's answer column, most frequent first, with what the file clearly says of it.

    With the `workbook`, another sheet that lists the marks and their meanings counts like a legend.
    Blanks come last as the mark "", and are never decided here.
    """
    column = table.vendors[vendor].answer if vendor < len(table.vendors) else None
    if column is None:
        return []
    counts: dict[str, int] = {}
    for item in table.items:
        mark = sheet.rows[item.source_row - 1][column].strip()
        counts[mark] = counts.get(mark, 0) + 1
    said = {**_listed_elsewhere(workbook, sheet, counts.keys()), **table.legend}
    found = []
    for mark in sorted(counts, key=lambda mark: (not mark, -counts[mark], mark)):
        meaning = _meaning_of(mark, said)
        answer = _spoken(meaning) if meaning else _own_words(mark)
        found.append(MarkProposal(mark, counts[mark], meaning, answer))
    return found


def proposed_legend(proposals: Sequence[MarkProposal], blank: Answer | None = None) -> Legend:
    """The legend of all proposals that are decided."""
    return Legend({p.mark: p.answer for p in proposals if p.mark and p.answer}, blank)


def lookalikes(mark: str) -> frozenset[str]:
    """The other marks that look like this one and are different characters: ○ and 〇, × and ✕."""
    family = next((family for family in _SAME if mark in family), set())
    return frozenset(family) - {mark}


def _listed_elsewhere(workbook: Workbook | None, sheet: Sheet, marks: Collection[str]) -> dict[str, str]:
    """Meanings on other sheets: a cell that is a mark, a text beside it, and at least one more below."""
    if workbook is None or len(marks) > _MOST_MARKS:
        return {}
    for other in workbook.sheets:
        if other is sheet:
            continue
        for column in range(min(other.width - 1, 20)):
            lines = [(row[column].strip(), row[column + 1].strip()) for row in other.rows[:200]]
            found = {mark: text for mark, text in lines if mark and mark in marks and text}
            if len(found) > 1 and len(set(found.values())) > 1:
                return found
    return {}


def _meaning_of(mark: str, legend: Map[str, str]) -> str:
    if mark in legend:
        return legend[mark]
    family = next((family for family in _SAME if mark in family), set())
    bare = unicodedata.normalize("NFKC", mark)
    family = family | {text for text in legend if unicodedata.normalize("NFKC", text) == bare}
    return next((legend[twin] for twin in sorted(family) if twin in legend), "")


def _own_words(mark: str) -> Answer | None:
    """Answers written as words speak for themselves; a bare sign does not."""
    return _spoken(mark) if len(mark) > (_ABBREVIATION if mark.isascii() else 1) else None


def _spoken(text: str) -> Answer | None:
    """The one kind of answer a text speaks of; None when it speaks of none or of several."""
    lower = text.casefold()
    kinds = []
    for kind, words in _data()["meanings"].items():
        hits = [word for word in words if word in lower]
        if hits:
            kinds.append(Answer(kind))
            for word in hits:
                lower = lower.replace(word, " ")
    if kinds == [Answer.STANDARD] and any(word in lower for word in _data()["in_part"]["words"]):
        return None
    return kinds[0] if len(kinds) == 1 else None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("catalogues", "legends.toml").read_text(encoding="utf-8"))
