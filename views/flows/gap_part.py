"""The gaps at the chosen task, and the form that raises one from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.approval.states import gap_state
from models.gaps.queries import gap_row
from models.members.queries import Section as Office
from models.project.project import Project
from models.words import say
from views.flows.gap_form import GapForm
from views.flows.rows import LeadingRow
from views.flows.way_back import WayBack
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.chips import ChipText
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.meanings import state_chip
from views.shared.tokens import px


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap at a task; `state` as in `models.approval.rules`."""

    id: bytes
    label: str
    title: str
    state: str


def gap_lines(project: Project, gaps: Sequence[bytes]) -> list[GapLine]:
    """These gaps with their states."""
    rows = [gap_row(project, gap) for gap in gaps]
    return [GapLine(row.id, row.label, row.title, gap_state(project, row.id).key) for row in rows]


class GapPart(QObject):
    """Fills a section. `raise_wanted(title, section id)`, `open_wanted(gap id)`."""

    raise_wanted = Signal(str, bytes)
    open_wanted = Signal(bytes)

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self.section = section
        self._proposal, self._offices = "", tuple[Office, ...]()
        self.rows: list[LeadingRow] = []
        self.raise_button = Button(
            say("flow_screen.raise"), "quiet", key="G", small=True, bind=True, clicked=self.open
        )
        section.head.add(self.raise_button)
        self.form = GapForm()
        self.form.raised.connect(self.raise_wanted)
        self.way_back = WayBack(self.raise_button, self.form)
        self.form.closed.connect(self.way_back.go)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        section.add(self.form)
        section.add(self._inside)

    def show(self, gaps: Sequence[GapLine], proposal: str, offices: tuple[Office, ...]) -> None:
        """Show the gaps; a new one would be called `proposal` and asked for by one of `offices`."""
        self._proposal, self._offices = proposal, offices
        self.form.hide()
        self.raise_button.disable("" if offices else say("flow_screen.may_not_raise"))
        self.section.head.show_note(str(len(gaps)) if gaps else "")
        clear(self._column)
        self.rows = [self._row(gap) for gap in gaps]
        for row in self.rows:
            self._column.addWidget(row)
        if not gaps:
            self._column.addWidget(Label(say("flow_screen.no_gaps"), "second", ink="text2", wrap=True))

    def propose(self, title: str) -> None:
        """Propose another title for a new gap."""
        self._proposal = title

    def open(self) -> None:
        """Show the form for a new gap."""
        if self.raise_button.isEnabled():
            self.form.open(self._proposal, self._offices)

    def _row(self, gap: GapLine) -> LeadingRow:
        row = LeadingRow(gap.label, gap.title, ChipText(state_chip(gap.state)), icon="gap")
        row.followed.connect(lambda: self.open_wanted.emit(gap.id))
        return row
