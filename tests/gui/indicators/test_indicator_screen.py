from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.approval.commands import decide, submit
from models.ledger.operations import write
from models.words import use_language
from views.indicators.copying import copy_button
from views.indicators.screen import IndicatorScreen
from views.shared.session import Session

Shown = Callable[[Any], IndicatorScreen]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made: list[IndicatorScreen] = []

    def make(project: Any) -> IndicatorScreen:
        session = Session(project)
        screen = IndicatorScreen(session)
        session.changed.connect(screen.refresh)
        made.append(screen)
        qtbot.addWidget(screen)
        screen.resize(1128, 700)
        screen.refresh(frozenset())
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is screen)
        return screen

    yield make
    for screen in made:
        screen.close()


def priced(consortium: Any) -> list[bytes]:
    """Three gaps: asked 3,000 and agreed 500 thousand, asked 1,000 and adopted, and one without amounts."""
    project = consortium.as_("主査")
    gaps = [consortium.add_gap(project, title) for title in ("一", "二", "三")]
    asked = {"asked_initial": 1_000_000, "asked_yearly": 400_000}
    first = {**asked, "agreed_initial": 500_000, "agreed_yearly": 0}
    project.act(
        "gaps.edit",
        [
            *write("gap", gaps[0], disposition="source", kinds='{"screen_layout":"outside"}', **first),
            *write("gap", gaps[1], asked_initial=1_000_000, asked_yearly=0),
            *write("gap", gaps[2], disposition=None),
        ],
        gap="G-001",
    )
    return gaps


def test_the_saving_is_shown_with_its_calculation(shown: Shown, consortium: Any) -> None:
    priced(consortium)
    screen = shown(consortium.as_("主査"))
    tiles = {key: tile.accessibleName() for key, tile in screen.saving.tiles.items()}
    assert "4,000" in tiles["asked"] and "500" in tiles["agreed"] and "3,500" in tiles["saving"]
    assert "87.5" in tiles["rate"] and "1件は含まない" in tiles["saving"]
    sentence = screen.saving.calculation.whole_text()
    assert "3,500千円 ＝ 要望 4,000千円 − 合意 500千円" in sentence and "未回答の 1件" in sentence


def test_every_grouping_adds_up_to_the_whole(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    priced(consortium)
    screen = shown(consortium.as_("主査"))
    for key in ("tier", "section", "organisation", "package", "disposition"):
        screen.saving.grouping.choose(key)
        screen.saving.grouping.chosen.emit(key)
        *groups, whole = [row.sums for row in screen.saving.table.records.rows()]
        assert sum(one.gaps for one in groups) == whole.gaps == 3
        assert sum(one.saving for one in groups) == whole.saving == 3_500_000
        assert sum(one.both_asked for one in groups) - sum(one.both_agreed for one in groups) == whole.saving


def test_only_what_is_decided_can_be_counted(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    gaps = priced(consortium)
    project = consortium.as_("主査")
    submit(project, gaps[1])
    decide(consortium.as_("課長"), gaps[1], "chief", "approve")
    decide(consortium.as_("第三者"), gaps[1], "third_party", "approve")
    screen = shown(consortium.as_("主査"))
    screen.saving.scope.choose("settled")
    screen.saving.scope.chosen.emit("settled")
    whole = screen.saving.table.records.rows()[-1].sums
    assert (whole.gaps, whole.saving) == (1, 1_000_000)
    assert "1" in screen.lead_time.median.accessibleName()


def test_tables_are_copied_for_spreadsheets(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    priced(consortium)
    screen = shown(consortium.as_("主査"))
    screen.saving.table.copy(everything=True)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][0] == "区分" and lines[-1][0] == "全体"
    assert lines[-1][-4:] == ["4,000", "500", "3,500", "87.5"]
    screen.checklist.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 7 and copied[1].startswith("(a) ") and "\tはい\t" in copied[1]


def test_a_copy_button_says_that_it_copied(qtbot: QtBot) -> None:
    done: list[int] = []
    button = copy_button(lambda: done.append(1))
    qtbot.addWidget(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1] and button.text() == "写しました"


def test_tiers_and_progress_follow_a_change(shown: Shown, consortium: Any) -> None:
    gaps = priced(consortium)
    project = consortium.as_("主査")
    screen = shown(project)
    shares = {one.tier: one.count for one in screen.tiers.table.records.rows()}
    assert shares[0] == 1 and shares[None] + shares[3] + shares[2] + shares[1] == 2
    screen.session.run(lambda: submit(project, gaps[1]))
    progress = screen.progress.table.records.rows()[0]
    assert progress.states == {"draft": 2, "chief_review": 1}


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_without_gaps_it_says_what_to_do(qtbot: QtBot, shown: Shown, consortium: Any, tongue: str) -> None:
    use_language(tongue)
    screen = shown(consortium.as_("主査"))
    assert screen._empty.isVisible() and screen._page.isHidden()
    with qtbot.waitSignal(screen.open_asked) as asked:
        screen._empty.findChildren(type(copy_button(print)))[0].click()
    assert asked.args == ["gaps", None]
