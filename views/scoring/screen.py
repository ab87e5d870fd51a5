"""実機評価: rounds, the form of a new one, the declaration, the score sheet, and the results."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import UserError
from models.identity.profile import default_profile
from models.members.queries import acting_member
from models.project.project import Project
from models.scoring.commands import close_round, declare_interest, open_round
from models.scoring.queries import Round, get_round, rounds
from models.scoring.results import results
from models.words import say
from views.scoring.declaration import Declaration
from views.scoring.results_page import ResultsPage
from views.scoring.round_form import NewRound, RoundForm
from views.scoring.rounds_page import RoundsPage, may_score
from views.scoring.sheet_page import SheetPage
from views.scoring.sheet_state import SheetState
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session

_READ_BY = frozenset(
    ("round", "round_closing", "score_sheet", "score", "scene", "interest", "member", "role", "package")
)


class ScoringScreen(Screen):
    """Shows scorers the sheet they have to fill in, everybody else the results or the rounds."""

    key = "scoring"
    title_key = "shell.screen.scoring"
    icon = "check"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.project: Project = session.project
        profile = getattr(session, "profile", None)
        self._profile = profile if isinstance(profile, Path) else default_profile()
        self._stack = QStackedWidget()
        self.rounds = RoundsPage(self.project)
        self._stack.addWidget(self.rounds)
        self._page: QWidget = self.rounds
        self._round: bytes | None = None
        self._begun = False
        self.set_content(self._stack)
        self.rounds.new_asked.connect(self.show_form)
        self.rounds.score_asked.connect(self.show_sheet)
        self.rounds.results_asked.connect(self.show_results)
        self.rounds.close_asked.connect(self._close)
        member = acting_member(self.project)
        self.narrow_rail = member is not None and member.has("staff")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the rounds anew; an open sheet keeps its place."""
        if tables and not tables & _READ_BY:
            return
        self.rounds.show_rounds(acting_member(self.project))
        if not self._begun:
            self._begun = True
            self._show_first()
        elif isinstance(self._page, SheetPage | Declaration) and self._round is not None:
            self._renew_sheet(self._round)
        elif isinstance(self._page, ResultsPage) and self._round is not None:
            self.show_results(self._round)
        self.note_status()

    def page(self) -> QWidget:
        """What is shown: one of the pages of this folder."""
        return self._page

    def show_rounds(self) -> None:
        """The list of rounds."""
        self._show(self.rounds, None)

    def show_form(self) -> None:
        """The form of a new round."""
        form = RoundForm(self.project)
        form.begun.connect(self._begin)
        form.left.connect(self.show_rounds)
        self._show(form, None)

    def show_sheet(self, round_id: bytes) -> None:
        """The declaration of interests, or the score sheet once it was made."""
        try:
            state = SheetState(self.project, self._profile, get_round(self.project, round_id))
        except UserError as error:
            self.errors.show_error(error.message)
            return
        if not state.round.packages or not state.scenes:
            return
        if state.interest is None:
            declaration = Declaration(state.round)
            declaration.declared.connect(self._declare)
            declaration.rounds_asked.connect(self.show_rounds)
            self._show(declaration, round_id)
            return
        page = SheetPage(self.session, state)
        page.failed.connect(self.errors.show_error)
        page.noted.connect(self.note_status)
        page.rounds_asked.connect(self.show_rounds)
        self._show(page, round_id)

    def show_results(self, round_id: bytes) -> None:
        """The results of a closed round."""
        try:
            found = results(self.project, round_id)
        except UserError as error:
            self.errors.show_error(error.message)
            return
        page = ResultsPage(found, [one for one in rounds(self.project) if one.is_closed])
        page.round_asked.connect(self.show_results)
        page.rounds_asked.connect(self.show_rounds)
        page.noted.connect(self.note_status)
        self._show(page, round_id)

    def status_text(self) -> str:
        if isinstance(self._page, SheetPage | ResultsPage):
            return self._page.status_text()
        return say("scoring_screen.rounds_name")

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Esc", say("scoring_screen.rounds"))] if self._page is not self.rounds else []

    def search_records(self, text: str) -> list[SearchHit]:
        wanted = text.casefold()
        found = [one for one in rounds(self.project) if wanted in one.name.casefold()]
        return [SearchHit(self.key, one.id, one.name, icon="check") for one in found[:20]]

    def open_item(self, item_id: Hashable) -> None:
        found = next((one for one in rounds(self.project) if one.id == item_id), None)
        if found is not None:
            self._open(found)

    def back(self) -> bool:
        if self._page is self.rounds:
            return False
        self.show_rounds()
        return True

    def _show_first(self) -> None:
        """For section staff the open round; else the latest results; else the rounds."""
        listed = rounds(self.project)
        member = acting_member(self.project)
        scorer = member is not None and member.has("staff") and not self.project.readonly
        still_open = [one for one in listed if not one.is_closed]
        closed = [one for one in listed if one.is_closed]
        if scorer and still_open:
            self.show_sheet(still_open[-1].id)
        elif closed and not still_open:
            self.show_results(closed[-1].id)

    def _open(self, found: Round) -> None:
        member = acting_member(self.project)
        if found.is_closed:
            self.show_results(found.id)
        elif member is not None and may_score(member):
            self.show_sheet(found.id)
        else:
            self.show_rounds()
            self.rounds.choose(found.id)

    def _renew_sheet(self, round_id: bytes) -> None:
        """The sheet after a change; a scene that is being filled in stays where it is."""
        before = self._page
        held = self._stack.isAncestorOf(self.window().focusWidget())
        self.show_sheet(round_id)
        page, were = self._page, before if isinstance(before, SheetPage) else None
        if were and isinstance(page, SheetPage) and not page.state.is_submitted(were.package):
            page.show_package(were.package)
            page.go_to(were.place)
        if held:
            self._enter()

    def _begin(self, made: NewRound) -> None:
        begun = self.session.run(
            lambda: open_round(
                self.project,
                number=made.number,
                name=made.name,
                packages=made.packages,
                scenes=made.scenes,
                closes_on=made.closes_on,
            )
        )
        if begun:
            self.show_rounds()

    def _declare(self, has_interest: bool, note: str) -> None:
        round_id = self._round
        if round_id is not None:
            self.session.run(
                lambda: declare_interest(self.project, round_id, has_interest=has_interest, note=note)
            )

    def _close(self, round_id: bytes) -> None:
        if self.session.run(lambda: close_round(self.project, round_id)):
            self.show_results(round_id)

    def _show(self, page: QWidget, round_id: bytes | None) -> None:
        before = self._page
        held = self.isVisible() and self._stack.isAncestorOf(self.window().focusWidget())
        self._page, self._round = page, round_id
        if page is not self.rounds:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not page and before is not self.rounds:
            self._stack.removeWidget(before)
            before.deleteLater()
        if held:
            self._enter()
        self.note_status()

    def _enter(self) -> None:
        page = self._page
        if isinstance(page, RoundsPage | RoundForm | Declaration | SheetPage | ResultsPage):
            page.enter()
