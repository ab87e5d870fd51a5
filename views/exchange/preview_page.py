"""A look at what the chosen files would bring, before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict, Version
from models.exchange.package import Package
from models.exchange.preview import Preview
from models.words import say
from views.exchange.arrivals import Looked, Progress, Taken, look_at, take_in
from views.exchange.brought_pane import BroughtPane
from views.exchange.conflict_pane import ConflictPane
from views.exchange.file_pane import FilePane
from views.shared.empty import EmptyState
from views.shared.panes import Splitter
from views.shared.session import Cancelled, Session
from views.shared.tokens import px

_LEFT, _RIGHT = 364, 867


class PreviewPage(QWidget):
    """`opened` when there is something to look at, `left` when it was given up, `taken(Taken)` after merging.

    `unreadable(messages)` when no file could be read at all; `noted` when the status changed.
    """

    opened = Signal()
    left = Signal()
    taken = Signal(object)
    unreadable = Signal(object)
    noted = Signal()
    gap_asked = Signal(object)
    add_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: Preview | None = None
        self._again = False
        self._seen: list[object] = []
        self.files, self.brought = FilePane(), BroughtPane()
        empty = EmptyState(
            "exchange", say("exchange_screen.no_conflicts"), say("exchange_screen.no_conflicts_hint")
        )
        self.cards = ConflictPane(empty, "left")
        splitter = Splitter(self.brought, self.cards)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([px(_LEFT), px(_RIGHT)])
        self.brought.setMinimumWidth(px(260))
        self.cards.setMinimumWidth(px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.files)
        column.addWidget(splitter, 1)
        self._connect()

    def receive(self, paths: Sequence[Path]) -> None:
        """Read files and show them beside those chosen before."""
        have = {line.path for line in self.files.lines}
        fresh = [path for path in dict.fromkeys(paths) if path not in have]
        if self._session.is_working():
            self._session.failed.emit(say("shell.work.busy"))
            return
        before = tuple(line.shown.source for line in self.files.lines)
        if fresh:
            self._look(fresh, before, self._arrived)

    def look_again(self) -> None:
        """Work the preview out anew for the files that are ticked now."""
        if self._session.is_working():
            self._again = True
            return
        sources = tuple(line.shown.source for line in self.files.ticked())
        self._look((), sources, self._looked)

    def is_open(self) -> bool:
        """Whether files are being looked at."""
        return bool(self.files.lines)

    def leave(self) -> bool:
        """Esc: out of a text field, else give the preview up. Nothing was stored."""
        if self.cards.leave_writing():
            return True
        self.files.forget()
        self.cards.forget()
        self._found = None
        self.left.emit()
        return True

    def status(self) -> str:
        """Which conflict is in hand."""
        at, count = self.cards.place()
        one = self.cards.current()
        if one is None:
            return say("exchange_screen.status.preview", n=len(self.files.lines))
        return say(
            "exchange_screen.status.conflict", at=at, n=count, item=one.item.split(" ")[0], field=one.field
        )

    def take(self) -> None:
        """Merge the ticked files and store what was decided."""
        if not self.files.take_button.isEnabled() or self._session.is_working():
            return
        project = self._session.project
        sources = tuple(line.shown.source for line in self.files.ticked())
        decided = self.cards.decisions()
        self.files.take_button.disable(say("exchange_screen.working"))
        self._session.work(
            say("exchange_screen.taking"),
            lambda _progress, _cancelled: take_in(project, sources, decided),
            self._took,
            self._failed,
        )

    def _connect(self) -> None:
        self.files.ticks_changed.connect(self.look_again)
        self.files.add_asked.connect(self.add_asked)
        self.files.leave_asked.connect(self.leave)
        self.files.take_asked.connect(self.take)
        self.brought.conflict_asked.connect(self._go_to)
        self.brought.gap_asked.connect(self.gap_asked)
        self.cards.changed.connect(self._card_changed)
        self._session.work_ended.connect(self._ended)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.take)

    def _look(self, paths: Sequence[Path], before: Sequence[Package], done: object) -> None:
        project = self._session.project

        def work(progress: Progress, cancelled: Cancelled) -> Looked:
            return look_at(project, paths, before, progress, cancelled)

        self.files.take_button.disable(say("exchange_screen.working"))
        self._session.work(
            say("exchange_screen.looking"),
            work,
            lambda looked: done(looked) if callable(done) else None,
            self._failed,
        )

    def _arrived(self, looked: Looked) -> None:
        if not looked.sources:
            self.unreadable.emit(looked.errors)
            self._show_button()
            return
        was_open = self.is_open()
        self.files.errors.show_errors(looked.errors)
        self.files.show_files(looked.found)
        if len(self.files.ticked()) == len(self.files.lines):
            self._looked(looked)
        else:
            self._show(looked.found)
            QTimer.singleShot(0, self, self.look_again)
        if not was_open:
            self.opened.emit()
            self.files.table.setFocus()

    def _looked(self, looked: Looked) -> None:
        self.files.show_files(looked.found)
        self._show(looked.found)

    def _show(self, found: Preview) -> None:
        self._found = found
        self._seen = [one.source.path for one in found.files]
        errors = [f"{one.where}　{one.message}" for one in found.damaged]
        shown = [one for one in self.files.errors.messages() if one not in errors]
        self.files.errors.show_errors([*shown, *errors])
        self.files.show_counts(found)
        waits = say("exchange_screen.between_files").join(
            one.source.path.name for one in found.files if one.waiting
        )
        self.brought.show_preview(found, waits)
        coming = {one.changeset for one in found.acts}
        refusal = say("exchange_screen.readonly_settle") if self._session.project.readonly else ""

        def title(_conflict: Conflict, side: Version) -> str:
            return say(
                "exchange_screen.card.theirs" if side.changeset in coming else "exchange_screen.card.ours"
            )

        self.cards.show_conflicts(found.conflicts, title, refusal)
        title_words = say("exchange_screen.conflicts", n=len(found.conflicts))
        self.cards.show_head(title_words, refusal or say("exchange_screen.conflicts_hint"))
        self._show_button()

    def _show_button(self) -> None:
        ticked = len(self.files.ticked())
        button = self.files.take_button
        button.retitle(say("exchange_screen.take", n=ticked))
        decided = len(self.cards.decisions())
        note = say("exchange_screen.preview_note", n=len(self.files.lines))
        if decided:
            note += "　" + say("exchange_screen.decided", n=decided, all=self.cards.place()[1])
        self.files.head.show_note(note)
        if self._session.project.database.readonly:
            button.disable(say("exchange_screen.readonly"))
        elif ticked and [line.path for line in self.files.ticked()] != self._seen:
            button.disable(say("exchange_screen.not_looked_at"))
        elif not ticked:
            button.disable(say("exchange_screen.tick_one"))
        elif self._found is not None and not self._found.new and not decided:
            button.disable(say("exchange_screen.nothing_to_take"))
        else:
            button.disable()
        self.noted.emit()

    def _card_changed(self) -> None:
        self.brought.show_current(self.cards.current())
        self._show_button()

    def _go_to(self, conflict: Conflict) -> None:
        self.cards.go_to(self.cards.place_of(lambda one: one.cell == conflict.cell), focus=False)

    def _took(self, taken: Taken) -> None:
        self.files.forget()
        self.cards.forget()
        self._found = None
        self.taken.emit(taken)

    def _failed(self, message: str) -> None:
        self._session.failed.emit(message)
        self._show_button()

    def _ended(self) -> None:
        if self._again:
            self._again = False
            QTimer.singleShot(0, self, self.look_again)
        elif self.is_open():
            QTimer.singleShot(0, self, self._show_button)
