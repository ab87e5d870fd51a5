from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.shared.gallery import ComponentPage
from views.shared.buttons import Button, Segments
from views.shared.charts import Part, Span, StackedBar, Timeline
from views.shared.choices import CheckBox, Choice
from views.shared.empty import EmptyState
from views.shared.error_line import ErrorLine
from views.shared.fields import PlainText, SearchBox
from views.shared.history import HistoryLine
from views.shared.inspector import Inspector
from views.shared.notes import FilterChip, Note
from views.shared.panes import Tabs
from views.shared.tokens import use_theme
from views.shared.undo_bar import UndoBar
from views.shared.work_bar import WorkBar

_windows: list[QWidget] = []  # Qt deletes what Python forgets


def show(qtbot: QtBot, *widgets: QWidget, width: int = 400) -> QWidget:
    window = QWidget()
    _windows[:] = [window]
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(width, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def test_a_disabled_button_says_why(qtbot: QtBot) -> None:
    button = Button("課長へ提出", "primary", key="Ctrl+Enter")
    show(qtbot, button)
    button.disable("団体の合意がまだありません")
    assert not button.isEnabled() and "合意" in button.toolTip() and "合意" in button.accessibleDescription()
    button.disable()
    assert button.isEnabled() and button.accessibleDescription() == "Ctrl+Enter"


def test_a_bound_key_presses_the_button_but_not_while_typing(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    field = SearchBox("探す")
    button = Button("追加", key="N", bind=True, clicked=lambda: pressed.append(True))
    show(qtbot, field, button)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_N)
    assert pressed == [True]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_N)
    assert pressed == [True] and field.text() == "n"


def test_arrows_move_between_segments_and_tell(qtbot: QtBot) -> None:
    segments = Segments([("in", "範囲内"), ("out", "範囲外"), ("unknown", "不明")], "範囲")
    show(qtbot, segments)
    segments.choose("in")
    segments.setFocus()
    told: list[str] = []
    segments.chosen.connect(told.append)
    qtbot.keyClick(segments._group.button(0), Qt.Key.Key_Right)
    assert segments.key() == "out" and told == ["out"]
    segments.choose("nothing")
    assert segments.key() == ""


def test_tabs_tell_and_count(qtbot: QtBot) -> None:
    tabs = Tabs([("all", "すべて"), ("open", "未確定")], "絞り込み")
    show(qtbot, tabs)
    tabs.show_count("open", 1234)
    part = tabs._parts["open"]
    assert part.accessibleName() == "未確定 1,234"
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert told.args == ["open"] and tabs.key() == "open"


def test_a_choice_shows_its_prompt_until_something_is_picked(qtbot: QtBot) -> None:
    choice = Choice([("answer.standard", "標準"), ("answer.part", "部品")], "回答", prompt="決めてください")
    show(qtbot, choice)
    assert choice.key() == ""
    choice.choose("answer.part")
    told: list[str] = []
    choice.picked.connect(told.append)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert choice.key() == "answer.standard" and told == ["answer.standard"]


def test_space_ticks_a_check_box(qtbot: QtBot) -> None:
    box = CheckBox("代決として記録")
    show(qtbot, box)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_a_text_grows_and_is_told_once_when_left(qtbot: QtBot) -> None:
    text, other = PlainText("業務目的", text="一行"), Button("次")
    show(qtbot, text, other)
    told: list[str] = []
    text.settled.connect(told.append)
    before = text.height()
    text.setFocus()
    text.setPlainText("一行目\n二行目\n三行目\n四行目")
    qtbot.waitUntil(lambda: text.height() > before)
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert other.hasFocus()
    text.setFocus()
    other.setFocus()
    assert told == ["一行目\n二行目\n三行目\n四行目"]


def test_search_tells_after_a_pause_and_esc_clears(qtbot: QtBot) -> None:
    box = SearchBox("探す")
    show(qtbot, box)
    box.setFocus()
    with qtbot.waitSignal(box.typed) as told:
        qtbot.keyClicks(box, "abc")
    assert told.args == ["abc"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_the_inspector_goes_to_two_columns_and_jumps(qtbot: QtBot) -> None:
    inspector = Inspector("ギャップ")
    show(qtbot, inspector, width=420)
    inspector.show_head("G-017", "案内を印字")
    fields = [PlainText(f"欄{number}") for number in range(1, 5)]
    for number, field in enumerate(fields, start=1):
        inspector.add_section(f"節{number}", number).add(field)
    qtbot.waitUntil(lambda: fields[2].isVisible())
    qtbot.keyClick(inspector, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert fields[2].hasFocus()
    narrow = [section.mapTo(inspector, section.rect().topLeft()).x() for section in inspector.sections]
    assert len(set(narrow)) == 1
    inspector.window().resize(900, 500)
    qtbot.waitUntil(lambda: inspector.width() > 640)
    qtbot.wait(1)
    wide = [section.mapTo(inspector, section.rect().topLeft()).x() for section in inspector.sections]
    assert wide[0] == wide[1] < wide[2] == wide[3]
    assert fields[2].hasFocus()


def test_the_history_grows_with_ctrl_h_and_alt_arrows_step(qtbot: QtBot) -> None:
    inspector = Inspector("ギャップ")
    show(qtbot, inspector)
    inspector.show_head("G-017", "案内を印字")
    inspector.show_history([HistoryLine("14:31", "主査", f"変更 {number}") for number in range(5)])
    qtbot.waitUntil(lambda: inspector.drawer.sizeHint().height() > 45)
    low = inspector.drawer.sizeHint().height()
    qtbot.keyClick(inspector, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert inspector.drawer.is_grown()
    qtbot.waitUntil(lambda: inspector.drawer.sizeHint().height() > low)
    with qtbot.waitSignal(inspector.step_asked) as told:
        qtbot.keyClick(inspector, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]


def test_the_undo_bar_goes_by_itself(qtbot: QtBot) -> None:
    bar = UndoBar()
    show(qtbot, bar)
    bar._timer.setInterval(20)
    bar.show_done("確定しました", undoable=False)
    assert not bar.undo_button.isVisible()
    bar.show_done("G-017 を変えました")
    with qtbot.waitSignal(bar.undo_asked):
        qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.isHidden)


def test_the_work_bar_asks_to_stop_once(qtbot: QtBot) -> None:
    bar = WorkBar()
    show(qtbot, bar)
    asked: list[bool] = []
    bar.cancel_asked.connect(lambda: asked.append(True))
    bar.start("取り込み中")
    bar.show_progress(62_400, 100_000)
    assert bar._count.text() == "62,400／100,000"
    bar.cancel()
    bar.cancel()
    assert asked == [True]


def test_an_error_line_says_one_sentence_and_offers_more(qtbot: QtBot) -> None:
    line = ErrorLine()
    show(qtbot, line)
    opened: list[bool] = []
    line.show_error("読めません：A社_回答.xlsx", more=lambda: opened.append(True))
    assert line.message() == line.accessibleName() == "読めません：A社_回答.xlsx"
    qtbot.mouseClick(line._more, Qt.MouseButton.LeftButton)
    assert opened == [True]
    line.clear()
    assert line.message() == ""


def test_charts_tell_their_parts_to_the_keyboard(qtbot: QtBot) -> None:
    bar, line = StackedBar("状態"), Timeline("工程")
    show(qtbot, bar, line)
    bar.show_parts([Part(8, "fstd", "確定 8件"), Part(0, "fwork", "なし"), Part(2, "famber", "差し戻し 2件")])
    assert bar.accessibleDescription() == "確定 8件\n差し戻し 2件"
    bar.grab()
    bar.setFocus()
    with qtbot.waitSignal(bar.told) as told:
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert told.args == ["差し戻し 2件"]
    line.show_spans([Span(0, 10, "fstd", "準備 完了")], 20, [(0, "4月")], 5, "今日")
    assert line.accessibleDescription() == "準備 完了"
    line.grab()


def test_an_empty_state_speaks_whole(qtbot: QtBot) -> None:
    state = EmptyState("gap", "ギャップはまだありません", "拾い出します。", Button("作る", "primary"))
    assert state.accessibleName() == "ギャップはまだありません 拾い出します。"
    show(qtbot, state)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_paints_in_both_themes(qtbot: QtBot, theme: str) -> None:
    use_theme("dark" if theme == "dark" else "light")
    page = ComponentPage()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    assert not page.grab().isNull()


def test_a_note_never_reads_words_as_markup(qtbot: QtBot) -> None:
    note = Note()
    show(qtbot, note)
    note.show_parts(["判定は ", ("<b>(2)", True), "\n<img src=x>"])
    assert note._text.accessibleName() == "判定は <b>(2)\n<img src=x>"
    assert "<img" not in note._text.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_a_filter_in_use_is_taken_away_by_a_key(qtbot: QtBot, key: Qt.Key) -> None:
    chip = FilterChip("大分類：", "住民記録")
    show(qtbot, chip)
    chip.setFocus()
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)
    assert "住民記録" in chip.accessibleName()
    chip.grab()


def test_undo_in_a_field_ends_where_it_was_stored(qtbot: QtBot) -> None:
    field = PlainText("業務目的", text="前の目的")
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    qtbot.keyClicks(field, "new")
    with qtbot.waitSignal(field.settled) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["new"]
    field.undo()
    assert field.toPlainText() == "new"
