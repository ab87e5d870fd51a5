"""Chiefs and reviewers read and decide at the window, and the project keeps what they signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.approval.commands import decide, submit
from models.approval.queries import decisions_of
from models.approval.states import gap_state
from models.ledger.operations import insert, write
from models.project.project import Project
from models.words import use_language
from views.decisions.screen import DecisionScreen
from views.shared.labels import Label
from views.shared.screen import Screen
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Project], tuple[MainWindow, DecisionScreen]]


def draft(consortium: Any, project: Project, title: str) -> bytes:
    made: bytes = consortium.add_gap(project, title)
    project.act("gaps.edit", list(write("gap", made, asked_initial=900_000, asked_yearly=0)))
    return made


@pytest.fixture
def gaps(consortium: Any) -> list[bytes]:
    """Two gaps of 市民課 that 主査 has submitted."""
    project = consortium.as_("主査")
    made = [draft(consortium, project, title) for title in ("案内を印字する", "履歴を残す")]
    for gap in made:
        submit(project, gap)
    return made


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def show(project: Project) -> tuple[MainWindow, DecisionScreen]:
        entries = [
            ScreenEntry("decisions", "shell.screen.decisions", "stamp", DecisionScreen),
            ScreenEntry("gaps", "shell.screen.gaps", "gap", Screen),
        ]
        window = MainWindow(Session(project), entries, ShellFacts)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        screen = window.show_screen("decisions")
        assert isinstance(screen, DecisionScreen)
        return window, screen

    yield show
    for window in windows:
        window.close()


def key(
    qtbot: QtBot,
    window: MainWindow,
    which: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    target: QWidget = QApplication.focusWidget() or window
    qtbot.keyClick(target, which, modifier)


def test_a_chief_sends_back_and_approves_by_keys(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    project = consortium.as_("課長")
    window, screen = opened(project)
    assert screen.inbox.tabs.key() == "waiting" and screen.inbox.place() == (1, 2)
    assert screen.inbox.list.hasFocus()
    key(qtbot, window, Qt.Key.Key_J)
    assert screen.inbox.place() == (2, 2)
    key(qtbot, window, Qt.Key.Key_K)
    pane = screen.decision
    assert not pane.sign.isEnabled() and pane.lack_line.text() == "決定を選ぶと署名できます。"
    key(qtbot, window, Qt.Key.Key_R)
    assert pane.points["necessity"].hasFocus()
    assert pane.lack_line.text() == "認められない点を1つ以上選ぶと署名できます。"
    key(qtbot, window, Qt.Key.Key_Space)
    key(qtbot, window, Qt.Key.Key_Tab)
    key(qtbot, window, Qt.Key.Key_Tab)
    assert pane.reason.hasFocus()
    qtbot.keyClicks(pane.reason, "ajk x")  # keys of the screen are letters of the text here
    assert pane.form().verdict == "send_back" and pane.reason.toPlainText() == "ajk x"
    pane.reason.setPlainText("年間の件数を示すこと")
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert gap_state(project, gaps[0]).key == "returned"
    made = decisions_of(project, gaps[0])[-1]
    assert (made.verdict, made.points, made.reason) == ("send_back", ("necessity",), "年間の件数を示すこと")
    assert screen.inbox.place() == (1, 1) and screen.inbox.list.hasFocus()
    assert pane.reason.toPlainText() == "" and pane.form().verdict == ""
    key(qtbot, window, Qt.Key.Key_A)
    pane.on_behalf.click()
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert gap_state(project, gaps[1]).key == "third_party_review"
    assert decisions_of(project, gaps[1])[-1].on_behalf
    assert not screen.inbox.list.model().rowCount()
    screen.inbox.show_tab("done")
    assert screen.inbox.place()[1] == 2


def test_what_is_written_stays_with_its_case(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    window, screen = opened(consortium.as_("課長"))
    key(qtbot, window, Qt.Key.Key_X)
    screen.decision.reason.setPlainText("目的が業務にない")
    screen.inbox.step(1)
    assert screen.decision.reason.toPlainText() == "" and screen.decision.form().verdict == ""
    screen.inbox.step(-1)
    assert screen.decision.reason.toPlainText() == "目的が業務にない"
    assert screen.decision.form().verdict == "reject"


def test_content_that_changes_while_reading_is_read_again(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    project = consortium.as_("課長")
    window, screen = opened(project)
    key(qtbot, window, Qt.Key.Key_A)
    assert screen.decision.sign.isEnabled()
    screen.session.run(
        lambda: project.act("gaps.edit", list(write("gap", gaps[0], purpose="渡し忘れを防ぐ。")), gap="")
    )
    assert not screen.case.changed.isHidden()
    assert "業務目的" in screen.case.changed.accessibleName()
    assert screen._view is not None
    assert [(one.field, one.after) for one in screen._view.revised] == [("purpose", "渡し忘れを防ぐ。")]
    assert not screen.decision.sign.isEnabled()
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert gap_state(project, gaps[0]).step == "chief_review"
    screen.case.changed.button.click()
    assert screen.case.changed.isHidden() and screen.decision.sign.isEnabled()
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert gap_state(project, gaps[0]).step == "third_party_review"


def test_a_third_party_confirms_at_the_same_screen(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    decide(consortium.as_("課長"), gaps[0], "chief", "approve")
    project = consortium.as_("第三者")
    window, screen = opened(project)
    assert screen.inbox.place() == (1, 1)
    assert [check.key for check in screen._view.checks if check.is_met] == [  # type: ignore[union-attr]
        "not_drafter",
        "is_third_party",
        "other_section",
        "other_person",
        "no_conflict",
    ]
    key(qtbot, window, Qt.Key.Key_C)
    assert screen.decision.reason.hasFocus()
    screen.decision.reason.setPlainText("年1回見直す。")
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    state = gap_state(project, gaps[0])
    assert (state.key, state.with_condition) == ("confirmed", True)


def test_a_drafter_finds_what_was_sent_back(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    project = consortium.as_("課長")
    decide(project, gaps[0], "chief", "send_back", reason="件数", points=["necessity"])
    window, screen = opened(consortium.as_("主査"))
    assert screen.inbox.tabs.key() == "returned" and screen.inbox.place() == (1, 1)
    assert not screen.decision.sign.isVisible()
    with qtbot.waitSignal(screen.open_asked) as asked:
        screen.decision.gap_button.click()
    assert asked.args == ["gaps", gaps[0]] and window.screen_key() == "gaps"


def test_a_new_revision_shows_what_it_changed(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    decide(consortium.as_("課長"), gaps[0], "chief", "send_back", reason="件数", points=["necessity"])
    project = consortium.as_("主査")
    project.act("gaps.edit", list(write("gap", gaps[0], frequency="年 40件")))
    submit(project, gaps[0])
    _, screen = opened(consortium.as_("課長"))
    screen.open_item(gaps[0])
    view = screen._view
    assert view is not None and [(one.field, one.before, one.after) for one in view.revised] == [
        ("frequency", None, "年 40件")
    ]


def test_who_may_not_decide_sees_why(qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open) -> None:
    _, screen = opened(consortium.as_("監査"))
    assert screen.inbox.tabs.key() == "done" and screen.inbox.place() == (1, 2)
    assert not screen.decision.rows["approve"].isVisible()
    screen.decision.choose("approve")
    screen.sign()
    assert len(decisions_of(screen.project, gaps[0])) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_project_and_other_languages(
    qtbot: QtBot, consortium: Any, opened: Open, language: str
) -> None:
    use_language(language)
    window, screen = opened(consortium.as_("課長"))
    assert screen.inbox.current() is None and screen.status_text() == ""
    for which in (Qt.Key.Key_A, Qt.Key.Key_J, Qt.Key.Key_K):
        key(qtbot, window, which)
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    project = screen.project
    assert project.connection.exec_driver_sql("SELECT count(*) FROM decision").scalar_one() == 0


def test_the_case_holds_answers_costs_and_discussion(
    qtbot: QtBot, consortium: Any, gaps: list[bytes], opened: Open
) -> None:
    secretary = consortium.as_("事務局")
    packages = secretary.act("catalogue.add", [insert("package", [{"name": "A社", "position": 0}])]).made
    feature = secretary.act(
        "catalogue.add", [insert("feature", [{"feature_id": "0110230", "name": "証明書", "position": 0}])]
    ).made[0]
    secretary.act(
        "catalogue.add",
        [
            insert(
                "answer",
                [{"package_id": packages[0], "feature_id": feature, "answer": "parameter", "cost": 90_000}],
            ),
            insert("gap_source", [{"gap_id": gaps[0], "kind": "answer", "feature_id": feature}]),
            insert("comment", [{"gap_id": gaps[0], "text": "設定で足りると思います。"}]),
        ],
    )
    _, screen = opened(consortium.as_("課長"))
    shown = {label.whole_text() for label in screen.case.findChildren(Label)}
    assert {"A社", "90", "900", "設定で足りると思います。", "届出の漏れを防ぐ。"} <= shown
