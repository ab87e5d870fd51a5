"""Lists of requests are looked through before they are taken in; the gaps shown are written out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.gaps.commands import add_gap
from models.gaps.queries import gap_rows
from models.project.project import Project
from tests.conftest import Consortium
from tests.gui.gaps.test_gap_screen import CTRL, NONE, press
from views.gaps.gap_screen import GapScreen
from views.shell.window import MainWindow

LIST = """番号,業務所管課,要望事項,不足していること,改修費（千円）
1,みどり市 市民課,在留カードの読取,電子情報を読めない,760
2,,案内の印字,余白に印字できない,120
"""


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("主査")


def written(folder: Path, text: str, name: str = "要望一覧.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def opened(qtbot: QtBot, screen: GapScreen, path: Path) -> None:
    screen.open_requests(path)
    qtbot.waitUntil(lambda: screen.requests.plan is not None and not screen.session.is_working())


def kinds(screen: GapScreen) -> list[str]:
    return [one.kind for one in screen.requests.table.records.rows_in_order()]


def test_a_list_is_shown_taken_in_and_taken_back(
    qtbot: QtBot, screen: GapScreen, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, LIST)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    assert screen.list.import_button.isVisible()  # nothing there yet: one of the ways to begin
    screen.list.import_button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.requests.plan is not None and not screen.session.is_working())
    assert kinds(screen) == ["new", "new"]
    assert screen.requests.section.isVisible() and gap_rows(project) == []
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert [one.title for one in gap_rows(project)] == ["在留カードの読取", "案内の印字"]
    assert not screen.requests.isVisible() and screen.undo_bar.isVisible()
    assert screen.session.undo()
    assert gap_rows(project) == []


def test_a_newer_list_shows_what_changes_and_what_is_the_same(
    qtbot: QtBot, screen: GapScreen, project: Project, tmp_path: Path
) -> None:
    opened(qtbot, screen, written(tmp_path, LIST))
    screen.requests.take()
    newer = LIST.replace("余白に印字できない", "余白にも裏面にも印字できない") + "3,,除票の検索,探せない,\n"
    opened(qtbot, screen, written(tmp_path, newer, "要望一覧_第2版.csv"))
    assert kinds(screen) == ["new", "revised", "same"]
    (revised,) = [one for one in screen.requests.table.records.rows_in_order() if one.kind == "revised"]
    assert revised.note == "G-002 不足していること"
    screen.requests.take()
    assert len(gap_rows(project)) == 3
    opened(qtbot, screen, written(tmp_path, newer, "要望一覧_第2版.csv"))
    assert not screen.requests.button.isEnabled() and "取り込み済み" in screen.requests.button.toolTip()
    assert screen.back() and not screen.requests.isVisible()


def test_all_that_stops_a_list_is_shown_with_its_place(
    qtbot: QtBot, screen: GapScreen, project: Project, tmp_path: Path
) -> None:
    bad = LIST.replace("みどり市 市民課", "宇宙課").replace("120", "多額")
    opened(qtbot, screen, written(tmp_path, bad))
    errors = [one for one in screen.requests.table.records.rows_in_order() if one.kind == "error"]
    assert len(errors) == 2 and all(one.where for one in errors)
    assert {"宇宙課", "多額"} <= {word for word in ("宇宙課", "多額") for one in errors if word in one.text}
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert gap_rows(project) == [] and screen.requests.isVisible()
    assert screen.requests.errors.message()


def test_a_file_that_is_no_list_says_so(qtbot: QtBot, screen: GapScreen, tmp_path: Path) -> None:
    with qtbot.waitSignal(screen.session.failed):
        screen.open_requests(written(tmp_path, "おはよう\nこんにちは\n"))
    assert not screen.requests.isVisible()


def test_a_list_is_dropped_on_the_screen(qtbot: QtBot, screen: GapScreen, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, LIST)))])
    buttons, none = Qt.MouseButton.LeftButton, NONE
    place = QPointF(QPoint(40, 40))
    screen.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, none))
    qtbot.waitUntil(lambda: screen.requests.plan is not None and not screen.session.is_working())
    assert kinds(screen) == ["new", "new"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_gaps_shown_are_written_out(
    qtbot: QtBot, screen: GapScreen, project: Project, consortium: Consortium, tmp_path: Path, ending: str
) -> None:
    for title in ("案内を印字", "除票の検索", "除票の印字"):
        add_gap(project, title, consortium.sections["市民課"])
    screen.refresh(frozenset())
    screen._filter("除票")
    path = tmp_path / f"一覧.{ending}"
    with qtbot.waitSignal(screen.session.done) as told:
        screen.exporting.export(screen.list.shown_gaps(), ending, path)
    assert told.args is not None and "2件" in told.args[0]
    if ending == "csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        texts = lines[1:]
    else:
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        texts = [" ".join(str(cell) for cell in row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(texts) == 2 and "除票の検索" in texts[0] and "除票の印字" in texts[1]


def test_the_menu_offers_lists_in_and_out(window: MainWindow) -> None:
    named = [action.text() for action in window.menus.item_menu.actions()]
    assert "要望一覧を取り込む…" in named and sum("書き出す" in one for one in named) == 2
