"""A list of requests before it is taken in: what becomes of each line, and every complaint with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import UserError
from models.findings import Finding
from models.gaps.requests.importing import take_in
from models.gaps.requests.planning import Plan, PlannedLine, plan_requests
from models.gaps.requests.reading import RequestList, read_requests
from models.members.queries import Section, acting_member
from models.project.changed import Changed
from models.words import joined, say
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.error_line import ErrorLine
from views.shared.labels import Label, labelled
from views.shared.panes import Pane
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Group, Kind
from views.shared.tokens import px

_KINDS = ("error", "new", "revised", "same", "warning", "note")
_KEYS = (("↑↓", "move"), ("Ctrl+Enter", "take"), ("Esc", "back"))


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the table: what becomes of a request, or a finding; `kind` is one of `_KINDS`."""

    id: int
    kind: str
    where: str
    text: str
    section: str = ""
    note: str = ""


class RequestPanel(Pane):
    """In the inspector's place; `left` when the list was taken in or given up. Nothing is stored before."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            say("gap_requests.name"), keys=[(key, say(f"gap_requests.key.{word}")) for key, word in _KEYS]
        )
        self.session = session
        self.plan: Plan | None = None
        self.title = Label("", "title", bold=True, wrap=True)
        self.columns = Label("", "second", ink="text2", wrap=True)
        self.counts = Label("", "second", ink="text2", wrap=True)
        self.section = Choice(name=say("gap_requests.section"))
        self.section.picked.connect(lambda _: self._show())
        self.errors = ErrorLine()
        self.table: RecordTable[Told] = RecordTable(
            "gap-requests", say("gap_requests.table"), _columns(), lambda one: one.id, cell_cursor=False
        )
        self.table.row_chosen.connect(self._tell)
        self._whole = Label("", "second", wrap=True)
        self._read: RequestList | None = None
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.take)

    def open(self, path: Path, places: Sequence[Section]) -> None:
        """Read a file in the background; lines without a section are asked for by one of `places`."""
        self.plan = self._read = None
        self.title.setText(say("gap_requests.reading", file=path.name))
        for label in (self.columns, self.counts, self._whole):
            label.setText("")
        self.errors.clear()
        self.table.show_rows([])
        self.button.retitle(say("gap_requests.take_none"))
        self.button.disable(say("gap_requests.reading", file=path.name))
        self._section_part.hide()
        self.section.set_choices([(one.id.hex(), one.label) for one in places])
        member = acting_member(self.session.project)
        own = member.section_id.hex() if member is not None and member.section_id is not None else ""
        if own in {one.id.hex() for one in places}:
            self.section.choose(own)
        self.table.setFocus()
        started = self.session.work(
            say("gap_requests.reading", file=path.name),
            lambda _progress, _cancelled: read_requests(path),
            self._arrived,
            self._failed,
        )
        if not started:
            self.left.emit()

    def take(self) -> None:
        """Store the whole list as one act."""
        read, project = self._read, self.session.project
        if read is None or not self.button.isEnabled():
            return

        def command() -> Changed:
            return take_in(project, read, self._default()).changed

        if self.session.run(command):
            self.left.emit()
        else:
            self._show()

    def _arrived(self, read: RequestList) -> None:
        self._read = read
        self._show()
        self.table.setFocus()

    def _failed(self, message: str) -> None:
        self.session.failed.emit(message)
        self.left.emit()

    def _default(self) -> bytes | None:
        key = self.section.key()
        return bytes.fromhex(key) if key else None

    def _show(self) -> None:
        """Plan anew and show it: the project or the section for lines without one may be another now."""
        read = self._read
        if read is None:
            return
        try:
            plan = plan_requests(self.session.project, read, self._default())
        except UserError as error:
            self.errors.show_error(error.message)
            return
        self.plan = plan
        self.title.setText(say("gap_requests.title", file=read.file, sheet=read.sheet))
        known = joined(f"{say(f'gap_requests.field.{one}')} {at}" for one, at in read.columns.items())
        ignored = say("gap_requests.ignored", headers=joined(read.ignored)) if read.ignored else ""
        self.columns.setText(say("gap_requests.columns", columns=known) + ignored)
        self._section_part.setVisible(bool(plan.homeless))
        told = _told(plan)
        kinds = [kind for kind in _KINDS if any(one.kind == kind for one in told)]
        self.table.show_rows(told, [_group(kind, told) for kind in kinds], lambda one: one.kind)
        self.table.choose_first()
        self._show_state(plan)

    def _show_state(self, plan: Plan) -> None:
        new, revised, same = plan.count("new"), plan.count("revised"), plan.count("same")
        self.counts.setText(say("gap_requests.counts", new=new, revised=revised, same=same))
        changes = new + revised
        why = say("gap_requests.stopped", n=plan.errors) if plan.errors else ""
        if plan.errors:
            self.errors.show_error(why)
        else:
            self.errors.clear()
        self.button.retitle(say("gap_requests.take", n=changes) if changes else say("gap_requests.take_none"))
        self.button.disable(why or ("" if changes else say("gap_requests.nothing")))

    def _tell(self, line: Told | None) -> None:
        """The whole sentence of the line with the cursor, which the table may have to cut."""
        parts = (line.where, line.text, line.section, line.note) if line is not None else ()
        self._whole.setText("　".join(part for part in parts if part))

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(6))
        self._section_part = labelled(say("gap_requests.section"), self.section)
        for label in (self.title, self.columns):
            column.addWidget(label)
        column.addWidget(self._section_part)
        column.addWidget(self.errors)
        column.addWidget(self.counts)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.button = Button("", "primary", key="Ctrl+Enter", clicked=self.take)
        buttons.addWidget(self.button)
        buttons.addWidget(Button(say("gap_screen.cancel"), key="Esc", clicked=self.left.emit))
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.add(inside, 1)


def _columns() -> list[Column[Told]]:
    word = "gap_requests.column."
    return [
        Column("where", say(word + "where"), 56, lambda one: one.where.rpartition("!")[2], Kind.SECOND),
        Column("text", say(word + "text"), 160, lambda one: one.text, stretch=True, tip=lambda one: one.text),
        Column("note", say(word + "note"), 104, lambda one: one.note or one.section, Kind.SECOND),
    ]


def _told(plan: Plan) -> list[Told]:
    found = [(one.severity.value, one) for one in plan.findings]
    told: list[Told] = []
    for kind in _KINDS:
        for severity, finding in found:
            if severity == kind:
                told.append(_of_finding(len(told), finding))
        for line in plan.lines:
            if line.fate == kind:
                told.append(_of_line(len(told), line))
    return told


def _of_finding(number: int, one: Finding) -> Told:
    return Told(number, one.severity.value, one.where, one.message)


def _of_line(number: int, one: PlannedLine) -> Told:
    note = one.gap
    if one.fate == "revised":
        fields = joined(say(f"gaps.field.{name}") for name in one.columns) or say("gap_requests.kept")
        note = f"{one.gap} {fields}"
    return Told(number, one.fate, one.where, one.title, one.section, note)


def _group(kind: str, told: Sequence[Told]) -> Group:
    return Group(
        kind,
        say(f"gap_requests.kind.{kind}"),
        say("gap_requests.lines", n=sum(one.kind == kind for one in told)),
    )
