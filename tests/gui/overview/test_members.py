from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.identity.joining import read_join_request, write_join_request
from models.identity.keys import Identity
from models.members.queries import find_member, find_organisation, find_section, members, sections
from models.project.opening import open_project
from views.members.pane import MembersPane
from views.shared.session import Session

Shown = Callable[[Any], MembersPane]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made: list[MembersPane] = []

    def make(project: Any) -> MembersPane:
        session = Session(project)
        pane = MembersPane(session)
        session.changed.connect(lambda _: pane.refresh())
        made.append(pane)
        qtbot.addWidget(pane)
        pane.resize(1128, 700)
        pane.refresh()
        pane.show()
        pane.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is pane)
        return pane

    yield make
    for pane in made:
        pane.close()


def click(qtbot: QtBot, button: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def a_request(path: Path, section: str = "住民課", role: str = "chief") -> Identity:
    newcomer = Identity.new("新人 太郎")
    write_join_request(path, newcomer, title="課長補佐", organisation="青葉町", section=section, role=role)
    return newcomer


def test_an_organisation_and_a_section_are_added(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    project = consortium.as_("事務局")
    pane = shown(project)
    click(qtbot, pane.makers[0])
    form = pane.side.organisation
    click(qtbot, form.action)
    assert form.field("name").property("wrong") == "true"
    form.field("name").setText("青葉町")
    click(qtbot, form.action)
    assert form.field("name").property("wrong") == "true"
    form.field("name").setText("川辺村")
    form.field("population").setText("4,100人")
    click(qtbot, form.action)
    assert form.field("population").property("wrong") == "true"
    form.field("population").setText("4,100")
    click(qtbot, form.action)
    village = find_organisation(project, "川辺村")
    assert (village.mark, village.population, village.takes_part) == ("川", 4100, True)
    assert pane.table.hasFocus()
    click(qtbot, pane.makers[1])
    place = pane.side.section
    assert place.choice("organisation").key() == village.id.hex()
    place.field("name").setText("住民福祉課")
    qtbot.keyClick(place.field("name"), Qt.Key.Key_Return)
    assert "川辺村 住民福祉課" in [one.label for one in sections(project)]
    assert pane.table.records.rowCount() > 0 and not pane.side.is_form_open()


def test_a_newcomer_is_enrolled_from_a_join_request(
    qtbot: QtBot, shown: Shown, consortium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = consortium.as_("事務局")
    pane = shown(project)
    file = tmp_path / "新人.fgjoin"
    newcomer = a_request(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(file), ""))
    click(qtbot, pane.enrol_button)
    form = pane.side.enrol
    assert form.isVisible() and "新人 太郎" in form.facts.accessibleName()
    assert read_join_request(file).fingerprint in form.facts.accessibleName()
    assert form.chosen_roles() == ["chief"]
    form.roles["chief"].setChecked(False)
    click(qtbot, form.action)
    assert len(members(project)) == 8 and form.lacking.text()
    form.roles["staff"].setChecked(True)
    form.roles["third_party"].setChecked(True)
    click(qtbot, form.action)
    made = find_member(project, "新人 太郎")
    place = find_section(project, "青葉町 住民課")
    assert made.public_key == newcomer.public_key and made.section_id == place.id
    assert pane.table.current_row() == made
    assert made.roles == {("staff", place.id), ("third_party", place.id)}


def test_a_request_for_an_unknown_section_asks_for_one(
    qtbot: QtBot, shown: Shown, consortium: Any, tmp_path: Path
) -> None:
    pane = shown(consortium.as_("事務局"))
    a_request(tmp_path / "x.fgjoin", section="税務課")
    pane.show_request(tmp_path / "x.fgjoin")
    form = pane.side.enrol
    assert "青葉町 税務課" in form.lacking.text()
    assert form.section() is None and form.choice("section").hasFocus()
    click(qtbot, form.action)
    assert form.isVisible() and len(members(pane.session.project)) == 8


def test_a_broken_request_is_one_sentence(
    qtbot: QtBot, shown: Shown, consortium: Any, tmp_path: Path
) -> None:
    pane = shown(consortium.as_("事務局"))
    file = tmp_path / "壊れた.fgjoin"
    a_request(file)
    file.write_text(file.read_text("utf-8").replace("新人 太郎", "別人 次郎"), "utf-8")
    with qtbot.waitSignal(pane.session.failed) as told:
        pane.show_request(file)
    assert "壊れた.fgjoin" in told.args[0] and not pane.side.is_form_open()


def test_a_membership_is_ended_but_never_ones_own(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    project = consortium.as_("事務局")
    pane = shown(project)
    me, other = find_member(project, "事務局"), find_member(project, "主任")
    pane.table.choose(me.id)
    assert not pane.side.end.isEnabled() and pane.side.why.text()
    pane.table.choose(other.id)
    click(qtbot, pane.side.end)
    assert other.id not in [one.id for one in members(project)]
    pane.session.undo()
    assert other.id in [one.id for one in members(project)]


def test_only_the_secretariat_changes_anything(shown: Shown, consortium: Any) -> None:
    pane = shown(consortium.as_("主査"))
    assert [button.isEnabled() for button in pane.makers] == [False] * 3
    assert all(button.toolTip() for button in pane.makers) and pane.ask.isHidden()


def test_a_stranger_writes_a_join_request(
    qtbot: QtBot, shown: Shown, consortium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_project(consortium.path, Identity.new("途中 参加")) as project:
        pane = shown(project)
        assert pane.ask.isVisible() and not any(button.isVisible() for button in pane.makers)
        click(qtbot, pane.ask)
        form = pane.side.request
        place = find_section(project, "青葉町 住民課")
        form.choice("place").choose(place.id.hex())
        form._take_place(form.choice("place").key())
        form.field("title").setText("係長")
        target = tmp_path / "途中"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
        click(qtbot, form.action)
        written = read_join_request(target.with_suffix(".fgjoin"))
        assert (written.name, written.organisation, written.section) == ("途中 参加", "青葉町", "住民課")
        assert written.fingerprint in pane.side.written.text() and pane.side.written.isVisible()


def test_without_an_identity_nothing_can_be_asked_for(qtbot: QtBot, shown: Shown, consortium: Any) -> None:
    with open_project(consortium.path, readonly=True) as project:
        pane = shown(project)
        with qtbot.waitSignal(pane.session.failed):
            click(qtbot, pane.ask)
