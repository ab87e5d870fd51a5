from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.approval.commands import decide, submit
from models.identity.keys import Identity
from models.ledger.operations import write
from models.members.commands import Founder, add_organisation, new_project
from models.members.queries import find_organisation, phases
from models.project.opening import open_project
from models.words import use_language
from tests.gui.shared.gallery import PlainScreen
from views.overview.screen import OverviewScreen
from views.shared.screen import Screen
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

OTHERS = ("features", "flows", "gaps", "scoring", "decisions", "exchange", "indicators")
Open = Callable[..., tuple[MainWindow, OverviewScreen]]


class Elsewhere(PlainScreen):
    """Another screen, which remembers what it was asked to open."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, key)
        self.opened: list[Hashable] = []

    def open_item(self, item_id: Hashable) -> None:
        self.opened.append(item_id)


def elsewhere(key: str) -> Callable[[Session], Screen]:
    return lambda session: Elsewhere(session, key)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def make(project: Any, width: int = 1280) -> tuple[MainWindow, OverviewScreen]:
        entries = [ScreenEntry("overview", "shell.screen.overview", "overview", OverviewScreen)]
        entries += [ScreenEntry(key, f"shell.screen.{key}", "list", elsewhere(key)) for key in OTHERS]
        session = Session(project)
        session.undo_command = project.undo
        window = MainWindow(session, entries, ShellFacts)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        screen = window.show_screen("overview")
        assert isinstance(screen, OverviewScreen)
        screen.waiting.table.setFocus()
        return window, screen

    yield make
    for window in windows:
        window.close()


def with_costs(project: Any, gap: bytes) -> bytes:
    project.act("gaps.edit", list(write("gap", gap, asked_initial=0, asked_yearly=0)), gap="G-001")
    return gap


def sent_back(consortium: Any) -> bytes:
    project = consortium.as_("主査")
    gap: bytes = with_costs(project, consortium.add_gap(project, "証明書に案内を印字"))
    submit(project, gap)
    chief = consortium.as_("課長")
    decide(chief, gap, "chief", "send_back", points=["necessity"], reason="根拠が要る")
    return gap


def listed(screen: OverviewScreen) -> list[str]:
    return [f"{one.kind} {one.label or one.title}" for one in screen.waiting.table.records.rows()]


def test_enter_opens_the_item_on_its_screen(qtbot: QtBot, opened: Open, consortium: Any) -> None:
    gap = sent_back(consortium)
    window, screen = opened(consortium.as_("主査"))
    assert listed(screen) == ["fix G-001"]
    assert "G-001" in screen.status_text() and "1／1" in screen.status_text()
    qtbot.keyClick(screen.waiting.table, Qt.Key.Key_Return)
    assert window.screen_key() == "gaps"
    other = window.current_screen()
    assert isinstance(other, Elsewhere) and other.opened == [gap]


def test_the_segments_show_the_work_of_others(qtbot: QtBot, opened: Open, consortium: Any) -> None:
    project = consortium.as_("主査")
    submit(project, with_costs(project, consortium.add_gap(project)))
    _, screen = opened(consortium.as_("主任"))
    assert listed(screen) == [] and screen.waiting.table.isHidden()
    assert screen.waiting.scopes._group.button(1).text() == "みどり市"
    qtbot.mouseClick(screen.waiting._see_all, Qt.MouseButton.LeftButton)
    assert listed(screen) == ["decide G-001"]
    (task,) = screen.waiting.table.records.rows()
    assert task.who == ("みどり市 市民課 課長",)


def test_the_secretariat_records_an_agreement_in_place(qtbot: QtBot, opened: Open, consortium: Any) -> None:
    project = consortium.as_("事務局")
    consortium.add_gap(project)  # otherwise the first steps stand in front
    village = add_organisation(project, "川辺村", "川").made[0]
    _, screen = opened(project)
    assert listed(screen) == ["agree 川辺村"]
    qtbot.keyClick(screen.waiting.table, Qt.Key.Key_Return)
    form = screen.agreement.form
    assert form.isVisible() and form.text("organisation") == village.hex()
    qtbot.keyClick(form.field("ground"), Qt.Key.Key_Return)
    assert find_organisation(project, "川辺村").ground is None
    assert form.field("ground").property("wrong") == "true"
    form.field("ground").setText("村長決裁")
    form.field("day").setText("2026/5/1 ごろ")
    qtbot.keyClick(form.field("day"), Qt.Key.Key_Return)
    assert find_organisation(project, "川辺村").agreed_on is None
    form.field("day").setText("2026/5/1")
    qtbot.keyClick(form.field("day"), Qt.Key.Key_Return)
    stored = find_organisation(project, "川辺村")
    assert (stored.ground, stored.agreed_on) == ("村長決裁", "2026-05-01")
    assert form.isHidden() and listed(screen) == [] and not screen.undo_bar.isHidden()
    screen.session.undo()
    assert listed(screen) == ["agree 川辺村"]


def test_staff_see_agreements_but_cannot_record_them(opened: Open, consortium: Any) -> None:
    _, screen = opened(consortium.as_("主査"))
    assert screen.agreement.record.isHidden()
    screen.agreement.open_form()
    assert screen.agreement.form.isHidden()
    assert screen.phases.plan.isHidden()


def test_the_plan_of_the_phases_is_changed_in_place(qtbot: QtBot, opened: Open, consortium: Any) -> None:
    project = consortium.as_("事務局")
    _, screen = opened(project)
    qtbot.mouseClick(screen.phases.plan, Qt.MouseButton.LeftButton)
    start, end = screen.phases.form.fields["preparation"]
    end.setText("2020-01-01")
    qtbot.keyClick(end, Qt.Key.Key_Return)
    assert end.property("wrong") == "true" and screen.phases.form.isVisible()
    start.setText("2026-04-01")
    end.setText("2026-06-26")
    qtbot.keyClick(end, Qt.Key.Key_Return)
    first = phases(project)[0]
    assert (first.starts_on, first.ends_on) == ("2026-04-01", "2026-06-26")
    assert screen.phases.form.isHidden()


def test_a_new_project_says_what_to_do_next(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    me = Identity.new("花子")
    path = tmp_path / "新規.fitgap"
    new_project(path, me, "税務", Founder("主査", "みどり市", "情報政策課", "み")).close()
    with open_project(path, me) as project:
        window, screen = opened(project)
        steps = screen.waiting.steps
        assert steps.isVisible()
        assert [key for key, button in steps.buttons.items() if button.kind == "primary"] == ["members"]
        qtbot.mouseClick(steps.buttons["members"], Qt.MouseButton.LeftButton)
        assert screen.members.isVisible()
        window.back()
        assert steps.isVisible()
        qtbot.mouseClick(steps.buttons["answers"], Qt.MouseButton.LeftButton)
        assert window.screen_key() == "features"
        window.close()


def test_somebody_unknown_is_asked_for_a_join_request(opened: Open, consortium: Any) -> None:
    with open_project(consortium.path, Identity.new("途中 参加")) as project:
        window, screen = opened(project)
        assert screen.waiting._stranger.isVisible()
        window.close()


def test_figures_follow_a_change_at_once(opened: Open, consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project)
    _, screen = opened(project)
    costs = {"asked_initial": 2_000_000, "asked_yearly": 100_000, "agreed_initial": 0, "agreed_yearly": 0}
    screen.session.run(lambda: project.act("gaps.edit", list(write("gap", gap, **costs)), gap="G-001"))
    assert "2,500" in screen.figures.saving.accessibleName()
    assert "100.0" in screen.figures.rate.accessibleName()
    assert screen.sections.bars[0].accessibleName() == "みどり市 市民課"
    assert "G-001" in screen.recent.lines.accessibleName()


@pytest.mark.parametrize(("tongue", "width"), [("en", 1280), ("ja", 960), ("ja", 1920)])
def test_nothing_stands_over_another_at_any_width(
    opened: Open, consortium: Any, tongue: str, width: int
) -> None:
    use_language(tongue)
    sent_back(consortium)
    _, screen = opened(consortium.as_("主査"), width)
    left, right = screen._splitter.widget(0), screen._splitter.widget(1)
    assert left is not None and right is not None
    assert left.geometry().right() < right.geometry().left()
    assert right.geometry().right() <= screen._splitter.width()


def test_a_task_past_its_day_is_marked(
    opened: Open, consortium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_back(consortium)

    later = date.today() + timedelta(days=8)
    monkeypatch.setattr("views.overview.waiting_part.date", Mock(today=lambda: later))
    _, screen = opened(consortium.as_("主査"))
    (task,) = screen.waiting.table.records.rows()
    column = screen.waiting.table.records.columns[-1]
    assert column.value(task).key == "other.overdue"
