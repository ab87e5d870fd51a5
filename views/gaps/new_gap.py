"""Raising a gap by hand (独自業務, or for a feature): what is missing, whose work it is, and what for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.gaps.commands import add_gap
from models.gaps.editing import drafting_sections
from models.gaps.sources import OWN_WORK
from models.gaps.starting import Start
from models.members.queries import Section, acting_member, sections
from models.project.changed import Changed
from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import PlainText, TextField
from views.shared.labels import Label
from views.shared.panes import Pane
from views.shared.session import Session
from views.shared.tokens import px


class NewGap(Pane):
    """A short form in the inspector's place. `made(gap id)` when it was raised, `left` when it was not."""

    made = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            say("gap_screen.new_form.name"),
            keys=[
                ("Ctrl+Enter", say("gap_screen.new_form.make")),
                ("Esc", say("gap_screen.cancel")),
            ],
        )
        self.session = session
        self.title = TextField(say("gaps.field.title"), say("gap_screen.new_form.title_prompt"))
        self.section = Choice(name=say("gap_screen.column.section"))
        self.purpose = PlainText(say("gaps.field.purpose"), say("gap_screen.prompt.purpose"), lines=3)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(6))
        self._start: Start | None = None
        self.head = Label(say("gap_screen.new_form.name"), "title", bold=True)
        self.hint = Label(say("gap_screen.new_form.hint"), "second", ink="text2", wrap=True)
        self.missing = Label("", wrap=True)
        for label in (self.head, self.hint, self.missing):
            column.addWidget(label)
        for name, field in (
            (say("gaps.field.title"), self.title),
            (say("gap_screen.column.section"), self.section),
            (say("gaps.field.purpose"), self.purpose),
        ):
            column.addSpacing(px(4))
            column.addWidget(Label(name, "second", ink="text2"))
            column.addWidget(field)
        column.addLayout(self._buttons())
        column.addStretch(1)
        self.add(inside, 1)
        self.title.returnPressed.connect(self.make)
        self.title.textEdited.connect(lambda _: self.title.mark_wrong())
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.make)

    def places(self) -> list[Section]:
        """The sections for which the acting member may raise gaps; none for those who only read."""
        project = self.session.project
        found = drafting_sections(acting_member(project), sections(project))
        return [] if project.readonly else list(found)

    def open(self, start: Start | None = None) -> None:
        """Begin a new gap for the acting member's sections: 独自業務, or what a feature starts with."""
        self._start = start
        self.head.setText(say("gap_screen.new_form.of_feature" if start else "gap_screen.new_form.name"))
        self.hint.setText(say("gap_screen.new_form.feature_hint" if start else "gap_screen.new_form.hint"))
        self.missing.setText(start.missing if start else "")
        self.missing.setVisible(bool(start and start.missing))
        places = [(one.id.hex(), one.label) for one in self.places()]
        self.section.set_choices(places)
        wished = start.section_id.hex() if start and start.section_id else ""
        if wished in dict(places):
            self.section.choose(wished)
        self.title.mark_wrong()
        self.title.setText(start.title if start else "")
        self.purpose.show_text("")
        (self.purpose if start and start.title else self.title).setFocus()

    def make(self) -> None:
        """Raise the gap."""
        title, place = self.title.text().strip(), self.section.key()
        if not title:
            self.title.mark_wrong(say("gaps.no_title"))
            self.title.setFocus()
            return
        if not place:
            return
        changed: list[Changed] = []

        def command() -> Changed:
            purpose = self.purpose.toPlainText().strip()
            project, start = self.session.project, self._start
            made = add_gap(
                project,
                title,
                bytes.fromhex(place),
                sources=start.sources if start else (OWN_WORK,),
                purpose=purpose,
                missing=start.missing if start else "",
            )
            changed.append(made)
            return changed[0]

        if self.session.run(command):
            self.made.emit(changed[0].made[0])

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.setContentsMargins(0, px(8), 0, 0)
        self.make_button = Button(
            say("gap_screen.new_form.make"), "primary", key="Ctrl+Enter", clicked=self.make
        )
        row.addWidget(self.make_button)
        row.addWidget(Button(say("gap_screen.cancel"), key="Esc", clicked=self.left.emit))
        row.addStretch(1)
        return row
