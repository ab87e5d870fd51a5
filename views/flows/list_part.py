"""Lists of places in the flow: what reading noticed, tasks without a feature; each leads to its element."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.findings import Finding
from models.flows.queries import ElementRow
from models.words import say
from views.flows.rows import LeadingRow
from views.flows.shown import ShownFlow, place_in_file
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.tokens import px

_MOST = 200


class ListPart(QObject):
    """Fills a section, which hides while it has nothing to say. `element_wanted(id in the file)`."""

    element_wanted = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self.section = section
        self.rows: list[QWidget] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        section.add(self._inside)

    def show_findings(self, shown: ShownFlow, findings: Sequence[Finding]) -> None:
        """What reading the file noticed."""
        self._fill([self._finding(shown, found) for found in findings[:_MOST]], len(findings))

    def show_tasks(self, tasks: Sequence[ElementRow]) -> None:
        """Tasks by lane and name."""
        self._fill([self._task(task) for task in tasks[:_MOST]], len(tasks))

    def show_text(self, text: str) -> None:
        """A text of the file as it is written there."""
        self._fill([Label(text, wrap=True)] if text.strip() else [], None)

    def _fill(self, rows: list[QWidget], count: int | None) -> None:
        clear(self._column)
        self.rows = rows
        for row in rows:
            self._column.addWidget(row)
        if count is not None:
            if count > len(rows):
                more = say("flow_screen.more", n=count - len(rows))
                self._column.addWidget(Label(more, "second", ink="text2"))
            self.section.head.show_note(str(count))
        self.section.setVisible(bool(rows))

    def _task(self, task: ElementRow) -> LeadingRow:
        row = LeadingRow("", " ".join(task.name.split()) or say("flow_screen.nameless"))
        row.setToolTip(task.lane)
        row.followed.connect(lambda: self.element_wanted.emit(task.element))
        return row

    def _finding(self, shown: ShownFlow, found: Finding) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Chip(f"other.{found.severity.value}"))
        row.addWidget(Label(found.message, "second", wrap=True), 1)
        place = place_in_file(found)
        if place in shown.file.elements or place in shown.file.connections:
            go = Button(say("flow_screen.go"), "quiet", small=True)
            go.clicked.connect(lambda *_: self.element_wanted.emit(place))
            row.addWidget(go)
        return holder
