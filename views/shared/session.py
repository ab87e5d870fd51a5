"""The open project as screens see it: one door for changes, one for long work."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from models.errors import UserError
from models.words import say

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Changed(Protocol):
    """What a command returns."""

    @property
    def tables(self) -> frozenset[str]: ...
    @property
    def summary(self) -> str: ...
    @property
    def undoable(self) -> bool: ...


class Cancel(Exception):
    """Raised by long work that stops because it was asked to (see `Session.work`)."""


class Session(QObject):
    """Holds the open project; runs its commands and tells what changed.

    Signals: `changed(tables)` after every change; `failed(sentence)` when a command or work could not be
    done; `done(summary, undoable)`; `work_started(title)`, `work_progress(done, total)`, `work_ended()`.
    """

    changed = Signal(frozenset)
    failed = Signal(str)
    done = Signal(str, bool)
    work_started = Signal(str)
    work_progress = Signal(int, int)
    work_ended = Signal()

    def __init__(self, project: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.undo_command: Callable[[], Changed] | None = getattr(project, "undo", None)
        self._thread: _Work | None = None
        self._quiet: set[_Work] = set()
        self._told: list[str] = []  # the summaries of what was done since this window opened

    def run(self, command: Callable[[], Changed]) -> bool:
        """Run a command and tell what changed; False when it could not be done (the sentence is shown)."""
        try:
            change = command()
        except UserError as error:
            self.failed.emit(error.message)
            return False
        self.announce(change)
        return True

    def announce(self, change: Changed) -> None:
        """Tell of a change that was already made (long work that wrote)."""
        self.changed.emit(frozenset(change.tables))
        if change.summary:
            self._told.append(change.summary)
            self.done.emit(change.summary, change.undoable)

    def undo(self) -> bool:
        """Take back the last act done here; nobody takes back yesterday's work by a slip of the hand."""
        if self.undo_command is None or self.is_working():
            return False
        if not self._told:
            self.failed.emit(say("shell.undo.nothing"))
            return False
        try:
            change = self.undo_command()
        except UserError as error:
            self.failed.emit(error.message)
            return False
        what = self._told.pop()
        self.changed.emit(frozenset(change.tables))
        self.done.emit(say("shell.undo.done", what=what), False)
        return True

    def is_working(self) -> bool:
        """Whether long work runs."""
        return self._thread is not None

    def work(
        self,
        title: str,
        function: Callable[[Progress, Cancelled], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> bool:
        """Run `function(progress, cancelled)` in another thread, then `done(result)` in this one.

        `progress(done, total)` shows how far it is, `cancelled()` asks whether to stop; then raise `Cancel`
        or return. A `UserError` shows its sentence (or goes to `failed`). One work at a time: False if busy.
        """
        if self._thread is not None:
            self.failed.emit(say("shell.work.busy"))
            return False
        leave = getattr(self.project, "leave_thread", lambda: None)
        work = _Work(function, leave, self)
        self._thread = work
        work.progressed.connect(self.work_progress)
        work.finished.connect(lambda: self._finish(work, done, failed))
        self.work_started.emit(title)
        work.start()
        return True

    def quietly(
        self,
        function: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Find something out in another thread, beside whatever else goes on, then `done(result)` here.

        For what may come a moment later: nothing is shown and nothing can be written. Where it fails,
        `failed` gets the sentence; without it, what fails is left out. Faults of the program are recorded.
        """
        leave = getattr(self.project, "leave_thread", lambda: None)
        work = _Work(lambda progress, cancelled: function(), leave, self)
        self._quiet.add(work)
        work.finished.connect(lambda: self._finish_quiet(work, done, failed))
        work.start(QThread.Priority.LowPriority)

    def cancel_work(self) -> None:
        """Ask the running work to stop."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def wait(self) -> None:
        """Stop running work and wait for its end (before the window closes)."""
        if self._thread is not None:
            self._thread.requestInterruption()
            self._thread.wait()
        for work in list(self._quiet):
            work.wait()

    def _finish_quiet(
        self, work: _Work, done: Callable[[Any], object], failed: Callable[[str], object] | None
    ) -> None:
        self._quiet.discard(work)
        work.deleteLater()
        if work.error is None:
            done(work.result)
            return
        sentence = say("shell.work.broke")
        if isinstance(work.error, UserError):
            sentence = work.error.message
        else:
            log.error("finding out failed", exc_info=work.error)
        if failed is not None:
            failed(sentence)

    def _finish(
        self,
        work: _Work,
        done: Callable[[Any], object] | None,
        failed: Callable[[str], object] | None,
    ) -> None:
        self._thread = None
        self.work_ended.emit()
        work.deleteLater()
        if isinstance(work.error, Cancel):
            return
        if isinstance(work.error, UserError):
            (failed or self.failed.emit)(work.error.message)
            return
        if work.error is not None:
            log.error("work failed", exc_info=work.error)
            (failed or self.failed.emit)(say("shell.work.broke"))
            return
        if done is not None:
            try:
                done(work.result)
            except UserError as error:
                self.failed.emit(error.message)


class _Work(QThread):
    progressed = Signal(int, int)

    def __init__(
        self, function: Callable[[Progress, Cancelled], Any], at_end: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._function, self._at_end = function, at_end
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._function(self.progressed.emit, self.isInterruptionRequested)
        except Exception as error:
            self.error = error
        finally:
            self._at_end()
