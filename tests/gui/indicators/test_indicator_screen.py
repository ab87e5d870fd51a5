from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.approval.commands import decide, submit
from models.costs.sharing import share_rule
from models.gaps.commands import add_gap
from models.gaps.queries import gap_rows
from models.ledger.operations import write
from models.project.history import ledger_size
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


def test_tab_follows_the_page_also_past_what_was_made_anew(shown: Shown, consortium: Any) -> None:
    priced(consortium)
    page = shown(consortium.as_("主査"))
    page.refresh(frozenset({"gap"}))
    place: dict[QWidget, int] = {}
    widget: QWidget | None = page.saving.table
    while widget is not None and widget not in place:
        place[widget] = len(place)
        widget = widget.nextInFocusChain()
    order: list[QWidget] = [
        page.saving.table,
        page.simulation.table,
        *page.states.bars,
        page.progress.table,
        page.tiers.table,
    ]
    assert page.states.bars
    assert [place[one] for one in order] == sorted(place[one] for one in order)


def test_what_if_tells_the_saving_of_a_choice_and_records_nothing(shown: Shown, consortium: Any) -> None:
    priced(consortium)
    project = consortium.as_("主査")
    screen = shown(project)
    assert screen.what_if.wanted() is None
    before = ledger_size(project)
    choice = screen.what_if.choices["disposition"]
    choice.choose("source")
    choice.picked.emit("source")
    assert "1件（G-001）を見送ると" in screen.what_if.result.whole_text()
    assert "3,500千円から 4,000千円へ（500千円の増）" in screen.what_if.result.whole_text()
    assert ledger_size(project) == before


def test_the_share_rule_is_chosen_by_the_secretariat_alone(
    qtbot: QtBot, shown: Shown, consortium: Any
) -> None:
    priced(consortium)
    project = consortium.as_("事務局")
    screen = shown(project)
    *towns, whole = screen.shares.table.records.rows()
    assert [row.name for row in towns] == ["みどり市"]
    assert whole.sums.total == 500_000
    screen.shares.rule.chosen.emit("population")
    assert share_rule(project).name == "population"
    assert screen.shares.why.whole_text()  # みどり市 has no population here


def test_assumptions_are_typed_and_the_courses_follow(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    priced(consortium)
    project = consortium.as_("事務局")
    screen = shown(project)
    part = screen.simulation
    assert "未見積" in part.missing.whole_text()
    part.edit.setFocus()
    qtbot.keyClick(part.edit, Qt.Key.Key_Return)
    for number, field in enumerate(part.form.fields.values(), 1):
        field.setFocus()
        qtbot.keyClicks(field, str(number))
    field.setText("x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert part.form.isVisible()
    field.setText("10")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not part.form.isVisible()
    *towns, whole = part.table.records.rows()
    assert [row.name for row in towns] == ["みどり市", "青葉町"]
    assert whole.found.saving == sum(row.found.saving or 0 for row in towns)
    assert part.chart.isVisible()
    assert len(part.chart.part_words()) == 10
    assert "5年目" in part.chart.part_words()[-1]


def test_likely_same_gaps_are_merged_or_kept_apart_by_key(
    qtbot: QtBot, shown: Shown, consortium: Any
) -> None:
    project = consortium.as_("事務局")
    titles = {"在留カードの一括読取": "市民課", "在留カードの読取": "住民課", "納付書の印字": "住民課"}
    for title, place in titles.items():
        add_gap(project, title, consortium.sections[place])
    screen = shown(project)
    part = screen.netting
    assert len(part.table.records.rows()) == 1
    assert "在留カード" in part.compared.whole_text()
    part.apart.setFocus()
    qtbot.keyClick(part.apart, Qt.Key.Key_Return)
    assert part.none.isVisible()
    screen.session.undo()
    part.merge.setFocus()
    qtbot.keyClick(part.merge, Qt.Key.Key_Return)
    assert len(gap_rows(project)) == 2
    assert part.none.isVisible()


def test_readers_see_proposals_and_change_nothing(shown: Shown, consortium: Any) -> None:
    project = consortium.as_("事務局")
    for place in ("市民課", "住民課"):
        add_gap(project, "在留カードの読取", consortium.sections[place])
    screen = shown(consortium.as_("監査"))
    assert screen.netting.merge.isVisible()
    assert not screen.netting.merge.isEnabled()
    assert not screen.simulation.edit.isEnabled()


def test_very_many_gaps_are_compared_on_the_command_line(
    shown: Shown, consortium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = consortium.as_("事務局")
    for place in ("市民課", "住民課"):
        add_gap(project, "在留カードの読取", consortium.sections[place])
    monkeypatch.setattr("views.indicators.screen._TOO_MANY", 1)
    screen = shown(project)
    assert "gaps net" in screen.netting.none.whole_text()
    assert not screen.netting.merge.isVisible()
