from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.exchange.conflicts import conflicts
from models.exchange.package import write_package
from models.exchange.sources import known_ids, read_source
from models.ledger.operations import insert, write
from models.ledger.store import add_changesets, sign_act
from models.ledger.verify import verify_ledger
from models.project.history import ledger_size, quarantined_acts
from models.project.project import Project
from views.exchange.conflict_pane import ConflictPane
from views.exchange.marked_text import differences
from views.exchange.screen import ExchangeScreen
from views.shared.fields import PlainText
from views.shared.session import Session
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.window import MainWindow

Consortium = Any  # the fixture of tests/conftest.py
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
BASE = "年度ごとに発行件数を数える。"
OURS = "年度ごとに発行件数を数え、手数料の決算に使う。"
THEIRS = "年度ごとに発行件数と再発行件数を数える。"
BOTH = "年度ごとに発行件数と再発行件数を数え、手数料の決算に使う。"


def edit(project: Project, gap: bytes, **values: Any) -> None:
    project.act("gaps.edit", list(write("gap", gap, **values)), gap="G-001")


def column(cards: ConflictPane) -> str:
    one = cards.current()
    return one.column if one is not None else ""


class Desk:
    """A window on the file of 主査, who wrote one side; 主任 wrote the other and sent a package."""

    def __init__(self, qtbot: QtBot, consortium: Consortium, folder: Path) -> None:
        self.qtbot, self.consortium, self.folder = qtbot, consortium, folder
        with consortium.as_("主査") as project:
            self.gap: bytes = consortium.add_gap(project)
            edit(project, self.gap, purpose=BASE)
        self.shared = folder / "shared.fitgap"
        self.shared.write_bytes(consortium.path.read_bytes())
        self.known = known_ids(self.shared)
        with consortium.as_("主査") as project:
            edit(project, self.gap, purpose=OURS)
            edit(project, self.gap, disposition="workaround")

    def package(self, name: str, who: str, *edits: Callable[[Project], object]) -> Path:
        copy = self.folder / f"{name}.fitgap"
        copy.write_bytes(self.shared.read_bytes())
        with self.consortium.as_(who, copy) as project:
            for one in edits:
                one(project)
            write_package(project, self.folder / f"{name}.fgx", self.known)
        return self.folder / f"{name}.fgx"

    def theirs(self) -> Path:
        return self.package(
            "青葉町",
            "主任",
            lambda project: edit(project, self.gap, purpose=THEIRS),
            lambda project: edit(project, self.gap, disposition="component"),
            lambda project: edit(project, self.gap, title="案内を2枚印字する"),
        )

    def open(self, who: str = "主査") -> ExchangeScreen:
        self.project: Project = self.consortium.as_(who)
        self.session = Session(self.project)
        self.asked: list[tuple[str, object]] = []
        entry = ScreenEntry("exchange", "shell.screen.exchange", "exchange", ExchangeScreen)
        self.window = MainWindow(self.session, [entry], lambda: ShellFacts("共同更新", who))
        self.qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        screen = self.window.show_screen("exchange")
        assert isinstance(screen, ExchangeScreen)
        screen.open_asked.connect(lambda key, item: self.asked.append((key, item)))
        self.screen = screen
        return screen

    def receive(self, *paths: Path) -> None:
        self.screen.receive(paths)
        self.settled()

    def settled(self) -> None:
        quiet = 0

        def idle() -> bool:
            nonlocal quiet
            quiet = 0 if self.session.is_working() else quiet + 1
            return quiet > 4

        self.qtbot.waitUntil(idle, timeout=20_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def value(self, column: str) -> Any:
        found = self.project.connection.exec_driver_sql(f"SELECT {column} FROM gap WHERE id = ?", (self.gap,))
        return found.scalar()


@pytest.fixture
def desk(qtbot: QtBot, consortium: Consortium, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, consortium, tmp_path)
    yield made
    if hasattr(made, "session"):
        made.session.wait()


def test_the_preview_tells_what_comes_and_stores_nothing(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    before = ledger_size(desk.project)
    desk.receive(file)
    pane = screen.preview.files
    assert [(line.ticked, line.shown.new, line.contested) for line in pane.lines] == [(True, 3, 2)]
    assert pane.lines[0].shown.maker == "みどり市 市民課 主任"
    assert pane.take_button.isEnabled() and pane.take_button.text() == "1ファイルを取り込む"
    brought = screen.preview.brought.acts.records
    shown = [brought.group_at(line) for line in range(2)]
    assert [one.title for one in shown if one is not None] == ["みどり市 市民課 主任", "ギャップを直した"]
    titles = [
        screen.preview.cards._titles(one, side)
        for one in screen.preview.cards._conflicts
        for side in one.sides
    ]
    assert titles == ["こちら", "相手", "こちら", "相手"]
    desk.press(Qt.Key.Key_Escape)
    assert screen._stack.currentWidget() is screen.start and not screen.preview.is_open()
    assert ledger_size(desk.project) == before and conflicts(desk.project) == []


def test_decided_in_the_preview_it_is_taken_in_and_settled(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    desk.receive(file)
    cards = screen.preview.cards
    fields = [one.column for one in cards._conflicts]
    assert fields == ["disposition", "purpose"]
    cards.enter()
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_J)
    desk.press(Qt.Key.Key_3)
    assert [(one.how, one.value) for one in cards.decisions()] == [("side", "component"), ("join", BOTH)]
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settled()
    assert (desk.value("disposition"), desk.value("purpose")) == ("component", BOTH)
    assert desk.value("title") == "案内を2枚印字する"
    assert conflicts(desk.project) == [] and verify_ledger(desk.project.connection) == []
    assert not screen.preview.is_open() and "取り込みました" in screen.undo_bar.accessibleName()
    assert screen.undo_bar.undo_button.isHidden()


def test_left_open_they_come_in_as_conflicts_and_are_settled_later(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    desk.receive(file)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settled()
    assert len(conflicts(desk.project)) == len(screen.matters.listed) == 2
    desk.press(Qt.Key.Key_T)
    cards = screen.settling.cards
    assert cards.place() == (1, 2) and not screen.settling.store_button.isEnabled()
    desk.press(Qt.Key.Key_J)
    assert column(cards) == "purpose"
    desk.press(Qt.Key.Key_E)
    field = QApplication.focusWidget()
    assert isinstance(field, PlainText) and field.toPlainText() == BOTH
    field.setPlainText("年度と課ごとに数える。")
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is cards.card()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.value("purpose") == "年度と課ごとに数える。"
    assert [one.column for one in conflicts(desk.project)] == ["disposition"]
    assert cards.place() == (1, 1) and cards.decisions() == []
    desk.press(Qt.Key.Key_E)
    assert cards.decisions() == []  # only a side can be chosen here
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Backspace)
    assert cards.decisions() == []


def test_another_screen_leads_to_the_conflict_of_its_item(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    desk.receive(file)
    screen.preview.take()
    desk.settled()
    desk.window.open_item("exchange", desk.gap)
    assert screen._stack.currentWidget() is screen.settling
    assert column(screen.settling.cards) == "disposition"
    screen.back()
    desk.window.open_item("exchange", ("gap", desk.gap, "purpose"))
    assert column(screen.settling.cards) == "purpose"


def test_all_damaged_files_are_told_at_once_and_the_good_ones_shown(desk: Desk) -> None:
    file = desk.theirs()
    cut = desk.folder / "切れた.fgx"
    cut.write_bytes(file.read_bytes()[:-40])
    other = desk.folder / "写真.fgx"
    other.write_bytes(b"\x89PNG")
    screen = desk.open()
    desk.receive(cut, file, other, desk.folder / "ない.fgx")
    shown = screen.preview.files.errors.messages()
    assert [name in text for name, text in zip(("切れた", "写真", "ない"), shown, strict=True)] == [True] * 3
    assert [line.path for line in screen.preview.files.lines] == [file]
    screen.back()
    desk.receive(cut)
    assert len(screen.unreadable.messages()) == 1 and not screen.preview.is_open()


def test_unticked_files_stay_outside(desk: Desk) -> None:
    file = desk.theirs()
    third = desk.package(
        "三人目", "青葉主任", lambda project: desk.consortium.add_gap(project, "別件", "住民課")
    )
    screen = desk.open()
    desk.receive(file, third, desk.shared)
    pane = screen.preview.files
    assert [line.ticked for line in pane.lines] == [True, True, False]  # nothing new in the shared file
    pane.table.setFocus()
    pane.table.choose(file)
    desk.press(Qt.Key.Key_Space)
    assert not pane.take_button.isEnabled()
    desk.settled()
    assert screen.preview.cards.place() == (0, 0) and pane.take_button.isEnabled()
    assert [line.shown.new for line in pane.lines] == [3, 1, 0]
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settled()
    assert desk.value("purpose") == OURS
    titles = desk.project.connection.exec_driver_sql("SELECT title FROM gap ORDER BY title").scalars().all()
    assert "別件" in titles


def test_waiting_and_forged_changes_are_shown_for_what_they_are(desk: Desk) -> None:
    copy = desk.folder / "途中.fitgap"
    copy.write_bytes(desk.shared.read_bytes())
    with desk.consortium.as_("主任", copy) as project:
        edit(project, desk.gap, missing="一つ目")
    known = known_ids(copy)
    with desk.consortium.as_("主任", copy) as project:
        edit(project, desk.gap, missing="二つ目")
        write_package(project, desk.folder / "途中.fgx", known)

    def forge(project: Project) -> None:
        row = {"key": "contract_years", "value": "9"}
        assert project.signer is not None
        with project.database.transaction() as connection:
            made = sign_act(
                connection, project.signer, "members.set", {"key": "years"}, [insert("setting", [row])]
            )
            assert made is not None
            add_changesets(connection, [made])

    forged = desk.package("偽", "主任", forge)
    screen = desk.open()
    desk.receive(desk.folder / "途中.fgx", forged)
    brought = screen.preview.brought
    assert [brought.tabs._parts[key]._count for key in ("acts", "conflicts", "stale", "quarantine")] == [
        1,
        0,
        0,
        1,
    ]
    assert not brought._refused.isHidden() and not brought._waits.isHidden()
    brought._waits.copy_button.click()
    assert "すべて" in QGuiApplication.clipboard().text()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settled()
    assert len(quarantined_acts(desk.project)) == 1
    assert [screen.matters.tabs._parts[key]._count for key in ("conflicts", "quarantine", "waiting")] == [
        0,
        1,
        1,
    ]
    assert desk.value("missing") is None


def test_dropped_files_open_the_preview(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.jp/x.fgx")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    screen.hand.drop_area.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, PLAIN))
    desk.settled()
    assert [line.path for line in screen.preview.files.lines] == [file]


def test_a_package_is_written_with_what_the_other_side_lacks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = desk.open()
    target = desk.folder / "渡す.fgx"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(desk.shared)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen.hand.lacking_radio.setChecked(True)
    assert not screen.hand.write_button.isEnabled()
    screen.hand.other_button.click()
    desk.settled()
    assert screen.hand.write_button.isEnabled() and "2件" in screen.hand._other_note.whole_text()
    desk.press(Qt.Key.Key_W)
    desk.settled()
    written = read_source(target)
    assert len(written.changesets) == 2 and written.author == desk.project.signer.public_key  # type: ignore[union-attr]
    assert screen.hand.written.path() == target and not screen.hand.written.isHidden()
    screen.hand.all_radio.setChecked(True)
    screen.hand.write_button.click()
    desk.settled()
    assert len(read_source(target).changesets) == ledger_size(desk.project)


def test_a_changed_side_is_not_settled_behind_ones_back(desk: Desk) -> None:
    file = desk.theirs()
    screen = desk.open()
    desk.receive(file)
    screen.preview.take()
    desk.settled()
    screen.open_item(("gap", desk.gap, "purpose"))
    desk.press(Qt.Key.Key_1)
    edit(desk.project, desk.gap, purpose="その間に")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.value("purpose") == "その間に" and "その間に変わった" in screen.errors.message()


def test_differences_keep_every_sign_of_the_new_text() -> None:
    for base, text in ((BASE, OURS), ("", THEIRS), (THEIRS, ""), ("<b>&", "<b>&\n")):
        pieces = differences(base, text)
        assert "".join(piece for kind, piece in pieces if kind != "removed") == text
        assert "".join(piece for kind, piece in pieces if kind != "added") == base


def test_three_sides_are_chosen_by_their_digits(desk: Desk) -> None:
    third = desk.package(
        "事務局", "事務局", lambda project: edit(project, desk.gap, purpose="主管課で。" + BASE)
    )
    file = desk.theirs()
    screen = desk.open()
    desk.receive(file, third)
    cards = screen.preview.cards
    at = cards.place_of(lambda one: one.column == "purpose")
    cards.go_to(at)
    current, card = cards.current(), cards.card()
    assert current is not None and card is not None and len(current.sides) == 3
    assert card.join_key() == 4
    desk.press(Qt.Key.Key_3)
    assert cards.decisions()[0].value == current.sides[2].value
    desk.press(Qt.Key.Key_4)
    assert cards.decisions()[0].value == "主管課で。" + BOTH


def test_another_number_must_be_a_number(desk: Desk) -> None:
    file = desk.package("費用", "主任", lambda project: edit(project, desk.gap, agreed_initial=1_200_000))
    with desk.consortium.as_("主査") as project:
        edit(project, desk.gap, agreed_initial=900_000)
    screen = desk.open()
    desk.receive(file)
    screen.preview.cards.enter()
    desk.press(Qt.Key.Key_E)
    field = QApplication.focusWidget()
    assert isinstance(field, PlainText)
    field.setPlainText("百万円")
    assert screen.preview.cards.decisions() == [] and field.toolTip()
    field.setPlainText("1,000,000")
    assert [one.value for one in screen.preview.cards.decisions()] == [1_000_000]
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settled()
    assert desk.value("agreed_initial") == 1_000_000 and conflicts(desk.project) == []
