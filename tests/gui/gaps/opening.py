"""Opens the window on the screen of gaps."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.project.project import Project
from views.gaps.gap_screen import GapScreen
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow


def open_screen(qtbot: QtBot, project: Project) -> tuple[MainWindow, GapScreen]:
    entries = [ScreenEntry("gaps", "shell.screen.gaps", "gap", GapScreen)]
    window = MainWindow(Session(project), entries, partial(ShellFacts, "共同更新"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    screen = window.current_screen()
    assert isinstance(screen, GapScreen)
    return window, screen
