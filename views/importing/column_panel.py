"""The columns of the file with the field that each is read as; every one can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from models.words import say
from views.importing.draft import ALL_FIELDS, ANSWER_FIELDS, UNUSED, ColumnLine
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.tokens import px


class ColumnPanel(QScrollArea):
    """One line for each column; `assigned(letters, field)` when another field was chosen."""

    assigned = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("import_screen.columns"))
        self.boxes: dict[str, Choice] = {}
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.setWidget(QWidget())

    def show_columns(self, lines: Sequence[ColumnLine], for_answers: bool) -> None:
        """Show these columns; lines that only changed their field keep their place and the focus."""
        shown = tuple((line.at, line.header, line.sample) for line in lines)
        if shown != self._shown:
            self._shown = shown
            self._make(lines, for_answers)
        for line in lines:
            box = self.boxes[line.at]
            fields = [one for one in ALL_FIELDS if for_answers or one not in ANSWER_FIELDS]
            if line.field and line.field not in fields:
                fields.append(line.field)
            offered = [(one, say(f"import_screen.field.{one}")) for one in fields]
            box.set_choices([(UNUSED, say("import_screen.field.unused")), *offered])
            box.choose(line.field)

    def _make(self, lines: Sequence[ColumnLine], for_answers: bool) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(2, 1)
        self.boxes = {}
        for number, line in enumerate(lines):
            box = Choice(name=say("import_screen.field_of", column=line.at), small=True)
            box.setMinimumWidth(px(150))
            box.picked.connect(lambda field, at=line.at: self.assigned.emit(at, field))
            self.boxes[line.at] = box
            header = Label(line.header, bold=True, elide=True)
            header.setFixedWidth(px(120))
            grid.addWidget(Label(line.at, "second", ink="text2", number=True), number, 0)
            grid.addWidget(header, number, 1)
            grid.addWidget(Label(line.sample, "second", ink="text2", elide=True), number, 2)
            grid.addWidget(box, number, 3)
        grid.setRowStretch(len(lines), 1)
        self.setWidget(inside)
