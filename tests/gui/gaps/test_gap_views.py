"""Gaps as a board and as a matrix, several changed together, and filters that are kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from models.approval.commands import submit
from models.gaps.commands import add_gap, choose_disposition, classify_gap, edit_gap, set_costs
from models.gaps.detail import gap_detail
from models.gaps.queries import gap_rows
from models.gaps.sources import Source
from models.ledger.operations import insert
from models.lists.answer_kinds import Answer
from models.lists.answering import set_answers
from models.lists.commands import add_package
from models.project.project import Project
from tests.conftest import Consortium
from tests.gui.gaps.opening import open_screen
from tests.gui.gaps.test_gap_screen import CTRL, NONE, press, write
from views.gaps.gap_screen import GapScreen
from views.shell.window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def project(consortium: Consortium) -> Project:
    opened = consortium.as_("主査")
    section = consortium.sections["市民課"]
    for title in ("転出証明書に案内を印字", "手数料の減免理由", "除票の検索"):
        add_gap(opened, title, section)
    ready = gap_rows(opened)[1].id
    edit_gap(opened, ready, purpose="減免の根拠を残す。")
    choose_disposition(opened, ready, "adopt")
    classify_gap(opened, ready, {"定型文面の変更": "unknown"})
    set_costs(opened, ready, asked_initial=420_000, asked_yearly=0)
    submit(opened, ready)
    return opened


def label(screen: GapScreen) -> str:
    line = screen.list.current()
    return line.row.label if line is not None else ""


def test_arrows_lead_through_the_board(qtbot: QtBot, screen: GapScreen) -> None:
    screen.table.choose(gap_rows(screen.session.project)[2].id)
    screen.list.show_view("board")
    screen.list.enter()
    lanes = {state: len(lane.list.items()) for state, lane in screen.list.board.lanes.items()}
    assert (lanes["draft"], lanes["chief_review"]) == (2, 1)
    assert label(screen) == "G-003"  # the cursor came along
    press(qtbot, Qt.Key.Key_Up)
    assert label(screen) == "G-001" and screen.inspector.gap == screen.list.current().id  # type: ignore[union-attr]
    press(qtbot, Qt.Key.Key_Right)
    assert label(screen) == "G-002" and "G-002" in screen.status_text()
    assert screen.list.board.lanes["chief_review"].list.hasFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert label(screen) == "G-002"  # nothing further on
    press(qtbot, Qt.Key.Key_Left)
    assert label(screen) == "G-001"
    press(qtbot, Qt.Key.Key_Return)
    assert screen.inspector.purpose.fields["purpose"].hasFocus()


def test_a_card_goes_to_its_new_lane_with_the_cursor(
    qtbot: QtBot, screen: GapScreen, project: Project
) -> None:
    screen.list.show_view("board")
    screen.list.choose(gap_rows(project)[1].id)
    screen.session.run(lambda: edit_gap(project, gap_rows(project)[1].id, purpose="減免を正しく行う。"))
    assert label(screen) == "G-002"
    QAbstractItemModelTester(
        screen.list.board.lanes["draft"].list.model(),
        QAbstractItemModelTester.FailureReportingMode.Fatal,
        screen,
    )
    assert screen.list.board.lanes["draft"].list.accessibleName() == "下書き"


def test_several_gaps_are_changed_by_keyboard(qtbot: QtBot, screen: GapScreen, project: Project) -> None:
    screen.list.filters.show_all()
    screen.table.setFocus()
    press(qtbot, Qt.Key.Key_Home, CTRL)
    while screen.table.current_row() is None:
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    assert screen.list.filters.bulk_button.isVisible()
    press(qtbot, Qt.Key.Key_E, CTRL)
    assert screen.bulk.field.hasFocus()
    screen.bulk.field.choose("legal_ground")
    screen.bulk.field.picked.emit("legal_ground")
    screen.bulk.text.setFocus()
    write(qtbot, "手数料条例")
    notes = [group.title for group in map(screen.bulk.preview.records.group_at, range(9)) if group]
    assert notes == ["変わるもの", "変わるもの（提出後のため、もう一度決裁が要ります）"]
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert {gap_detail(project, row.id).legal_ground for row in gap_rows(project)} == {"手数料条例"}
    assert screen.table.hasFocus() and screen.undo_bar.isVisible()
    screen.session.undo()
    assert {gap_detail(project, row.id).legal_ground for row in gap_rows(project)} == {""}


def test_a_change_that_changes_nothing_is_not_offered(screen: GapScreen) -> None:
    screen.change_together(screen.list.lines())
    screen.bulk.field.choose("legal_ground")
    screen.bulk.field.picked.emit("legal_ground")
    assert not screen.bulk.button.isEnabled() and "変わるものがありません" in screen.bulk.button.toolTip()
    assert screen.back() and screen.list.current() is not None


def test_the_matrix_shows_features_answers_and_gaps(
    qtbot: QtBot, screen: GapScreen, consortium: Consortium
) -> None:
    office = consortium.as_("事務局")
    package = add_package(office, "A社").made[0]
    made = office.act(
        "features.import",
        [insert("feature_list", [{"name": "機能一覧", "edition": "第1版", "position": 0}])],
    ).made[0]
    rows = [{"list_id": made, "position": n, "feature_id": f"00{n}", "name": f"機能{n}"} for n in (1, 2, 3)]
    features = office.act("features.import", [insert("feature", rows)]).made
    set_answers(office, package, features[:1], Answer.OPTION_PART)
    set_answers(office, package, features[1:2], Answer.SOURCE_CHANGE)
    source = Source("feature", features[0], None, None)
    gap = add_gap(office, "部品で足す", consortium.sections["市民課"], sources=[source]).made[0]
    screen.session.project.take_in(())
    screen.refresh(frozenset())
    screen.list.show_view("pairs")
    screen.list.filters.tabs.choose("all")
    screen.refresh(frozenset())
    table = screen.list.pairs.table
    assert table is not None
    shown = [(one.pair.key, one.line.row.label if one.line else "") for one in table.records.rows_in_order()]
    assert shown == [("001", "G-004"), ("002", ""), ("", "G-001"), ("", "G-002"), ("", "G-003")]
    assert screen.list.choose(gap) and label(screen) == "G-004"
    table.choose((features[1], None))
    table.setFocus()
    press(qtbot, Qt.Key.Key_G)
    form = screen.new_gap
    assert form.purpose.hasFocus() and form.title.text() == "機能2" and "A社" in form.missing.whole_text()
    write(qtbot, "届出の漏れを防ぐ。")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    shown = [(one.pair.key, one.line.row.label if one.line else "") for one in table.records.rows_in_order()]
    assert shown[:2] == [("001", "G-004"), ("002", "G-005")]
    raised = gap_rows(screen.session.project)[-1]
    assert (raised.title, raised.purpose, label(screen)) == ("機能2", "届出の漏れを防ぐ。", "G-005")
    sources = [(one.kind, one.feature_id) for one in gap_detail(screen.session.project, raised.id).sources]
    assert sources == [("answer", features[1])]
    table.setFocus()
    press(qtbot, Qt.Key.Key_G)  # a line with a gap is opened, as by Enter
    assert screen.inspector.purpose.fields["purpose"].hasFocus()
    screen.list.filters.tabs.choose("conflict")
    screen.refresh(frozenset())
    assert not table.records.rows()


def test_a_filter_is_kept_as_a_tab(qtbot: QtBot, window: MainWindow, project: Project) -> None:
    screen = window.current_screen()
    assert isinstance(screen, GapScreen)
    screen.filter_box.setFocus()  # type: ignore[union-attr]
    write(qtbot, "除票")
    qtbot.waitUntil(lambda: len(screen.list.lines()) == 1)
    qtbot.mouseClick(screen.list.filters.keep_button, Qt.MouseButton.LeftButton, NONE, QPoint(4, 4))
    press(qtbot, Qt.Key.Key_A, CTRL)
    write(qtbot, "除票のこと")
    press(qtbot, Qt.Key.Key_Return)
    assert screen.list.tabs.key() == "own:除票のこと"
    screen.list.filters.show_all()
    window.close()
    again, fresh = open_screen(qtbot, project)
    button = fresh.list.tabs._parts["own:除票のこと"]
    button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert [line.row.title for line in fresh.list.lines()] == ["除票の検索"]
    button.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert fresh.list.tabs.key() == "open" and len(fresh.list.lines()) == 3
    assert "own:除票のこと" not in fresh.list.tabs._parts
    again.close()


def test_the_filter_finds_askers_and_kinds(screen: GapScreen) -> None:
    screen._filter("みどり 定型文面")
    assert [line.row.label for line in screen.list.lines()] == ["G-002"]
    screen._filter("青葉町")
    assert not screen.list.lines()
