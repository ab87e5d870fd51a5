from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.words import use_language
from tests.gui.shared.gallery import entries, facts
from views.help.about import program_version
from views.help.help_window import HelpWindow
from views.help.opening import answer_f1
from views.help.pages import PAGES
from views.shared.session import Session
from views.shared.tokens import hex_colour, use_theme
from views.shell.window import MainWindow
from views.start.start_screen import StartScreen

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    use_language("ja")
    made = MainWindow(Session(None), entries(), partial(facts, False))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    made.close()


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def opened(qtbot: QtBot, window: MainWindow) -> HelpWindow:
    press(qtbot, Qt.Key.Key_F1)
    made = window.menus.help.window
    assert made is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made and made.view.hasFocus())
    return made


def test_f1_opens_the_page_of_the_screen_and_esc_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("gaps")
    window.enter_screen()
    page = opened(qtbot, window)
    assert page.name == "gaps" and page.list.current_name() == "gaps"
    assert page.view.toPlainText().startswith("ギャップ")
    assert page.list.names() == list(PAGES)
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.isVisible()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.show_screen("exchange")
    window.enter_screen()
    assert opened(qtbot, window) is page and page.name == "exchange"
    press(qtbot, Qt.Key.Key_F1)
    assert not page.isVisible()


def test_links_lead_to_pages_and_back(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("gaps")
    page = opened(qtbot, window)
    assert not page.back_button.isEnabled()
    page.view.anchorClicked.emit(QUrl("exchange.md"))
    assert page.name == "exchange" and page.list.current_name() == "exchange"
    for target in ("https://example.jp/", "file:///etc/passwd", "nowhere.md", "../ja/gaps.md"):
        page.view.anchorClicked.emit(QUrl(target))
        assert page.name == "exchange"
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert page.name == "gaps" and not page.back_button.isEnabled()
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert page.name == "gaps"


def test_search_finds_pages_and_marks_the_words(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("overview")
    page = opened(qtbot, window)
    press(qtbot, Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    page.search.setText("差し戻し")
    qtbot.waitUntil(lambda: "commands" not in page.list.names())
    assert {"gaps", "decisions"} <= set(page.list.names())
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    page.list.choose("decisions")
    page.list.page_chosen.emit("decisions")
    assert page.name == "decisions" and page.view.mark_count() >= 3
    press(qtbot, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    page.search.setText("どこにもない")
    qtbot.waitUntil(lambda: not page.list.isVisible())
    page.search.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.isVisible() and page.search.text() == ""
    qtbot.waitUntil(lambda: page.list.names() == list(PAGES))
    assert page.view.mark_count() == 0
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_enter_in_the_search_reads_the_first_page_found(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    press(qtbot, Qt.Key.Key_F, CTRL)
    page.search.setText("凡例")
    press(qtbot, Qt.Key.Key_Return)
    assert page.name == "features" and page.view.hasFocus()


def test_the_menu_names_the_version(qtbot: QtBot, window: MainWindow) -> None:
    about = next(act for act in window.menus.actions_listed() if act.text() == "バージョン情報")
    about.trigger()
    page = window.menus.help.window
    assert page is not None and page.name == "about"
    assert program_version() in page.view.toPlainText() and program_version()[0].isdigit()


def test_the_page_follows_the_theme(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    for theme in ("dark", "light"):
        use_theme(theme)
        assert hex_colour("text").lower() in page.view.toHtml().lower()


def test_the_size_is_remembered_and_the_help_closes_with_the_window(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    page.resize(700, 500)
    window.close()
    assert not page.isVisible()
    again = MainWindow(Session(None), entries(), partial(facts, False))
    qtbot.addWidget(again)
    again.menus.help.open_for("flows")
    assert again.menus.help.window is not None
    assert (again.menus.help.window.width(), again.menus.help.window.height()) == (700, 500)
    again.close()


def test_the_start_screen_answers_f1_with_the_first_steps(qtbot: QtBot) -> None:
    screen = StartScreen([])
    qtbot.addWidget(screen)
    answer_f1(screen)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is screen)
    qtbot.keyClick(screen, Qt.Key.Key_F1)
    page = screen.findChild(HelpWindow)
    assert page is not None and page.name == "start"
    screen.close()
    assert not page.isVisible()


def test_pages_load_nothing(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    page.view.show_text("![x](https://example.jp/x.png) ![y](/etc/hostname)", [""])
    assert page.view.loadResource(2, QUrl("https://example.jp/x.png")) is None
