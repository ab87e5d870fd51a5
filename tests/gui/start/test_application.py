"""From the start screen into a project: as somebody does on the first day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.application import Application
from app.demo.build import build_sample
from app.desk import Desk
from models.identity.keys import Identity
from models.identity.profile import has_identity, save_identity
from models.members.queries import acting_member
from models.words import use_language
from views.shell.window import MainWindow
from views.start.identity_form import IdentityForm
from views.start.new_project_form import NewProjectForm
from views.start.start_screen import StartScreen


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built once."""
    return build_sample(tmp_path_factory.mktemp("sample")).project


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The application with a profile folder of its own."""
    monkeypatch.setenv("FITGAP_PROFILE", str(tmp_path / "profile"))
    made = Application(qapp)
    yield made
    if isinstance(made.window, MainWindow):
        made.window.close_asked.emit()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


def test_the_first_day(application: Application, qtbot: QtBot, tmp_path: Path) -> None:
    application.start(None)
    start = application.window
    assert isinstance(start, StartScreen)
    start.new_asked.emit()
    form = application.window
    assert isinstance(form, NewProjectForm)
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert "プロジェクトの名前がありません" in form.errors.message()

    person = Identity.new("山田 花子")
    form._name.setText("共同更新")
    form._organisation.setText("みどり市")
    form._section.setText("情報政策課")
    form._opened = person
    form.make(tmp_path / "共同更新.fitgap")
    window = application.window
    assert isinstance(window, MainWindow)
    assert "共同更新" in window.windowTitle()
    assert (tmp_path / "共同更新.fitgap").is_file()


def test_one_s_own_project_opens_with_the_passphrase(
    application: Application, qtbot: QtBot, consortium: object, tmp_path: Path
) -> None:
    path: Path = consortium.path  # type: ignore[attr-defined]
    me: Identity = consortium.people["主査"]  # type: ignore[attr-defined]
    save_identity(tmp_path / "profile", me, "ひみつの言葉")
    application.open(path)
    form = application.window
    assert isinstance(form, IdentityForm)
    qtbot.keyClicks(form._fields.first(), "wrong")
    qtbot.keyClick(form._fields.first(), Qt.Key.Key_Return)
    assert "合言葉が違います" in form.errors.message()
    form._fields.first().setText("ひみつの言葉")
    qtbot.keyClick(form._fields.first(), Qt.Key.Key_Return)
    window = application.window
    assert isinstance(window, MainWindow)
    member = acting_member(window.session.project)
    assert member is not None and member.name == "主査"


def test_an_identity_is_made_on_first_start(
    application: Application, qtbot: QtBot, consortium: object
) -> None:
    application.open(consortium.path)  # type: ignore[attr-defined]
    form = application.window
    assert isinstance(form, IdentityForm)
    fields = form._fields
    assert fields._name is not None and fields._again is not None
    fields._name.setText("新人")
    fields._passphrase.setText("みじかい")
    form.action.click()
    assert "8文字以上" in form.errors.message()
    fields._passphrase.setText("十分に長い合言葉")
    fields._again.setText("ちがう合言葉です")
    form.action.click()
    assert "2つの合言葉が違います" in form.errors.message()
    fields._again.setText("十分に長い合言葉")
    form.action.click()
    assert has_identity(fields._profile)
    window = application.window
    assert isinstance(window, MainWindow)
    assert acting_member(window.session.project) is None


def test_what_can_t_be_opened_is_one_sentence_on_the_start_screen(
    application: Application, tmp_path: Path
) -> None:
    broken = tmp_path / "こわれた.fitgap"
    broken.write_bytes(b"nothing")
    (tmp_path / "profile").mkdir()
    save_identity(tmp_path / "profile" / "x", Identity.new("x"), "12345678")
    application.open(broken)
    if isinstance(application.window, IdentityForm):
        application.window.opened.emit(None)
    start = application.window
    assert isinstance(start, StartScreen)
    assert "プロジェクトファイルではありません" in start.errors.message()


def test_the_sample_lets_one_person_play_every_role(
    application: Application, qtbot: QtBot, sample: Path
) -> None:
    application.open(sample)
    window = application.window
    assert isinstance(window, MainWindow)
    assert window.demo.isVisibleTo(window)
    first = acting_member(window.session.project)
    assert first is not None and first.has("staff")
    window.role_asked.emit()
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    chief = next(one for one in menu.actions() if "課長" in one.text() and not one.isChecked())
    chief.trigger()
    menu.close()
    other = application.window
    assert isinstance(other, MainWindow) and other is not window
    member = acting_member(other.session.project)
    assert member is not None and member.has("chief")
    qtbot.waitUntil(lambda: other.rail.isVisible())


def test_every_screen_of_the_sample_opens_in_both_languages(
    application: Application, qtbot: QtBot, sample: Path
) -> None:
    application.open(sample)
    for code in ("ja", "en"):
        window = application.window
        assert isinstance(window, MainWindow)
        if code == "en":
            window.language_chosen.emit(code)
            window = application.window
            assert isinstance(window, MainWindow)
        for entry in window._entries:
            screen = window.show_screen(entry.key)
            qtbot.wait(20)
            assert screen.errors.message() == ""
    use_language("ja")


def test_every_change_of_role_makes_one_window(
    application: Application, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[MainWindow] = []
    desks: list[Desk] = []
    make = Desk.make_window

    def counted(desk: Desk) -> MainWindow:
        desks.append(desk)
        made.append(make(desk))
        return made[-1]

    monkeypatch.setattr(Desk, "make_window", counted)
    application.open(sample)
    for folder in sorted((sample.parent / "people").iterdir())[:4]:
        desks[0].act_as(folder)
    assert len(made) == 5 and application.window is made[-1]


def test_nothing_closes_when_no_other_project_is_chosen(
    application: Application, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application.open(sample)
    window = application.window
    assert isinstance(window, MainWindow)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.open_asked.emit()
    assert application.window is window
    window.new_asked.emit()
    form = application.window
    assert isinstance(form, NewProjectForm)
    form.left.emit()
    assert isinstance(application.window, MainWindow)
    assert "住民記録" in application.window.windowTitle()
