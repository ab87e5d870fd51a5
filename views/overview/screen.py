"""概要: what waits for whom, how far the work is, who has agreed, and what happened last."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from models.members import commands
from models.members.queries import Organisation
from models.words import say
from models.worklist.rules import Task
from views.members.pane import MembersPane
from views.overview.agreement_part import AgreementPart
from views.overview.figures_part import FiguresPart
from views.overview.phases_part import PhasesPart
from views.overview.reading import Reading, read
from views.overview.recent_part import RecentPart
from views.overview.waiting_part import WaitingPart
from views.shared.blocks import Page
from views.shared.labels import separator
from views.shared.panes import Pane, Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.section_states import SectionStates
from views.shared.session import Session
from views.shared.tokens import px


class OverviewScreen(Screen):
    """The first screen; the members are a page of it."""

    key = "overview"
    title_key = "shell.screen.overview"
    icon = "overview"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reading: Reading | None = None
        self.waiting, self.phases, self.sections = WaitingPart(), PhasesPart(), SectionStates()
        self.agreement, self.figures, self.recent = AgreementPart(), FiguresPart(), RecentPart()
        self.members = MembersPane(session)
        self._splitter = Splitter(self._work(), self._standing())
        self._splitter.setSizes([px(727), px(400)])
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.members)
        self.set_content(self._pages)
        self._connect()

    def refresh(self, tables: frozenset[str]) -> None:
        project = self.session.project
        self.reading = read(project)
        reading = self.reading
        self.waiting.show_reading(project, reading)
        may_plan = reading.member is not None and reading.member.has("secretariat") and not project.readonly
        self.phases.show_phases(reading.phases, may_plan)
        self.sections.show_sections(reading.indicators.sections)
        self.agreement.show_reading(reading)
        self.figures.show_reading(reading)
        self.recent.show_reading(reading)
        self.members.refresh()
        self.note_status()

    def status_text(self) -> str:
        return self.members.status_text() if self._shows_members() else self.waiting.status_text()

    def search_records(self, text: str) -> list[SearchHit]:
        tasks = self.reading.tasks if self.reading else ()
        return [
            SearchHit(one.screen, one.item, f"{one.label} {one.title}".strip(), one.reason, "overview")
            for one in tasks
            if text in f"{one.label} {one.title}"
        ][:20]

    def open_item(self, item_id: Hashable) -> None:
        """Put the cursor on the task about an item, or open the form that an organisation waits for."""
        if item_id == "members":
            self.show_members()
        elif self.waiting.choose(item_id):
            self.waiting.table.setFocus()
        elif isinstance(item_id, bytes):
            self.agreement.open_for(item_id)

    def item_actions(self) -> list[QAction]:
        if not hasattr(self, "_actions"):
            acts = {
                "members": self.show_members,
                "agree": self._open_agreement,
                "plan": self.phases.plan.click,
            }
            self._actions = []
            for key, act in acts.items():
                action = QAction(say(f"overview.action.{key}"), self)
                action.triggered.connect(lambda _=False, act=act: act())
                self._actions.append(action)
        return self._actions

    def back(self) -> bool:
        if self._shows_members():
            if not self.members.back():
                self.show_overview()
            return True
        return self.agreement.close_form() or self.phases.close_form()

    def show_members(self) -> None:
        """Show the members."""
        self._pages.setCurrentWidget(self.members)
        self.members.table.setFocus()
        self.note_status()

    def show_overview(self) -> None:
        """Leave the members."""
        self._pages.setCurrentWidget(self._splitter)
        self.waiting.table.setFocus()
        self.note_status()

    def _work(self) -> Pane:
        keys = [("↑↓", say("overview.key.move")), ("Enter", say("overview.key.open"))]
        pane = Pane(say("overview.waiting.title"), keys=keys)
        pane.add(self.waiting, 1)
        pane.add(separator())
        pane.add(Page(self.phases, self.sections))
        pane.setMinimumWidth(px(400))
        return pane

    def _standing(self) -> Pane:
        pane = Pane(say("overview.standing"))
        pane.add(Page(self.agreement, self.figures, self.recent).fill())
        pane.setMinimumWidth(px(260))
        return pane

    def _connect(self) -> None:
        self.waiting.opened.connect(self._open)
        self.waiting.moved.connect(self.note_status)
        self.waiting.step_asked.connect(self._begin)
        self.agreement.agreed.connect(self._agree)
        self.agreement.members_asked.connect(self.show_members)
        self.figures.opened.connect(lambda: self.open_asked.emit("indicators", None))
        self.phases.planned.connect(self._plan)
        self.members.left.connect(self.show_overview)
        self.members.moved.connect(self.note_status)

    def _open(self, task: Task) -> None:
        if task.kind == "agree":
            self.agreement.open_for(task.item)
        else:
            self.open_asked.emit(task.screen, task.item)

    def _begin(self, step: str) -> None:
        """Go to where a first step is done."""
        if step in ("members", "request"):
            self.show_members()
            if step == "request":
                self.members.open_request()
        elif step == "agree":
            self._open_agreement()
        else:
            screen = {"answers": "features"}.get(step, step)
            self.open_asked.emit(screen, None)

    def _open_agreement(self) -> None:
        self.show_overview()
        self.agreement.open_form()

    def _agree(self, organisation: Organisation, ground: str, day: str) -> None:
        project = self.session.project
        if self.session.run(
            lambda: commands.record_agreement(project, organisation.id, organisation.name, ground, day)
        ):
            self.agreement.close_form()

    def _plan(self, changed: list[tuple[str, str, str]]) -> None:
        project = self.session.project
        for code, starts_on, ends_on in changed:
            if not self.session.run(partial(commands.plan_phase, project, code, starts_on, ends_on)):
                return
        self.phases.close_form()

    def _shows_members(self) -> bool:
        return self._pages.currentWidget() is self.members
