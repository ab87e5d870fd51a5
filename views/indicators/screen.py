"""指標: the indicators of guidelines 5 and 10, each with the numbers it is made of."""

from __future__ import annotations

from collections.abc import Hashable

from models.indicators.queries import indicators
from models.lists.queries import packages
from models.members.queries import sections
from models.words import say
from views.indicators.checklist_part import ChecklistPart
from views.indicators.lead_time_part import LeadTimePart
from views.indicators.progress_part import ProgressPart
from views.indicators.saving_part import SavingPart
from views.indicators.tiers_part import TiersPart
from views.shared.blocks import Page
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.screen import Screen
from views.shared.section_states import SectionStates
from views.shared.session import Session
from views.shared.tokens import px


class IndicatorScreen(Screen):
    """Everything is computed anew from the records; every table can be copied."""

    key = "indicators"
    title_key = "shell.screen.indicators"
    icon = "chart"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.saving, self.progress, self.checklist = SavingPart(), ProgressPart(), ChecklistPart()
        self.tiers, self.lead_time, self.states = TiersPart(), LeadTimePart(), SectionStates(last=False)
        keys = [("Ctrl+C", say("indicator_screen.key.copy")), ("←→", say("indicator_screen.key.read"))]
        left = Pane(say("shell.screen.indicators"), keys=keys)
        self.head = ScreenHead(say("shell.screen.indicators"))
        left.add(self.head)
        to_gaps = Button(
            say("indicator_screen.empty.button"),
            "primary",
            clicked=lambda: self.open_asked.emit("gaps", None),
        )
        self._empty = EmptyState(
            "chart", say("indicator_screen.empty.title"), say("indicator_screen.empty.note"), to_gaps
        )
        self._page = Page(self.saving, self.states, self.progress, self.checklist).fill()
        left.add(self._empty, 1)
        left.add(self._page, 1)
        right = Pane(say("indicator_screen.right"), keys=keys)
        right.add(Page(self.tiers, self.lead_time).fill())
        left.setMinimumWidth(px(400))
        right.setMinimumWidth(px(260))
        splitter = Splitter(left, right)
        splitter.setSizes([px(740), px(388)])
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        self.set_content(splitter)

    def refresh(self, tables: frozenset[str]) -> None:
        project = self.session.project
        found = indicators(project)
        places = {one.id: one.label for one in sections(project)}
        vendors = {one.id: one.name for one in packages(project)}
        agreed, towns = found.agreed_organisations, found.participants
        self.head.show_note(say("indicator_screen.note", gaps=found.gaps, agreed=agreed, of=towns))
        self._empty.setVisible(not found.gaps)
        self._page.setVisible(bool(found.gaps))
        self.saving.show_indicators(found, places, vendors)
        self.states.show_sections(found.sections)
        self.progress.show_sections(found.overall, found.sections)
        self.checklist.show_answers(found.checklist)
        self.tiers.show_indicators(found)
        self.lead_time.show_lead_time(found.lead_time)
        self.note_status()

    def status_text(self) -> str:
        return say("indicator_screen.status")

    def open_item(self, item_id: Hashable) -> None:
        """There are no items; the screen as a whole is what is asked for."""
