"""The screen 共有: its start page, the preview of files, and the settling of conflicts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from models.exchange.package import lacking, write_package
from models.exchange.sources import known_ids
from models.members.queries import acting_member
from models.project.history import ledger_size
from models.words import say
from views.exchange.arrivals import Progress, Taken
from views.exchange.error_list import ErrorList
from views.exchange.open_matters import OpenMatters
from views.exchange.preview_page import PreviewPage
from views.exchange.receive_pane import ReceivePane, dropped_files
from views.exchange.settle_page import SettlePage
from views.shared.panes import Splitter
from views.shared.reading import reading_copy
from views.shared.screen import Screen, SearchHit
from views.shared.session import Cancelled, Session
from views.shared.tokens import px

_LEFT, _RIGHT = 440, 792


class ExchangeScreen(Screen):
    """Three pages: what can be handed over, the preview, and the cards of the open conflicts."""

    key = "exchange"
    title_key = "shell.screen.exchange"
    icon = "exchange"
    narrow_rail = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hand, self.matters = ReceivePane(), OpenMatters()
        self.preview, self.settling = PreviewPage(session), SettlePage(session)
        self.unreadable = ErrorList(say("exchange_screen.errors"))
        self.hand.column.insertWidget(1, self.unreadable)
        self.hand.setMinimumWidth(px(380))
        start = Splitter(self.hand, self.matters)
        start.setStretchFactor(0, 0)
        start.setStretchFactor(1, 1)
        start.setSizes([px(_LEFT), px(_RIGHT)])
        self.start = start
        self._stack = QStackedWidget()
        for page in (start, self.preview, self.settling):
            self._stack.addWidget(page)
        self.set_content(self._stack)
        self.setAcceptDrops(True)
        self._connect()

    def receive(self, paths: Sequence[Path]) -> None:
        """Look at files; they are taken in from the preview."""
        self.unreadable.show_errors([])
        self.preview.receive(list(paths))

    def refresh(self, tables: frozenset[str]) -> None:
        project = self.session.project
        size = ledger_size(project)
        self.hand.show_total(size)
        self.hand.show_signer(project.signer is not None)
        self.hand.head.show_note(say("exchange_screen.ledger", n=size, count=f"{size:,}"))
        self.matters.show_project(project)
        if self._stack.currentWidget() is self.settling:
            self.settling.show_project()
        elif self._stack.currentWidget() is self.preview and self.preview.is_open():
            self.preview.look_again()

    def status_text(self) -> str:
        page = self._stack.currentWidget()
        if page is self.preview:
            return self.preview.status()
        if page is self.settling:
            return self.settling.status()
        return say("exchange_screen.status.start", n=len(self.matters.listed))

    def search_records(self, text: str) -> list[SearchHit]:
        found = [one for one in self.matters.listed if text in one.item or text in one.field]
        return [SearchHit(self.key, one.cell, one.item, one.field, self.icon) for one in found[:20]]

    def open_item(self, item_id: Hashable) -> None:
        self._settle(item_id)

    def item_actions(self) -> list[QAction]:
        made = []
        for key, act in (
            ("receive.choose", self._choose),
            ("settle_all", lambda: self._settle(None)),
            ("give.write", self._write),
        ):
            action = QAction(say(f"exchange_screen.{key}"), self)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return made

    def back(self) -> bool:
        page = self._stack.currentWidget()
        if page is self.preview:
            return self.preview.leave()
        if page is self.settling:
            return self.settling.leave()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receive(dropped_files(event))

    def _connect(self) -> None:
        self.hand.choose_asked.connect(self._choose)
        self.hand.dropped.connect(self.receive)
        self.hand.other_asked.connect(self._choose_other)
        self.hand.write_asked.connect(self._write)
        self.matters.settle_asked.connect(lambda one: self._settle(None if one is None else one.cell))
        self.preview.opened.connect(lambda: self._show(self.preview))
        self.preview.left.connect(self._go_back)
        self.preview.taken.connect(self._taken)
        self.preview.unreadable.connect(self._unreadable)
        self.preview.add_asked.connect(self._choose)
        self.preview.gap_asked.connect(lambda gap: self.open_asked.emit("gaps", gap))
        self.preview.noted.connect(self.note_status)
        self.settling.left.connect(self._go_back)
        self.settling.noted.connect(self.note_status)

    def _show(self, page: object) -> None:
        for one in (self.start, self.preview, self.settling):
            if one is page:
                self._stack.setCurrentWidget(one)
        self.note_status()

    def _go_back(self) -> None:
        self._show(self.start)
        self.hand.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, item: Hashable) -> None:
        self.settling.show_project()
        self._show(self.settling)
        self.settling.go_to_row(item)
        self.settling.cards.enter()

    def _taken(self, taken: Taken) -> None:
        self._go_back()
        self.session.announce(taken)
        self.unreadable.show_errors(taken.left)
        if self.matters.listed:
            self.matters.enter()

    def _unreadable(self, messages: Sequence[str]) -> None:
        if self.preview.is_open():
            self.preview.files.errors.show_errors(messages)
        else:
            self.unreadable.show_errors(messages)

    def _folder(self) -> str:
        file = self.session.project.file
        return "" if file is None else str(file.path.parent)

    def _choose(self) -> None:
        kinds = f"{say('exchange_screen.file_kind')} (*.fgx *.fitgap)"
        title = say("exchange_screen.receive.choose")
        paths, _ = QFileDialog.getOpenFileNames(self, title, self._folder(), kinds)
        if paths:
            self.receive([Path(path) for path in paths])

    def _choose_other(self) -> None:
        kinds = f"{say('exchange_screen.file_kind')} (*.fgx *.fitgap)"
        paths, _ = QFileDialog.getOpenFileNames(
            self, say("exchange_screen.give.their_file"), self._folder(), kinds
        )
        if not paths:
            return
        project = self.session.project

        def work(progress: Progress, cancelled: Cancelled) -> tuple[frozenset[bytes], int]:
            known = frozenset[bytes]().union(*(known_ids(Path(path)) for path in paths))
            with reading_copy(project) as copy:
                return known, lacking(copy, known)

        names = say("exchange_screen.between_files").join(Path(path).name for path in paths)
        self.session.work(
            say("exchange_screen.reading"), work, lambda found: self.hand.show_other(names, *found)
        )

    def _write(self) -> None:
        if not self.hand.write_button.isEnabled():
            return
        member = acting_member(self.session.project)
        place = member.place.split(" ")[0] if member is not None and member.place else "fitgap"
        wished = Path(self._folder()) / f"{place}_{date.today().isoformat()}.fgx"
        kinds = f"{say('exchange_screen.package_kind')} (*.fgx)"
        path, _ = QFileDialog.getSaveFileName(self, say("exchange_screen.give.write"), str(wished), kinds)
        if not path:
            return
        target = Path(path) if path.endswith(".fgx") else Path(path + ".fgx")
        project, known = self.session.project, self.hand.known()

        def work(progress: Progress, cancelled: Cancelled) -> int:
            with reading_copy(project) as copy:
                return write_package(copy, target, known, progress)

        def done(count: int) -> None:
            words = say("exchange_screen.give.done", n=count, count=f"{count:,}")
            self.hand.written.show_file(target, words, can_open=False)

        self.session.work(say("exchange_screen.give.writing"), work, done)
