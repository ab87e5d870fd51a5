"""Comparing flows on the screen: marks, side by side, one picture, correcting the matching, gaps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.flows.commands import import_flow
from models.flows.queries import find_element, find_flow
from models.gaps.queries import gap_rows
from models.gaps.surroundings import sources
from models.project.opening import open_project
from models.project.project import Project
from models.resources import resource
from views.flows.items import ShapeItem
from views.flows.screen import FlowScreen

FLOWS = Path(str(resource("sample", "flows")))
CURRENT, STANDARD = "転入届（現行）", "転入届（標準）"
TASK, GONE, NEW = "異動情報を入力する", "届書を端末に入力する", "カード継続利用を案内する"
Open = Callable[[Project], FlowScreen]


@pytest.fixture(scope="module")
def stocked_bytes(consortium_file: Path, consortium_people: Any, tmp_path_factory: Any) -> bytes:
    path: Path = tmp_path_factory.mktemp("flows") / "共同更新.fitgap"
    path.write_bytes(consortium_file.read_bytes())
    with open_project(path, consortium_people["事務局"]) as project:
        import_flow(project, FLOWS / "転入届_現行.bpmn", "current", CURRENT)
        import_flow(project, FLOWS / "転入届_標準.bpmn", "standard", STANDARD)
        import_flow(project, FLOWS / "証明書交付_現行.bpmn", "current", "証明書交付（現行）")
    return path.read_bytes()


@pytest.fixture
def screen(consortium: Any, stocked_bytes: bytes, open_screen: Open) -> FlowScreen:
    """As section staff see it, on the standard flow."""
    consortium.path.write_bytes(stocked_bytes)
    shown = open_screen(consortium.as_("主査"))
    shown.show_flow(find_flow(shown.project, STANDARD).id)
    return shown


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def type_text(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(focused, typed)


def choose(screen: FlowScreen, task: str, flow: str = STANDARD) -> None:
    screen.pane.active.reveal(find_element(screen.project, flow, task).element)
    screen.pane.enter()


def marked(screen: FlowScreen, task: str, flow: str = STANDARD, beside: bool = False) -> str:
    view = screen.pane.beside if beside else screen.pane.main
    scene = view.canvas.scene()
    element = find_element(screen.project, flow, task).element
    return next(
        item.mark for item in scene.items() if isinstance(item, ShapeItem) and item.element_id == element
    )


def partners(screen: FlowScreen) -> list[str]:
    return [row.accessibleName() for row in screen.inspector.matching.rows]


def test_differences_are_marked_counted_and_switched_off(qtbot: QtBot, screen: FlowScreen) -> None:
    toggle, legend = screen.pane.bar.differences, screen.pane.differences
    assert toggle.text().startswith("現行との差") and legend.isVisible()
    assert marked(screen, NEW) == "added"
    assert legend.entries["added"].accessibleName().startswith("追加")
    toggle.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert marked(screen, NEW) == "" and not legend.isVisible()
    choose(screen, TASK)
    assert not screen.inspector.matching.section.isVisible()


def test_side_by_side_marks_both_and_rings_the_partner(qtbot: QtBot, screen: FlowScreen) -> None:
    screen.pane.head.layout_wanted.emit("pair")
    assert screen.pane.beside.isVisible()
    assert marked(screen, GONE, CURRENT, beside=True) == "removed"
    choose(screen, "入力内容を審査する")
    ringed = [
        item.element_id
        for item in screen.pane.beside.canvas.scene().items()
        if isinstance(item, ShapeItem) and item.is_partner
    ]
    assert ringed == [find_element(screen.project, CURRENT, "入力内容を審査する").element]


def test_one_picture_shows_what_is_gone_and_leads_to_its_task(screen: FlowScreen) -> None:
    gone = find_element(screen.project, CURRENT, GONE)
    screen.show_flow(find_flow(screen.project, CURRENT).id)
    screen.pane.head.layout_wanted.emit("overlay")
    shown = screen.pane.main.shown
    assert shown is not None and shown.row.name == STANDARD
    (key,) = [key for key, row in shown.elements.items() if row.id == gone.id]
    assert screen.pane.main.reveal(key)
    chosen = screen.acts.element()
    assert chosen is not None and chosen.id == gone.id
    screen.pane.head.layout_wanted.emit("")
    assert not screen.pane.main.reveal(key)


def test_the_matching_is_corrected_by_keys_and_undone(qtbot: QtBot, screen: FlowScreen) -> None:
    choose(screen, TASK)
    before = partners(screen)
    press(qtbot, Qt.Key.Key_M)
    picker = screen.inspector.matching.picker
    assert picker.field.hasFocus()
    type_text("端末に入力")
    press(qtbot, Qt.Key.Key_Return)
    assert partners(screen) == [GONE] and GONE not in before
    assert not screen.inspector.matching.confirm_button.isVisible()
    row = screen.inspector.matching.rows[0]
    row.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert GONE not in partners(screen)
    screen.session.undo()
    assert partners(screen) == [GONE]
    screen.session.undo()
    assert partners(screen) == before


def test_a_proposal_is_confirmed(qtbot: QtBot, screen: FlowScreen) -> None:
    choose(screen, "入力内容を審査する")
    button = screen.inspector.matching.confirm_button
    assert button.isVisible()
    button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert not button.isVisible() and partners(screen) == ["入力内容を審査する"]


def test_a_difference_becomes_one_gap_only(qtbot: QtBot, screen: FlowScreen) -> None:
    choose(screen, NEW)
    press(qtbot, Qt.Key.Key_G)
    assert NEW in screen.inspector.gaps.form.title.text()
    press(qtbot, Qt.Key.Key_Return)
    (gap,) = gap_rows(screen.project)
    (source,) = sources(screen.project, gap.id)
    assert source.kind == "difference" and source.element_id == find_element(screen.project, STANDARD, NEW).id
    assert not screen.pane.differences.raise_button.isEnabled()
    assert screen.differing.pending(screen.pane.main, screen.pane.main.canvas.selected) is None
    choose(screen, NEW)
    press(qtbot, Qt.Key.Key_G, Qt.Key.Key_Return)
    kinds = [source.kind for gap in gap_rows(screen.project) for source in sources(screen.project, gap.id)]
    assert sorted(kinds) == ["difference", "task"]


def test_a_mark_in_the_legend_leads_on_even_to_the_other_flow(screen: FlowScreen) -> None:
    screen.pane.differences.entries["added"].click()
    first = screen.pane.main.canvas.selected
    screen.pane.differences.entries["added"].click()
    assert first and screen.pane.main.canvas.selected != first
    screen.pane.differences.entries["removed"].click()
    assert screen.pane.main.shown is not None and screen.pane.main.shown.row.name == CURRENT
    assert screen.pane.main.canvas.selected == find_element(screen.project, CURRENT, GONE).element


def test_any_other_flow_can_be_compared_with(screen: FlowScreen) -> None:
    other = find_flow(screen.project, "証明書交付（現行）")
    screen.pane.differences.other.picked.emit(other.id.hex())
    assert screen.differing.compared is not None
    assert {row.name for row in screen.differing.compared.rows} == {STANDARD, other.name}


def test_observers_see_but_do_not_correct(consortium: Any, stocked_bytes: bytes, open_screen: Open) -> None:
    consortium.path.write_bytes(stocked_bytes)
    screen = open_screen(consortium.as_("監査"))
    screen.show_flow(find_flow(screen.project, STANDARD).id)
    choose(screen, TASK)
    assert partners(screen)
    assert not screen.inspector.matching.correct_button.isEnabled()
    assert not screen.inspector.matching.confirm_button.isVisible()


def test_the_comparison_is_written_as_pdf(
    screen: FlowScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "差"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert screen.pane.head.has_comparison
    screen.pane.head.export_wanted.emit("comparison")
    assert target.with_name("差.pdf").read_bytes().startswith(b"%PDF")


def test_large_flows_are_compared_when_asked(
    qtbot: QtBot, screen: FlowScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.flows.differing._AT_ONCE", 10)
    screen.show_flow(find_flow(screen.project, STANDARD).id)
    toggle = screen.pane.bar.differences
    assert screen.differing.compared is None and toggle.text() == "差を調べる" and not toggle.isChecked()
    assert marked(screen, NEW) == ""
    toggle.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert toggle.isChecked() and marked(screen, NEW) == "added"
