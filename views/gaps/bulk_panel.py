"""Changing the chosen gaps together: a field, its new value, and what becomes of each before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.approval.rules import CHIEF_REVIEW, CONFIRMED, THIRD_PARTY_REVIEW
from models.errors import UserError
from models.gaps.bulk import FIELDS, BulkEdit, BulkLine, edit_gaps, preview
from models.lists.queries import packages
from models.tiers.catalogue import change_kinds, dispositions
from models.words import say
from views.gaps.listing import Line
from views.shared.buttons import Button, Segments
from views.shared.choices import Choice
from views.shared.error_line import ErrorLine
from views.shared.fields import TextField
from views.shared.labels import Label, labelled
from views.shared.panes import Pane
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Group, Kind
from views.shared.tokens import px

_TEXTS = ("legal_ground", "frequency", "cost_unknown")
_DECIDED = (CHIEF_REVIEW, THIRD_PARTY_REVIEW, CONFIRMED)


class BulkPanel(Pane):
    """In the inspector's place while several gaps are changed; `left` when it is done or given up."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(say("gap_bulk.name"))
        self.session = session
        self._lines: dict[bytes, Line] = {}
        self._shown: tuple[BulkLine, ...] = ()
        self.title = Label("", "title", bold=True)
        self.field = Choice([(one, say(f"gaps.field.{one}")) for one in FIELDS], say("gap_bulk.field"))
        self.choice = Choice(name=say("gap_bulk.value"))
        self.text = TextField(say("gap_bulk.value"))
        self.scope = Segments(
            [(one, say(f"tiers.scope.{one}")) for one in ("inside", "outside", "unknown")],
            say("gap_bulk.scope"),
        )
        self.scope.choose("unknown")
        self.reason = TextField(say("gap_bulk.reason"), say("gap_bulk.reason_prompt"))
        self.errors = ErrorLine()
        self.preview: RecordTable[BulkLine] = RecordTable(
            "gap-bulk", say("gap_bulk.preview"), self._columns(), lambda one: one.gap
        )
        self.counts = Label("", "second", ink="text2")
        self._build()
        self.field.picked.connect(lambda _: self._offer())
        self.choice.picked.connect(lambda _: self._preview())
        self.scope.chosen.connect(lambda _: self._preview())
        for box in (self.text, self.reason):
            box.textChanged.connect(lambda _: self._preview())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.carry_out)

    def open(self, lines: Sequence[Line]) -> None:
        """Begin with these gaps."""
        self._lines = {line.id: line for line in lines}
        self.title.setText(say("gap_bulk.title", n=len(lines)))
        self.text.clear()
        self.reason.clear()
        self._offer()
        self.field.setFocus()

    def edit(self) -> BulkEdit:
        """The change as it is set."""
        field = self.field.key()
        value = self.text.text() if field in _TEXTS else self.choice.key()
        return BulkEdit(field, value, self.scope.key() or "unknown", self.reason.text())

    def carry_out(self) -> None:
        """Make the change as one act."""
        if not self.button.isEnabled():
            return
        edit, gaps = self.edit(), list(self._lines)
        if self.session.run(lambda: edit_gaps(self.session.project, gaps, edit)):
            self.left.emit()

    def _offer(self) -> None:
        """Show the fields that the chosen column needs."""
        field = self.field.key()
        if field == "disposition":
            self.choice.set_choices([(one.id, one.label) for one in dispositions().values()])
        elif field == "kinds":
            self.choice.set_choices([(one.id, one.label) for one in change_kinds().values()])
        elif field == "package_id":
            known = [(one.id.hex(), one.name) for one in packages(self.session.project)]
            self.choice.set_choices([*known, ("", say("gap_bulk.none"))])
        self._values.setCurrentIndex(int(field in _TEXTS))
        for part, on in ((self._scope_part, field == "kinds"), (self._reason_part, field == "disposition")):
            part.setVisible(on)
        self._preview()

    def _preview(self) -> None:
        try:
            self._shown = preview(self.session.project, list(self._lines), self.edit())
        except UserError as error:
            self._shown = ()
            self.errors.show_error(error.message)
        else:
            self.errors.clear()
        notes = dict.fromkeys(sorted(map(self._note, self._shown), key=self._rank))
        groups = [Group(note, note, say("gap_screen.group_note", n=self._count(note))) for note in notes]
        self.preview.show_rows(self._shown, groups, self._note)
        changed = sum(one.is_changed for one in self._shown)
        hindered = sum(bool(one.hindrance) for one in self._shown)
        same = len(self._shown) - changed - hindered
        self.counts.setText(say("gap_bulk.counts", changed=changed, same=same, hindered=hindered))
        self.button.retitle(say("gap_bulk.carry_out", n=changed))
        self.button.disable("" if changed else say("gap_bulk.nothing"))

    def _columns(self) -> list[Column[BulkLine]]:
        word = "gap_bulk.column."
        return [
            Column("label", say(word + "label"), 60, lambda one: one.label, Kind.SECOND),
            Column("title", say(word + "title"), 100, lambda one: one.title, stretch=True),
            Column("before", say(word + "before"), 104, lambda one: one.before, Kind.SECOND),
            Column("after", say(word + "after"), 104, lambda one: one.after if one.is_changed else ""),
        ]  # fmt: skip

    def _note(self, one: BulkLine) -> str:
        line = self._lines.get(one.gap)
        if one.hindrance:
            return one.hindrance
        if not one.is_changed:
            return say("gap_bulk.same")
        decided = line is not None and line.state.step in _DECIDED
        return say("gap_bulk.stale" if decided else "gap_bulk.changed")

    def _rank(self, note: str) -> int:
        known = [say(f"gap_bulk.{one}") for one in ("changed", "stale", "same")]
        return known.index(note) if note in known else len(known)

    def _count(self, note: str) -> int:
        return sum(self._note(one) == note for one in self._shown)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.title)
        self._values = QStackedWidget()
        self._values.setFixedHeight(self.text.height())
        self._values.addWidget(self.choice)
        self._values.addWidget(self.text)
        self._scope_part = labelled(say("gap_bulk.scope"), self.scope)
        self._reason_part = labelled(say("gap_bulk.reason"), self.reason)
        column.addWidget(labelled(say("gap_bulk.field"), self.field))
        column.addWidget(labelled(say("gap_bulk.value"), self._values))
        column.addWidget(self._scope_part)
        column.addWidget(self._reason_part)
        column.addWidget(self.errors)
        column.addWidget(self.counts)
        column.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.button = Button("", "primary", key="Ctrl+Enter", clicked=self.carry_out)
        buttons.addWidget(self.button)
        buttons.addWidget(Button(say("gap_bulk.leave"), key="Esc", clicked=self.left.emit))
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.add(inside, 1)
