from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.errors import UserError
from models.gaps.commands import derive_gaps
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_answers, import_feature_list
from models.lists.legends import Legend
from models.lists.queries import FeatureRow, feature_lists, feature_rows, packages
from models.project.project import Project
from models.words import use_language
from tests.conftest import Consortium
from views.features.feature_screen import FeatureScreen
from views.features.listing import Matrix
from views.gaps.gap_screen import GapScreen
from views.importing.draft import Draft
from views.shared.buttons import Button
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

ITEMS = (
    ("0110010", "住民記録", "転入", "転入届の入力", "届出の内容を入力する。", "必須"),
    ("0110020", "住民記録", "転入", "在留カードの読取", "券面を読み取る。", "任意"),
    ("0110030", "住民記録", "転出", "転出証明書の出力", "証明書を印刷する。", "必須"),
    ("0210010", "証明書", "交付", "住民票の写し", "写しを交付する。", "必須"),
)
HEAD = ("機能ID", "大分類", "中分類", "機能名称", "要件", "必須・任意")


def _draft(screen: FeatureScreen) -> Draft | None:
    return screen.importing.draft


def write_list(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEAD, *ITEMS):
        sheet.append(line)
    book.save(path)
    return path


def write_answers(path: Path, marks: tuple[str, ...] = ("○", "△", "×", "")) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("機能ID", "機能名称", "回答", "実現方法", "費用（千円）"))
    for item, mark in zip(ITEMS, marks, strict=True):
        sheet.append((item[0], item[3], mark, "標準機能" if mark == "○" else "部品を追加", 100))
    book.save(path)
    return path


@pytest.fixture
def project(consortium: Consortium, tmp_path: Path) -> Project:
    opened = consortium.as_("事務局")
    import_feature_list(opened, write_list(tmp_path / "一覧.xlsx"), section=consortium.sections["市民課"])
    package = add_package(opened, "A社").made[0]
    legend = Legend(
        {"○": Answer.STANDARD, "△": Answer.OPTION_PART, "×": Answer.NOT_POSSIBLE}, Answer.UNANSWERED
    )
    import_answers(opened, write_answers(tmp_path / "A社.xlsx"), package, legend)
    derive_gaps(opened)
    return opened


def open_screen(qtbot: QtBot, project: Project) -> tuple[MainWindow, FeatureScreen]:
    entries = [
        ScreenEntry("features", "shell.screen.features", "list", FeatureScreen),
        ScreenEntry("gaps", "shell.screen.gaps", "gap", GapScreen),
    ]
    window = MainWindow(Session(project), entries, partial(ShellFacts, "共同更新"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    screen = window.current_screen()
    assert isinstance(screen, FeatureScreen)
    return window, screen


@pytest.fixture
def screen(qtbot: QtBot, project: Project) -> Iterator[FeatureScreen]:
    window, made = open_screen(qtbot, project)
    yield made
    window.close()


def table_of(screen: FeatureScreen) -> RecordTable[FeatureRow]:
    assert screen.list.table is not None
    return screen.list.table


def shown(screen: FeatureScreen) -> list[str]:
    return [row.key for row in table_of(screen).records.rows()]


def pick(screen: FeatureScreen, name: str, key: str) -> None:
    box = screen.list.filters.choices[name]
    box.choose(key)
    box.picked.emit(key)


def test_features_stand_under_their_levels(screen: FeatureScreen) -> None:
    records = table_of(screen).records
    lines = [records.data(records.index(line, 0)) for line in range(records.rowCount())]
    assert lines == ["住民記録", "転入", "0110010", "0110020", "転出", "0110030", "証明書", "交付", "0210010"]
    group = records.group_at(0)
    assert group is not None and group.totals["package0"] == "標準 33.3%" and group.totals["gaps"] == "2件"
    assert [bar.figure.whole_text() for bar in screen.list.shares.bars] == ["標準 25.0%（1）"]


def test_filters_choose_features_and_the_bars_follow(qtbot: QtBot, screen: FeatureScreen) -> None:
    pick(screen, "level", "住民記録")
    assert shown(screen) == ["0110010", "0110020", "0110030"]
    assert screen.list.shares.bars[0].figure.whole_text() == "標準 33.3%（1）"
    pick(screen, "answer", "option_part")
    assert shown(screen) == ["0110020"]
    pick(screen, "level", "")
    pick(screen, "answer", "")
    pick(screen, "gap", "without")
    assert shown(screen) == ["0110010", "0210010"]
    pick(screen, "gap", "")
    screen.list.filter_box.setText("証明書 印刷")
    qtbot.waitUntil(lambda: shown(screen) == ["0110030"])


def test_the_inspector_tells_answers_and_leads_to_gaps(
    qtbot: QtBot, screen: FeatureScreen, project: Project
) -> None:
    row = feature_rows(project)[1]
    screen.open_item(row.id)
    assert screen.inspector.feature == row.id and screen.status_text().startswith("0110020")
    QApplication.processEvents()
    screen.inspector.jump(4)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    window = screen.window()
    assert isinstance(window, MainWindow)
    gaps = window.current_screen()
    assert isinstance(gaps, GapScreen) and gaps.inspector.gap == row.gaps[0]


def test_the_matrix_is_copied_as_a_table(qtbot: QtBot, screen: FeatureScreen) -> None:
    screen.list.export_asked.emit("copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 5 and lines[2].split("\t")[:4] == ["0110020", "在留カードの読取", "任意", "部品"]


def test_sections_are_assigned_in_one_act(
    screen: FeatureScreen, project: Project, consortium: Consortium
) -> None:
    rows = feature_rows(project)
    place = consortium.sections["住民課"]
    screen._assign(rows[0], place.hex())
    first = feature_rows(project)[0]
    screen._fill_down("section", first, rows[1:])
    assert {row.section_id for row in feature_rows(project)} == {place}
    assert screen.session.undo()
    assert [row.section_id == place for row in feature_rows(project)] == [True, False, False, False]


def test_only_the_secretariat_imports(qtbot: QtBot, project: Project, consortium: Consortium) -> None:
    window, screen = open_screen(qtbot, consortium.as_("主査"))
    assert not screen.list.import_button.isEnabled()
    assert "事務局" in screen.list.import_button.toolTip()
    screen.open_import()
    assert not screen.importing.isVisible() and screen.errors.message()
    window.close()


def settled(qtbot: QtBot, screen: FeatureScreen) -> None:
    qtbot.waitUntil(lambda: not screen.session.is_working())


def test_a_list_is_imported_from_an_empty_project(
    qtbot: QtBot, consortium: Consortium, tmp_path: Path
) -> None:
    project = consortium.as_("事務局")
    window, screen = open_screen(qtbot, project)
    assert screen.list._stack.currentIndex() == 1
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    page = screen.importing
    assert page.isVisible() and not page.import_button.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_list(tmp_path / "機能一覧.xlsx")))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, none))
    settled(qtbot, screen)
    assert page.draft is not None and len(page.draft.items) == 4
    assert page.view.columns.boxes["D"].key() == "name"
    assert page.target.name.text() == "機能一覧" and page.import_button.isEnabled()
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    settled(qtbot, screen)
    assert [one.name for one in feature_lists(project)] == ["機能一覧"]
    assert shown(screen) == [item[0] for item in ITEMS] and not page.isVisible()
    assert screen.undo_bar.isVisible()
    window.close()


def test_a_column_is_read_as_what_a_person_says(qtbot: QtBot, consortium: Consortium, tmp_path: Path) -> None:
    project = consortium.as_("事務局")
    window, screen = open_screen(qtbot, project)
    screen.open_import(write_list(tmp_path / "一覧.xlsx"))
    settled(qtbot, screen)
    page = screen.importing
    box = page.view.columns.boxes["E"]
    box.choose("remarks")
    box.picked.emit("remarks")
    assert page.draft is not None
    assert page.draft.items[0].requirement == "" and page.draft.items[0].remarks == "届出の内容を入力する。"
    for at in "BCD":
        page.view.columns.boxes[at].picked.emit("")
    assert page.draft.items and page.draft.table is not None
    page.view.columns.boxes["E"].picked.emit("requirement")
    assert page.draft.items[0].requirement == "届出の内容を入力する。"
    window.close()


def test_marks_must_be_decided_before_answers_come_in(
    qtbot: QtBot, screen: FeatureScreen, project: Project, tmp_path: Path
) -> None:
    page = screen.importing
    screen.open_import(write_answers(tmp_path / "B社.xlsx"))
    settled(qtbot, screen)
    assert page.target.for_answers and not page.import_button.isEnabled()
    page.target.package.choose("new")
    page.target.package.picked.emit("new")
    assert page.target.new_name.hasFocus()
    page.target.new_name.setText("B社")
    qtbot.keyClick(page.target.new_name, Qt.Key.Key_Return)
    package = packages(project)[1]
    assert package.name == "B社" and page.target.package_id == package.id
    assert page.draft is not None and set(page.draft.undecided) == {"○", "△", "×", ""}
    for mark, chip in (("○", "standard"), ("△", "source"), ("×", "impossible")):
        page.view.legend.boxes[mark].picked.emit(f"answer.{chip}")
    assert page.draft.undecided == [""] and "空欄" in page.state.whole_text()
    assert not page.import_button.isEnabled()
    page.view.legend.boxes[""].picked.emit("answer.unanswered")
    assert page.import_button.isEnabled()
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    settled(qtbot, screen)
    answers = [row.answer(package.id) for row in feature_rows(project)]
    assert answers == ["standard", "source_change", "not_possible", "unanswered"]
    assert [row.answers[package.id].cost for row in feature_rows(project)] == [100_000] * 4


def test_answers_to_unknown_features_stop_the_import(
    qtbot: QtBot, screen: FeatureScreen, project: Project, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "A社.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.append(("9999999", "一覧にない機能", "○", "", None))
    book.save(path)
    screen.open_import(path)
    settled(qtbot, screen)
    page = screen.importing
    page.target.package.choose(packages(project)[0].id.hex())
    page.target.package.picked.emit("")
    for mark in ("○", "△", "×", ""):
        page.view.legend.boxes[mark].picked.emit("answer.standard")
    assert page.found.errors == 1 and not page.import_button.isEnabled()
    assert "9999999" in " ".join(one.message for one in page.found.findings)


def test_a_file_that_cannot_be_read_says_so_and_nothing_breaks(
    qtbot: QtBot, screen: FeatureScreen, tmp_path: Path
) -> None:
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing more")
    screen.open_import(broken)
    settled(qtbot, screen)
    assert "壊れた.xlsx" in screen.errors.message()
    assert _draft(screen) is None and not screen.importing.import_button.isEnabled()
    empty = tmp_path / "memo.csv"
    empty.write_text("これは一覧ではない\nただのメモ\n", encoding="utf-8")
    screen.importing.load(empty)
    settled(qtbot, screen)
    draft = _draft(screen)
    assert draft is not None and draft.table is None
    assert not screen.importing.import_button.isEnabled()
    assert screen.importing.state.whole_text() == draft.trouble


def test_esc_leaves_the_import_without_storing(
    qtbot: QtBot, screen: FeatureScreen, project: Project, tmp_path: Path
) -> None:
    screen.open_import(write_answers(tmp_path / "A社.xlsx"))
    settled(qtbot, screen)
    assert screen.back() and not screen.importing.isVisible()
    assert not screen.back()
    assert len(packages(project)) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_pages_show_in_both_languages(
    qtbot: QtBot, project: Project, tmp_path: Path, language: str
) -> None:
    use_language(language)
    window, screen = open_screen(qtbot, project)
    for width, tall in ((1280, 800), (1920, 1080), (960, 600)):
        window.resize(width, tall)
        assert not window.grab().isNull()
    screen.open_import(write_answers(tmp_path / "A社.xlsx"))
    settled(qtbot, screen)
    assert not window.grab().isNull()
    window.close()


def test_the_import_has_the_room_of_the_rail(qtbot: QtBot, screen: FeatureScreen) -> None:
    with qtbot.waitSignal(screen.room_asked):
        screen.open_import()
    assert screen.narrow_rail
    with qtbot.waitSignal(screen.room_asked):
        screen.back()
    assert not screen.narrow_rail


def test_a_long_list_is_read_while_the_window_can_be_used(
    qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.features.feature_screen._AT_ONCE", 0)
    _, screen = open_screen(qtbot, project)
    assert screen.list.matrix is None and screen.search_records("転入") == []
    wanted = feature_rows(project)[2].id
    screen.open_item(wanted)
    qtbot.waitUntil(lambda: screen.list.matrix is not None)
    table = screen.list.table
    assert table is not None and len(screen.list.rows()) == 4
    row = table.current_row()
    assert row is not None and row.id == wanted
    # What changes while a long list is read is read after it, too.
    screen.refresh(frozenset())
    screen.session.run(partial(add_package, project, "B社"))
    qtbot.waitUntil(lambda: screen.list.matrix is not None and len(screen.list.matrix.packages) == 2)


def test_a_long_list_that_cannot_be_read_says_so_and_can_be_tried_again(
    qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Matrix:
        raise UserError("lists.unreadable", file="更新.fitgap", reason="—")

    monkeypatch.setattr("views.features.feature_screen._AT_ONCE", 0)
    monkeypatch.setattr("views.features.feature_screen.matrix", broken)
    window, screen = open_screen(qtbot, project)
    sentence = UserError("lists.unreadable", file="更新.fitgap", reason="—").message
    qtbot.waitUntil(lambda: any(sentence in one.text() for one in shown_labels(screen)))
    again = next(one for one in screen.findChildren(Button) if one.isVisible() and one.property("startHere"))
    monkeypatch.undo()
    monkeypatch.setattr("views.features.feature_screen._AT_ONCE", 0)
    again.setFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.list.matrix is not None)
    assert not any(sentence in one.text() for one in shown_labels(screen))
    # What was read before stays in use when reading it anew fails.
    monkeypatch.setattr("views.features.feature_screen.matrix", broken)
    screen.refresh(frozenset())
    qtbot.waitUntil(screen.list.again_button.isVisible)
    assert len(screen.list.rows()) == 4 and screen.list.again_button.toolTip() == sentence
    monkeypatch.undo()
    qtbot.mouseClick(screen.list.again_button, Qt.MouseButton.LeftButton)
    assert not screen.list.again_button.isVisible()
    window.close()


def shown_labels(screen: FeatureScreen) -> list[QLabel]:
    return [one for one in screen.findChildren(QLabel) if one.isVisible()]
