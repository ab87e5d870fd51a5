from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from models.errors import UserError
from models.words import use_language
from tests.gui.shared.gallery import Change, GapRow, GapScreen, PlainScreen, entries, facts
from views.shared.session import Cancel, Session
from views.shared.tokens import is_dark
from views.shell.window import MainWindow
from views.start.start_screen import RecentProject, StartScreen

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_window(qtbot: QtBot, demo: bool = False) -> MainWindow:
    made = MainWindow(Session(None), entries(), partial(facts, demo))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def current(screen: GapScreen) -> GapRow:
    row = screen.table.current_row()
    assert row is not None
    return row


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(qtbot)
    yield made
    made.close()


@pytest.fixture
def gaps(window: MainWindow) -> GapScreen:
    screen = window.show_screen("gaps")
    assert isinstance(screen, GapScreen)
    screen.table.setFocus()
    return screen


def key(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target: QWidget = QApplication.focusWidget() or window
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_screens_are_made_when_first_shown(qtbot: QtBot, window: MainWindow) -> None:
    assert list(window.screens) == ["overview"]
    for number, name in ((4, "gaps"), (9, "indicators")):
        key(qtbot, window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert window.screen_key() == name and window.rail.items[name].isChecked()
    assert list(window.screens) == ["overview", "gaps", "indicators"]


def test_the_rail_is_walked_by_keys_and_tells_what_waits(qtbot: QtBot, window: MainWindow) -> None:
    items = window.rail.items
    assert items["scoring"].accessibleName() == "実機評価、自分を待つもの 5件"
    assert items["gaps"].accessibleName() == "ギャップ、42件"
    items["overview"].setFocus()
    qtbot.keyClick(items["overview"], Qt.Key.Key_Down)
    assert items["features"].hasFocus() and window.screen_key() == "overview"
    qtbot.keyClick(items["features"], Qt.Key.Key_Return)
    assert window.screen_key() == "features"


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow, gaps: GapScreen) -> None:
    assert gaps.table.hasFocus()
    key(qtbot, window, Qt.Key.Key_F6)
    assert gaps.inspector.isAncestorOf(focused())
    key(qtbot, window, Qt.Key.Key_F6)
    assert window.rail.isAncestorOf(focused())
    key(qtbot, window, Qt.Key.Key_F6)
    assert gaps.table.hasFocus()
    key(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert window.rail.isAncestorOf(focused())


def test_keys_of_the_focused_pane_stand_in_the_status_line(
    qtbot: QtBot, window: MainWindow, gaps: GapScreen
) -> None:
    assert ("F2", "直接編集") in window.status._shown
    gaps.inspector.enter()
    assert ("Ctrl+Enter", "提出") in window.status._shown
    assert window.status._shown[-1][0] == "?"


def test_search_finds_records_screens_and_commands(qtbot: QtBot, window: MainWindow, gaps: GapScreen) -> None:
    key(qtbot, window, Qt.Key.Key_K, CTRL)
    box = window.top.search
    assert box.hasFocus() and window.popup.isVisible()
    box.setText("G-013")
    qtbot.waitUntil(lambda: [hit.item_id for hit in window.popup.hits()] == ["G-013"])
    key(qtbot, window, Qt.Key.Key_Return)
    assert current(gaps).id == "G-013" and gaps.table.hasFocus()
    assert not window.popup.isVisible() and box.text() == ""
    key(qtbot, window, Qt.Key.Key_K, CTRL)
    box.setText("暗い")
    key(qtbot, window, Qt.Key.Key_Return)
    assert is_dark()
    key(qtbot, window, Qt.Key.Key_K, CTRL)
    box.setText("どこにもない")
    qtbot.waitUntil(lambda: window.popup.hits() == [])
    assert "どこにもない" in window.popup._nothing.text()
    key(qtbot, window, Qt.Key.Key_Escape)
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not window.popup.isVisible() and gaps.table.hasFocus()


def test_the_key_list_opens_with_a_question_mark_and_gives_the_focus_back(
    qtbot: QtBot, window: MainWindow, gaps: GapScreen
) -> None:
    qtbot.keyClick(gaps.table, "?")
    assert window.key_list.isVisible()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not window.key_list.isVisible() and gaps.table.hasFocus()


def test_the_rail_narrows_where_the_work_needs_width(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.rail.is_narrow()
    window.show_screen("decisions")
    assert window.rail.is_narrow() and window.rail.width() == 48
    key(qtbot, window, Qt.Key.Key_B, CTRL)
    assert not window.rail.is_narrow() and window.rail.width() == 152
    window.show_screen("scoring")
    assert window.rail.is_narrow()
    window.show_screen("decisions")
    assert not window.rail.is_narrow()


def test_an_edit_refreshes_is_told_and_is_undone(
    qtbot: QtBot, window: MainWindow, gaps: GapScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_screen("overview")
    other = window.screens["overview"]
    window.show_screen("gaps")
    seen: list[frozenset[str]] = []
    monkeypatch.setattr(other, "refresh", seen.append)
    undone: list[bool] = []

    def undo() -> Change:
        undone.append(True)
        return Change(frozenset({"gaps"}), "戻しました", undoable=False)

    window.session.undo_command = undo
    gaps.table.choose("G-003")
    assert gaps.rename(current(gaps), "新しい件名")
    assert gaps.refreshed[-1] == frozenset({"gaps"}) and current(gaps).title == "新しい件名"
    assert gaps.undo_bar.isVisible() and seen == []
    gaps.table.setFocus()
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert undone == [True]
    window.show_screen("overview")
    assert seen == [frozenset({"gaps"})]


def test_an_error_is_one_line_until_esc(qtbot: QtBot, window: MainWindow, gaps: GapScreen) -> None:
    def refuse() -> Change:
        raise UserError("shell.work.busy")

    assert not window.session.run(refuse)
    assert "処理が動いています" in gaps.errors.message()
    gaps.table.setFocus()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert gaps.errors.message() == ""


def test_long_work_shows_how_far_and_stops_on_esc(qtbot: QtBot, window: MainWindow, gaps: GapScreen) -> None:
    begun = threading.Event()
    ended: list[object] = []

    def work(progress, cancelled):  # type: ignore[no-untyped-def]
        progress(3, 10)
        begun.set()
        while not cancelled():
            threading.Event().wait(0.005)
        raise Cancel

    assert window.session.work("取り込み中", work, done=ended.append)
    assert not window.session.work("もう一つ", work)
    assert "ほかの処理" in gaps.errors.message()
    qtbot.waitUntil(lambda: gaps.work_bar._count.text() == "3／10")
    assert begun.is_set() and gaps.work_bar.isVisible()
    with qtbot.waitSignal(window.session.work_ended):
        gaps.table.setFocus()
        key(qtbot, window, Qt.Key.Key_Escape)
    assert gaps.work_bar.isHidden() and ended == [] and not window.session.is_working()


def test_work_gives_its_result_or_one_sentence(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    got: list[int] = []
    with qtbot.waitSignal(window.session.work_ended):
        window.session.work("数える", lambda progress, cancelled: 42, done=got.append)
    qtbot.waitUntil(lambda: got == [42])
    for error, words in (
        (UserError("shell.work.busy"), "ほかの処理"),
        (ValueError("secret"), "予期しない問題"),
    ):

        def fail(progress, cancelled, error=error):  # type: ignore[no-untyped-def]
            raise error

        with qtbot.waitSignal(window.session.failed) as told:
            window.session.work("こわれる", fail)
        assert words in told.args[0] and "secret" not in told.args[0]


def test_the_last_screen_and_sizes_come_back(qtbot: QtBot, window: MainWindow, gaps: GapScreen) -> None:
    splitter = gaps.findChildren(QSplitter)[0]
    splitter.setSizes([500, 600])
    sizes = splitter.sizes()
    window.close()
    QSettings().sync()
    again = open_window(qtbot)
    screen = again.current_screen()
    assert isinstance(screen, GapScreen)
    found = screen.findChildren(QSplitter)[0]
    assert abs(found.sizes()[0] - sizes[0]) < 12
    again.close()


def test_only_a_sample_has_the_bar_that_switches_roles(qtbot: QtBot, window: MainWindow) -> None:
    assert window.demo.isHidden()
    window.close()
    other = open_window(qtbot, demo=True)
    assert other.demo.isVisible() and "仮の身分証" in other.demo._sentence.whole_text()
    with qtbot.waitSignal(other.role_asked):
        qtbot.keyClick(other, Qt.Key.Key_F9)
    other.close()


def test_exactly_one_ring_marks_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("flows")
    window.enter_screen()
    focused = QApplication.focusWidget()
    assert focused is not None and focused.property("focusRing")
    assert window.ring.isVisible()
    corner = focused.mapTo(window, focused.rect().topLeft())
    assert window.ring.geometry().contains(focused.rect().translated(corner))
    window.show_screen("gaps").open_item("G-001")
    assert not window.ring.isVisible()


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, gaps: GapScreen) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window):
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named, widget


def test_the_smallest_window_and_english_words_fit(qtbot: QtBot) -> None:
    use_language("en")
    window = open_window(qtbot)
    window.show_screen("gaps")
    for width, tall in ((1280, 800), (960, 600)):
        window.resize(width, tall)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (width, tall)
        last = window.top.member
        assert last.geometry().right() <= window.width()
    window.close()
    use_language("ja")


def test_the_start_screen_asks_for_what_is_wanted(qtbot: QtBot) -> None:
    recent = [RecentProject("/a/b.fitgap", "共同更新", "/a", "2026-11-12")]
    start = StartScreen(recent)
    qtbot.addWidget(start)
    start.show()
    start.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is start)
    start.table.setFocus()
    with qtbot.waitSignal(start.project_chosen) as told:
        qtbot.keyClick(start.table, Qt.Key.Key_Return)
    assert told.args == ["/a/b.fitgap"]
    with qtbot.waitSignal(start.new_asked):
        qtbot.keyClick(start, Qt.Key.Key_N, CTRL)
    with qtbot.waitSignal(start.open_asked):
        qtbot.keyClick(start, Qt.Key.Key_O, CTRL)
    start.show_recent([])
    with qtbot.waitSignal(start.sample_asked):
        qtbot.mouseClick(start.sample_button, Qt.MouseButton.LeftButton)


def test_a_screen_is_let_alone_by_changes_of_others(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_screen("flows")
    screen = window.screens["flows"]
    assert isinstance(screen, PlainScreen)
    seen: list[frozenset[str]] = []
    monkeypatch.setattr(screen, "refresh", seen.append)
    window.session.announce(Change(frozenset({"flow"}), ""))
    assert seen == [frozenset({"flow"})] and screen.undo_bar.isHidden()
