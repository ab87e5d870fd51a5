"""From the import page to the comparison with the edition that the project has, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from models.lists.commands import import_feature_list
from models.lists.queries import feature_lists
from views.importing.import_page import ImportPage
from views.importing.target_bar import LIST
from views.shared.session import Session
from views.uptake.compare_button import likely_list
from views.uptake.uptake_page import UptakePage

Consortium = Any  # the fixture of tests/conftest.py
HEAD = "番号,機能ID,大分類,機能名称,要件\n"
OLD = HEAD + "1,A-1,住民,入力,届出の内容を入力できること。\n2,A-2,住民,照会,異動の履歴を照会できること。\n"


def test_a_file_is_compared_instead_of_imported(qtbot: QtBot, consortium: Consortium, tmp_path: Path) -> None:
    (tmp_path / "一覧.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "一覧_改版.csv").write_text(OLD.replace("入力でき", "登録でき"), encoding="utf-8")
    project = consortium.as_("事務局")
    session = Session(project)
    page = ImportPage(session)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    page.start()
    assert page.compare_button.isHidden()
    import_feature_list(project, tmp_path / "一覧.csv", "一覧", "第1版")
    import_feature_list(project, tmp_path / "一覧.csv", "帳票要件", "第1版")
    page.target.purpose.choose(LIST)
    page.load(tmp_path / "一覧_改版.csv")
    qtbot.waitUntil(lambda: page.compare_button.isVisible() and page.compare_button.isEnabled())
    assert page.compare_button.list == likely_list(feature_lists(project), "一覧")

    def compare() -> UptakePage:
        page.compare_button.click()
        opened = page.findChild(UptakePage)
        assert opened is not None
        qtbot.waitUntil(lambda: opened.found is not None and not session.is_working())
        return opened

    for _ in range(2):  # back leads to the file again
        uptake = compare()
        assert uptake.isVisible()
        uptake.left.emit()
        assert page.compare_button.isVisible()
        qtbot.waitUntil(lambda: page.findChild(UptakePage) is None)
    last = compare()
    with qtbot.waitSignal(page.left):
        last.take_button.click()
    assert {one.name: one.edition for one in feature_lists(project)} == {"一覧": "第2版", "帳票要件": "第1版"}
    session.wait()
