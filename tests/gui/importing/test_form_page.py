"""A returned answer form in the window: recognised, shown with what it says, stored only when accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.lists.commands import add_package, import_feature_list
from models.lists.forms.export import export_form
from models.lists.queries import find_package, packages
from models.project.project import Project
from tests.conftest import Consortium
from tests.gui.importing.test_import_page import list_file
from views.importing.form_page import FormPage
from views.importing.import_page import ImportPage
from views.shared.session import Session


@pytest.fixture
def project(consortium: Consortium, tmp_path: Path) -> Project:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file(tmp_path / "一覧.xlsx"))
    add_package(project, "A社パッケージ")
    return project


@pytest.fixture
def page(qtbot: QtBot, project: Project) -> Iterator[ImportPage]:
    made = ImportPage(Session(project))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.refresh()
    made.start()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    made.session.wait()


def given_back(project: Project, path: Path, *, bend: bool = False) -> Path:
    export_form(project, find_package(project, "A社パッケージ").id, path)
    book = openpyxl.load_workbook(path)
    sheet = book["回答様式"]
    at = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    first = next(row for row in range(2, 40) if sheet.cell(row, at["no"]).value == "1.8")
    sheet.cell(first, at["answer"]).value = "◎"
    sheet.cell(first + 1, at["answer"]).value = "△"
    sheet.cell(first + 1, at["cost"]).value = 620
    if bend:
        sheet.cell(first + 1, at["requirement"]).value = "別の要件"
        sheet.cell(first + 2, at["answer"]).value = "なぞ"
    book.save(path)
    return path


def opened(qtbot: QtBot, page: ImportPage, path: Path) -> FormPage:
    page.load(path)
    form = page._layers.currentWidget()
    assert isinstance(form, FormPage)
    qtbot.waitUntil(lambda: form.preview is not None and not page.session.is_working())
    return form


def test_a_form_is_recognised_and_imported_once_accepted(
    qtbot: QtBot, page: ImportPage, project: Project, tmp_path: Path
) -> None:
    form = opened(qtbot, page, given_back(project, tmp_path / "返送.xlsx"))
    assert form._values["package"].text() == "A社パッケージ"
    assert "一覧" in form._values["list"].text()
    assert [line.answer.mark for line in form.table.records.rows()] == ["◎", "△"]
    assert packages(project)[0].answer_count == 0
    assert form.import_button.hasFocus()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(form.import_button, Qt.Key.Key_Space)
    assert packages(project)[0].answer_count == 2


def test_everything_bent_is_shown_at_once_and_nothing_is_stored(
    qtbot: QtBot, page: ImportPage, project: Project, tmp_path: Path
) -> None:
    form = opened(qtbot, page, given_back(project, tmp_path / "返送.xlsx", bend=True))
    keys = {line.finding.key for line in form.findings.table.records.rows()}
    assert {"answer_forms.text_edited", "answer_forms.unknown_mark"} <= keys
    assert not form.import_button.isEnabled() and "2件" in form._state.text()
    form.take()
    assert packages(project)[0].answer_count == 0
    with qtbot.waitSignal(form.left):
        form.left.emit()
    assert not isinstance(page._layers.currentWidget(), FormPage)


def test_the_same_form_again_brings_nothing(
    qtbot: QtBot, page: ImportPage, project: Project, tmp_path: Path
) -> None:
    path = given_back(project, tmp_path / "返送.xlsx")
    form = opened(qtbot, page, path)
    with qtbot.waitSignal(page.left):
        form.take()
    again = opened(qtbot, page, path)
    assert not again.import_button.isEnabled() and "同じ回答" in again._state.text()
