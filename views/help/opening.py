"""Opens the help for a window, and closes it with the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from views.help.help_window import HelpWindow
from views.help.pages import ABOUT, START, page_for


class Help(QObject):
    """The help of one window; its own window is made when it is first opened."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.window: HelpWindow | None = None
        owner.installEventFilter(self)

    def open_for(self, screen: str) -> None:
        """Show the page of a screen."""
        self._open(page_for(screen))

    def open_about(self) -> None:
        """Show what version of the program this is."""
        self._open(ABOUT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.window is not None:
            self.window.close()
        return False

    def _open(self, name: str) -> None:
        if self.window is None:
            self.window = HelpWindow(self._owner)
        self.window.open_page(name)


def answer_f1(owner: QWidget, screen: str = START) -> None:
    """Let F1 open the help in a window without menus."""
    help_of = Help(owner)
    QShortcut(QKeySequence("F1"), owner).activated.connect(lambda: help_of.open_for(screen))
