"""PySide6 6.12.0 loses a reference to None with each call that returns nothing, until Python 3.11 aborts.

Only versions that keep it are allowed by pyproject.toml; this is what would notice another such release.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 2_500  # the faulty release died after some 1,750
ROUND = 100
SLACK = 50  # what Python itself may hold or let go meanwhile; a faulty release loses 700 a round


class Painted(QWidget):
    """Uses the calls that were seen to lose references."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.save()
        painter.setPen(QColor("navy"))
        painter.drawRect(QRect(1, 1, 20, 10))
        painter.restore()
        painter.end()
        self.painted += 1


def test_a_widget_survives_thousands_of_repaints(qtbot: QtBot) -> None:
    widget, box = Painted(), QCheckBox()
    qtbot.addWidget(widget)
    qtbot.addWidget(box)
    widget.resize(40, 30)
    with qtbot.waitExposed(widget):
        widget.show()
    before = sys.getrefcount(None)
    for number in range(REPAINTS):
        widget.update()
        widget.repaint()
        box.setChecked(number % 2 == 0)
        if number % ROUND == 0:  # notice before the interpreter dies of it
            assert sys.getrefcount(None) > before - SLACK
    assert widget.painted >= REPAINTS
    assert sys.getrefcount(None) > before - SLACK
