"""Opens the window on the screen of flows, with the screens beside it that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.project.project import Project
from tests.gui.shared.gallery import entries, facts
from views.flows.screen import FlowScreen
from views.shared.session import Session
from views.shell.facts import ScreenEntry
from views.shell.window import MainWindow

Open = Callable[..., FlowScreen]


@pytest.fixture
def open_screen(qtbot: QtBot) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def make(project: Project) -> FlowScreen:
        entry = ScreenEntry("flows", "shell.screen.flows", "flow", FlowScreen)
        others = [one for one in entries() if one.key in ("features", "indicators")]
        gaps = replace(others[1], key="gaps")
        window = MainWindow(Session(project), [entry, others[0], gaps], facts)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        screen = window.show_screen("flows")
        assert isinstance(screen, FlowScreen)
        window.enter_screen()
        return screen

    yield make
    for window in windows:
        window.close()
