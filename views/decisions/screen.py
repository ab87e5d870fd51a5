"""審査・決裁: the inbox, the whole case, and the decision, for chiefs and third-party reviewers."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.approval.commands import decide
from models.errors import UserError
from models.indicators.queries import lead_time
from models.members.queries import acting_member
from models.project.changed import Changed
from models.project.project import Project
from models.scoring.results import RoundResults
from models.words import say
from views.decisions.case_pane import CasePane
from views.decisions.decision_pane import DecisionPane
from views.decisions.form import KEYS, Form
from views.decisions.inbox import InboxPane
from views.decisions.listing import Case, Cases, cases
from views.decisions.reading import CaseView, case_view, closed_rounds, differences
from views.shared.panes import Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session

_READ_BY = frozenset(
    (
        "gap",
        "gap_asker",
        "gap_source",
        "decision",
        "comment",
        "answer",
        "member",
        "role",
        "setting",
        "feature",
    )
)
_SCORED_BY = frozenset(("round", "round_closing", "score_sheet", "score", "scene"))


class DecisionScreen(Screen):
    """Everything that waits for the reader's decision, and what became of it."""

    key = "decisions"
    title_key = "shell.screen.decisions"
    icon = "stamp"
    narrow_rail = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.project: Project = session.project
        self._forms: dict[bytes, Form] = {}
        self._view: CaseView | None = None
        self._read: CaseView | None = None
        self._cases: Cases | None = None
        self._scored: tuple[RoundResults, ...] | None = None
        self._opened = False
        self.inbox = InboxPane()
        self.case = CasePane(self.project)
        self.decision = DecisionPane()
        parts = Splitter(self.inbox, self.case, self.decision)
        for number, stretch in enumerate((0, 1, 0)):
            parts.setStretchFactor(number, stretch)
        parts.setSizes([264, 648, 318])
        self.set_content(parts)
        self.host_bars(self.case.column)
        self.inbox.case_chosen.connect(self._choose)
        self.case.open_asked.connect(self.open_asked)
        self.case.reread.connect(self._reread)
        self.decision.edited.connect(self._keep_form)
        self.decision.sign_asked.connect(self.sign)
        self.decision.gap_asked.connect(self._open_gap)
        self._bind()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the cases anew; content that changed while it was read asks to be read again."""
        if tables and not tables & (_READ_BY | _SCORED_BY):
            return
        if not tables or tables & _SCORED_BY:
            self._scored = None
        now = int(time.time() * 1000)
        member = acting_member(self.project)
        self._cases = cases(self.project, member, now)
        self.inbox.show_cases(self._cases)
        if not self._opened:
            self._opened = True
            tab = next((tab for tab, found in self._cases.by_tab.items() if found), "waiting")
            self.inbox.show_tab(tab)
        self.inbox.show_lead_time(lead_time(self.project, self._cases.states))
        self.note_status()

    def status_text(self) -> str:
        case = self.inbox.current()
        if case is None:
            return ""
        at, count = self.inbox.place()
        tab = say(f"decision_screen.tab.{self.inbox.tabs.key()}")
        return say("decision_screen.status", tab=tab, at=at, count=count, gap=case.label)

    def key_hints(self) -> list[tuple[str, str]]:
        keys = ("J", "K", "A", "R", "Ctrl+Enter", "C", "X")
        return [(key, say(f"decision_screen.key.{key}")) for key in keys]

    def search_records(self, text: str) -> list[SearchHit]:
        wanted = text.casefold()
        listed = [one for tab in self._cases.by_tab.values() for one in tab] if self._cases else []
        found = [one for one in listed if wanted in f"{one.label} {one.title}".casefold()]
        return [SearchHit(self.key, one.gap, f"{one.label} {one.title}", icon="stamp") for one in found[:20]]

    def open_item(self, item_id: Hashable) -> None:
        if isinstance(item_id, bytes):
            self.inbox.reveal(item_id)

    def sign(self) -> None:
        """Sign what is chosen, if nothing is missing."""
        view, form = self._view, self.decision.form()
        if view is None or not view.may_decide or self._is_changed() or form.lack():
            return
        gap = view.detail.row.id
        before = self._forms.pop(gap, Form())
        if self.session.run(lambda: _decide(self.project, view, form)):
            self.inbox.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._forms[gap] = before if before.verdict else form
            self._choose(self.inbox.current())

    def _choose(self, case: Case | None) -> None:
        """Show the case with the cursor; what is on the screen already is only read anew."""
        view = None
        if case is not None:
            try:
                view = case_view(self.project, case.gap, acting_member(self.project), self._rounds())
            except UserError as error:
                self.errors.show_error(error.message)
        if (
            view is None
            or self._read is None
            or self._read.detail.row.id != view.detail.row.id
            or not view.may_decide
        ):
            self._read = view
        self._view = view
        self.case.show_case(view)
        self._show_decision()
        self.note_status()

    def _show_decision(self) -> None:
        view = self._view
        changed = self._is_changed()
        fields = differences(self._read.content, view.content) if changed and self._read and view else []
        self.case.changed.show_fields(fields)
        form = self._forms.get(view.detail.row.id, Form()) if view else Form()
        self.decision.show_case(view, form, changed)

    def _is_changed(self) -> bool:
        return self._view is not None and self._read is not None and self._view.seen != self._read.seen

    def _reread(self) -> None:
        self._read = self._view
        self._show_decision()

    def _keep_form(self) -> None:
        if self._view is not None:
            self._forms[self._view.detail.row.id] = self.decision.form()
            self._show_decision()

    def _open_gap(self) -> None:
        if self._view is not None:
            self.open_asked.emit("gaps", self._view.detail.row.id)

    def _rounds(self) -> tuple[RoundResults, ...]:
        if self._scored is None:
            self._scored = closed_rounds(self.project)
        return self._scored

    def _bind(self) -> None:
        acts: list[tuple[str, Callable[[], object]]] = [
            ("J", lambda: self.inbox.step(1)),
            ("K", lambda: self.inbox.step(-1)),
            ("Ctrl+Return", self.sign),
            ("Ctrl+Enter", self.sign),
            (say("shell.inspector.history_key"), self.case.earlier.toggle),
        ]
        acts += [(key, partial(self.decision.choose, verdict)) for verdict, key in KEYS.items()]
        for keys, act in acts:
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(act)


def _decide(project: Project, view: CaseView, form: Form) -> Changed:
    return decide(
        project,
        view.detail.row.id,
        view.step or "",
        form.verdict,
        reason=form.reason,
        points=form.listed_points(),
        lighter=form.lighter if form.verdict == "send_back" else "",
        on_behalf=form.on_behalf,
        seen=view.seen,
    )
