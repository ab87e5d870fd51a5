"""The import of a list or of answers: nothing is stored before 取り込む, and then in one act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.hints import Hints
from models.lists.queries import feature_rows
from models.words import say
from views.importing.draft import Draft, Outcome, outcome, read_draft, understood, with_field
from views.importing.draft_view import DraftView
from views.importing.storing import store
from views.importing.table_bar import TableBar
from views.importing.target_bar import TargetBar
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.labels import Label
from views.shared.panes import Bar
from views.shared.session import Session
from views.shared.tokens import height

_AT_ONCE = 3000
"""Items up to which a change of the mapping is understood at once; above it works in the background."""


class ImportPage(QWidget):
    """`left` when the page is done with: after an import, or by the way back."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.draft: Draft | None = None
        self.found = Outcome({}, ())
        self._keys: frozenset[str] = frozenset()
        self.target = TargetBar(session)
        self.tables = TableBar()
        self.view = DraftView()
        self._build()
        self.target.turned.connect(self._turn)
        self.target.changed.connect(self._show_state)
        self.tables.hinted.connect(self._hint)
        self.tables.vendor_chosen.connect(self._choose_vendor)
        self.view.columns.assigned.connect(self._assign)
        self.view.legend.decided.connect(self._decide)

    def start(self, path: Path | None = None) -> None:
        """Begin anew, with a file if there is one already."""
        self.draft = None
        self.target.begin()
        self._show_draft()
        self.file_button.setFocus()
        if path is not None:
            self.load(path)

    def refresh(self) -> None:
        """The project changed."""
        self._keys = frozenset(
            key for row in feature_rows(self.session.project) for key in (row.feature_id, row.no) if key
        )
        self.target.offer()
        if self.draft is not None:
            self._show_draft()

    def load(self, path: Path) -> None:
        """Read a file and show what was understood."""
        answers = self.target.for_answers
        self.target.name.setText(path.stem)
        self.session.work(
            say("import_screen.reading", file=path.name),
            lambda progress, cancelled: read_draft(path, answers),
            self._take,
        )

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = say("import_screen.file_kinds")
        name, _ = QFileDialog.getOpenFileName(self, say("import_screen.choose_file"), "", kinds)
        if name:
            self.load(Path(name))

    def store(self) -> None:
        """Store the list or the answers, in the background and in one act."""
        draft = self.draft
        if draft is None or not self.import_button.isEnabled():
            return
        work = store(self.session.project, draft, self.target)
        self.setEnabled(False)
        started = self.session.work(
            say("import_screen.storing", file=draft.path.name), work, self._stored, self._refused
        )
        if not started:
            self.setEnabled(True)

    def _stored(self, imported: object) -> None:
        self.setEnabled(True)
        changed = getattr(imported, "changed", None)
        self.draft = None
        self.left.emit()
        if changed is not None:
            self.session.announce(changed)

    def _refused(self, message: str) -> None:
        self.setEnabled(True)
        self.session.failed.emit(message)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self._show_draft()

    def _turn(self) -> None:
        if self.draft is not None:
            self._understand(Hints(None))

    def _hint(self, hints: Hints) -> None:
        if self.draft is not None:
            self._understand(hints)

    def _assign(self, at: str, field: str) -> None:
        draft = self.draft
        if draft is None:
            return
        try:
            hints = with_field(draft, at, field)
        except UserError as error:
            self.session.failed.emit(error.message)
            return
        self._understand(hints, keep=True)

    def _choose_vendor(self, number: int) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, vendor=number, decided={})
            self._show_draft()

    def _decide(self, mark: str, answer: str) -> None:
        if self.draft is not None:
            decided = {**self.draft.decided, mark: Answer(answer)}
            self.draft = replace(self.draft, decided=decided)
            self._show_draft()

    def _understand(self, hints: Hints, keep: bool = False) -> None:
        """Read the table another way; with `keep` a way that leads nowhere leaves all as it was."""
        draft = self.draft
        if draft is None:
            return
        answers = self.target.for_answers

        def work() -> Draft:
            made = understood(draft.workbook, draft.path, answers, hints)
            return replace(made, vendor=draft.vendor if keep else 0, decided=draft.decided)

        def done(made: Draft) -> None:
            if keep and made.table is None:
                self.session.failed.emit(made.trouble)
                self._show_draft()
            else:
                self._take(made)

        if len(draft.items) <= _AT_ONCE:
            done(work())
        else:
            title = say("import_screen.reading", file=draft.path.name)
            self.session.work(title, lambda progress, cancelled: work(), done)

    def _show_draft(self) -> None:
        draft = self.draft
        self._stack.setCurrentIndex(0 if draft is not None else 1)
        self.file_button.retitle(draft.path.name if draft else say("import_screen.choose_file"))
        if draft is not None:
            self.found = outcome(draft, self._keys)
            self.tables.show_draft(draft)
            self.view.show_draft(draft, self.found)
        self._show_state()

    def _show_state(self) -> None:
        """Say what is still missing before the import, or that it can begin."""
        draft = self.draft
        reason = self._reason(draft)
        self.state.setText(reason or say("import_screen.ready"))
        self.state.use_ink("warn" if reason else "ok")
        count = len(draft.items) if draft else 0
        self.import_button.retitle(
            say("import_screen.do", n=count) if count else say("import_screen.do_none")
        )
        self.import_button.disable(reason)

    def _reason(self, draft: Draft | None) -> str:
        if draft is None:
            return say("import_screen.need.file")
        if draft.table is None:
            return draft.trouble
        if draft.for_answers and self.target.package_id is None:
            return say("import_screen.need.package")
        if draft.undecided:
            blank = say("import_screen.blank")
            marks = "、".join(mark or blank for mark in draft.undecided[:5])
            return say("import_screen.need.legend", marks=marks)
        if self.found.errors:
            return say("import_screen.need.errors", n=self.found.errors)
        return ""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Bar(height("head"))
        head.add(Button(say("shell.screen.features"), "quiet", icon="left", clicked=self.left.emit))
        head.add(Label(say("import_screen.title"), "title", bold=True))
        self.file_button = Button(say("import_screen.choose_file"), icon="file", clicked=self.choose_file)
        head.add(self.file_button)
        self.import_button = Button(say("import_screen.do_none"), "primary", clicked=self.store)
        head.add_right(self.import_button)
        state = Bar(height("tabs"))
        self.state = Label("", "second", elide=True)
        state.add(self.state, 1)
        column.addWidget(head)
        column.addWidget(self.target)
        self._stack = QStackedWidget()
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(0)
        within.addWidget(self.tables)
        within.addWidget(self.view, 1)
        choose = Button(say("import_screen.choose_file"), "primary", clicked=self.choose_file)
        self._stack.addWidget(inside)
        self._stack.addWidget(
            EmptyState("file", say("import_screen.no_file"), say("import_screen.no_file_hint"), choose)
        )
        column.addWidget(state)
        column.addWidget(self._stack, 1)
