"""The import as a person does it: look, change, decide, take back, and only then store."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_feature_list
from models.lists.mapping import Mapping
from models.lists.mappings import mapping_folder
from models.lists.queries import feature_lists, packages
from models.project.project import Project
from tests.conftest import Consortium
from views.importing.draft import Draft
from views.importing.import_page import ImportPage
from views.importing.picture import Role
from views.importing.places import Place
from views.shared.meanings import answer_chip
from views.shared.session import Session

HEAD = ("項番", "大分類", "機能名称", "要件", "必須・任意", "備考")
ITEMS = (
    ("1.8", "転入", "転入届の入力", "届出の内容を入力する。", "必須", ""),
    ("1.9", "", "在留カードの読取", "券面を読み取る。", "任意", ""),
    ("1.1", "", "国保の同時受付", "転入と同時に受け付ける。", "任意", ""),
    ("1.11", "転出", "転出証明書の出力", "証明書を印刷する。", "必須", "窓口"),
    ("1.12", "", "転出の取消", "届出を取り消す。", "必須", ""),
)
MARKS = ("○", "〇", "△", "○", "")


def write(path: Path, lines: list[tuple[Any, ...]], hidden: int = 0) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    for line in lines:
        sheet.append(line)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(path)
    return path


def list_file(path: Path, hidden: int = 0) -> Path:
    return write(path, [("機能一覧",), (), HEAD, *ITEMS], hidden)


def answer_file(path: Path) -> Path:
    lines: list[tuple[Any, ...]] = [("凡例　○：標準対応　×：対応不可",), (), (*HEAD[:5], "回答")]
    lines += [(*item[:5], mark) for item, mark in zip(ITEMS, MARKS, strict=True)]
    return write(path, lines)


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("事務局")


@pytest.fixture
def page(qtbot: QtBot, project: Project, tmp_path: Path) -> Iterator[ImportPage]:
    session = Session(project)
    session.profile = tmp_path / "profile"  # type: ignore[attr-defined]
    made = ImportPage(session)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.refresh()
    made.start()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    session.wait()


def load(qtbot: QtBot, page: ImportPage, path: Path, answers: bool = False) -> Draft:
    page.target.purpose.choose("answers" if answers else "list")
    page.target._show_parts()
    page.load(path)
    qtbot.waitUntil(lambda: not page.session.is_working() and page.draft is not None)
    return draft_of(page)


def draft_of(page: ImportPage) -> Draft:
    assert page.draft is not None
    return page.draft


def role_by_key(qtbot: QtBot, page: ImportPage, row: int, role: str) -> None:
    table = page.view.sheet.table
    table.setFocus()
    table.go_to(Place(row, 1, row))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.menu is not None
    action = next(one for one in table.menu.actions() if one.data() == role)
    table.menu.setActiveAction(action)
    qtbot.keyClick(table.menu, Qt.Key.Key_Return)


def test_the_sheet_shows_what_each_row_and_column_was_taken_for(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    draft = load(qtbot, page, answer_file(tmp_path / "A社.xlsx"), answers=True)
    roles = [draft.picture.role(row) for row in range(8)]
    assert roles == [Role.LEGEND, Role.BLANK, Role.HEADER, *[Role.ITEM] * 5]
    assert {at: box.key() for at, box in page.view.columns.boxes.items()} == {
        "A": "no", "B": "level1", "C": "name", "D": "requirement", "E": "obligation", "F": "answer",
    }  # fmt: skip
    cells = page.view.sheet.table.cells
    assert draft.picture.is_above(4, 1, cells.text(4, 1)) and not draft.picture.is_above(3, 1, "転入")
    spoken = cells.data(cells.index(5, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "項目" in spoken and "項番" in spoken and "1.1" in spoken
    assert not page.grab().isNull()


def test_a_column_is_changed_by_key_and_the_items_follow(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    table = page.view.sheet.table
    assert table.hasFocus()
    table.setCurrentIndex(table.cells.index(4, 3))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    box = page.view.columns.boxes["D"]
    assert box.view().isVisible()
    box.view().setCurrentIndex(box.model().index(box.findData("rationale"), 0))
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    item = draft_of(page).items[0]
    assert item.rationale == "届出の内容を入力する。" and item.requirement == ""
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft_of(page).items[0].requirement == "届出の内容を入力する。"


def test_a_row_is_left_out_made_a_section_or_the_header(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    role_by_key(qtbot, page, 7, "excluded")
    assert [item.no for item in draft_of(page).items] == ["1.8", "1.9", "1.1", "1.11"]
    assert draft_of(page).picture.role(7) is Role.OUT
    role_by_key(qtbot, page, 3, "section")
    assert draft_of(page).picture.role(3) is Role.SECTION and len(draft_of(page).items) == 3
    role_by_key(qtbot, page, 7, "item")
    assert draft_of(page).items[-1].no == "1.12"
    page.work.undo()
    page.work.undo()
    page.work.undo()
    assert len(draft_of(page).items) == 5
    role_by_key(qtbot, page, 4, "header")
    assert page.session.is_working() is False and draft_of(page).table is not None


def test_findings_lead_to_their_cells_and_are_filtered(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx", hidden=7))
    panel, table = page.view.findings, page.view.sheet.table
    keys = [line.finding.key for line in panel.table.records.rows()]
    assert {"lists.lost_zero", "lists.hidden_rows"} <= set(keys)
    table.setFocus()
    visited = []
    for _ in keys:
        qtbot.keyClick(table, Qt.Key.Key_F8)
        visited.append((table.currentIndex().row(), table.currentIndex().column()))
    assert (5, 0) in visited and any(row == 6 for row, _ in visited)
    assert table.hasFocus()
    panel.filter.choose("error")
    panel.filter.chosen.emit("error")
    assert panel.table.records.rows() == []


def test_a_proposal_is_taken_by_key_and_taken_back(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    assert [item.no for item in draft_of(page).items][2] == "1.1"  # nothing is mended unasked
    panel = page.view.findings.table
    panel.setFocus()
    line = next(one for one in panel.records.rows() if one.finding.key == "lists.lost_zero")
    assert line.offer == "1.10 と読む"
    panel.choose(line.id)
    qtbot.keyClick(panel, Qt.Key.Key_Y)
    assert [item.no for item in draft_of(page).items][2] == "1.10"
    assert page.view.sheet.table.cells.text(5, 0) == "1.1"
    done = [one for one in panel.records.rows() if one.done]
    assert len(done) == 1 and "✓" in done[0].offer
    qtbot.keyClick(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [item.no for item in draft_of(page).items][2] == "1.1"
    table = page.view.sheet.table
    table.setFocus()
    table.setCurrentIndex(table.cells.index(5, 0))
    qtbot.keyClick(table, Qt.Key.Key_Y)
    assert [item.no for item in draft_of(page).items][2] == "1.10"


def test_hidden_rows_are_left_out_when_asked(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx", hidden=7))
    panel = page.view.findings.table
    line = next(one for one in panel.records.rows() if one.finding.key == "lists.hidden_rows")
    number = next(at for at, column in enumerate(panel.records.columns) if column.key == "offer")
    panel.clicked.emit(panel.records.index(panel.records.line_of(line.id), number))
    assert [item.no for item in draft_of(page).items] == ["1.8", "1.9", "1.1", "1.12"]


def test_every_mark_must_be_confirmed(
    qtbot: QtBot, page: ImportPage, project: Project, tmp_path: Path
) -> None:
    import_feature_list(project, write(tmp_path / "機能.xlsx", [HEAD, *ITEMS]))
    package = add_package(project, "A社").made[0]
    page.refresh()
    load(qtbot, page, answer_file(tmp_path / "A社.xlsx"), answers=True)
    page.target.package.choose(package.hex())
    page.target.package.picked.emit(package.hex())
    assert set(draft_of(page).undecided) == {"○", "〇", "△", ""}
    assert "凡例" in page.steps._steps.accessibleName() and not page.import_button.isEnabled()
    legend = page.view.legend
    assert legend.boxes["○"].key() == "answer.standard" and legend.boxes["△"].key() == ""
    assert legend.lines["○"].source.whole_text() == "A1 の凡例"
    qtbot.mouseClick(legend.lines["○"].confirm, Qt.MouseButton.LeftButton)
    assert set(draft_of(page).undecided) == {"〇", "△", ""}
    line = next(
        one for one in page.view.findings.table.records.rows() if one.finding.key == "lists.mark_variants"
    )
    page.view.findings.taken.emit(line.finding)
    assert set(draft_of(page).undecided) == {"△", ""}
    legend.boxes["△"].picked.emit("answer.part")
    assert not page.import_button.isEnabled() and "空欄" in page.state.whole_text()
    legend.boxes[""].picked.emit("answer.unanswered")
    assert draft_of(page).undecided == [] and draft_of(page).found.matched == 5
    assert page.import_button.isEnabled()
    page.work.undo()
    assert not page.import_button.isEnabled()


def test_nothing_is_stored_until_accepted(
    qtbot: QtBot, page: ImportPage, project: Project, tmp_path: Path
) -> None:
    count = "SELECT count(*) FROM act"
    before = project.connection.exec_driver_sql(count).scalar_one()
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    role_by_key(qtbot, page, 7, "excluded")
    page.view.findings.next()
    page.view.findings.taken.emit(
        next(one for one in draft_of(page).found.findings if one.key == "lists.lost_zero")
    )
    assert feature_lists(project) == [] and packages(project) == []
    assert project.connection.exec_driver_sql(count).scalar_one() == before
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.session.is_working())
    stored = project.connection.exec_driver_sql("SELECT no FROM feature ORDER BY position").scalars()
    assert list(stored) == ["1.8", "1.9", "1.10", "1.11"]
    assert project.connection.exec_driver_sql(count).scalar_one() == before + 1
    reading = project.connection.exec_driver_sql("SELECT reading FROM source_file").scalar_one()
    assert '"text":"1.1"' in reading and '"read":"1.10"' in reading


def test_a_mapping_is_saved_and_found_again(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, page, list_file(tmp_path / "四月.xlsx"))
    page.view.columns.boxes["D"].picked.emit("rationale")
    role_by_key(qtbot, page, 7, "excluded")
    saved = tmp_path / "割当.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert Mapping.load(saved).hints.columns is not None and "割当.json" in page._notice_text.whole_text()
    assert len(list(mapping_folder(tmp_path / "profile").glob("*.json"))) == 1
    later = [("機能一覧",), (), HEAD, *ITEMS[:3], ("2.1", "印鑑", "登録", "印鑑を登録する。", "必須", "")]
    draft = load(qtbot, page, write(tmp_path / "五月.xlsx", later))
    assert draft.said.kept and draft.items[0].rationale == "届出の内容を入力する。"
    assert page._notice.isVisible() and page.guess_button.isVisible()
    assert any(one.key == "lists.row_not_as_said" for one in draft.found.findings)
    qtbot.mouseClick(page.guess_button, Qt.MouseButton.LeftButton)
    assert draft_of(page).items[0].requirement == "届出の内容を入力する。" and not page._notice.isVisible()
    page.work.undo()
    assert draft_of(page).items[0].rationale and page._notice.isVisible()


def test_a_kept_legend_is_only_proposed(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, page, answer_file(tmp_path / "A社.xlsx"), answers=True)
    for mark, chip in (("○", "standard"), ("〇", "standard"), ("△", "part"), ("", "unanswered")):
        page.view.legend.boxes[mark].picked.emit(f"answer.{chip}")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "割当.json"), ""))
    page.save_mapping()
    draft = load(qtbot, page, answer_file(tmp_path / "B社.xlsx"), answers=True)
    assert draft.said.kept and len(draft.undecided) == 4
    assert page.view.legend.boxes["△"].key() == "answer.part"
    assert page.view.legend.lines["△"].source.whole_text() == "前回の割当"
    qtbot.mouseClick(page.view.legend.confirm_all, Qt.MouseButton.LeftButton)
    assert draft_of(page).undecided == []


def test_the_result_and_the_sheet_follow_each_other(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    items, table = page.view.tables[False], page.view.sheet.table
    assert [items.records.data(items.records.index(line, 0)) for line in range(4)] == [
        "転入", "1.8", "1.9", "1.1",
    ]  # fmt: skip
    table.setCurrentIndex(table.cells.index(6, 2))
    current = items.current_row()
    assert current is not None and current.item.no == "1.11"
    items.setFocus()
    items.choose(5)
    assert table.currentIndex().row() == 4


def test_a_large_file_is_understood_behind(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    lines = [",".join(HEAD)]
    lines += [f"{n},分類{n // 100},機能{n},要件{n}の本文,必須,備考{n}" for n in range(1, 30_001)]
    path.write_text("\n".join(lines), encoding="utf-8")
    page.target.purpose.choose("list")
    page.load(path)
    qtbot.waitUntil(lambda: not page.session.is_working() and page.draft is not None, timeout=20_000)
    assert len(draft_of(page).items) == 30_000
    begun = time.perf_counter()
    page.view.columns.boxes["F"].picked.emit("rationale")
    page.view.columns.boxes["D"].picked.emit("")
    assert time.perf_counter() - begun < 0.5 and page.work.is_waiting
    assert not page.import_button.isEnabled()
    qtbot.waitUntil(lambda: not page.work.is_waiting and not page.session.is_working(), timeout=20_000)
    item = draft_of(page).items[0]
    assert item.rationale == "備考1" and item.requirement == "" and page.import_button.isEnabled()


def test_blanks_as_above_are_asked_of_and_remembered(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    load(qtbot, page, list_file(tmp_path / "一覧.xlsx"))
    panel = page.view.findings
    line = next(one for one in panel.table.records.rows() if one.finding.key == "lists.blank_as_above")
    panel.table.setFocus()
    panel.table.choose(line.id)
    assert "Y" in panel._whole.text() and "N" in panel._whole.text()
    qtbot.keyClick(panel.table, Qt.Key.Key_N)
    draft = draft_of(page)
    assert draft.mapping is not None and draft.mapping.hints.blanks == {"B": False}
    assert [item.levels for item in draft.items][:2] == [("転入",), ()]
    page.work.undo()
    panel.table.choose(line.id)
    qtbot.keyClick(panel.table, Qt.Key.Key_Y)
    draft = draft_of(page)
    assert draft.mapping is not None and draft.mapping.hints.blanks == {"B": True}
    assert [item.levels for item in draft.items][:2] == [("転入",), ("転入",)]
    assert all(one.key != "lists.blank_as_above" for one in draft.found.findings)


def test_one_mark_is_told_apart_by_its_remarks(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    head = (*HEAD[:5], "回答", "実現方法")
    marks = (("○", "標準"), ("△", "帳票を改修"), ("△", "運用で対応"), ("△", "要相談"), ("○", ""))
    lines = [("凡例　○：標準対応　△：カスタマイズまたは代替",), (), head]
    lines += [(*item[:5], *mark) for item, mark in zip(ITEMS, marks, strict=True)]
    load(qtbot, page, write(tmp_path / "A社.xlsx", lines), answers=True)
    legend = page.view.legend
    assert "△" in legend.splits and not legend.splits["△"].use.isHidden()
    legend.boxes["○"].setFocus()
    qtbot.keyClick(legend.boxes["○"], Qt.Key.Key_Y)
    draft = draft_of(page)
    assert draft.said.split == {"△"} and "△" in draft.undecided
    answers = [draft.found.answers[row].answer for row in (5, 6, 7)]
    assert answers == [Answer.SOURCE_CHANGE, Answer.WORKAROUND, None]
    rest = legend.splits["△"].rest
    assert not rest.isHidden()
    rest.picked.emit(answer_chip(Answer.OPTION_PART))
    draft = draft_of(page)
    assert draft.found.answers[7].answer is Answer.OPTION_PART and "△" not in draft.undecided
    assert draft.found.answers[7].mark == "△"
    assert draft.mapping is not None and draft.mapping.legend is not None
    assert draft.mapping.legend.split == {"△"}
    legend.splits["△"].give_up.click()
    assert draft_of(page).said.split == frozenset() and "△" in draft_of(page).undecided
