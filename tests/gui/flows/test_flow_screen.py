"""The screen of business flows, used as a person does; what counts is what is stored afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.errors import UserError
from models.flows.commands import import_flow, import_flows, link
from models.flows.queries import element_links, find_element, find_flow, flow_rows
from models.flows.suggestions import refusal_count
from models.gaps.queries import gap_rows
from models.gaps.surroundings import sources
from models.lists.answer_import import import_answers
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_feature_list
from models.lists.legends import Legend
from models.lists.queries import find_feature
from models.project.opening import open_project
from models.resources import resource
from models.words import use_language
from views.flows.screen import FlowScreen
from views.shared.buttons import Button
from views.shared.tokens import use_theme

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent
FLOWS = SAMPLE / "flows"
MARKS = dict(zip("○〇◇△▲□×", (Answer.STANDARD, *Answer), strict=False))
TASK = "異動情報を入力する"
Open = Callable[..., FlowScreen]


@pytest.fixture(scope="module")
def stocked_bytes(consortium_file: Path, consortium_people: Any, tmp_path_factory: Any) -> bytes:
    """The consortium's file with the sample's features, one package's answers, two flows of one work."""
    path: Path = tmp_path_factory.mktemp("flows") / "共同更新.fitgap"
    path.write_bytes(consortium_file.read_bytes())
    with open_project(path, consortium_people["事務局"]) as project:
        import_feature_list(project, SAMPLE / "機能一覧.xlsx")
        package = add_package(project, "A社").made[0]
        import_answers(project, SAMPLE / "A社_RFI回答.xlsx", package, Legend(MARKS, Answer.UNANSWERED))
        import_flow(project, FLOWS / "転入届_現行.bpmn", "current", "転入届（現行）")
        import_flow(project, FLOWS / "転入届_標準.bpmn", "standard", "転入届（標準）", package)
    return path.read_bytes()


@pytest.fixture
def stocked(consortium: Any, stocked_bytes: bytes) -> Any:
    """The consortium with all that, fresh for each test."""
    consortium.path.write_bytes(stocked_bytes)
    return consortium


@pytest.fixture
def staff(stocked: Any, open_screen: Open) -> FlowScreen:
    """The screen as section staff see it, on the standard flow."""
    screen = open_screen(stocked.as_("主査"))
    screen.show_flow(find_flow(screen.project, "転入届（標準）").id)
    return screen


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def type_text(qtbot: QtBot, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    typed = QInputMethodEvent()  # Japanese comes from an input method, not from keys
    typed.setCommitString(text)
    QApplication.sendEvent(focused, typed)


def linked_keys(screen: FlowScreen, task: str = TASK) -> list[str]:
    element = find_element(screen.project, "転入届（標準）", task)
    return [feature.key for feature in element.features]


def choose(screen: FlowScreen, task: str = TASK) -> None:
    screen.pane.main.reveal(find_element(screen.project, "転入届（標準）", task).element)
    screen.pane.enter()


def test_a_feature_is_linked_and_unlinked_by_keys(qtbot: QtBot, staff: FlowScreen) -> None:
    choose(staff)
    assert linked_keys(staff) == []
    press(qtbot, Qt.Key.Key_L)
    picker = staff.inspector.features.picker
    assert picker.field.hasFocus()
    type_text(qtbot, "0110010")
    press(qtbot, Qt.Key.Key_Return)
    assert linked_keys(staff) == ["0110010"]
    assert picker.field.hasFocus() and picker.field.text() == ""
    type_text(qtbot, "0110020")
    press(qtbot, Qt.Key.Key_Return)
    assert linked_keys(staff) == ["0110010", "0110020"]
    element = find_element(staff.project, "転入届（標準）", TASK)
    shown = staff.pane.main.shown
    assert shown is not None and shown.fits[element.element] == "part"
    assert staff.pane.legend.entries["part"].accessibleName() == "部品 1件"
    press(qtbot, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert staff.pane.main.canvas.hasFocus(), "back to where the key was pressed"
    row = staff.inspector.features.rows[0]
    row.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert linked_keys(staff) == ["0110020"]
    assert staff.inspector.features.rows[0].hasFocus()
    staff.session.undo()
    assert linked_keys(staff) == ["0110010", "0110020"]


def test_features_like_the_task_are_offered_first_and_linked_ones_not(
    qtbot: QtBot, staff: FlowScreen
) -> None:
    element = find_element(staff.project, "転入届（標準）", TASK)
    staff.session.run(lambda: link(staff.project, element.id, [find_feature(staff.project, "0110010")]))
    choose(staff)
    press(qtbot, Qt.Key.Key_L)
    shown = staff.inspector.features.picker.list
    texts = [shown.item(row).text() for row in range(shown.count())]
    assert texts and not any(text.startswith("0110010 ") for text in texts)
    assert "入力" in texts[0] or "異動" in texts[0]
    type_text(qtbot, "存在しない語")
    press(qtbot, Qt.Key.Key_Return)
    assert len(linked_keys(staff)) == 1
    assert staff.inspector.features.picker.nothing.isVisible()


def test_a_gap_is_raised_from_a_task(qtbot: QtBot, staff: FlowScreen) -> None:
    choose(staff, "確認書類を複写する")
    press(qtbot, Qt.Key.Key_G)
    form = staff.inspector.gaps.form
    assert form.title.hasFocus() and "確認書類を複写する" in form.title.text()
    form.title.clear()
    press(qtbot, Qt.Key.Key_Return)
    assert gap_rows(staff.project) == [] and form.title.property("wrong") == "true"
    type_text(qtbot, "写しを残せない")
    press(qtbot, Qt.Key.Key_Return)
    (gap,) = gap_rows(staff.project)
    assert (gap.title, gap.section) == ("写しを残せない", "みどり市 市民課")
    assert staff.pane.main.canvas.hasFocus()
    element = find_element(staff.project, "転入届（標準）", "確認書類を複写する")
    assert [source.element_id for source in sources(staff.project, gap.id)] == [element.id]
    assert staff.pane.main.shown is not None
    assert staff.pane.main.shown.badges == {element.element: "G-001"}
    with qtbot.waitSignal(staff.open_asked) as asked:
        qtbot.keyClick(staff.inspector.gaps.rows[0], Qt.Key.Key_Return)
    assert asked.args == ["gaps", gap.id]


def test_packages_are_chosen_by_number_and_switched_off(qtbot: QtBot, staff: FlowScreen) -> None:
    element = find_element(staff.project, "転入届（標準）", TASK)
    staff.session.run(lambda: link(staff.project, element.id, [find_feature(staff.project, "0110020")]))
    shown = staff.pane.main.shown
    assert shown is not None and shown.fits[element.element] == "part"
    press(qtbot, Qt.Key.Key_1)
    shown = staff.pane.main.shown
    assert shown is not None and element.element not in shown.fits
    press(qtbot, Qt.Key.Key_1)
    shown = staff.pane.main.shown
    assert shown is not None and shown.fits[element.element] == "part"
    press(qtbot, Qt.Key.Key_9)
    shown = staff.pane.main.shown
    assert shown is not None and shown.fits[element.element] == "part"


def test_searching_selects_and_enter_goes_on(qtbot: QtBot, staff: FlowScreen) -> None:
    press(qtbot, Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert staff.pane.bar.search.hasFocus()
    type_text(qtbot, "転出")
    found = staff.pane.main.canvas
    qtbot.waitUntil(lambda: found.selected != "")
    first = found.selected
    press(qtbot, Qt.Key.Key_Return)
    assert found.selected != first
    press(qtbot, Qt.Key.Key_Return)
    assert found.selected == first
    staff.pane.bar.search.clear()
    type_text(qtbot, "ない作業")
    qtbot.waitUntil(lambda: staff.pane.bar.search.property("wrong") == "true")


def test_kinds_of_the_same_work_and_two_side_by_side(qtbot: QtBot, staff: FlowScreen) -> None:
    head = staff.pane.head
    agreed = head.kinds._group.button(2)
    assert not agreed.isEnabled() and "合意" in agreed.toolTip()
    head.kinds._group.button(0).click()
    assert staff.pane.main.shown is not None and staff.pane.main.shown.row.kind == "current"
    head.pair._group.button(0).click()
    beside = staff.pane.beside
    assert beside.isVisible() and beside.shown is not None and beside.shown.row.kind == "standard"
    main, other = staff.pane.main.canvas, beside.canvas
    main.zoom_to(1.5)
    assert other.zoom == pytest.approx(main.zoom)
    main.horizontalScrollBar().setValue(main.horizontalScrollBar().maximum())
    assert other.horizontalScrollBar().value() == other.horizontalScrollBar().maximum()
    beside.reveal(beside.shown.tasks[2].element)
    assert staff.pane.active is beside and main.selected == ""
    head.pair._group.button(0).click()
    assert not beside.isVisible() and staff.pane.active is staff.pane.main


def test_the_selected_element_is_told_to_screen_readers(qtbot: QtBot, staff: FlowScreen) -> None:
    choose(staff)
    canvas = staff.pane.main.canvas
    assert "転入届（標準）" in canvas.accessibleName()
    told = canvas.accessibleDescription()
    assert TASK in told and "入力・審査" in told and "機能 0" in told
    press(qtbot, Qt.Key.Key_Escape)
    assert canvas.accessibleDescription() == ""


def test_only_the_secretariat_imports_and_observers_only_look(stocked: Any, open_screen: Open) -> None:
    screen = open_screen(stocked.as_("監査"))
    screen.show_flow(find_flow(screen.project, "転入届（標準）").id)
    choose(screen)
    head = screen.pane.head
    parts = (head.import_button, screen.inspector.features.add_button, screen.inspector.gaps.raise_button)
    assert [part.isEnabled() for part in parts] == [False, False, False]
    assert all(part.toolTip() for part in parts)
    assert head.export_button.isEnabled()


def drop(screen: FlowScreen, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(50, 50).toPoint(), Qt.DropAction.CopyAction, data, buttons, none)
    entering.ignore()
    screen.dragEnterEvent(entering)
    if entering.isAccepted():
        screen.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, none))
    return entering.isAccepted()


def test_files_are_dropped_looked_at_and_stored(
    qtbot: QtBot, consortium: Any, open_screen: Open, tmp_path: Path
) -> None:
    screen = open_screen(consortium.as_("事務局"))
    assert screen.first_button.isVisible() and screen.first_button.isEnabled()
    broken = tmp_path / "壊れた.bpmn"
    broken.write_bytes(b"<definitions")
    paper = tmp_path / "資料.pdf"
    paper.write_bytes(b"%PDF")
    assert not drop(screen, paper)
    assert drop(screen, FLOWS / "転入届_標準.bpmn", broken, FLOWS / "証明書交付_標準.bpmn")
    panel = screen.importing
    qtbot.waitUntil(panel.isVisible)
    assert panel.kind.key() == "standard"
    assert flow_rows(screen.project) == []
    names = [box.name for box in panel._files if box.candidate.flow is not None]
    names[0].setText("証明書交付_標準")
    assert not panel.import_button.isEnabled() and "2" in panel.import_button.toolTip()
    names[0].setText("転入届（標準）")
    panel.close_button.setFocus()
    assert panel.import_button.isEnabled()
    panel.import_button.click()
    stored = flow_rows(screen.project)
    assert [(flow.name, flow.kind) for flow in stored] == [
        ("転入届（標準）", "standard"),
        ("証明書交付_標準", "standard"),
    ]
    assert screen.pane.isVisible() and screen.pane.main.shown is not None
    assert screen.pane.main.shown.row.name == "転入届（標準）"
    screen.session.undo()
    assert flow_rows(screen.project) == [] and screen.first_button.isVisible()


def test_an_import_can_be_left(qtbot: QtBot, consortium: Any, open_screen: Open) -> None:
    screen = open_screen(consortium.as_("事務局"))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        assert drop(screen, FLOWS / "転入届_標準.bpmn")
        qtbot.waitUntil(screen.importing.isVisible)
        if key == Qt.Key.Key_Return:
            screen.importing.close_button.setFocus()
        press(qtbot, key)
        assert not screen.importing.isVisible()
    assert screen.first_button.isVisible() and flow_rows(screen.project) == []


@pytest.mark.parametrize("ending", ["", "png", "svg", "pdf"])
def test_export(staff: FlowScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    target = tmp_path / (f"図.{ending}" if ending else "元.bpmn")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    if not ending:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    staff.pane.head.export_wanted.emit(ending)
    assert target.stat().st_size > 500
    if not ending:
        assert target.read_bytes() == (FLOWS / "転入届_標準.bpmn").read_bytes()
    assert str(target) in staff.undo_bar.accessibleName()


def test_what_cannot_be_written_is_said(
    staff: FlowScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "ない" / "図.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(gone), ""))
    for ending in ("png", ""):
        staff.pane.head.export_wanted.emit(ending)
        assert str(gone.parent) in staff.errors.message()
        staff.errors.clear()


def test_files_with_several_planes_have_tabs_and_notes(
    qtbot: QtBot, corpus: Path, consortium: Any, open_screen: Open
) -> None:
    project = consortium.as_("事務局")
    import_flows(project, [corpus / "bpmn" / f"{name}.bpmn" for name in ("C.4.0", "C.5.0")], "current")
    screen = open_screen(project)
    view = screen.pane.main
    assert view.tabs.isVisible()
    view.tabs._parts["2"].click()
    assert view.canvas.plane_index == 2
    assert view.shown is not None
    on_first = view.shown.file.planes[0].shapes[-1].element
    assert on_first is not None
    assert view.reveal(on_first) and view.canvas.plane_index == 0 and view.tabs.key() == "0"


def test_what_reading_noticed_leads_to_its_place(
    qtbot: QtBot, consortium: Any, open_screen: Open, tmp_path: Path
) -> None:
    path = tmp_path / "途中.bpmn"
    text = (FLOWS / "転入届_標準.bpmn").read_text(encoding="utf-8")
    path.write_text(re.sub('targetRef="[^"]+"', 'targetRef="Gone"', text, count=1), encoding="cp932")
    project = consortium.as_("事務局")
    import_flow(project, path, "current")
    screen = open_screen(project)
    notes = screen.inspector.file_notes
    assert notes.section.isVisible() and len(notes.rows) >= 2
    go = [button for row in notes.rows for button in row.findChildren(Button)]
    assert len(go) < len(notes.rows)
    go[0].click()
    shown = screen.pane.main.shown
    selected = screen.pane.main.canvas.selected
    assert shown is not None and selected and shown.findings_at(selected)
    assert screen.inspector.notes.section.isVisible() and not notes.section.isVisible()


def test_a_flow_without_its_file_says_so(
    qtbot: QtBot, stocked: Any, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("flows.no_original")

    monkeypatch.setattr("views.flows.shown.flow_file", refuse)
    screen = open_screen(stocked.as_("主査"))
    qtbot.waitUntil(lambda: screen.errors.message() == UserError("flows.no_original").message)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_L, Qt.Key.Key_G, Qt.Key.Key_1, Qt.Key.Key_Return):
        press(qtbot, key)


def test_items_open_by_flow_and_by_task(qtbot: QtBot, staff: FlowScreen) -> None:
    other = find_element(staff.project, "転入届（現行）", "点検簿に記入する")
    staff.open_item(other.id)
    assert staff.pane.main.shown is not None and staff.pane.main.shown.row.name == "転入届（現行）"
    assert staff.pane.main.canvas.selected == other.element
    assert staff.pane.main.canvas.hasFocus()
    staff.open_item(b"unknown")
    hits = staff.search_records("点検簿")
    assert [(hit.item_id, hit.note) for hit in hits] == [(other.id, "転入届（現行）")]
    assert "機能のない作業 31" in staff.status_text()


def test_the_history_of_a_task_tells_its_links(qtbot: QtBot, staff: FlowScreen) -> None:
    choose(staff)
    press(qtbot, Qt.Key.Key_L)
    type_text(qtbot, "0110010")
    press(qtbot, Qt.Key.Key_Return)
    staff.inspector.features.unlink_wanted.emit(find_feature(staff.project, "0110010"))
    lines = [line.what for line in staff.inspector.drawer._lines]
    assert len(lines) == 3 and "解除" in lines[0] and "紐付け" in lines[1]
    assert element_links(staff.project, find_flow(staff.project, "転入届（標準）").id) == {}


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("en", "light", (960, 600)), ("ja", "dark", (1280, 800)), ("en", "dark", (1920, 1080))],
)
def test_it_is_drawn_at_all_sizes(
    stocked: Any, open_screen: Open, language: str, theme: str, size: tuple[int, int]
) -> None:
    use_language(language)
    use_theme(theme)  # type: ignore[arg-type]
    screen = open_screen(stocked.as_("主査"))
    screen.window().resize(*size)
    choose(screen)
    screen.pane.head.layout_wanted.emit("pair")
    QApplication.processEvents()
    assert screen.window().grab().width() == size[0]
    assert screen.pane.legend.geometry().bottom() <= screen.pane.height()


def test_proposals_come_with_reasons_and_are_taken_or_set_aside_by_key(
    qtbot: QtBot, stocked: Any, open_screen: Open
) -> None:
    project = stocked.as_("事務局")
    screen = open_screen(project)
    screen.show_flow(find_flow(project, "転入届（標準）").id)
    part = screen.inspector.proposals
    task = find_element(project, "転入届（標準）", "転入通知を送信する")
    screen.pane.main.reveal(task.element)
    qtbot.waitUntil(lambda: bool(part.rows), timeout=20_000)
    first = part.rows[0]
    assert first.found.key == "0110050" and "転入通知" in first.accessibleName()
    screen.pane.enter()
    qtbot.keyClick(screen.pane.main.canvas, Qt.Key.Key_Y)
    assert [one.key for one in element_links(project, task.flow_id)[task.element]] == ["0110050"]
    qtbot.waitUntil(lambda: bool(part.rows) and part.rows[0].found.key != "0110050", timeout=20_000)
    aside = part.rows[0].found
    part.rows[0].setFocus()
    qtbot.keyClick(part.rows[0], Qt.Key.Key_N)
    qtbot.waitUntil(lambda: aside.key not in [row.found.key for row in part.rows], timeout=20_000)
    qtbot.waitUntil(lambda: bool(part.rows), timeout=20_000)
    second = part.rows[0].found.key
    screen.inspector.features.add_button.setFocus()
    qtbot.keyClick(screen.inspector.features.add_button, Qt.Key.Key_Y)
    assert second in [one.key for one in element_links(project, task.flow_id)[task.element]]
    assert refusal_count(project, task.id) == 1 and part.back_button.isVisible()
    part.back_button.click()
    qtbot.waitUntil(lambda: aside.key in [row.found.key for row in part.rows], timeout=20_000)
    assert refusal_count(project, task.id) == 0


def test_who_may_not_link_sees_no_proposals(stocked: Any, open_screen: Open) -> None:
    screen = open_screen(stocked.as_("監査"))
    screen.pane.main.reveal(find_element(stocked.as_("監査"), "転入届（標準）", TASK).element)
    assert screen.inspector.proposals.section.isHidden()
