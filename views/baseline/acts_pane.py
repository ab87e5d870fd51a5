"""Freezing, writing out and verifying: the forms at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.words import say
from views.baseline.facts import BaselineFacts, EditionLine
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.choices import CheckBox, Choice
from views.shared.fields import PlainText, TextField
from views.shared.labels import Label, separator
from views.shared.panes import Pane
from views.shared.tokens import px
from views.shared.written_line import WrittenLine

PRESENT = "present"


class ActsPane(Pane):
    """`freeze_asked`, `export_asked(kind)` with xlsx or json, `verify_asked`."""

    freeze_asked = Signal()
    export_asked = Signal(str)
    verify_asked = Signal()

    def __init__(self) -> None:
        keys = [
            (say(f"baseline_screen.key.{one}"), say(f"baseline_screen.key_word.{one}"))
            for one in ("freeze", "excel", "verify")
        ]
        super().__init__(say("baseline_screen.acts"), "left", keys=keys)
        self._facts: BaselineFacts | None = None
        holder = QWidget()
        holder.setProperty("ground", "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._freeze(), separator(), self._export(), separator(), self._verify()):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self.add(area, 1)

    def show_facts(self, facts: BaselineFacts) -> None:
        """Show the next number and what can be chosen."""
        self._facts = facts
        number = say("baselines.edition", edition=facts.next_number)
        self._title.setText(say("baseline_screen.freeze.title", edition=number))
        self.name.setPlaceholderText(number)
        may = not facts.refusal
        for field in (self.name, self.note):
            field.setEnabled(may)
        self._tick.setVisible(may and bool(facts.obstacles))
        self._tick_text.setText(
            say("baseline_screen.freeze.open_text", gaps=facts.open_gaps, values=facts.contested)
        )
        self._tick_text.setVisible(may and bool(facts.obstacles))
        choices = [(PRESENT, say("baseline_screen.export.present"))]
        for line in facts.lines:
            label = say("baselines.edition", edition=line.edition.number)
            name = line.edition.name
            choices.append((line.edition.id.hex(), label if name == label else f"{label} {name}"))
        had = self.edition.key()
        self.edition.set_choices(choices)
        if not had:
            self.edition.choose(choices[1][0] if len(choices) > 1 else PRESENT)
        self._settle()

    def choose_edition(self, line: EditionLine | None) -> None:
        """Offer the edition under the cursor for writing out."""
        if line is not None:
            self.edition.choose(line.edition.id.hex())

    def allow_open(self) -> bool:
        """Whether what is open may be frozen too."""
        return self._tick.isChecked() and self._tick.isVisibleTo(self)

    def empty_form(self) -> None:
        """After freezing."""
        self.name.clear()
        self.note.setPlainText("")
        self._tick.setChecked(False)

    def show_verified(self, lines: Sequence[str], count: int) -> None:
        """Say that everything is sound, or all that is not."""
        self.forget_verified()
        if not lines:
            self._results.addWidget(Chip("other.done", say("baseline_screen.verify.sound")))
            words = say("baseline_screen.verify.sound_text", n=count, count=f"{count:,}")
            self._results.addWidget(Label(words, "second", ink="text2", wrap=True))
        else:
            self._results.addWidget(Chip("other.error", say("baseline_screen.verify.broken", n=len(lines))))
            for line in lines:
                self._results.addWidget(Label(line, "second", ink="bad", wrap=True))

    def forget_verified(self) -> None:
        """Take what was found before away."""
        while self._results.count():
            item = self._results.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def verified_words(self) -> list[str]:
        """What stands below the button."""
        found = [self._results.itemAt(place) for place in range(self._results.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget.accessibleName() for widget in widgets if widget is not None]

    def _freeze(self) -> QFrame:
        part = _Part()
        self._title = Label("", "title", bold=True)
        self.name = TextField(say("baseline_screen.freeze.name"))
        self.note = PlainText(
            say("baseline_screen.freeze.note"), say("baseline_screen.freeze.note_prompt"), lines=2
        )
        self._tick = CheckBox(say("baseline_screen.freeze.open"))
        self._tick.toggled.connect(self._settle)
        self._tick_text = Label("", "second", ink="text2", wrap=True)
        self.freeze_button = Button(
            say("baseline_screen.freeze.button"),
            "primary",
            key="Ctrl+Enter",
            clicked=self.freeze_asked.emit,
        )
        self._why = Label("", "second", ink="text2", wrap=True)
        for one in (
            self._title,
            Label(say("baseline_screen.freeze.text"), "second", ink="text2", wrap=True),
            Label(say("baseline_screen.freeze.name"), "second", ink="text2"),
            self.name,
            Label(say("baseline_screen.freeze.note"), "second", ink="text2"),
            self.note,
            self._tick,
            self._tick_text,
            self.freeze_button,
            self._why,
        ):
            part.column.addWidget(one)
        return part

    def _export(self) -> QFrame:
        part = _Part()
        part.column.addWidget(Label(say("baseline_screen.export.title"), "title", bold=True))
        self.edition = Choice(name=say("baseline_screen.export.what"))
        self.edition.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        part.column.addWidget(self.edition)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.excel_button = Button(
            say("baseline_screen.export.xlsx"),
            key="X",
            icon="open",
            bind=True,
            clicked=lambda: self.export_asked.emit("xlsx"),
        )
        self.json_button = Button(
            say("baseline_screen.export.json"),
            icon="open",
            clicked=lambda: self.export_asked.emit("json"),
        )
        row.addWidget(self.excel_button)
        row.addWidget(self.json_button)
        row.addStretch(1)
        part.column.addLayout(row)
        self.written = WrittenLine()
        part.column.addWidget(self.written)
        return part

    def _verify(self) -> QFrame:
        part = _Part()
        part.column.addWidget(Label(say("baseline_screen.verify.title"), "title", bold=True))
        part.column.addWidget(Label(say("baseline_screen.verify.text"), "second", ink="text2", wrap=True))
        self.verify_button = Button(
            say("baseline_screen.verify.button"),
            key="V",
            icon="check",
            bind=True,
            clicked=self.verify_asked.emit,
        )
        part.column.addWidget(self.verify_button)
        self._results = QVBoxLayout()
        self._results.setSpacing(px(4))
        part.column.addLayout(self._results)
        return part

    def _settle(self) -> None:
        facts = self._facts
        if facts is None:
            return
        reason = facts.refusal
        if not reason and facts.obstacles and not self._tick.isChecked():
            reason = say("baseline_screen.freeze.not_yet")
        self.freeze_button.disable(reason)
        self._why.setText(reason)
        self._why.setVisible(bool(reason))


class _Part(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(14), px(16), px(14))
        self.column.setSpacing(px(6))


def suggested_name(project: str, edition: str, kind: str) -> str:
    """A file name that says what is inside, without signs that file systems refuse."""
    plain = "".join("_" if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in project)
    return str(Path(f"{plain}_{edition}.{kind}").name)
