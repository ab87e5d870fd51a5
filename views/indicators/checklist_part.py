"""The checklist of guideline 5 with the evidence that the project holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from models.indicators.checklist import CheckAnswer, Evidence
from models.words import say
from views.indicators.copying import copy_button
from views.shared.blocks import Block, clear
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.table_columns import clipboard_cell
from views.shared.tokens import px

CHIPS = {
    "yes": "score.achieved",
    "partly": "score.conditional",
    "no": "score.failed",
    "by_hand": "score.unconfirmed",
}


class ChecklistPart(Block):
    """The block."""

    def __init__(self) -> None:
        super().__init__(say("indicators.title.checklist"), say("indicator_screen.checklist_note"), last=True)
        self.add_right(copy_button(self.copy))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)
        self.add_layout(self._grid)
        self._answers: tuple[CheckAnswer, ...] = ()

    def show_answers(self, answers: Sequence[CheckAnswer]) -> None:
        """Show these."""
        if tuple(answers) == self._answers:
            return
        self._answers = tuple(answers)
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for number, one in enumerate(answers):
            words = QVBoxLayout()
            words.setSpacing(px(2))
            words.addWidget(Label(one.label, wrap=True))
            words.addWidget(Label(evidence_words(one), "second", ink="text2", wrap=True))
            self._grid.addWidget(Label(f"({one.id})", ink="text2"), number, 0, top)
            self._grid.addLayout(words, number, 1)
            self._grid.addWidget(
                Chip(CHIPS[one.answer], say(f"indicators.answer.{one.answer}")), number, 2, top
            )

    def copy(self) -> None:
        """Copy the list as a table."""
        lines = [[say(f"indicator_screen.column.{key}") for key in ("item", "answer", "evidence")]]
        lines += [
            [f"({one.id}) {one.label}", say(f"indicators.answer.{one.answer}"), evidence_words(one)]
            for one in self._answers
        ]
        text = "\n".join("\t".join(clipboard_cell(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text + "\n")


def evidence_words(one: CheckAnswer) -> str:
    """What the records show, or that they can't tell."""
    if not one.evidence:
        return say("indicator_screen.no_evidence")
    return say("indicator_screen.join").join(_words(each) for each in one.evidence)


def _words(one: Evidence) -> str:
    name = say(f"indicators.evidence.{one.key}")
    if one.of is None:
        return say("indicators.evidence.count", name=name, count=one.count)
    return say("indicators.evidence.count_of", name=name, count=one.count, of=one.of)
