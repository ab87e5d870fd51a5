"""What to do next in a new project: the steps of setting it up, each with its button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from models.words import say
from views.overview.reading import Reading
from views.shared.blocks import Page, clear
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import px, tone

STEPS = ("members", "agree", "features", "answers", "flows", "gaps")


class FirstSteps(QWidget):
    """`asked(key)`: members, agree, or the step whose screen is asked for."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setLayout(self._grid)
        page = Page(body).fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self._state: tuple[tuple[str, bool], ...] = ()

    def show_reading(self, reading: Reading) -> None:
        """Show which steps are done; the first open one has the primary button."""
        taking_part = [one for one in reading.organisations if one.takes_part]
        done = {
            "members": len(reading.members) > 1,
            "agree": bool(taking_part) and all(one.has_agreed for one in taking_part),
            "features": bool(reading.amounts.get("features")),
            "answers": bool(reading.answers),
            "flows": bool(reading.amounts.get("flows")),
            "gaps": bool(reading.amounts.get("gaps")),
        }
        state = tuple((key, done[key]) for key in STEPS)
        if state != self._state:
            self._state = state
            self._build(done)

    def _build(self, done: dict[str, bool]) -> None:
        clear(self._grid)
        self.buttons = {}
        self._grid.addWidget(Label(say("overview.first.lead"), "second", ink="text2"), 0, 0, 1, 3)
        first = next((key for key in STEPS if not done[key]), "")
        for number, key in enumerate(STEPS, start=1):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(say(f"overview.first.{key}.title"), bold=key == first))
            words.addWidget(Label(say(f"overview.first.{key}.note"), "second", ink="text2", elide=True))
            button = Button(
                say(f"overview.first.{key}.button"),
                "primary" if key == first else "secondary",
                clicked=partial(self.asked.emit, key),
            )
            button.setProperty("startHere", key == first)
            self.buttons[key] = button
            self._grid.addWidget(_Sign(done[key]), number, 0)
            self._grid.addLayout(words, number, 1)
            self._grid.addWidget(button, number, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.setRowStretch(len(STEPS) + 1, 1)


class _Sign(QWidget):
    def __init__(self, done: bool) -> None:
        super().__init__()
        self._done = done
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(f"chips.other.{'done' if done else 'planned'}"))

    def sizeHint(self) -> QSize:
        return QSize(px(14), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = tone("ok" if self._done else "neu").text
        paint_sign(painter, QRectF(self.rect()), "check" if self._done else "ring", ink)
        painter.end()
