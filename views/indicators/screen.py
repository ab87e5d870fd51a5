"""指標: the indicators of guidelines 5 and 10, each with the numbers it is made of."""

from __future__ import annotations

from collections.abc import Hashable

from models.approval.rules import REJECTED, WITHDRAWN
from models.approval.states import gap_states
from models.costs.sharing import set_share_rule, sharing
from models.costs.simulating import assume, assumptions, simulation
from models.gaps.labels import gap_labels
from models.gaps.netting.merging import merge_gaps
from models.gaps.netting.proposals import Proposal, keep_apart, proposals
from models.indicators.queries import Indicators, indicators
from models.lists.queries import packages
from models.members.queries import acting_member, sections
from models.records.authority import WORKING_ROLES
from models.words import say
from views.indicators.checklist_part import ChecklistPart
from views.indicators.lead_time_part import LeadTimePart
from views.indicators.netting_part import NettingPart
from views.indicators.progress_part import ProgressPart
from views.indicators.saving_part import SavingPart
from views.indicators.shares_part import SharesPart
from views.indicators.simulation_part import SimulationPart
from views.indicators.tiers_part import TiersPart
from views.indicators.what_if_part import WhatIfPart
from views.shared.blocks import Page
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.screen import Screen
from views.shared.section_states import SectionStates
from views.shared.session import Session
from views.shared.tab_order import order_tabs
from views.shared.tokens import px

_COMPARED = frozenset({"gap", "gap_source", "gap_apart", "decision"})
_AT_ONCE = 150
"""So many gaps are compared in less time than a person notices."""
_TOO_MANY = 2_000
"""Comparing more than these takes so long that it is done when it is asked for, on the command line."""


class IndicatorScreen(Screen):
    """Everything is computed anew from the records; every table can be copied."""

    key = "indicators"
    title_key = "shell.screen.indicators"
    icon = "chart"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looked = False
        self.saving, self.progress, self.checklist = SavingPart(), ProgressPart(), ChecklistPart()
        self.tiers, self.lead_time, self.states = TiersPart(), LeadTimePart(), SectionStates(last=False)
        self.what_if, self.shares, self.simulation = WhatIfPart(), SharesPart(), SimulationPart()
        self.netting = NettingPart()
        self._connect()
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
        self._page = Page(
            self.saving,
            self.what_if,
            self.shares,
            self.simulation,
            self.netting,
            self.states,
            self.progress,
            self.checklist,
        ).fill()
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
        self.what_if.show_indicators(found, places, vendors, gap_labels(project))
        self._show_plans(found)
        self._look_for_same(tables, found.gaps)
        self.states.show_sections(found.sections)
        order_tabs(self._page)
        self.progress.show_sections(found.overall, found.sections)
        self.checklist.show_answers(found.checklist)
        self.tiers.show_indicators(found)
        self.lead_time.show_lead_time(found.lead_time)
        self.note_status()

    def _connect(self) -> None:
        session = self.session
        self.shares.rule.chosen.connect(
            lambda rule: session.run(lambda: set_share_rule(session.project, rule)[-1])
        )
        self.simulation.assumed.connect(
            lambda estimates, whole: session.run(lambda: assume(session.project, estimates, **whole))
        )
        self.netting.merged.connect(
            lambda one: session.run(lambda: merge_gaps(session.project, one.left.id, [one.right.id]))
        )
        self.netting.kept_apart.connect(
            lambda one: session.run(lambda: keep_apart(session.project, one.left.id, one.right.id))
        )
        self.netting.opened.connect(lambda gap: self.open_asked.emit("gaps", gap))

    def _show_plans(self, found: Indicators) -> None:
        project = self.session.project
        member = acting_member(project)
        editable = not project.readonly and member is not None and member.has("secretariat")
        towns = {one.id: one.name for one in found.organisations}
        taking_part = {one.id: one.name for one in found.organisations if one.takes_part}
        self.shares.show_sharing(sharing(project, found.costs), found.costs, towns, editable)
        given = assumptions(project, found.costs.years)
        self.simulation.show_simulation(simulation(project, found.costs), given, taking_part, editable)

    def _look_for_same(self, tables: frozenset[str], gaps: int) -> None:
        """The likely same gaps: at once where there are few, else beside whatever goes on."""
        if self._looked and not tables & _COMPARED:
            return
        self._looked = True
        project = self.session.project
        member = acting_member(project)
        editable = not project.readonly and member is not None and member.has(*WORKING_ROLES)

        def look() -> list[Proposal]:
            states = gap_states(project)
            ended = {gap for gap, state in states.items() if state.step in (REJECTED, WITHDRAWN)}
            return proposals(project, ended)

        if gaps > _TOO_MANY:
            self.netting.show_too_many(gaps)
        elif gaps <= _AT_ONCE:
            self.netting.show_proposals(look(), editable)
        else:
            self.session.quietly(look, lambda found: self.netting.show_proposals(found, editable))

    def status_text(self) -> str:
        return say("indicator_screen.status")

    def open_item(self, item_id: Hashable) -> None:
        """There are no items; the screen as a whole is what is asked for."""
