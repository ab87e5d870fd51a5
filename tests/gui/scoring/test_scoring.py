"""A round at the window: opened, scored without a mouse, closed, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.flows.commands import import_flow
from models.ledger.operations import insert
from models.project.project import Project
from models.resources import resource
from models.scenarios.commands import make_scenarios
from models.scoring import commands
from models.scoring.commands import NewScene
from models.scoring.drafts import desk
from models.scoring.queries import my_interest, my_sheets, rounds, scenes
from models.scoring.sheet import SceneScore
from models.words import use_language
from views.scoring.declaration import Declaration
from views.scoring.results_page import ResultsPage
from views.scoring.round_form import RoundForm
from views.scoring.screen import ScoringScreen
from views.scoring.sheet_page import SheetPage
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FLOW = Path(str(resource("sample", "answers.toml"))).parent / "flows" / "転入届_標準.bpmn"
GOOD = SceneScore("achieves", 5, 4, ("screen",))
Open = Callable[[Project], tuple[MainWindow, ScoringScreen]]


@pytest.fixture
def round_open(consortium: Any) -> Any:
    """The consortium with two packages and an open round of two scenes of 市民課."""
    project = consortium.as_("事務局")
    rows = [{"name": "A社", "position": 0}, {"name": "B社", "position": 1}]
    consortium.packages = project.act("catalogue.add", [insert("package", rows)]).made
    place = consortium.sections["市民課"]
    consortium.round = commands.open_round(
        project,
        number=1,
        name="第1回 実機検証",
        packages=consortium.packages,
        scenes=[
            NewScene("S-01", "転入", "届出を漏れなく記録する。", place),
            NewScene("S-02", "証明書", "誤りなく交付する。", place),
        ],
        closes_on="2026-12-09",
    ).made[0]
    consortium.scenes = [scene.id for scene in scenes(project, consortium.round)]
    return consortium


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def show(project: Project) -> tuple[MainWindow, ScoringScreen]:
        session = Session(project)
        session.profile = tmp_path / "profile"  # type: ignore[attr-defined]  # set by the application
        entry = ScreenEntry("scoring", "shell.screen.scoring", "check", ScoringScreen)
        window = MainWindow(session, [entry], ShellFacts)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        screen = window.show_screen("scoring")
        assert isinstance(screen, ScoringScreen)
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


def score_by_keys(qtbot: QtBot, window: MainWindow, page: SheetPage, choice: Qt.Key) -> None:
    """Choice, both scales and the first kind of evidence, by keys alone."""
    page.form.start()
    key(qtbot, window, choice)
    page.form.scales["operability"].setFocus()
    key(qtbot, window, Qt.Key.Key_3)
    key(qtbot, window, Qt.Key.Key_Tab)
    assert page.form.scales["means"].hasFocus()
    key(qtbot, window, Qt.Key.Key_4)
    key(qtbot, window, Qt.Key.Key_S, ALT)
    key(qtbot, window, Qt.Key.Key_Space)


def test_a_scorer_declares_scores_and_hands_in_without_a_mouse(
    qtbot: QtBot, round_open: Any, opened: Open, tmp_path: Path
) -> None:
    project = round_open.as_("主査")
    window, screen = opened(project)
    page = screen.page()
    assert isinstance(page, Declaration) and not page.button.isEnabled()
    page.enter()
    key(qtbot, window, Qt.Key.Key_Space)
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert (found := my_interest(project, round_open.round)) and not found.has_interest
    sheet = screen.page()
    assert isinstance(sheet, SheetPage) and not sheet.side.submit.isEnabled()
    score_by_keys(qtbot, window, sheet, Qt.Key.Key_1)
    kept = desk(tmp_path / "profile", project).load(round_open.round, round_open.packages[0])
    assert kept == {round_open.scenes[0]: SceneScore("achieves", 3, 4, ("screen",))}
    key(qtbot, window, Qt.Key.Key_Return)
    assert sheet.place == 1 and sheet.form.choices["achieves"].hasFocus()
    score_by_keys(qtbot, window, sheet, Qt.Key.Key_2)
    assert not sheet.side.submit.isEnabled()  # a condition needs its remark
    key(qtbot, window, Qt.Key.Key_F8)
    assert sheet.form.remark.field.hasFocus()
    qtbot.keyClicks(sheet.form.remark.field, "123")  # digits are text in the remark
    assert sheet.form.choices["conditional"].isChecked()
    sheet.form.remark.field.setPlainText("案内の欄を加えれば、届出の漏れを防げる。")
    assert sheet.side.submit.isEnabled()
    key(qtbot, window, Qt.Key.Key_F8)
    assert sheet.side.submit.hasFocus()
    key(qtbot, window, Qt.Key.Key_Space)
    assert sheet.side.submit.is_armed() and my_sheets(project, rounds(project)[0])[0].submitted_at is None
    key(qtbot, window, Qt.Key.Key_Space)
    assert my_sheets(project, rounds(project)[0])[0].submitted_at is not None
    after = screen.page()
    assert isinstance(after, SheetPage) and after.package == round_open.packages[1]


def test_drafts_come_back_and_the_project_file_knows_nothing_of_them(
    qtbot: QtBot, round_open: Any, opened: Open
) -> None:
    project = round_open.as_("主査")
    commands.declare_interest(project, round_open.round)
    window, screen = opened(project)
    before = project.connection.exec_driver_sql("SELECT count(*) FROM changeset").scalar_one()
    page = screen.page()
    assert isinstance(page, SheetPage)
    score_by_keys(qtbot, window, page, Qt.Key.Key_3)
    page.form.remark.field.setPlainText("渡し")
    page.side.memo.setPlainText("午後にもう一度")
    assert project.connection.exec_driver_sql("SELECT count(*) FROM changeset").scalar_one() == before
    screen.show_rounds()
    screen.show_sheet(round_open.round)
    again = screen.page()
    assert isinstance(again, SheetPage)
    again.go_to(0)
    assert again.form.remark.field.toPlainText() == "渡し"
    assert again.form.choices["fails"].isChecked() and again.side.memo.toPlainText() == "午後にもう一度"


def test_a_complaint_without_a_purpose_is_marked_after_a_pause(
    qtbot: QtBot, round_open: Any, opened: Open
) -> None:
    project = round_open.as_("主査")
    commands.declare_interest(project, round_open.round)
    _, screen = opened(project)
    page = screen.page()
    assert isinstance(page, SheetPage)
    page.form.enter_remark()
    page.form.remark.field.insertPlainText("現行と違って使いにくい。")
    assert page.form.remark.hint.message() == ""
    qtbot.waitUntil(lambda: page.form.remark.hint.message() != "", timeout=2000)
    assert page.form.remark.field.hasFocus()
    page.form.remark.field.setPlainText("渡し忘れが起き、届出漏れを防ぐ目的を果たせない。")
    qtbot.waitUntil(lambda: page.form.remark.hint.message() == "", timeout=2000)


def test_what_could_not_be_verified_needs_no_points(qtbot: QtBot, round_open: Any, opened: Open) -> None:
    project = round_open.as_("主査")
    commands.declare_interest(project, round_open.round)
    window, screen = opened(project)
    page = screen.page()
    assert isinstance(page, SheetPage)
    for place in range(2):
        assert page.place == place
        page.form.start()
        key(qtbot, window, Qt.Key.Key_4)
        assert not page.form.scales["means"].isEnabled()
        key(qtbot, window, Qt.Key.Key_PageDown)
    key(qtbot, window, Qt.Key.Key_PageUp)
    assert page.side.submit.isEnabled()


def test_the_secretariat_opens_a_round_from_a_table(
    qtbot: QtBot, round_open: Any, opened: Open, tmp_path: Path
) -> None:
    table = tmp_path / "場面.csv"
    table.write_text(
        "code,title,purpose,section,features\nS-10,転出,届出を漏れなく記録する。,市民課,\n", encoding="utf-8"
    )
    project = round_open.as_("事務局")
    window, screen = opened(project)
    screen.rounds.new_button.click()
    form = screen.page()
    assert isinstance(form, RoundForm) and not form.button.isEnabled()
    form.read_file(tmp_path / "ない.csv")
    assert form.errors.message()
    form.ask_file = lambda: table
    form.choose_file.click()
    assert form.errors.message() == "" and form.button.isEnabled()
    form.closes_on.setText("来週")
    assert not form.button.isEnabled()
    form.closes_on.setText("2026-12-20")
    form.packages[round_open.packages[1]].click()
    form.enter()
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    made = rounds(project)[-1]
    assert (made.number, made.name, made.closes_on, made.scene_count) == (
        2,
        "第2回 実機検証",
        "2026-12-20",
        1,
    )
    assert [one.name for one in made.packages] == ["A社"]
    assert screen.page() is screen.rounds


def test_a_round_takes_its_scenes_from_scenarios(qtbot: QtBot, round_open: Any, opened: Open) -> None:
    project = round_open.as_("事務局")
    import_flow(project, FLOW, "standard")
    window, screen = opened(project)
    screen.rounds.new_button.click()
    form = screen.page()
    assert isinstance(form, RoundForm)
    form.from_flows.click()
    assert form.errors.message() and not form.section.isVisible()
    make_scenarios(project)
    form.from_flows.click()
    assert "S-01" in form.errors.message() and form.section.isVisible()
    form.section.setCurrentIndex(1)
    form.section.activated.emit(1)
    assert form.errors.message() == "" and form.button.isEnabled()
    form.enter()
    key(qtbot, window, Qt.Key.Key_Return, CTRL)
    made = rounds(project)[-1]
    assert [one.code for one in scenes(project, made.id)] == ["S-01", "S-02"]


def test_a_round_is_closed_and_shows_its_results(qtbot: QtBot, round_open: Any, opened: Open) -> None:
    poor = SceneScore("fails", 1, 1, ("screen",), "履歴が残らず、二重交付を防ぐ目的を果たせない。")
    for who, second in (("主査", GOOD), ("主任", poor)):
        project = round_open.as_(who)
        commands.declare_interest(project, round_open.round)
        scores = dict(zip(round_open.scenes, (GOOD, second), strict=True))
        commands.submit_sheet(project, round_open.round, round_open.packages[0], scores)
    project = round_open.as_("事務局")
    _, screen = opened(project)
    assert screen.page() is screen.rounds
    close = screen.rounds.about.close_button
    close.click()
    assert not rounds(project)[0].is_closed
    close.click()
    assert rounds(project)[0].is_closed
    page = screen.page()
    assert isinstance(page, ResultsPage)
    words = page.totals.part_words()
    assert words[0].startswith("1位 A社") and words[1].startswith("— B社 —")
    row = page.table.current_row()
    assert row is not None and row.scene.code == "S-02"  # the widest spread first
    assert "広がり" in page.status_text()
    page.tabs.chosen.emit("invalid")
    assert len(page.table.records.rows()) == 2


def test_observers_read_and_cannot_score(qtbot: QtBot, round_open: Any, opened: Open) -> None:
    _, screen = opened(round_open.as_("監査"))
    about = screen.rounds.about
    assert screen.page() is screen.rounds
    assert about.score.isHidden() and about.close_button.isHidden()
    assert screen.rounds.new_button.isHidden()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_project_says_what_to_do(qtbot: QtBot, consortium: Any, opened: Open, language: str) -> None:
    use_language(language)
    _, screen = opened(consortium.as_("事務局"))
    assert screen.page() is screen.rounds
    screen.show_form()
    form = screen.page()
    assert isinstance(form, RoundForm) and not form.button.isEnabled()
