"""The import of a list or of answers: nothing is stored before 取り込む, and then in one act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.findings import Finding
from models.lists.forms.form_reading import is_form
from models.lists.queries import feature_rows
from models.words import say
from views.importing.changes import with_everything_offered
from views.importing.draft import Draft, Outcome
from views.importing.draft_view import DraftView
from views.importing.form_page import FormPage
from views.importing.keeping import keep, profile_of
from views.importing.proposals import taken
from views.importing.readiness import missing
from views.importing.steps_bar import StepsBar, steps_of
from views.importing.storing import store
from views.importing.table_bar import TableChoices
from views.importing.target_bar import TargetBar
from views.importing.working_draft import WorkingDraft
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.labels import Label
from views.shared.panes import Bar
from views.shared.session import Session
from views.shared.tokens import height, px
from views.uptake.compare_button import CompareButton
from views.uptake.uptake_page import UptakePage


class ImportPage(QWidget):
    """`left` when the page is done with: after an import, or by the way back."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.work = WorkingDraft(session, self)
        self.target, self.tables = TargetBar(session), TableChoices(self)
        self.view, self.steps = DraftView(), StepsBar()
        self.state = self.steps.state
        self._build()
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """What was understood and said so far."""
        return self.work.draft

    @property
    def found(self) -> Outcome:
        """What an import would bring now."""
        return self.draft.found if self.draft is not None else Outcome({}, ())

    def start(self, path: Path | None = None) -> None:
        """Begin anew, with a file if there is one already."""
        self._uncover()
        self.work.clear()
        self.target.begin()
        self._show_draft()
        self.file_button.setFocus()
        if path is not None:
            self.load(path)

    def refresh(self) -> None:
        """The project changed."""
        keys = frozenset(
            key for row in feature_rows(self.session.project) for key in (row.feature_id, row.no) if key
        )
        self.target.offer()
        self.work.know(keys)

    def load(self, path: Path) -> None:
        """Read a file and show what was understood; an answer form says itself how it is read."""
        if is_form(path):
            self._lay_over(FormPage(self.session, path))
            return
        self.target.name.setText(path.stem)
        self.work.read(path, self.target.for_answers, profile_of(self.session))

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = say("import_screen.file_kinds")
        name, _ = QFileDialog.getOpenFileName(self, say("import_screen.choose_file"), "", kinds)
        if name:
            self.load(Path(name))

    def save_mapping(self) -> None:
        """Write the mapping as a file, and remember it for sheets of this form."""
        draft = self.draft
        if draft is None or draft.mapping is None:
            return
        kinds, default = (
            say("import_screen.mapping_kinds"),
            say("import_screen.mapping_name", file=draft.path.stem),
        )
        name, _ = QFileDialog.getSaveFileName(
            self, say("import_screen.save_mapping"), str(draft.path.with_name(default)), kinds
        )
        if not name:
            return
        try:
            keep(draft, Path(name), profile_of(self.session))
        except UserError as error:
            self.session.failed.emit(error.message)
            return
        self._show_notice(say("import_screen.mapping_saved", file=Path(name).name))

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

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_undo(event):
            self.work.undo()
        else:
            super().keyPressEvent(event)

    def _is_undo(self, event: QEvent) -> bool:
        return (
            self.draft is not None
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        )

    def _stored(self, imported: object) -> None:
        self.setEnabled(True)
        changed = getattr(imported, "changed", None)
        self._uncover()
        self.work.clear()
        self.left.emit()
        if changed is not None:
            self.session.announce(changed)

    def _lay_over(self, page: UptakePage | FormPage) -> None:
        """Show the comparison with an earlier edition, or an answer form, in place of this page."""
        self._layers.addWidget(page)
        self._layers.setCurrentWidget(page)
        page.left.connect(self._uncover)
        page.taken.connect(lambda: self._stored(None))

    def _uncover(self) -> None:
        page = self._layers.currentWidget()
        if isinstance(page, UptakePage | FormPage):
            self._layers.removeWidget(page)
            page.deleteLater()

    def _refused(self, message: str) -> None:
        self.setEnabled(True)
        self.session.failed.emit(message)

    def _begin_reading(self) -> None:
        if self.draft is not None and self.draft.sheet is not None:
            self.view.sheet.table.setFocus()

    def _turn(self) -> None:
        if self.draft is not None:
            self.load(self.draft.path)

    def _take_proposal(self, finding: Finding, refused: bool = False) -> None:
        self.work.change(lambda draft: taken(draft, finding, refused=refused), only_if_read=True)

    def _take_at_cursor(self) -> None:
        index = self.view.sheet.table.currentIndex()
        if self.draft is not None and index.isValid():
            for finding in self.draft.picture.findings(index.row(), index.column()):
                self._take_proposal(finding)
                return

    def _show_draft(self) -> None:
        draft = self.draft
        self._stack.setCurrentIndex(0 if draft is not None else 1)
        self.file_button.retitle(draft.path.name if draft else say("import_screen.choose_file"))
        self.tables.show_draft(draft)
        if draft is not None:
            self.view.show_draft(draft)
        kept = draft is not None and draft.said.kept and draft.remembered is not None
        self._show_notice(say("import_screen.kept") if kept else "", kept)
        self._show_state()

    def _show_notice(self, text: str, kept: bool = False) -> None:
        self._notice.setVisible(bool(text))
        self._notice_text.setText(text)
        self.guess_button.setVisible(kept)

    def _show_state(self) -> None:
        """Say what is still missing before the import, or that it can begin."""
        draft = self.draft
        reason = missing(draft, self.work.is_waiting, self.target.package_id is not None)
        self.steps.show_steps(steps_of(draft, not reason), reason)
        count = len(draft.items) if draft else 0
        self.import_button.retitle(
            say("import_screen.do", n=count) if count else say("import_screen.do_none")
        )
        self.import_button.disable(reason)
        listed = draft is not None and not draft.for_answers
        path, mapping = (draft.path, draft.mapping) if draft and listed else (None, None)
        self.compare_button.offer(self.target.name.text(), path, mapping, reason)
        self.save_button.disable("" if draft and draft.table else say("import_screen.need.table"))

    def _connect(self) -> None:
        self.target.turned.connect(self._turn)
        self.target.changed.connect(self._show_state)
        work = self.work
        work.shown.connect(self._show_draft)
        work.waiting.connect(self._show_state)
        work.first_read.connect(self._begin_reading)
        self.tables.hinted.connect(work.hint)
        self.tables.vendor_chosen.connect(work.choose_vendor)
        self.view.columns.assigned.connect(work.assign)
        self.view.sheet.table.role_asked.connect(work.set_role)
        self.view.sheet.table.take_asked.connect(self._take_at_cursor)
        self.view.findings.taken.connect(self._take_proposal)
        self.view.findings.refused.connect(lambda finding: self._take_proposal(finding, refused=True))
        self.view.legend.decided.connect(work.decide)
        self.view.legend.split.connect(work.split)
        self.view.legend.rest_decided.connect(work.decide_rest)
        self.view.legend.all_confirmed.connect(lambda: work.change(with_everything_offered))
        on_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        following = QShortcut(QKeySequence("F8"), self, context=on_page)
        following.activated.connect(self.view.findings.next)

    def _build(self) -> None:
        self._layers, body = QStackedLayout(self), QWidget()
        self._layers.addWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head(), self.target, self.steps, self._notice_bar()):
            column.addWidget(part)
        for choice in (self.tables.rows_word, self.tables.rows, self.tables.vendor_word, self.tables.vendor):
            self.target.add_right(choice)
        self._stack = QStackedWidget()
        choose = Button(say("import_screen.choose_file"), "primary", clicked=self.choose_file)
        self._stack.addWidget(self.view)
        self._stack.addWidget(
            EmptyState("file", say("import_screen.no_file"), say("import_screen.no_file_hint"), choose)
        )
        column.addWidget(self._stack, 1)

    def _head(self) -> Bar:
        head = Bar(height("head"))
        head.add(Button(say("shell.screen.features"), "quiet", icon="left", clicked=self.left.emit))
        head.add(Label(say("import_screen.title"), "title", bold=True))
        self.file_button = Button(say("import_screen.choose_file"), icon="file", clicked=self.choose_file)
        for part in (self.file_button, self.tables.sheet, self.tables.table):
            head.add(part)
        self.save_button = Button(say("import_screen.save_mapping"), clicked=self.save_mapping)
        self.import_button = Button(say("import_screen.do_none"), "primary", clicked=self.store)
        self.compare_button = CompareButton(self.session, self._lay_over)
        head.add_right(self.save_button)
        head.add_right(self.compare_button)
        head.add_right(self.import_button)
        return head

    def _notice_bar(self) -> Bar:
        self._notice = Bar(px(30), ground="surface2")
        self._notice_text = Label("", "second", ink="text2", elide=True)
        self._notice.add(self._notice_text, 1)
        self.guess_button = Button(say("import_screen.guess_again"), "quiet", clicked=self.work.guess_again)
        self._notice.add_right(self.guess_button)
        self._notice.hide()
        return self._notice
