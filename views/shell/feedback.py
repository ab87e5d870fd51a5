"""Shows on the screen in front what the session tells: errors, what was done, how far work is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from views.shared.screen import Screen
from views.shared.session import Session


class Feedback(QObject):
    """Listens to a session; `front` gives the screen in front."""

    def __init__(
        self,
        session: Session,
        screens: Mapping[str, Screen],
        front: Callable[[], Screen | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._screens, self._front = screens, front
        session.failed.connect(self._show_error)
        session.done.connect(self._show_done)
        session.work_started.connect(self._start_work)
        session.work_progress.connect(self._show_progress)
        session.work_ended.connect(self._end_work)

    def _show_error(self, message: str) -> None:
        screen = self._front()
        if screen is not None:
            screen.errors.show_error(message)

    def _show_done(self, summary: str, undoable: bool) -> None:
        for screen in self._screens.values():
            screen.undo_bar.hide()
        front = self._front()
        if front is not None:
            front.undo_bar.show_done(summary, undoable)

    def _start_work(self, title: str) -> None:
        for screen in self._screens.values():
            screen.work_bar.start(title)

    def _show_progress(self, done: int, total: int) -> None:
        for screen in self._screens.values():
            screen.work_bar.show_progress(done, total)

    def _end_work(self) -> None:
        for screen in self._screens.values():
            screen.work_bar.hide()
