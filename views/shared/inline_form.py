"""A small form at its place: labelled fields, one primary button, one way out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.tokens import px


class InlineForm(QFrame):
    """`submitted` when the fields that must be filled are; `left` when the person goes away from it."""

    submitted = Signal()
    left = Signal()

    def __init__(self, title: str, action: str, lead: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "all")
        self.setAccessibleName(title)
        self._fields: dict[str, TextField] = {}
        self._choices: dict[str, Choice] = {}
        self._required: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(8), px(12), px(12))
        self.column.setSpacing(px(4))
        self.column.addWidget(Label(title, bold=True))
        if lead:
            self.column.addWidget(Label(lead, "second", ink="text2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self.column.addLayout(self._rows)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, px(8), 0, 0)
        buttons.setSpacing(px(8))
        self.action = Button(action, "primary", clicked=self.submit)
        self.leave = Button(say("shell.inline.leave"), clicked=self.left.emit)
        buttons.addWidget(self.action)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def add_field(
        self, key: str, name: str, prompt: str = "", *, text: str = "", missing: str = ""
    ) -> TextField:
        """A line of text; with `missing` it must be filled, and that sentence says so."""
        field = TextField(name, prompt, text)
        field.returnPressed.connect(self.submit)
        field.textEdited.connect(lambda _: field.mark_wrong())
        self._fields[key] = field
        if missing:
            self._required[key] = missing
        self._label(name, field)
        return field

    def add_choice(self, key: str, name: str, choices: Sequence[tuple[str, str]] = ()) -> Choice:
        """A drop-down of (key, text)."""
        choice = Choice(choices, name)
        self._choices[key] = choice
        self._label(name, choice)
        return choice

    def add(self, widget: QWidget, name: str = "") -> None:
        """Put another widget below the fields."""
        self._label(name, widget)

    def text(self, key: str) -> str:
        """What stands in a field, or the key chosen."""
        if key in self._choices:
            return self._choices[key].key()
        return self._fields[key].text().strip()

    def field(self, key: str) -> TextField:
        """A field."""
        return self._fields[key]

    def choice(self, key: str) -> Choice:
        """A drop-down."""
        return self._choices[key]

    def open_form(self, **texts: str) -> None:
        """Show the form with these texts, the others empty, and put the cursor into the first field."""
        for key, field in self._fields.items():
            field.setText(texts.get(key, ""))
            field.mark_wrong()
        for key, choice in self._choices.items():
            if key in texts:
                choice.choose(texts[key])
        self.show()
        first: QLineEdit | Choice | None = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus()

    def submit(self) -> None:
        """Emit `submitted`, or show what is missing."""
        lacking = [key for key in self._required if not self.text(key)]
        for key in lacking:
            self._fields[key].mark_wrong(self._required[key])
        if lacking:
            self._fields[lacking[0]].setFocus()
        else:
            self.submitted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._put_buttons_last()

    def _put_buttons_last(self) -> None:
        """Tab comes to the buttons after whatever was added above them.

        Walking Qt's own chain by `nextInFocusChain` would take widgets from Qt and end the program later.
        """
        reached = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child not in (self.action, self.leave)
            and child.window() is self.window()  # the list of a drop-down is a window of its own
        ]
        order = [*reached, self.action, self.leave]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _label(self, name: str, widget: QWidget) -> None:
        if name:
            label = Label(name, "second", ink="text2")
            label.setBuddy(widget)
            self._rows.addWidget(label)
        self._rows.addWidget(widget)
