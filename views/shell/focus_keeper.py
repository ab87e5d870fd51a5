"""Keeps the focus where the person works, when the widget that had it goes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from views.shared.panes import Pane
from views.shell.pane_round import enter_first


class FocusKeeper(QObject):
    """A form that closes, a screen that is left: Qt gives their focus to whatever comes next in the chain.

    Here it goes to the list of the same pane, or to the first pane of the screen in front, unless somebody
    gives it a place at once.
    """

    def __init__(self, window: QMainWindow, enter_screen: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._enter_screen = window, enter_screen
        self._pane: Pane | None = None
        self._stray: QWidget | None = None
        self._waits = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._waits and self._stray is not None and old is self._stray and old.isVisible():
            self._waits = False  # somebody gave it a place
        lost = old is not None and isValid(old) and old.window() is self._window and not old.isVisible()
        gone = new is None and QApplication.activeWindow() is self._window
        if lost or gone:
            self._stray = new
            if not self._waits:
                self._waits = True
                QTimer.singleShot(0, self, self._give_back)
        elif new is not None and new.window() is self._window:
            self._pane = _pane_of(new)

    def _give_back(self) -> None:
        """Unless it was given a place meanwhile."""
        if not self._waits:
            return
        self._waits = False
        in_list = isinstance(QApplication.focusWidget(), QAbstractItemView)
        if in_list or QApplication.activeWindow() is not self._window:
            return
        pane = self._pane if self._pane is not None and isValid(self._pane) else None
        while pane is not None and not pane.isVisible():
            pane = _pane_of(pane.parentWidget())
        if not enter_first([pane] if pane is not None else []):
            self._enter_screen()


def _pane_of(widget: QWidget | None) -> Pane | None:
    while widget is not None and not isinstance(widget, Pane):
        widget = widget.parentWidget()
    return widget
