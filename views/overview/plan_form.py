"""The days of the phases, to be changed in place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout

from models.words import say
from models.worklist.phases import PhaseView
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.tokens import px


class PlanForm(QFrame):
    """`planned([(code, starts_on, ends_on)])` with the phases whose days were changed; `left` otherwise."""

    planned = Signal(list)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "all")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(12), px(8), px(12), px(8))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(4, 1)
        self._phases: tuple[PhaseView, ...] = ()
        self.fields: dict[str, tuple[TextField, TextField]] = {}

    def open_plan(self, phases: tuple[PhaseView, ...]) -> None:
        """Show the days as they are."""
        self._phases = phases
        clear(self._grid)
        self.fields = {}
        for number, phase in enumerate(phases):
            name = say(f"worklist.phase.{phase.code}")
            pair = tuple(
                TextField(f"{name} {say(f'overview.phases.{end}')}", "2026-04-01", text)
                for end, text in (("start", phase.starts_on), ("end", phase.ends_on))
            )
            self.fields[phase.code] = (pair[0], pair[1])
            self._grid.addWidget(Label(name, bold=True), number, 0)
            self._grid.addWidget(pair[0], number, 1)
            self._grid.addWidget(Label("–", ink="text2"), number, 2)
            self._grid.addWidget(pair[1], number, 3)
            for field in pair:
                field.setFixedWidth(px(108))
                field.returnPressed.connect(self.submit)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(Button(say("overview.phases.store"), "primary", clicked=self.submit))
        buttons.addWidget(Button(say("shell.inline.leave"), clicked=self.left.emit))
        buttons.addStretch(1)
        self._grid.addLayout(buttons, len(phases), 0, 1, 5)
        self.show()
        if self.fields:
            next(iter(self.fields.values()))[0].setFocus()

    def submit(self) -> None:
        """Check the days and tell them, or mark what is no day."""
        changed, wrong = [], None
        for phase in self._phases:
            days = []
            for field in self.fields[phase.code]:
                day = iso_day(field.text())
                field.mark_wrong("" if day else say("overview.bad_day"))
                wrong = wrong or (None if day else field)
                days.append(day)
            if all(days) and days[0] > days[1]:
                self.fields[phase.code][1].mark_wrong(say("overview.phases.backwards"))
                wrong = wrong or self.fields[phase.code][1]
            if days != [phase.starts_on, phase.ends_on]:
                changed.append((phase.code, *days))
        if wrong is not None:
            wrong.setFocus()
        elif changed:
            self.planned.emit(changed)
        else:
            self.left.emit()


def iso_day(text: str) -> str:
    """An ISO date from what was typed (2026-4-1 and 2026/4/1 too), or nothing."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
