"""The features proposed for the chosen task, with reasons: Y adopts one, N sets it aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.flows.queries import ElementRow
from models.flows.suggestions import Suggestion
from models.words import say
from views.flows.proposal_row import ProposalRow
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.chips import ChipText
from views.shared.inspector import Section
from views.shared.labels import KeyHint, Label
from views.shared.meanings import answer_chip
from views.shared.tokens import px

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class LinkActs(Protocol):
    """What can be done about a proposal for the selected task."""

    def link(self, feature: bytes) -> None: ...
    def refuse(self, feature: bytes) -> None: ...
    def reconsider(self) -> None: ...


class ProposalPart(QObject):
    """Fills a section, which hides where nothing may be linked."""

    link_wanted = Signal(bytes)
    refuse_wanted = Signal(bytes)
    open_wanted = Signal(bytes)
    reconsider_wanted = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self.section = section
        self.rows: list[ProposalRow] = []
        for key, word in (("Y", "adopt"), ("N", "refuse")):
            section.head.add(KeyHint(key, say(f"flow_links.{word}")))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self.back_button = Button("", "quiet", small=True, clicked=self.reconsider_wanted.emit)
        section.add(self._inside)
        section.add(self.back_button)
        self._element: bytes | None = None

    def connect_acts(self, acts: LinkActs, panes: Sequence[QWidget]) -> None:
        """Do what is wanted by `acts`; Y and N work all over `panes`: canvas and inspector."""
        self.link_wanted.connect(acts.link)
        self.refuse_wanted.connect(acts.refuse)
        self.reconsider_wanted.connect(acts.reconsider)
        for key, act in (("Y", self.adopt), ("N", self.refuse)):
            for pane in panes:
                QShortcut(QKeySequence(key), pane, context=_INSIDE).activated.connect(act)

    def show(
        self,
        element: ElementRow,
        found: Sequence[Suggestion] | None,
        answers: Mapping[bytes, str] | None,
        refused: int,
    ) -> None:
        """Show what is proposed; None while it is being found. `answers` are the package's, by feature."""
        focused = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        if element.id != self._element:
            focused = None
        self._element = element.id
        clear(self._column)
        self.rows = [self._row(one, answers) for one in found or ()]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
        if not self.rows:
            note = "searching" if found is None else "none"
            self._column.addWidget(Label(say(f"flow_links.{note}"), "second", ink="text2", wrap=True))
        self.section.head.show_note(str(len(self.rows)) if self.rows else "")
        self.back_button.setVisible(refused > 0)
        self.back_button.retitle(say("flow_links.refused", n=refused))
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def adopt(self) -> None:
        """Link the proposal with the cursor, else the first."""
        row = self._current()
        if row is not None:
            self.link_wanted.emit(row.found.feature_id)

    def refuse(self) -> None:
        """Set the proposal with the cursor aside, else the first."""
        row = self._current()
        if row is not None:
            self.refuse_wanted.emit(row.found.feature_id)

    def _current(self) -> ProposalRow | None:
        if not self.section.isVisible() or not self.rows:
            return None
        return next((row for row in self.rows if row.hasFocus()), self.rows[0])

    def _row(self, found: Suggestion, answers: Mapping[bytes, str] | None) -> ProposalRow:
        answer = None if answers is None else answers.get(found.feature_id, "unanswered")
        row = ProposalRow(found, None if answer is None else ChipText(answer_chip(answer)))
        row.adopted.connect(lambda: self.link_wanted.emit(found.feature_id))
        row.refused.connect(lambda: self.refuse_wanted.emit(found.feature_id))
        row.followed.connect(lambda: self.open_wanted.emit(found.feature_id))
        return row
