from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from models.lists.commands import import_feature_list
from models.lists.queries import feature_rows, packages
from models.project.project import Project
from models.restating.commands import switch_rules
from tests.conftest import Consortium
from tests.gui.features.test_feature_screen import open_screen, pick, project, shown, table_of
from views.features.feature_screen import FeatureScreen
from views.features.requirement_text import RequirementText
from views.shared.choices import Choice

__all__ = ["project"]


@pytest.fixture
def screen(qtbot: QtBot, project: Project) -> Iterator[FeatureScreen]:
    window, made = open_screen(qtbot, project)
    yield made
    window.close()


def write_restating(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("機能ID", "大分類", "中分類", "機能名称", "要件", "必須・任意"),
        ("0310010", "証明書", "再交付", "再交付の入力", "現行と同様に <b>入力</b> できること。", "必須"),
        ("0310020", "証明書", "再交付", "=SUM(A1)", "現行の法令に基づき交付すること。", "任意"),
    ):
        sheet.append(line)
    sheet["D3"].data_type = "s"
    book.save(path)
    return path


def test_the_table_has_the_focus_from_the_start(qtbot: QtBot, screen: FeatureScreen) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table_of(screen))


def test_features_are_filtered_by_section_and_by_restating(
    screen: FeatureScreen, project: Project, consortium: Consortium, tmp_path: Path
) -> None:
    session = screen.session
    import_feature_list(project, write_restating(tmp_path / "再交付.xlsx"))
    screen.refresh(frozenset())
    filters = screen.list.filters
    pick(screen, "section", consortium.sections["市民課"].hex())
    assert len(shown(screen)) == 4
    pick(screen, "section", "-")
    assert shown(screen) == ["0310010", "0310020"]
    pick(screen, "section", "")
    assert filters.restated.text().endswith("1")
    filters.restated.click()
    assert shown(screen) == ["0310010"]
    screen._later.timeout.emit()
    text = screen.inspector.findChildren(RequirementText)[-1]
    assert text.marked_words() == ["現行と同様"] and "&lt;b&gt;" in text.text()
    assert session.run(lambda: switch_rules(project, off=["same_as_now"]))
    assert shown(screen) == []
    filters.clear()
    assert len(shown(screen)) == 6


def test_the_search_narrows_letter_by_letter(screen: FeatureScreen) -> None:
    for typed, left in (
        ("証", 2),
        ("証明", 2),
        ("証明書", 2),
        ("証明書 印", 1),
        ("証明", 2),
        ("０１１００１０", 1),
        ("", 4),
    ):
        screen.list.filter_box.setText(typed)
        assert len(shown(screen)) == left, typed


def test_an_answer_is_chosen_by_keys_and_undone(
    qtbot: QtBot, screen: FeatureScreen, project: Project
) -> None:
    table, package = table_of(screen), packages(project)[0].id
    first = feature_rows(project)[0]
    screen.open_item(first.id)
    at = next(n for n, column in enumerate(table.records.columns) if column.key == "package0")
    table.setCurrentIndex(table.records.index(table.currentIndex().row(), at))
    assert screen.status_text() == "0110010　A社の回答"
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(Choice)
    assert isinstance(editor, QComboBox)
    editor.choose("answer.workaround")
    editor.picked.emit("answer.workaround")
    row = feature_rows(project)[0]
    assert row.answer(package) == "workaround" and row.answers[package].mark == "○"
    current = table.current_row()
    assert current is not None and current.answer(package) == "workaround"
    assert screen.session.undo()
    assert feature_rows(project)[0].answer(package) == "standard"


def test_answers_are_filled_down_in_one_act(screen: FeatureScreen, project: Project) -> None:
    rows, package = feature_rows(project), packages(project)[0].id
    screen._fill_down("package0", rows[0], list(rows[1:]))
    assert {row.answer(package) for row in feature_rows(project)} == {"standard"}
    assert screen.session.undo()
    assert [row.answer(package) for row in feature_rows(project)] == [row.answer(package) for row in rows]


def test_staff_cannot_edit_answers(qtbot: QtBot, project: Project, consortium: Consortium) -> None:
    window, screen = open_screen(qtbot, consortium.as_("主査"))
    records = table_of(screen).records
    editable = [column.key for column in records.columns if column.edit is not None]
    assert editable == []
    window.close()


def test_what_is_shown_is_exported_as_text(
    qtbot: QtBot, screen: FeatureScreen, project: Project, tmp_path: Path
) -> None:
    import_feature_list(project, write_restating(tmp_path / "再交付.xlsx"))
    screen.refresh(frozenset())
    pick(screen, "level", "証明書")
    table = table_of(screen)
    for kind in ("xlsx", "csv"):
        with qtbot.waitSignal(screen.session.done):
            screen.exporting.export_shown(table, kind, tmp_path / f"表.{kind}")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet is not None
    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert read[0][:6] == ["大分類", "中分類", "機能ID", "機能名称", "区分", "A社"]
    assert [row[2] for row in read[1:]] == shown(screen) == ["0210010", "0310010", "0310020"]
    assert read[1][5] == "未回答" and read[1][-1] == 0
    assert sheet["D4"].value == "=SUM(A1)" and sheet["D4"].data_type == "s"
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 4 and lines[3][3] == "'=SUM(A1)"


def test_an_answer_form_is_written_for_a_package(
    qtbot: QtBot, screen: FeatureScreen, project: Project, tmp_path: Path
) -> None:
    with qtbot.waitSignal(screen.session.done):
        screen.exporting.export_answer_form(packages(project)[0], tmp_path / "様式.xlsx")
    assert openpyxl.load_workbook(tmp_path / "様式.xlsx").sheetnames
