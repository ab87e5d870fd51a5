from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.approval.states import gap_state
from models.costs.rules import Amount
from models.flows.commands import import_flow
from models.gaps.commands import add_gap, choose_disposition, classify_gap, edit_gap
from models.gaps.detail import gap_detail
from models.gaps.queries import gap_rows
from models.ledger.fold import load_changeset
from models.lists.commands import add_package
from models.lists.queries import packages
from models.project.opening import open_project
from models.project.project import Project
from models.resources import resource
from models.scenarios.commands import make_scenarios
from models.words import use_language
from tests.conftest import Consortium
from tests.gui.gaps.opening import open_screen
from views.gaps.columns import columns
from views.gaps.gap_screen import GapScreen
from views.gaps.listing import listing
from views.gaps.tier_word import tier_word
from views.shared.chips import ChipText
from views.shell.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def project(consortium: Consortium) -> Project:
    opened = consortium.as_("主査")
    for title in ("転出証明書に案内を印字", "手数料の減免理由"):
        add_gap(opened, title, consortium.sections["市民課"])
    return opened


@pytest.fixture
def gap(screen: GapScreen) -> bytes:
    line = screen.table.current_row()
    assert line is not None
    return line.id


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def write(qtbot: QtBot, text: str) -> None:
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    if text.isascii():
        qtbot.keyClicks(focused, text)
    else:  # as an input method gives it
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused, event)


def test_the_list_counts_and_adds_up(window: MainWindow, screen: GapScreen, gap: bytes) -> None:
    assert screen.list.tabs.key() == "open"
    assert screen.inspector.gap == gap
    assert "G-001" in screen.status_text()
    assert screen.list.totals.accessibleName().startswith("表示中 2件の計")
    asked = [column.key for column in screen.table.records.columns].index("asked")
    assert "未回答" in screen.table.records.data(screen.table.records.index(1, asked))


def test_a_purpose_is_stored_when_the_field_is_left(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    screen.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    field = screen.inspector.purpose.fields["purpose"]
    assert field.hasFocus()
    write(qtbot, "届出の漏れを防ぐ。")
    assert gap_detail(project, gap).row.purpose == ""
    press(qtbot, Qt.Key.Key_Tab)
    assert gap_detail(project, gap).row.purpose == "届出の漏れを防ぐ。"
    assert screen.undo_bar.isVisible()
    assert screen.session.undo()
    assert gap_detail(project, gap).row.purpose == "" == field.toPlainText()


def test_a_complaint_is_answered_while_it_is_written(qtbot: QtBot, screen: GapScreen) -> None:
    screen.inspector.jump(1)
    write(qtbot, "画面が使いにくい")
    assert screen.inspector.purpose._hint.isVisible()


def test_the_words_of_a_complaint_are_marked_in_the_purpose(screen: GapScreen) -> None:
    purpose = screen.inspector.purpose
    field = purpose.fields["purpose"]
    field.setPlainText("現行と違い使いにくい")
    assert [field.toPlainText()[start:end] for start, end in purpose._marks._places] == [
        "現行と違い",
        "使いにくい",
    ]
    field.setPlainText("使いにくく、届出の漏れを防げない")
    assert purpose._marks._places == []


def test_a_heavier_step_asks_for_the_reasons_of_the_lighter_ones(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    rows = screen.inspector.ladder.rows
    screen.inspector.jump(2)
    assert rows["adopt"].hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert rows["parameter"].hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert gap_detail(project, gap).row.disposition is None
    assert rows["adopt"].reason.hasFocus() and screen.inspector.ladder._asking.isVisible()
    write(qtbot, "届出漏れが月12件")
    press(qtbot, Qt.Key.Key_Return)
    assert rows["workaround"].reason.hasFocus()
    write(qtbot, "1件40秒かかる")
    press(qtbot, Qt.Key.Key_Return)
    detail = gap_detail(project, gap)
    assert detail.row.disposition == "parameter"
    assert detail.lighter_reasons == {"adopt": "届出漏れが月12件", "workaround": "1件40秒かかる"}
    assert not screen.inspector.ladder._asking.isVisible()


def test_esc_leaves_a_step_that_lacks_reasons(
    qtbot: QtBot, window: MainWindow, screen: GapScreen, project: Project, gap: bytes
) -> None:
    screen.inspector.jump(2)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    assert screen.inspector.ladder._asking.isVisible()
    window.back()
    assert not screen.inspector.ladder._asking.isVisible()
    assert gap_detail(project, gap).row.disposition is None


def test_reasons_typed_for_one_gap_stay_with_it(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    screen.inspector.jump(2)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    write(qtbot, "まだ途中")
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert screen.inspector.gap != gap
    other = screen.inspector.gap
    assert other is not None
    assert gap_detail(project, gap).lighter_reasons == {"adopt": "まだ途中"}
    assert gap_detail(project, other).lighter_reasons == {}


def test_kinds_are_added_scoped_and_removed(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    kinds = screen.inspector.kinds
    kinds.field.setFocus()
    write(qtbot, "帳票の追加")
    press(qtbot, Qt.Key.Key_Return)
    assert gap_detail(project, gap).row.kinds == {"report": "unknown"}
    assert gap_detail(project, gap).row.tier is None
    segment = QApplication.focusWidget()
    assert segment is not None and kinds.rows["report"].isAncestorOf(segment)
    inside = kinds.rows["report"].scope
    assert inside is not None
    qtbot.mouseClick(inside._group.button(0), Qt.MouseButton.LeftButton)
    assert gap_detail(project, gap).row.kinds == {"report": "inside"}
    assert "(2)" in kinds.note._text.accessibleName()
    qtbot.mouseClick(kinds.rows["report"]._remove, Qt.MouseButton.LeftButton)
    assert gap_detail(project, gap).row.kinds == {} and kinds.rows == {}


def test_an_unknown_kind_is_refused_at_its_field(qtbot: QtBot, screen: GapScreen) -> None:
    kinds = screen.inspector.kinds
    kinds.field.setFocus()
    write(qtbot, "そんな種類はない")
    press(qtbot, Qt.Key.Key_Return)
    assert kinds.field.property("wrong") == "true" and "そんな種類" in kinds.field.toolTip()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1,360", 1_360_000), ("１３６０", 1_360_000), ("0", 0), ("1360.5", 1_360_500), ("", None)],
)
def test_costs_are_thousand_yen_and_blank_is_unknown(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes, typed: str, stored: int | None
) -> None:
    field = screen.inspector.costs.fields["asked_initial"]
    field.setFocus()
    write(qtbot, typed)
    press(qtbot, Qt.Key.Key_Tab)
    assert gap_detail(project, gap).row.asked.initial == stored


def test_the_saving_follows_every_key(qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes) -> None:
    costs = screen.inspector.costs
    for name, text in (("asked_initial", "1360"), ("asked_yearly", "140"), ("agreed_initial", "620")):
        costs.fields[name].setFocus()
        write(qtbot, text)
    assert costs._sums["saving"].text() == "—"
    costs.fields["agreed_yearly"].setFocus()
    write(qtbot, "36")
    assert costs._sums["saving"].text() == "1,260"
    assert gap_detail(project, gap).row.agreed == Amount(620_000, None)
    press(qtbot, Qt.Key.Key_Tab)
    assert gap_detail(project, gap).row.agreed == Amount(620_000, 36_000)
    assert screen.list.lines()[0].asked == 2_060_000


def test_what_is_no_amount_is_not_stored(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    field = screen.inspector.costs.fields["asked_initial"]
    for text in ("12,3O0", "-5", "たくさん"):
        field.setFocus()
        field.selectAll()
        write(qtbot, text)
        press(qtbot, Qt.Key.Key_Tab)
        assert field.property("wrong") == "true"
        assert gap_detail(project, gap).row.asked.initial is None


def test_a_comment_takes_ctrl_enter_for_itself(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    screen.inspector.talk.field.setFocus()
    write(qtbot, "本町も同じ欄が必要です。")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert [one.text for one in gap_detail(project, gap).comments] == ["本町も同じ欄が必要です。"]
    assert gap_state(project, gap).step == "draft"
    assert screen.inspector.talk.field.toPlainText() == ""


def test_submission_waits_for_its_conditions(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    foot = screen.inspector.foot
    assert not foot.submit.isEnabled() and foot.why.isVisible()
    assert foot.count.accessibleName() == "提出の条件 2／6"
    screen.inspector.jump(1)
    write(qtbot, "届出の漏れを防ぐ。")
    screen.inspector.ladder.rows["adopt"].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    for name in ("asked_initial", "asked_yearly"):
        screen.inspector.costs.fields[name].setFocus()
        write(qtbot, "0")
    screen.inspector.jump(1)
    assert foot.submit.isEnabled() and foot.count.accessibleName() == "提出の条件 6／6"
    write(qtbot, "さらに早く。")  # what is being typed is stored before it is handed over
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert gap_state(project, gap).step == "chief_review"
    assert "さらに早く。" in gap_detail(project, gap).row.purpose
    assert not foot.submit.isEnabled() and "課長審査" in foot.why.whole_text()


def test_a_gap_is_withdrawn_with_a_reason(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    foot = screen.inspector.foot
    qtbot.mouseClick(foot.withdraw, Qt.MouseButton.LeftButton)
    assert foot.field.hasFocus()
    write(qtbot, "運用で足りる")
    press(qtbot, Qt.Key.Key_Return)
    assert gap_state(project, gap).step == "withdrawn"


def test_n_raises_a_gap_of_own_work(
    qtbot: QtBot, window: MainWindow, screen: GapScreen, project: Project
) -> None:
    screen.table.setFocus()
    press(qtbot, Qt.Key.Key_N)
    assert screen.new_gap.title.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert screen.new_gap.title.property("wrong") == "true"
    write(qtbot, "窓口の呼出番号を記録")
    press(qtbot, Qt.Key.Key_Return)
    made = gap_rows(project)[-1]
    assert made.title == "窓口の呼出番号を記録" and made.section == "みどり市 市民課"
    assert screen.inspector.gap == made.id and screen.inspector.isVisible()


def test_n_in_a_text_is_a_letter(qtbot: QtBot, screen: GapScreen) -> None:
    screen.inspector.jump(1)
    write(qtbot, "nnn")
    assert screen.inspector.isVisible() and not screen.new_gap.isVisible()
    assert screen.inspector.purpose.fields["purpose"].toPlainText() == "nnn"


def test_the_filter_and_the_tabs_choose_what_is_shown(
    qtbot: QtBot, screen: GapScreen, project: Project
) -> None:
    screen.list.filter_box.setFocus()
    write(qtbot, "減免")
    qtbot.waitUntil(lambda: [line.row.title for line in screen.list.lines()] == ["手数料の減免理由"])
    shown = screen.table.current_row()
    assert shown is not None and screen.inspector.gap == shown.id
    screen.list.filter_box.setText("ありえない語句")
    qtbot.waitUntil(lambda: screen.list.lines() == [])
    assert screen.inspector._stack.currentIndex() == 0
    screen.open_item(gap_rows(project)[0].id)
    assert screen.inspector.gap == gap_rows(project)[0].id


def test_a_title_is_edited_in_the_table(qtbot: QtBot, screen: GapScreen, project: Project) -> None:
    screen.table.setFocus()
    index = screen.table.records.index(1, 1)
    screen.table.setCurrentIndex(index)
    press(qtbot, Qt.Key.Key_F2)
    write(qtbot, "新しい件名")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gap_rows(project)[0].title == "新しい件名")
    assert screen.table.hasFocus()


def test_groups_follow_the_choice(qtbot: QtBot, screen: GapScreen, project: Project) -> None:
    for grouping, title in (("section", "みどり市 市民課"), ("tier", "未判定"), ("state", "下書き")):
        screen.list.grouping.choose(grouping)
        screen.list.grouping.picked.emit(grouping)
        group = screen.table.records.group_at(0)
        assert group is not None and group.title == title
    screen.list.grouping.choose("none")
    screen.list.grouping.picked.emit("none")
    assert screen.table.records.group_at(0) is None


def test_other_sections_read_only(qtbot: QtBot, project: Project, consortium: Consortium) -> None:
    window, screen = open_screen(qtbot, consortium.as_("青葉主任"))
    inspector = screen.inspector
    assert inspector.purpose.fields["purpose"].isReadOnly()
    assert not inspector.foot.submit.isEnabled() and not inspector.foot.withdraw.isEnabled()
    assert not inspector.kinds.field.isVisible()
    window.close()


def test_contested_fields_show_all_values(
    qtbot: QtBot, consortium: Consortium, copies: Callable[[str], Path], project: Project
) -> None:
    gap = gap_rows(project)[0].id
    consortium.close()
    other = copies("主任")
    edit_gap(consortium.as_("主任", other), gap, purpose="相手の目的")
    consortium.close()
    with open_project(other, readonly=True) as theirs:
        seqs = theirs.connection.exec_driver_sql("SELECT seq FROM changeset ORDER BY seq").scalars().all()
        brought = [load_changeset(theirs.connection, seq) for seq in seqs]
    opened = consortium.as_("主査")
    edit_gap(opened, gap, purpose="こちらの目的")
    opened.take_in(brought)
    window, screen = open_screen(qtbot, opened)
    section = screen.inspector.parts[0].section
    told = " ".join(label.accessibleName() for label in section.findChildren(QLabel))
    assert section.isVisible() and "業務目的" in told
    assert "こちらの目的" in told and "相手の目的" in told
    assert not screen.inspector.foot.submit.isEnabled()
    screen.list.tabs.choose("conflict")
    screen.list.tabs.chosen.emit("conflict")
    assert [line.id for line in screen.list.lines()] == [gap]
    window.close()


def test_an_empty_project_offers_to_derive(qtbot: QtBot, consortium: Consortium) -> None:
    window, screen = open_screen(qtbot, consortium.as_("主査"))
    assert screen.list._stack.currentIndex() == 1
    assert screen.inspector._stack.currentIndex() == 0
    qtbot.keyClick(window, Qt.Key.Key_D)
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert screen.new_gap.isVisible()
    window.back()
    assert not screen.new_gap.isVisible()
    window.close()


def test_the_package_of_the_costs_is_chosen(qtbot: QtBot, consortium: Consortium, project: Project) -> None:
    add_package(consortium.as_("事務局"), "A社")
    opened = consortium.as_("主査")
    window, screen = open_screen(qtbot, opened)
    package = packages(opened)[0].id
    screen.inspector.costs.package.picked.emit(package.hex())
    assert gap_rows(opened)[0].package_id == package
    window.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_shows_in_both_languages(
    qtbot: QtBot, consortium: Consortium, project: Project, language: str
) -> None:
    use_language(language)
    gap = gap_rows(project)[0].id
    classify_gap(project, gap, {"report": "outside", "fixed_text": "unknown"})
    window, screen = open_screen(qtbot, project)
    for number in range(1, 8):
        screen.inspector.jump(number)
    screen.inspector.drawer.toggle()
    for width, tall in ((1280, 800), (1920, 1080), (960, 600)):
        window.resize(width, tall)
        assert not window.grab().isNull()
    window.close()


def test_who_may_not_raise_a_gap_is_told_so_at_once(qtbot: QtBot, consortium: Consortium) -> None:
    window, screen = open_screen(qtbot, consortium.as_("第三者"))
    screen.new()
    assert not screen.new_gap.isVisible() and "業務所管課の職員" in screen.errors.message()
    window.close()


def test_a_kind_is_proposed_from_the_title_and_taken_by_y(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    part = screen.inspector.kinds
    row = part.proposals.rows["report"]
    assert [text for text, marked in row.words._parts if marked] == ["転出証明書", "印字"]
    assert gap_rows(project)[0].kinds == {}, "nothing is filled in unasked"
    row.setFocus()
    press(qtbot, Qt.Key.Key_Y)
    assert gap_rows(project)[0].kinds == {"report": "unknown"}
    assert "report" not in part.proposals.rows
    assert gap_rows(project)[0].tier is None
    scope = part.rows["report"].scope
    focused = QApplication.focusWidget()
    assert scope is not None and focused is not None and scope.isAncestorOf(focused)


def test_a_proposal_put_aside_stays_aside_and_is_not_stored(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    proposals = screen.inspector.kinds.proposals
    proposals.rows["report"].setFocus()
    press(qtbot, Qt.Key.Key_N)
    assert proposals.rows == {} and gap_rows(project)[0].kinds == {}
    screen.inspector.show_gap(gap)
    assert proposals.rows == {}


def test_proposals_follow_every_key_and_mark_the_words(qtbot: QtBot, screen: GapScreen) -> None:
    inspector = screen.inspector
    field = inspector.grounds.fields["missing"]
    field.setFocus()
    field.insertPlainText("オプション製品で可能とのこと。登録ボタンの位置を右上に変えたい")
    assert "button_position" in inspector.kinds.proposals.rows
    assert "オプション製品で" in inspector.kinds.proposals.scope_note.text()
    marks = inspector.kinds.proposals._marks
    assert marks is not None
    text = field.toPlainText()
    assert {"ボタン", "位置"} <= {text[start:end] for start, end in marks._places}
    field.selectAll()
    field.insertPlainText("変更は不要")
    assert list(inspector.kinds.proposals.rows) == ["report"]


def test_a_tier_against_the_rules_needs_its_reason_and_shows(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    classify_gap(project, gap, {"fixed_text": "unknown"})
    choose_disposition(project, gap, "adopt")
    screen.inspector.show_gap(gap)
    box = screen.inspector.kinds.override
    box.open.click()
    box.form.choice("tier").choose("3")
    box.form.submit()
    assert not gap_rows(project)[0].verdict.is_overridden
    box.form.field("reason").setText("文面の部品が次版で終わる")
    box.form.submit()
    row = gap_rows(project)[0]
    assert (row.tier, row.verdict.is_overridden) == (3, True)
    detail = gap_detail(project, gap)
    assert "文面の部品が次版で終わる" in detail.tier_sentence
    assert tier_word(row.verdict) == "(3) ソース改変 ※指定"
    (column,) = (one for one in columns(_no_edit, _no_edit) if one.key == "disposition")
    shown = column.value(next(line for line in listing(project).lines if line.row.id == gap))
    assert isinstance(shown, ChipText) and shown.text == "※(3) 合わせる"
    assert box.open.isHidden() and not box.back.isHidden()
    box.back.click()
    assert not gap_rows(project)[0].verdict.is_overridden


def _no_edit(line: object, text: str) -> None:
    raise AssertionError("nothing is edited here")


def test_tab_follows_the_parts_where_rows_were_made_later(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes
) -> None:
    classify_gap(project, gap, {"report": "inside"})
    screen.refresh(frozenset())
    scope = screen.inspector.kinds.rows["report"].scope
    assert scope is not None
    qtbot.waitUntil(scope.isVisible)
    scope.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: gap_detail(project, gap).row.kinds == {"report": "outside"})
    reached = []
    for _ in range(5):
        press(qtbot, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert screen.inspector.kinds.field in reached
    assert screen.inspector.costs.package in reached


def test_a_new_gap_alone_is_chosen_while_ctrl_is_held(qtbot: QtBot, screen: GapScreen) -> None:
    screen.table.setFocus()
    press(qtbot, Qt.Key.Key_N)
    write(qtbot, "除票の検索")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert [line.row.title for line in screen.list.selected()] == ["除票の検索"]


def test_one_scenario_after_the_other_is_linked(
    qtbot: QtBot, screen: GapScreen, project: Project, gap: bytes, consortium: Consortium
) -> None:
    office = consortium.as_("事務局")
    import_flow(office, resource("sample", "flows", "転入届_現行.bpmn"), "current", "転入届")
    make_scenarios(office)
    project.take_in(())
    screen.refresh(frozenset())
    screen.inspector.jump(6)
    field = screen.inspector.origins.field
    assert field.hasFocus()
    for number, label in enumerate(("S-01", "S-02"), 1):
        qtbot.keyClicks(field, label)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert [one.kind for one in gap_detail(project, gap).sources].count("scenario") == number
        qtbot.waitUntil(lambda: screen.window().focusWidget() is field)
