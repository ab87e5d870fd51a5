"""The faces of the matrix: answers, costs and gaps of each package in the same columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from models.ledger.operations import insert, new_id
from models.lists.commands import add_package
from models.lists.queries import feature_rows, packages
from models.project.project import Project
from tests.conftest import Consortium
from views.features.faces import COSTS, GAPS
from views.features.feature_screen import FeatureScreen
from views.shared.chips import ChipText
from views.shared.session import Session

COST = (620_000, 1_500, None)


@pytest.fixture
def project(consortium: Consortium) -> Project:
    project = consortium.as_("事務局")
    listed = new_id()
    rows = [
        {"list_id": listed, "position": n, "source_row": n, "extra": "{}", "feature_id": f"01{n}",
         "level1": "住民", "name": f"機能{n}", "requirement": "できること", "obligation": "必須"}
        for n in range(3)
    ]  # fmt: skip
    head = {"id": listed, "name": "一覧", "edition": "第1版", "position": 0}
    project.act("features.import", [insert("feature_list", [head]), insert("feature", rows)],
                name="一覧", edition="第1版", count="3")  # fmt: skip
    add_package(project, "A社")
    (package,) = packages(project)
    made = [
        {"package_id": package.id, "feature_id": row.id, "mark": "△", "answer": "option_part", "cost": cost}
        for row, cost in zip(feature_rows(project), COST, strict=True)
    ]
    project.act("features.import_answers", [insert("answer", made)], package="A社", count="3")
    return project


@pytest.fixture
def screen(qtbot: QtBot, project: Project) -> Iterator[FeatureScreen]:
    made = FeatureScreen(Session(project))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.refresh(frozenset())
    made.show()
    yield made
    made.session.wait()


def turn(qtbot: QtBot, screen: FeatureScreen, number: int) -> None:
    """Press the segment of that number."""
    qtbot.mouseClick(screen.list.face.findChildren(QToolButton)[number], Qt.MouseButton.LeftButton)


def test_costs_in_thousands_with_what_is_unknown(qtbot: QtBot, screen: FeatureScreen) -> None:
    table = screen.list.table
    assert table is not None
    table.choose(screen.list.rows()[1].id)
    turn(qtbot, screen, 1)
    table = screen.list.table
    assert table is not None and screen.list.face.key() == COSTS
    row = table.current_row()
    assert row is not None and row.feature_id == "011"  # the cursor stays
    column = next(one for one in table.records.columns if one.key == "package0")
    assert [column.value(row) for row in screen.list.rows()] == [620, 1.5, None]
    assert column.edit is None
    assert "621.5千円" in screen.list.shares.bars[0].figure.text()
    assert "不明 1" in screen.list.shares.bars[0].figure.text()
    table.copy(everything=True)
    assert "A社（千円）" in QGuiApplication.clipboard().text()


def test_filling_down_changes_no_answer_while_costs_are_shown(
    qtbot: QtBot, screen: FeatureScreen, project: Project
) -> None:
    turn(qtbot, screen, 1)
    table = screen.list.table
    assert table is not None
    rows = screen.list.rows()
    table.fill_down_asked.emit("package0", rows[0], rows[1:])
    assert [row.answers for row in feature_rows(project)] == [row.answers for row in rows]


def test_the_gaps_that_a_package_leaves(qtbot: QtBot, screen: FeatureScreen, project: Project) -> None:
    (package,), first, gap = packages(project), feature_rows(project)[0].id, new_id()
    raised = {"id": gap, "serial": 1, "title": "出力", "package_id": package.id, "disposition": "parameter"}
    source = {"gap_id": gap, "kind": "answer", "feature_id": first}
    project.act("gaps.raise", [insert("gap", [raised]), insert("gap_source", [source])], label="G-001")
    screen.refresh(frozenset())
    turn(qtbot, screen, 2)
    table = screen.list.table
    assert table is not None and screen.list.face.key() == GAPS
    column = next(one for one in table.records.columns if one.key == "package0")
    shown = [column.value(row) for row in screen.list.rows()]
    assert shown == [ChipText("disposition.parameter", "G-001"), None, None]
    assert "1件" in screen.list.shares.bars[0].figure.text()
