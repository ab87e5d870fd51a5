"""The comparison of editions as the secretariat walks through it: old, new, ours; then 取り込む."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.approval.commands import decide, submit
from models.approval.states import gap_state
from models.gaps.content import content_hash
from models.ledger.operations import insert, write
from models.lists.commands import import_feature_list
from models.lists.queries import feature_lists, find_feature
from models.project.project import Project
from views.shared.session import Session
from views.uptake.edition_text import EditionText
from views.uptake.lines import Line
from views.uptake.uptake_page import UptakePage

Consortium = Any  # the fixture of tests/conftest.py
HEAD = "番号,機能ID,大分類,機能名称,要件\n"
OLD = HEAD + (
    "1,A-1,住民,入力,届出の内容を入力できること。\n"
    "2,A-2,住民,照会,異動の履歴を照会できること。\n"
    "3,A-3,印鑑,登録,印影を登録し、証明書へ原寸で印字できること。登録者の本人確認の方法を記録し、照会できること。\n"
    "4,A-4,印鑑,廃止,死亡した人の登録を職権で廃止できること。\n"
)
NEW = HEAD + (
    "1,A-1,住民,入力,届出の内容を入力し、一時保存できること。\n"
    "2,A-2,住民,照会,異動の履歴を照会できること。\n"
    "3,A-3,印鑑,登録,印影を登録し、証明書へ原寸で印字できること。\n"
    "4,A-9,印鑑,登録,登録者の本人確認の方法を記録し、照会できること。\n"
    "5,B-1,印鑑,予約,<b>窓口</b>の予約を受け付けられること。\n"
)


class Desk:
    """The secretariat's page; A-1 has an approved gap, A-2 another."""

    def __init__(self, qtbot: QtBot, project: Project, path: Path, gaps: list[bytes]) -> None:
        self.project, self.gaps = project, gaps
        self.session = Session(project)
        self.failures: list[str] = []
        self.left: list[bool] = []
        self.session.failed.connect(self.failures.append)
        self.page = UptakePage(self.session, path, feature_lists(project)[0].id)
        self.page.left.connect(lambda: self.left.append(True))
        qtbot.addWidget(self.page)
        self.page.resize(1280, 700)
        self.page.show()
        qtbot.waitUntil(lambda: self.page.found is not None and not self.session.is_working())

    def current(self) -> Line:
        line = self.page.table.current_row()
        assert line is not None
        return line

    def listed(self) -> list[str]:
        return [line.keys for line in self.page.table.records.rows()]

    def texts(self) -> list[str]:
        return [one.text() for one in self.page.sides.findChildren(EditionText)]


@pytest.fixture
def desk(qtbot: QtBot, consortium: Consortium, tmp_path: Path) -> Iterator[Desk]:
    for name, text in (("一覧.csv", OLD), ("第2版.csv", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with consortium.as_("事務局") as project:
        import_feature_list(project, tmp_path / "一覧.csv", "一覧", "第1版")
        gaps = [consortium.add_gap(project, title) for title in ("一時保存", "履歴")]
        for gap, key in zip(gaps, ("A-1", "A-2"), strict=True):
            source = {"gap_id": gap, "kind": "feature", "feature_id": find_feature(project, key)}
            project.act("gaps.derive", [insert("gap_source", [source])])
            project.act("gaps.edit", list(write("gap", gap, cost_unknown="見積待ち")))
            submit(project, gap)
    with consortium.as_("課長") as project:
        for gap in gaps:
            decide(project, gap, "chief", "approve")
    made = Desk(qtbot, consortium.as_("事務局"), tmp_path / "第2版.csv", gaps)
    yield made
    made.session.wait()


def test_what_changed_is_listed_and_marked(desk: Desk) -> None:
    assert desk.listed() == ["A-1", "A-3", "A-4 → —", "— → A-9", "— → B-1"]
    assert desk.page.edition.text() == "第2版"
    marked = [one.pieces for one in desk.page.sides.findChildren(EditionText)]
    assert [("equal", "届出の内容を入力"), ("equal", "できること。")] in marked
    assert [("equal", "届出の内容を入力"), ("added", "し、一時保存"), ("equal", "できること。")] in marked
    assert "再確認になるギャップ 1件" in desk.page.state.whole_text()
    assert desk.current().is_stale


def test_j_and_k_walk_and_texts_are_no_markup(desk: Desk) -> None:
    for _ in range(4):
        QTest.keyClick(desk.page.table, Qt.Key.Key_J)
    assert desk.current().keys == "— → B-1"
    assert any("&lt;b&gt;窓口&lt;/b&gt;" in text for text in desk.texts())
    QTest.keyClick(desk.page.table, Qt.Key.Key_K)
    assert desk.current().keys == "— → A-9"


def test_the_filter_shows_one_class(desk: Desk) -> None:
    desk.page.filter.choose("removed")
    assert desk.listed() == ["A-4 → —"]
    desk.page.filter.choose("all")
    assert len(desk.listed()) == 6


def test_a_suspect_is_accepted_by_space_and_taken_in_by_ctrl_enter(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    assert "疑い 1件は、別々の項目として" in page.state.whole_text()
    QTest.keyClick(page.table, Qt.Key.Key_J)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.accepted == {"split:A-3"}
    assert "疑い" not in page.state.whole_text()
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.left))
    assert feature_lists(desk.project)[0].edition == "第2版"
    assert [gap_state(desk.project, gap).key for gap in desk.gaps] == ["stale", "third_party_review"]
    assert desk.session.undo()
    assert [gap_state(desk.project, gap).key for gap in desk.gaps] == ["third_party_review"] * 2
    assert desk.failures == []


def test_a_pair_is_pulled_apart_and_put_together_again(desk: Desk) -> None:
    QTest.keyClick(desk.page.table, Qt.Key.Key_X)
    assert {"A-1 → —", "— → A-1"} <= set(desk.listed())
    line = next(one for one in desk.page.table.records.rows() if one.keys == "— → A-1")
    desk.page.table.choose(line.id)
    desk.page.apart_button.click()
    assert "A-1" in desk.listed()


def test_a_name_that_will_not_do_disables_the_button(desk: Desk) -> None:
    before = content_hash(desk.project, desk.gaps[0])
    for name in ("", "第1版"):
        desk.page.edition.setText(name)
        assert not desk.page.take_button.isEnabled()
        desk.page.take()
    assert content_hash(desk.project, desk.gaps[0]) == before
    desk.page.edition.setText("改訂版")
    assert desk.page.take_button.isEnabled()


def test_a_broken_file_leaves_with_a_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    page = UptakePage(desk.session, broken, feature_lists(desk.project)[0].id)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.left):
        pass
    assert len(desk.failures) == 1
