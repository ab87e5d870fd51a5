"""The legend: each mark in the answers, how often it stands there, and what it means. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from models.lists.answer_kinds import Answer
from models.lists.legends import MarkProposal
from models.words import say
from views.shared.chips import Chip
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.tokens import px


class LegendPanel(QScrollArea):
    """`decided(mark, answer)` when a meaning was chosen; the blank is the mark ""."""

    decided = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("import_screen.legend"))
        self.boxes: dict[str, Choice] = {}
        self._chips: dict[str, Chip] = {}
        self._shown: tuple[tuple[str, int], ...] = ()
        self.setWidget(QWidget())

    def show_marks(self, marks: Sequence[tuple[MarkProposal, Answer | None]]) -> None:
        """Show these marks with what is decided for each."""
        shown = tuple((one.mark, one.count) for one, _ in marks)
        if shown != self._shown:
            self._shown = shown
            self._make([one for one, _ in marks])
        for one, answer in marks:
            self.boxes[one.mark].choose(answer_chip(answer) if answer else "")
            chip = self._chips[one.mark]
            chip.show_chip(
                "other.agreed" if answer else "other.warning",
                say("import_screen.decided" if answer else "import_screen.undecided"),
            )

    def _make(self, marks: Sequence[MarkProposal]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(4, 1)
        offered = [(answer_chip(one), say(f"features.answers.{one}")) for one in Answer]
        by_chip = {answer_chip(one): one.value for one in Answer}
        self.boxes, self._chips = {}, {}
        for row, one in enumerate(marks):
            shown = one.mark or say("import_screen.blank")
            box = Choice(offered, say("import_screen.meaning_of", mark=shown), say("import_screen.choose"))
            box.setFixedHeight(px(24))
            box.setMinimumWidth(px(170))
            box.picked.connect(lambda key, mark=one.mark: self.decided.emit(mark, by_chip[key]))
            self.boxes[one.mark], self._chips[one.mark] = box, Chip("other.warning", plain=True)
            code = f"U+{ord(one.mark):04X}" if len(one.mark) == 1 else "—"
            count = Label(say("import_screen.count", n=one.count), "second", number=True)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            mark = Label(shown, bold=True, elide=True)
            mark.setFixedWidth(px(56))
            cells = (mark, Label(code, "small", ink="text3"), count, box)
            for column, widget in enumerate(cells):
                grid.addWidget(widget, row, column)
            grid.addWidget(Label(one.meaning, "second", ink="text2", elide=True), row, 4)
            grid.addWidget(self._chips[one.mark], row, 5)
        grid.setRowStretch(len(marks), 1)
        self.setWidget(inside)
