"""The window with the screen of gaps alone, for a `project` that each file makes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.project.project import Project
from tests.gui.gaps.opening import open_screen
from views.gaps.gap_screen import GapScreen
from views.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, project: Project) -> Iterator[MainWindow]:
    made, _ = open_screen(qtbot, project)
    yield made
    made.close()


@pytest.fixture
def screen(window: MainWindow) -> GapScreen:
    found = window.current_screen()
    assert isinstance(found, GapScreen)
    return found
