"""The first thing seen: recent projects, a new one, open one, try the sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.error_line import ErrorLine
from views.shared.focus_ring import FocusRing
from views.shared.labels import Label
from views.shared.panes import Pane
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px
from views.shared.work_bar import WorkBar


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened before; `present` says whether the file is still there."""

    path: str
    name: str
    folder: str
    opened: str
    present: bool = True


class StartScreen(QWidget):
    """Emits what is asked for; the application opens, makes and asks for file names."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    project_chosen = Signal(str)

    def __init__(self, recent: Sequence[RecentProject] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(say("shell.program"))
        self.errors, self.work_bar = ErrorLine(), WorkBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.errors)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sheet(), 8)
        middle.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(middle, 12)
        outer.addStretch(2)
        outer.addWidget(self.work_bar)
        self.show_recent(recent)
        self._ring = FocusRing(self)
        for key, signal in (
            (say("shell.start.new_key"), self.new_asked),
            (say("shell.start.open_key"), self.open_asked),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(signal)

    def show_recent(self, recent: Sequence[RecentProject]) -> None:
        """List these, newest first."""
        self.table.show_rows(recent)
        self._stack.setCurrentIndex(0 if recent else 1)
        if recent:
            self.table.choose_first()
            self.table.setFocus()
        else:
            self.sample_button.setFocus()

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setMaximumWidth(px(920))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(8))
        column.addWidget(Label(say("shell.start.title"), "figure", bold=True))
        column.addWidget(Label(say("shell.start.lead"), ink="text2", wrap=True))
        column.addSpacing(px(12))
        column.addLayout(self._buttons())
        column.addWidget(Label(say("shell.start.sample_note"), "second", ink="text2"))
        column.addSpacing(px(16))
        column.addWidget(Label(say("shell.start.recent"), "title", bold=True))
        pane = Pane(say("shell.start.recent"))
        pane.setProperty("edge", "all")
        pane.column.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._recent_table())
        self._stack.addWidget(EmptyState("folder", say("shell.start.recent_empty")))
        pane.add(self._stack, 1)
        column.addWidget(pane, 1)
        return sheet

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        new = Button(
            say("shell.start.new"), "primary", key=say("shell.start.new_key"), clicked=self.new_asked.emit
        )
        opened = Button(
            say("shell.start.open"), key=say("shell.start.open_key"), clicked=self.open_asked.emit
        )
        self.sample_button = Button(say("shell.start.sample"), clicked=self.sample_asked.emit)
        for button in (new, opened, self.sample_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent_table(self) -> RecordTable[RecentProject]:
        columns = (
            Column[RecentProject](
                "name", say("shell.start.column_name"), 260, lambda row: row.name, Kind.STRONG
            ),
            Column[RecentProject](
                "folder",
                say("shell.start.column_where"),
                360,
                lambda row: row.folder if row.present else f"{row.folder}（{say('shell.start.gone')}）",
                Kind.SECOND,
                tip=lambda row: row.path,
                stretch=True,
            ),
            Column[RecentProject](
                "opened", say("shell.start.column_when"), 120, lambda row: row.opened, Kind.SECOND
            ),
        )
        self.table = RecordTable(
            "recent", say("shell.start.recent"), columns, lambda row: row.path, cell_cursor=False
        )
        self.table.row_opened.connect(lambda row: self.project_chosen.emit(row.path))
        return self.table
