from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.shared.gallery import GapScreen, entries, facts
from views.shared.inline_form import InlineForm
from views.shared.session import Session
from views.shell.window import MainWindow


@pytest.fixture
def gaps(qtbot: QtBot) -> Iterator[GapScreen]:
    window = MainWindow(Session(None), entries(), facts)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    window.enter_screen()
    screen = window.show_screen("gaps")
    assert isinstance(screen, GapScreen)
    yield screen
    window.close()


def test_a_screen_that_is_left_hands_the_focus_to_the_list_of_the_next(qtbot: QtBot, gaps: GapScreen) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is gaps.table)


def test_a_form_that_closes_gives_the_focus_back_to_its_pane(qtbot: QtBot, gaps: GapScreen) -> None:
    gaps.table.setFocus()
    pane = gaps.list_pane
    form = InlineForm("独自業務", "追加", "")
    form.add_field("name", "名前")
    pane.add(form)
    form.open_form()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.field("name"))
    form.hide()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is gaps.table)


def test_a_place_given_at_once_is_kept(qtbot: QtBot, gaps: GapScreen) -> None:
    pane = gaps.list_pane
    first, second = QPushButton("一"), QPushButton("二")
    for button in (first, second):
        pane.add(button)
    first.setFocus()
    first.hide()
    second.setFocus()
    qtbot.wait(30)
    assert QApplication.focusWidget() is second


def test_tab_comes_to_the_buttons_of_a_form_last(qtbot: QtBot, gaps: GapScreen) -> None:
    form = InlineForm("独自業務", "追加", "")
    form.add_field("name", "名前")
    form.add_field("note", "備考")
    gaps.list_pane.add(form)
    form.open_form()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.field("name"))
    order = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [form.field("note"), form.action, form.leave]
