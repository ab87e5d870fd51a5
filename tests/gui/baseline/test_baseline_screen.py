from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.baselines.queries import editions
from models.baselines.since import changes_since
from models.ledger.operations import write
from models.project.project import Project
from views.baseline.acts_pane import suggested_name
from views.baseline.screen import BaselineScreen
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

Consortium = Any  # the fixture of tests/conftest.py
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    def __init__(self, qtbot: QtBot, consortium: Consortium) -> None:
        self.qtbot, self.consortium = qtbot, consortium
        with consortium.as_("主査") as project:
            self.gap: bytes = consortium.add_gap(project, "案内を印字する")

    def open(self, who: str = "事務局") -> BaselineScreen:
        self.project: Project = self.consortium.as_(who)
        self.session = Session(self.project)
        entry = ScreenEntry("baseline", "shell.screen.baseline", "doc", BaselineScreen)
        self.window = MainWindow(self.session, [entry], lambda: ShellFacts("共同更新", who))
        self.qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        screen = self.window.show_screen("baseline")
        assert isinstance(screen, BaselineScreen)
        self.asked: list[tuple[str, object]] = []
        screen.open_asked.disconnect()
        screen.open_asked.connect(lambda key, item: self.asked.append((key, item)))
        return screen

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.is_working(), timeout=20_000)
        self.qtbot.wait(1)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)


@pytest.fixture
def desk(qtbot: QtBot, consortium: Consortium) -> Iterator[Desk]:
    made = Desk(qtbot, consortium)
    yield made
    if hasattr(made, "session"):
        made.session.wait()


def test_what_is_open_stands_in_the_way_and_leads_on(desk: Desk) -> None:
    screen = desk.open()
    table = screen.present.obstacles
    row = table.current_row()
    assert row is not None and (row.label, row.title, row.state) == ("G-001", "案内を印字する", "draft")
    table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.asked == [("gaps", desk.gap)]
    assert not screen.acts.freeze_button.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert editions(desk.project) == []


def test_freezing_with_open_matters_needs_the_tick(desk: Desk) -> None:
    screen = desk.open()
    screen.acts.name.setText("第1回")
    screen.acts.note.setPlainText("はじめの版")
    screen.acts._tick.setChecked(True)
    desk.press(Qt.Key.Key_Return, CTRL)
    (made,) = editions(desk.project)
    assert (made.number, made.name, made.note) == (1, "第1回", "はじめの版")
    assert screen.acts.name.text() == "" and not screen.acts._tick.isChecked()
    assert not screen.acts.freeze_button.isEnabled()
    assert screen.present.editions.records.rows()[0].since == 0
    assert screen.acts.name.placeholderText() == "第2版"


def test_changes_since_an_edition_are_counted(desk: Desk) -> None:
    screen = desk.open()
    screen.acts._tick.setChecked(True)
    screen.freeze()
    with desk.consortium.as_("主査") as project:
        for title in ("一", "二", "三"):
            project.act("gaps.edit", list(write("gap", desk.gap, title=title)), gap="G-001")
        assert changes_since(project, editions(project)) == [3]


def test_only_the_secretariat_freezes(desk: Desk) -> None:
    screen = desk.open("主査")
    assert not screen.acts.freeze_button.isEnabled() and screen.acts._tick.isHidden()
    assert "事務局" in screen.acts.freeze_button.toolTip()
    screen.freeze()
    assert editions(desk.project) == []


def test_an_edition_and_the_present_state_are_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = desk.open()
    screen.acts._tick.setChecked(True)
    screen.freeze()
    desk.settled()
    asked: list[str] = []

    def target(*args: Any) -> tuple[str, str]:
        asked.append(Path(args[2]).name)
        return str(tmp_path / Path(args[2]).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", target)
    screen.acts.edition.choose(editions(desk.project)[0].id.hex())
    screen.acts.json_button.click()
    desk.settled()
    screen.acts.edition.choose("present")
    desk.press(Qt.Key.Key_X)
    desk.settled()
    assert asked == ["共同更新_第1版.json", "共同更新_凍結前の現況.xlsx"]
    content = json.loads((tmp_path / asked[0]).read_text(encoding="utf-8"))
    assert content["edition"]["number"] == 1 and content["gaps"][0]["title"] == "案内を印字する"
    book = openpyxl.load_workbook(tmp_path / asked[1])
    assert "確定要件一覧" in book.sheetnames
    assert screen.acts.written.path().name == asked[1] and not screen.acts.written.isHidden()
    screen.acts.written.copy_button.click()
    assert QApplication.clipboard().text() == str(tmp_path / asked[1])


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    screen = desk.open()
    screen.export(tmp_path / "nowhere" / "x.json", None)
    desk.settled()
    assert "nowhere" in screen.errors.message() and screen.acts.written.isHidden()


def test_verification_names_what_was_changed_by_hand(desk: Desk) -> None:
    screen = desk.open()
    desk.press(Qt.Key.Key_V)
    desk.settled()
    assert screen.acts.verified_words()[0] == "問題ありません"
    with desk.project.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE gap_rows SET title = 'すり替え'")
    desk.press(Qt.Key.Key_V)
    desk.settled()
    words = screen.acts.verified_words()
    assert words[0] == "問題 1件" and desk.consortium.path.name in words[1]  # the seal is broken
    desk.project.file.before_writing()  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_V)
    desk.settled()
    words = screen.acts.verified_words()
    assert words[0] == "問題 1件" and "gap" in words[1]


def test_file_names_are_safe_everywhere() -> None:
    assert suggested_name('住民:記録/"更新"', "第1版", "xlsx") == "住民_記録__更新__第1版.xlsx"
