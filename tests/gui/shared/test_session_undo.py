from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.errors import UserError
from views.shared.buttons import Button
from views.shared.session import Session


@dataclass
class Done:
    summary: str
    tables: frozenset[str] = frozenset({"gap"})
    undoable: bool = True


def test_work_of_an_earlier_day_is_not_taken_back_by_ctrl_z(qtbot: QtBot) -> None:
    session = Session(None)
    asked: list[str] = []

    def undo() -> Done:
        asked.append("undo")
        return Done("操作を元に戻す")

    session.undo_command = undo
    with qtbot.waitSignal(session.failed):
        assert not session.undo()
    assert asked == []
    assert session.run(lambda: Done("G-001 の記載を変更"))
    with qtbot.waitSignal(session.done) as told:
        assert session.undo()
    assert told.args == ["元に戻しました：G-001 の記載を変更", False]
    assert not session.undo() and asked == ["undo"]


def test_what_cannot_be_taken_back_says_so_and_hides_nothing_before_it(qtbot: QtBot) -> None:
    session = Session(None)

    def refuse() -> Done:
        raise UserError("ledger.nothing_to_undo")

    session.undo_command = refuse
    session.run(lambda: Done("提出", undoable=False))
    for _ in range(2):
        with qtbot.waitSignal(session.failed) as told:
            assert not session.undo()
        assert told.args


def test_enter_presses_a_button_once(qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = Button("登録", clicked=lambda: pressed.append("登録"))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    for modifier, held in ((none, True), (control, False)):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifier, "\r", autorep=held)
        QApplication.sendEvent(button, event)
    assert pressed == ["登録"]
