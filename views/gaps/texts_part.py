"""Texts of a gap in fields that grow with what is written: purpose, what is missing, grounds and so on."""

from __future__ import annotations

from models.gaps.commands import edit_gap
from models.gaps.detail import GapDetail
from models.wording.rules import find_hints
from models.words import say
from views.gaps.part import GapPart
from views.shared.fields import PlainText
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.session import Session
from views.shared.word_marks import WaveMarks


class TextsPart(GapPart):
    """One field for each of `columns`; several have their names above them. Stored when a field is left."""

    def __init__(self, section: Section, session: Session, columns: tuple[str, ...], lines: int = 1) -> None:
        self._columns, self._lines = columns, lines
        self.fields: dict[str, PlainText] = {}
        super().__init__(section, session)

    def build(self) -> None:
        for column in self._columns:
            name = say(f"gaps.field.{column}")
            if len(self._columns) > 1:
                self.section.add(Label(name, "second", ink="text2"))
            field = PlainText(name, say(f"gap_screen.prompt.{column}"), lines=self._lines)
            field.settled.connect(lambda text, column=column: self._store(column, text))
            self.section.add(field)
            self.fields[column] = field
        self._hint = Label("", "second", ink="warn", wrap=True)
        self._hint.hide()
        self.section.add(self._hint)
        if "purpose" in self.fields:
            self._marks = WaveMarks(self.fields["purpose"].document())
            self.fields["purpose"].textChanged.connect(self._look)

    def fill(self, detail: GapDetail) -> None:
        values = {
            "purpose": detail.row.purpose,
            "missing": detail.missing,
            "legal_ground": detail.legal_ground,
            "frequency": detail.frequency,
            "persons": detail.persons,
            "alternatives": detail.alternatives,
        }
        for column, field in self.fields.items():
            field.show_text(values[column])
            field.setReadOnly(not self.editable)

    def settle(self) -> None:
        for field in self.fields.values():
            field.settle()

    def _store(self, column: str, text: str) -> None:
        self.run(lambda gap: edit_gap(self.project, gap, **{column: text.strip()}))

    def _look(self) -> None:
        """A complaint is no purpose: say what to write instead, while it is being written."""
        hints = find_hints(self.fields["purpose"].toPlainText())
        self._marks.show([(one.start, one.end) for one in hints])
        self._hint.setText(hints[0].message if hints else "")
        self._hint.setVisible(bool(hints))
