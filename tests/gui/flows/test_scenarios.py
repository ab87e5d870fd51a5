"""Scenarios on the flow screen, by keyboard: made, worded, reordered, shown on the canvas; hints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from models.flows.commands import import_flow
from models.flows.steps.reading import read_step_table
from models.resources import resource
from models.scenarios.queries import find_scenario, scenario_rows
from tests.gui.shared.gallery import entries, facts
from views.flows.path_overlay import ShownPath
from views.flows.screen import FlowScreen
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.session import Session
from views.shell.facts import ScreenEntry
from views.shell.window import MainWindow

FLOWS = Path(str(resource("sample", "answers.toml"))).parent / "flows"


def open_screen(qtbot: QtBot, project: Any) -> tuple[MainWindow, FlowScreen]:
    entry = ScreenEntry("flows", "shell.screen.flows", "flow", FlowScreen)
    window = MainWindow(
        Session(project), [entry, *(one for one in entries() if one.key == "indicators")], facts
    )
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    screen = window.show_screen("flows")
    assert isinstance(screen, FlowScreen)
    window.enter_screen()
    return window, screen


@pytest.fixture
def screen(qtbot: QtBot, consortium: Any) -> Any:
    project = consortium.as_("事務局")
    import_flow(project, FLOWS / "転入届_標準.bpmn", "standard")
    window, made = open_screen(qtbot, project)
    yield made
    window.close()


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def test_scenarios_are_made_and_their_path_is_shown(qtbot: QtBot, screen: FlowScreen) -> None:
    head, view, canvas = screen.pane.head, screen.scenarios.view, screen.pane.main.canvas
    head.scenarios_wanted.emit()
    assert screen.scenarios.is_open and view.first.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    rows = scenario_rows(screen.project)
    assert [row.label for row in rows] == ["S-01", "S-02"]
    assert view.list.hasFocus()
    assert canvas.shown_path.elements == frozenset(rows[0].elements)
    press(qtbot, Qt.Key.Key_Down)
    assert canvas.shown_path.flows == frozenset(rows[1].flows)
    press(qtbot, Qt.Key.Key_Escape)
    assert screen.side.currentWidget() is screen.inspector
    assert canvas.shown_path == ShownPath() and canvas.hasFocus()


def test_title_purpose_steps_and_order_are_edited_by_keyboard(qtbot: QtBot, screen: FlowScreen) -> None:
    screen.scenarios.toggle()
    screen.scenarios.make()
    view, project = screen.scenarios.view, screen.project
    view.list.setCurrentIndex(view.list.records.index(0, 1))
    press(qtbot, Qt.Key.Key_F2)
    editor = view.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("カードで転入する")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: find_scenario(project, "S-01").title == "カードで転入する")
    view.purpose.setFocus()
    view.purpose.setPlainText("届出を漏れなく記録できる")
    view.steps.setFocus()
    assert find_scenario(project, "S-01").purpose == "届出を漏れなく記録できる"
    view.steps.setCurrentIndex(view.steps.records.index(1, 1))
    assert screen.pane.main.canvas.selected == find_scenario(project, "S-01").steps[1].element
    press(qtbot, Qt.Key.Key_Space)
    assert find_scenario(project, "S-01").steps[1].is_dropped
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert find_scenario(project, "S-01").steps[2].is_dropped
    view.list.setFocus()
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.label for row in scenario_rows(project)] == ["S-02", "S-01"]
    press(qtbot, Qt.Key.Key_Delete)
    assert [row.label for row in scenario_rows(project)] == ["S-02"]


def test_scenarios_and_step_table_are_written_to_excel(
    qtbot: QtBot, screen: FlowScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.scenarios.toggle()
    screen.scenarios.make()
    chosen = tmp_path / "書き出し"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    screen.scenarios.export()
    assert openpyxl.load_workbook(tmp_path / "書き出し.xlsx").sheetnames == ["シナリオ", "データ"]
    screen.files.export("xlsx")
    assert len(read_step_table(tmp_path / "書き出し.xlsx").rows) == 17
    screen.importing.template_button.click()
    assert "手順表" in openpyxl.load_workbook(tmp_path / "書き出し.xlsx").sheetnames


def test_only_the_secretariat_edits(qtbot: QtBot, consortium: Any) -> None:
    import_flow(consortium.as_("事務局"), FLOWS / "転入届_標準.bpmn", "standard")
    window, screen = open_screen(qtbot, consortium.as_("主査"))
    screen.scenarios.toggle()
    assert not screen.scenarios.view.first.isEnabled()
    assert "事務局" in screen.scenarios.view.first.toolTip()
    window.close()


def test_hints_stand_in_the_list_and_lead_to_their_place(
    qtbot: QtBot, consortium: Any, tmp_path: Path
) -> None:
    text = (FLOWS / "転入届_標準.bpmn").read_text(encoding="utf-8")
    wrong = tmp_path / "誤り.bpmn"
    wrong.write_text(text.replace('name="入力を訂正する"', 'name=""'), encoding="utf-8")
    project = consortium.as_("事務局")
    import_flow(project, wrong, "current")
    window, screen = open_screen(qtbot, project)
    part = screen.inspector.hints
    assert part.section.isVisible() and len(part.rows) == 1
    go = part.rows[0].findChild(Button)
    assert go is not None
    go.click()
    nameless = next(one.id for one in screen.pane.main.shown.file.elements.values()  # type: ignore[union-attr]
                    if one.kind.endswith("Task") and not one.name)  # fmt: skip
    assert screen.pane.main.canvas.selected == nameless
    window.close()


def test_everything_wrong_in_a_step_table_is_shown_at_once(
    qtbot: QtBot, screen: FlowScreen, tmp_path: Path
) -> None:
    path = tmp_path / "誤り.csv"
    path.write_text("手順番号,作業,次の手順\n1,受ける,9\n1,渡す,終了\n", encoding="utf-8")
    screen.files.read([path])
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.importing, timeout=5000)
    told = [label.whole_text() for label in screen.importing.findChildren(Label)]
    assert any("C2" in text and "9" in text for text in told)
    assert any("A3" in text for text in told)
    assert not screen.importing.import_button.isEnabled()
