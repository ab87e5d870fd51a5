"""The list of what waits, for me, my organisation or everybody."""

from __future__ import annotations

import time
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.project.project import Project
from models.words import say
from models.worklist.queries import chosen
from models.worklist.rules import Scope, Task
from views.overview.first_steps import FirstSteps
from views.overview.reading import Reading
from views.shared.buttons import Button, Segments
from views.shared.chips import ChipText
from views.shared.empty import EmptyState
from views.shared.panes import ScreenHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

SCOPES: tuple[Scope, ...] = ("me", "organisation", "all")
_ICONS = {
    "gaps": "gap",
    "exchange": "exchange",
    "scoring": "check",
    "decisions": "stamp",
    "overview": "person",
}


class WaitingPart(QWidget):
    """`opened(task)` on Enter or double click; `step_asked(key)` from the first steps of a new project."""

    opened = Signal(object)
    moved = Signal()
    step_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._project: Project | None = None
        self._now = 0
        self.head = ScreenHead(say("overview.waiting.title"))
        self.scopes = Segments([(key, say(f"overview.scope.{key}")) for key in SCOPES], self._name())
        self.scopes.choose("me")
        self.scopes.chosen.connect(lambda _: self._fill())
        self.head.add_right(self.scopes)
        self.table: RecordTable[Task] = RecordTable(
            "waiting", say("overview.waiting.title"), self._columns(), lambda task: task.key, False
        )
        self.table.row_opened.connect(self.opened)
        self.table.row_chosen.connect(lambda _: self.moved.emit())
        self.steps = FirstSteps()
        self.steps.asked.connect(self.step_asked)
        self._see_all = Button(say("overview.waiting.see_all"), clicked=self._show_all)
        self._empty = EmptyState(
            "check", say("overview.waiting.nothing"), say("overview.waiting.nothing_note"), self._see_all
        )
        self._stranger = EmptyState(
            "person",
            say("overview.stranger.title"),
            say("overview.stranger.note"),
            Button(
                say("overview.stranger.request"), "primary", clicked=lambda: self.step_asked.emit("request")
            ),
            Button(say("overview.waiting.see_all"), "quiet", clicked=self._show_all),
        )
        self._stack = QStackedWidget()
        for part in (self.table, self._empty, self.steps, self._stranger):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setMinimumHeight(px(170))

    def show_reading(self, project: Project, reading: Reading) -> None:
        """Show what waits now."""
        self._project, self._reading = project, reading
        self._now = int(time.time() * 1000)
        self.scopes.retitle("organisation", reading.town or say("overview.scope.organisation"))
        self._fill()

    def choose(self, item: object) -> bool:
        """Put the cursor on the task about an item; False where it is not listed."""
        for row in self.table.records.rows():
            if row.item == item:
                return self.table.choose(row.key)
        return False

    def status_text(self) -> str:
        """待ち 1／8　G-016"""
        rows, row = self.table.records.rows(), self.table.current_row()
        if row is None:
            return ""
        number = self.table.currentIndex().row() + 1
        return say("overview.waiting.status", at=number, of=len(rows), item=row.label or row.title)

    def _fill(self) -> None:
        if self._reading is None or self._project is None:
            return
        reading, scope = self._reading, self._scope()
        rows = chosen(self._project, list(reading.tasks), reading.member, scope)
        overdue = sum(row.is_overdue(date.today()) for row in rows)
        key = "overview.waiting.note_overdue" if overdue else "overview.waiting.note"
        self.head.show_note(say(key, n=len(rows), overdue=overdue) if rows and not reading.is_new else "")
        self._hide_columns()
        self.table.show_rows(rows)
        self.steps.show_reading(reading)
        self._see_all.setVisible(scope != "all")
        stranger = reading.member is None and scope != "all"
        page = self._stranger if stranger else self.steps if reading.is_new else self._empty
        self._stack.setCurrentWidget(self.table if rows and not reading.is_new else page)
        self.table.choose_first()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_columns()

    def _hide_columns(self) -> None:
        """Who has to act matters for others' tasks, who sent it for mine; little room leaves out both."""
        own, narrow = self._scope() == "me", self.width() < px(620)
        self.table.setColumnHidden(self._at("who"), own or narrow)
        self.table.setColumnHidden(self._at("from"), not own or narrow)

    def _scope(self) -> Scope:
        return next((one for one in SCOPES if one == self.scopes.key()), "me")

    def _show_all(self) -> None:
        self.scopes.choose("all")
        self._fill()

    def _at(self, key: str) -> int:
        return next(at for at, column in enumerate(self.table.records.columns) if column.key == key)

    def _name(self) -> str:
        return say("overview.scope.name")

    def _columns(self) -> list[Column[Task]]:
        word = {key: say(f"overview.column.{key}") for key in _COLUMNS}
        return [
            Column("kind", word["kind"], 86, lambda one: say(f"worklist.kind.{one.kind}"), icon=_icon),
            Column("item", word["item"], 200, _item, stretch=True, tip=_item),
            Column(
                "reason", word["reason"], 132, lambda one: one.reason, Kind.SECOND, tip=lambda r: r.reason
            ),
            Column("from", word["from"], 118, lambda one: self._names(one.from_whom), Kind.SECOND),
            Column(
                "who", word["who"], 124, lambda one: self._names(one.who), Kind.SECOND, tip=_who, hidden=True
            ),
            Column(
                "days",
                word["days"],
                54,
                lambda one: one.days(self._now),
                Kind.NUMBER,
                text=lambda one: say("overview.days", n=one.days(self._now)),
            ),
            Column("due", word["due"], 86, _due, Kind.CHIP, text=_due_text),
        ]

    def _names(self, names: tuple[str, ...]) -> str:
        short = self._reading.short_name if self._reading else str
        return say("worklist.join").join(short(name) for name in names)


_COLUMNS = ("kind", "item", "reason", "from", "who", "days", "due")


def _icon(task: Task) -> str:
    return _ICONS.get(task.screen, "list")


def _item(task: Task) -> str:
    return f"{task.label} {task.title}".strip()


def _who(task: Task) -> str:
    return "\n".join(task.who)


def _due(task: Task) -> ChipText | None:
    late = task.is_overdue(date.today())
    return ChipText("other.overdue", _due_text(task)) if late else None


def _due_text(task: Task) -> str:
    if task.due is None:
        return "—"
    return f"{task.due:%m-%d}" if task.due.year == date.today().year else f"{task.due:%Y-%m-%d}"
