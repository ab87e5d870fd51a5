"""One mark told apart by its remarks: how its rows fall apart, and what the remaining ones mean."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.lists.answer_kinds import Answer
from models.lists.legend_splits import SplitProposal
from models.words import joined, say
from views.shared.buttons import Button
from views.shared.chips import chip_word
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.tokens import px


class SplitLine(QWidget):
    """`taken(on)` when the split is used or given up; `rest_decided(answer)` for rows that tell nothing."""

    taken = Signal(bool)
    rest_decided = Signal(str)

    def __init__(self, found: SplitProposal) -> None:
        super().__init__()
        self._found = found
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, px(4))
        row.setSpacing(px(8))
        self._text = Label("", "second", ink="warn", elide=True)
        by_chip = {answer_chip(one): one.value for one in Answer}
        self.rest = Choice(
            [(answer_chip(one), say(f"features.answers.{one}")) for one in Answer],
            say("import_screen.split.rest_of", mark=found.mark),
            say("import_screen.split.rest", n=found.rest),
        )
        self.rest.setFixedHeight(px(24))
        self.rest.setFixedWidth(px(148))
        self.rest.picked.connect(lambda key: self.rest_decided.emit(by_chip[key]))
        self.use = Button(
            say("import_screen.split.use"), small=True, key="Y", clicked=lambda: self.taken.emit(True)
        )
        self.give_up = Button(
            say("import_screen.split.give_up"), "quiet", small=True, clicked=lambda: self.taken.emit(False)
        )
        row.addWidget(self._text, 1)
        for widget in (self.rest, self.use, self.give_up):
            row.addWidget(widget)

    def show_split(self, on: bool, rest: Answer | None) -> None:
        """Show whether the split is used, and what the remaining rows mean."""
        parts = [
            say("import_screen.split.part", answer=chip_word(answer_chip(kind)), n=n)
            for kind, n in self._found.counts.items()
        ]
        if self._found.rest and not on:
            parts.append(say("import_screen.split.untold", n=self._found.rest))
        key = "import_screen.split.used" if on else "import_screen.split.proposed"
        text = say(key, parts=joined(parts))
        self._text.setText(text)
        self._text.setToolTip(text)
        self._text.use_ink("text2" if on else "warn")
        self.use.setVisible(not on)
        self.give_up.setVisible(on)
        self.rest.setVisible(on and self._found.rest > 0)
        self.rest.choose(answer_chip(rest) if rest else "")
