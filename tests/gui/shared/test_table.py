from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.shared.gallery import GapRow, gap_columns, gap_rows, group_rows
from views.shared.choices import Choice
from views.shared.table import RecordTable
from views.shared.table_columns import UNANSWERED, Column, Group, Kind, clipboard_cell
from views.shared.table_model import RecordModel
from views.shared.table_parts import TotalsRow

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[GapRow]:
    made: RecordTable[GapRow] = RecordTable("test", "ギャップ", gap_columns())
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_rows(gap_rows(12))
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def shown_ids(table: RecordTable[GapRow]) -> list[str]:
    lines = range(table.records.rowCount())
    return [row.id for row in map(table.records.row_at, lines) if row is not None]


rows_strategy = st.lists(st.integers(1, 40), unique=True, max_size=25).map(
    lambda numbers: [gap_rows(40)[number - 1] for number in numbers]
)
act_strategy = st.one_of(
    st.tuples(st.just("rows"), rows_strategy),
    st.tuples(st.just("groups"), rows_strategy),
    st.tuples(st.just("sort"), st.tuples(st.integers(-1, 6), st.sampled_from([UP, DOWN]))),
    st.tuples(st.just("fold"), st.integers(0, 3)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(act_strategy, max_size=8))
def test_the_model_keeps_its_promises_to_qt(qapp: QApplication, acts: list[tuple[str, Any]]) -> None:
    model: RecordModel[GapRow] = RecordModel(gap_columns())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for kind, what in acts:
        if kind == "rows":
            model.set_rows(what)
        elif kind == "groups":
            model.set_rows(what, group_rows(what), lambda row: row.section)
        elif kind == "sort":
            model.sort(*what)
        else:
            keys = [group.key for group in group_rows(gap_rows(40))]
            model.fold(keys[what], not model._folded & {keys[what]})
        held = [
            (model.id_at(line), QPersistentModelIndex(model.index(line, 1)))
            for line in range(model.rowCount())
        ]
        model.sort(5, DOWN)
        for row_id, index in held:
            assert model.id_at(index.row()) == row_id
    del tester


def test_missing_values_stay_last_in_both_orders_and_never_look_like_zero() -> None:
    rows = gap_rows(12)
    model: RecordModel[GapRow] = RecordModel(gap_columns())
    model.set_rows(rows)
    for order in (UP, DOWN):
        model.sort(5, order)
        asked = [row.asked for row in map(model.row_at, range(12)) if row is not None]
        numbers = [value for value in asked if isinstance(value, int)]
        assert numbers == sorted(numbers, reverse=order == DOWN)
        assert asked[len(numbers) :] == [UNANSWERED] * (12 - len(numbers))
        assert model.index(11, 5).data() == "未回答"
    model.sort(6, UP)
    assert model.index(11, 6).data() == "—"


def test_groups_carry_their_totals_and_fold(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    rows = gap_rows(12)
    table.show_rows(rows, group_rows(rows), lambda row: row.section)
    model = table.records
    assert model.rowCount() == 12 + 4
    first = model.group_at(0)
    assert first is not None and model.index(0, 5).data() == first.totals["asked"]
    table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Left)
    own = sum(row.section == first.key for row in rows)
    assert model.rowCount() == 16 - own
    assert table.choose(rows[0].id)
    assert model.rowCount() == 16
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(0, 1)).center()
    )
    assert model.rowCount() == 16 - own


def test_a_folded_upper_group_hides_the_groups_below_it() -> None:
    model: RecordModel[GapRow] = RecordModel(gap_columns())
    groups = [Group("a", "A"), Group("a1", "A1", level=1), Group("b", "B"), Group("b1", "B1", level=1)]
    model.set_rows(gap_rows(4), groups, lambda row: "a1" if row.id < "G-003" else "b1")
    model.fold("a", True)
    titles = [group.title for group in map(model.group_at, range(model.rowCount())) if group]
    assert titles == ["A", "B", "B1"]


def test_a_refresh_keeps_cursor_column_and_place(table: RecordTable[GapRow]) -> None:
    rows = gap_rows(60)
    table.show_rows(rows)
    table.setCurrentIndex(table.records.index(40, 3))
    chosen = table.current_row()
    assert chosen is not None
    told: list[object] = []
    table.row_chosen.connect(told.append)
    table.show_rows([replace(row, title="新しい件名") for row in rows[:-1]])
    now = table.current_row()
    assert now is not None and now.id == chosen.id and now.title == "新しい件名"
    assert table.currentIndex().column() == 3
    assert told == []
    table.show_rows(rows[:10])
    assert table.current_row() is None and told == [None]


def test_a_click_on_the_head_sorts_and_a_third_gives_the_order_back(
    qtbot: QtBot, table: RecordTable[GapRow]
) -> None:
    before = shown_ids(table)
    head = table.horizontalHeader()
    at = head.sectionViewportPosition(5) + 20
    for _ in range(2):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().topLeft() + _point(at))
    assert shown_ids(table) != before
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().topLeft() + _point(at))
    assert shown_ids(table) == before


def _point(x: int) -> QPoint:
    return QPoint(x, 10)


def test_copies_a_table_that_a_spreadsheet_reads_as_text(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    rows = [replace(gap_rows(2)[0], title='=HYPERLINK("http://x")\n二行目'), gap_rows(2)[1]]
    table.show_rows(rows)
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("番号\t件名\t団体")
    assert '"\'=HYPERLINK(""http://x"")\n二行目"' in text
    assert text.rstrip("\n").splitlines()[-1].startswith("G-002\t")


@given(st.text(max_size=20))
def test_a_copied_cell_never_begins_a_formula_or_breaks_the_grid(text: str) -> None:
    cell = clipboard_cell(text)
    bare = cell[1:] if cell.startswith('"') and cell.endswith('"') and len(cell) > 1 else cell
    assert bare[:1] not in ("=", "+", "@")
    if any(mark in text for mark in "\t\n\r"):
        assert cell.startswith('"') and cell.endswith('"') and cell.count('"') % 2 == 0


def test_f2_edits_in_place_and_esc_leaves_it_alone(qtbot: QtBot) -> None:
    stored: list[tuple[str, str]] = []
    table: RecordTable[GapRow] = RecordTable(
        "edit", "ギャップ", gap_columns(lambda row, text: stored.append((row.id, text)))
    )
    qtbot.addWidget(table)
    table.show_rows(gap_rows(3))
    table.show()
    table.setFocus()
    table.setCurrentIndex(table.records.index(1, 1))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(table, Qt.Key.Key_F2)
        editor = next(field for field in table.findChildren(QLineEdit) if field.isVisible())
        editor.setText("印字を足す")
        qtbot.keyClick(editor, key)
        qtbot.waitUntil(lambda: not table.is_editing())
    assert stored == [("G-002", "印字を足す")]
    table.setCurrentIndex(table.records.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert not table.is_editing()


def test_ctrl_d_asks_to_fill_from_the_row_above(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    table.setCurrentIndex(table.records.index(2, 4))
    with qtbot.waitSignal(table.fill_down_asked) as told:
        qtbot.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    key, source, rows = told.args
    assert (key, source.id, [row.id for row in rows]) == ("state", "G-002", ["G-003"])


def test_enter_opens_and_typing_finds(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    table.setCurrentIndex(table.records.index(0, 0))
    with qtbot.waitSignal(table.row_opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].id == "G-001"
    qtbot.keyClicks(table, "G-007")
    row = table.current_row()
    assert row is not None and row.id == "G-007"
    table.step(-1)
    row = table.current_row()
    assert row is not None and row.id == "G-006"


def test_column_sizes_come_back(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    table.horizontalHeader().resizeSection(4, 177)
    table._show_column(2, False)
    QSettings().sync()
    again: RecordTable[GapRow] = RecordTable("test", "ギャップ", gap_columns())
    qtbot.addWidget(again)
    assert again.columnWidth(4) == 177 and again.isColumnHidden(2)


def test_totals_follow_the_head_and_speak(qtbot: QtBot, table: RecordTable[GapRow]) -> None:
    totals = TotalsRow(table)
    qtbot.addWidget(totals)
    totals.resize(800, 30)
    totals.show()
    totals.show_totals("計", {"asked": "37,560"}, "未回答 3件は含まない")
    assert totals.accessibleName() == "計 要望 千円 37,560 未回答 3件は含まない"
    before = totals.grab().toImage()
    table.horizontalHeader().resizeSection(6, 160)
    assert totals.grab().toImage() != before


def test_a_hundred_thousand_rows_stay_quick(qtbot: QtBot) -> None:
    table: RecordTable[GapRow] = RecordTable("big", "ギャップ", gap_columns())
    qtbot.addWidget(table)
    table.resize(900, 600)
    rows = gap_rows(100_000)
    begun = time.process_time()
    table.show_rows(rows)
    table.show()
    table.grab()
    assert time.process_time() - begun < 6
    begun = time.process_time()
    table.sortByColumn(5, DOWN)
    table.grab()
    assert time.process_time() - begun < 6
    begun = time.process_time()
    for place in range(0, 3_000_000, 150_000):
        table.verticalScrollBar().setValue(place)
        table.grab()
    assert (time.process_time() - begun) / 20 < 0.4


def test_thousands_of_repaints_do_not_wear_the_program_out(qtbot: QtBot) -> None:
    columns = [Column("a", "列", 100, lambda row: row, Kind.CHIP)]
    table: RecordTable[str] = RecordTable("paint", "列", columns)
    qtbot.addWidget(table)
    table.resize(120, 60)
    table.show_rows(["state.draft", "state.final"])
    table.show()
    for _ in range(2500):
        table.viewport().repaint()


def test_a_column_with_choices_is_edited_by_a_drop_down(qtbot: QtBot) -> None:
    stored: list[tuple[str, str]] = []
    columns = [
        Column[GapRow](
            "state",
            "状態",
            120,
            lambda row: row.state,
            Kind.CHIP,
            edit=lambda row, key: stored.append((row.id, key)),
            choices=lambda row: [("state.draft", "下書き"), ("state.final", "確定")],
        )
    ]
    table: RecordTable[GapRow] = RecordTable("choices", "状態", columns)
    qtbot.addWidget(table)
    table.show_rows(gap_rows(3))
    table.show()
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(Choice)
    assert editor is not None
    qtbot.waitUntil(lambda: editor.view().isVisible())
    qtbot.keyClick(editor.view(), Qt.Key.Key_End)
    qtbot.keyClick(editor.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored == [("G-001", "state.final")])
