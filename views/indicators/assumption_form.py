"""The assumptions of the cost simulation, to be changed in place: thousand yen, an empty field is unknown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from models.costs.rules import thousands
from models.costs.simulating import ESTIMATES, SHARED
from models.costs.simulation import GAP_SIDES, Alone, Assumptions
from models.lists.answers import yen
from models.words import say
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.tokens import px
from views.shared.type import number_font

_THOUSAND = 1000
_MOST_YEARS = 100


class AssumptionForm(QFrame):
    """`assumed(estimates, whole)` with what was changed; `left` when the person goes away from it."""

    assumed = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "all")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(8))
        column.addWidget(Label(say("indicator_screen.simulation.lead"), "second", ink="text2", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        column.addLayout(self._grid)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        self.years = TextField(say("indicator_screen.simulation.years"))
        self.years.setFixedWidth(px(48))
        self.sides = Choice(
            [(one, say(f"indicator_screen.simulation.gaps_{one}")) for one in GAP_SIDES],
            say("indicator_screen.simulation.gaps"),
            small=True,
        )
        below.addWidget(Label(say("indicator_screen.simulation.years"), "second", ink="text2"))
        below.addWidget(self.years)
        below.addWidget(Label(say("indicator_screen.simulation.gaps"), "second", ink="text2"))
        below.addWidget(self.sides)
        below.addStretch(1)
        below.addWidget(Button(say("indicator_screen.simulation.store"), "primary", clicked=self.submit))
        below.addWidget(Button(say("shell.inline.leave"), clicked=self.left.emit))
        column.addLayout(below)
        self.fields: dict[tuple[bytes | None, str], TextField] = {}
        self._before: dict[tuple[bytes | None, str], int | None] = {}
        self._given: Assumptions | None = None

    def open_form(self, given: Assumptions, names: Mapping[bytes, str]) -> None:
        """Show the assumptions as they are."""
        self._given = given
        clear(self._grid)
        self.fields, self._before = {}, {}
        for column, what in enumerate(ESTIMATES, 1):
            head = Label(say(f"costs.estimate.{what}"), "second", ink="text2", elide=True)
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(head, 0, column)
        for row, (town, name) in enumerate(names.items(), 1):
            self._grid.addWidget(Label(name, bold=True), row, 0)
            own = given.alone.get(town, Alone())
            values = (own.single.initial, own.single.yearly, own.single_migration, own.shared_migration)
            for column, (what, value) in enumerate(zip(ESTIMATES, values, strict=True), 1):
                label = f"{name} {say(f'costs.estimate.{what}')}"
                self._grid.addWidget(self._field((town, what), label, value), row, column)
        last = len(names) + 1
        for at, (what, value) in enumerate(
            zip(SHARED, (given.shared.initial, given.shared.yearly), strict=True)
        ):
            label = say(f"costs.estimate.{what}")
            self._grid.addWidget(Label(label, "second", ink="text2"), last + at, 0)
            self._grid.addWidget(self._field((None, what), label, value), last + at, 1)
        self.years.setText(str(given.years))
        self.years.mark_wrong()
        self.sides.choose(given.single_gaps)
        self.show()
        next(iter(self.fields.values())).setFocus()

    def submit(self) -> None:
        """Check the amounts and tell those that were changed, or mark what is none."""
        estimates: dict[tuple[bytes | None, str], int | None] = {}
        wrong: TextField | None = None
        for key, field in self.fields.items():
            try:
                amount = yen(field.text(), _THOUSAND)
            except (ValueError, ArithmeticError):
                amount = -1
            is_wrong = amount is not None and amount < 0
            field.mark_wrong(say("gap_screen.cost.bad", text=field.text()) if is_wrong else "")
            wrong = wrong or (field if is_wrong else None)
            if amount != self._before[key]:
                estimates[key] = amount
        text = self.years.text().strip()
        is_wrong = not (text.isdecimal() and 1 <= int(text) <= _MOST_YEARS)
        self.years.mark_wrong(say("indicator_screen.simulation.bad_years") if is_wrong else "")
        wrong = wrong or (self.years if is_wrong else None)
        if wrong is not None or self._given is None:
            if wrong is not None:
                wrong.setFocus()
            return
        whole: dict[str, object] = {}
        if int(text) != self._given.years:
            whole["years"] = int(text)
        if self.sides.key() != self._given.single_gaps:
            whole["single_gaps"] = self.sides.key()
        if estimates or whole:
            self.assumed.emit(estimates, whole)
        else:
            self.left.emit()

    def _field(self, key: tuple[bytes | None, str], name: str, value: int | None) -> TextField:
        field = TextField(name, say("costs.not_estimated"), thousands(value) or "")
        field.setFont(number_font())
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setMinimumWidth(px(84))
        field.returnPressed.connect(self.submit)
        self.fields[key] = field
        self._before[key] = value
        return field
