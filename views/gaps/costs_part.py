"""What is asked and what is agreed, in thousand yen, and what that saves; an empty field is unknown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models.costs.rules import Amount, thousands
from models.gaps.commands import edit_gap, set_costs
from models.gaps.detail import CostLine, GapDetail, cost_lines
from models.lists.answers import yen
from models.lists.queries import packages
from models.words import say
from views.gaps.part import GapPart
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label, separator
from views.shared.tokens import px
from views.shared.type import number_font

LINES = ("asked", "agreed")
PARTS = ("initial", "yearly")
_THOUSAND = 1000
_WRONG = object()


class CostsPart(GapPart):
    """A small table of fields; sums and saving follow each key, the amount is stored on leaving its field."""

    def build(self) -> None:
        self.package = Choice(name=say("gaps.field.package_id"), small=True)
        self.package.setFixedHeight(px(22))
        self.package.picked.connect(self._choose_package)
        self.section.head.add(self.package)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(say("costs.thousand_yen"), "second", ink="text2"), 0, 0)
        self.fields: dict[str, TextField] = {}
        self._sums: dict[str, Label] = {}
        self._years = _head("")
        for column, part in enumerate(PARTS, start=1):
            grid.addWidget(_head(say(f"gaps.cost.{part}")), 0, column)
        grid.addWidget(self._years, 0, 3)
        for row, line in enumerate(LINES, start=1):
            grid.addWidget(Label(say(f"gap_screen.cost.{line}"), elide=True), row, 0)
            for column, part in enumerate(PARTS, start=1):
                grid.addWidget(self._field(f"{line}_{part}"), row, column)
            grid.addWidget(self._sum(line), row, 3)
        grid.addWidget(separator(), 3, 0, 1, 4)
        grid.addWidget(Label(say("gaps.cost.saving"), bold=True, elide=True), 4, 0)
        for column, name in enumerate(("saving_initial", "saving_yearly", "saving"), start=1):
            grid.addWidget(self._sum(name, bold=True), 4, column)
        self.section.add(table)
        self.section.first = self.fields["asked_initial"]  # before the package in the head
        name = say("gaps.field.cost_unknown")
        self.why = TextField(name, name)
        self.why.editingFinished.connect(self._store_why)
        self.section.add(self.why)

    def fill(self, detail: GapDetail) -> None:
        self._offer_packages(detail)
        self._years.setText(say("gaps.cost.total", years=detail.years))
        stored = self._stored(detail)
        for name, field in self.fields.items():
            field.setReadOnly(not self.editable)
            if not (field.hasFocus() and field.isModified()):
                field.setText(thousands(stored[name]) or "")
                field.mark_wrong()
        self.why.setVisible(not detail.row.asked.is_known)
        self.why.setReadOnly(not self.editable)
        if not (self.why.hasFocus() and self.why.isModified()):
            self.why.setText(detail.cost_unknown)
        self._reckon()

    def settle(self) -> None:
        for name in self.fields:
            self._store(name)
        self._store_why()

    def _field(self, name: str) -> TextField:
        field = TextField(say(f"gaps.field.{name}"), say("gap_screen.cost.unknown"))
        field.setFont(number_font())
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setFixedSize(px(76), px(26))
        field.textEdited.connect(lambda _: self._reckon())
        field.editingFinished.connect(lambda: self._store(name))
        self.fields[name] = field
        return field

    def _sum(self, name: str, bold: bool = False) -> Label:
        label = Label("", bold=bold, number=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setMinimumWidth(px(56))
        self._sums[name] = label
        return label

    def _stored(self, detail: GapDetail) -> dict[str, int | None]:
        asked, agreed = detail.row.asked, detail.row.agreed
        return {
            "asked_initial": asked.initial,
            "asked_yearly": asked.yearly,
            "agreed_initial": agreed.initial,
            "agreed_yearly": agreed.yearly,
        }

    def _typed(self, name: str) -> int | object | None:
        """The amount in a field: yen, None when empty, or `_WRONG`; the field then says why."""
        field = self.fields[name]
        try:
            amount = yen(field.text(), _THOUSAND)
        except (ValueError, ArithmeticError):
            field.mark_wrong(say("gap_screen.cost.bad", text=field.text()))
            return _WRONG
        if amount is not None and amount < 0:
            field.mark_wrong(say("gap_screen.cost.bad", text=field.text()))
            return _WRONG
        field.mark_wrong()
        return amount

    def _reckon(self) -> None:
        if self.detail is None:
            return
        typed = {name: self._typed(name) for name in self.fields}
        known = {name: amount if isinstance(amount, int) else None for name, amount in typed.items()}
        asked = Amount(known["asked_initial"], known["asked_yearly"])
        agreed = Amount(known["agreed_initial"], known["agreed_yearly"])
        lines = cost_lines(self.detail.row.disposition, asked, agreed, self.detail.years)
        self._show_lines({line.key: line for line in lines})

    def _show_lines(self, lines: dict[str, CostLine]) -> None:
        shown = {name: line.total for name, line in lines.items()}
        shown["saving_initial"] = lines["saving"].amount.initial
        shown["saving_yearly"] = lines["saving"].amount.yearly
        for name, label in self._sums.items():
            text = thousands(shown[name])
            label.setText(text or "—")
            label.use_ink("text" if text else "text2")

    def _store(self, name: str) -> None:
        if self.detail is None or not self.editable:
            return
        amount = self._typed(name)
        if amount is _WRONG or amount == self._stored(self.detail)[name]:
            return
        self.fields[name].setModified(False)
        wanted = amount if isinstance(amount, int) else None
        self.run(lambda gap: set_costs(self.project, gap, **{name: wanted}))

    def _store_why(self) -> None:
        text = self.why.text().strip()
        if self.detail is not None and self.editable and text != self.detail.cost_unknown:
            self.why.setModified(False)
            self.run(lambda gap: edit_gap(self.project, gap, cost_unknown=text))

    def _offer_packages(self, detail: GapDetail) -> None:
        offered = [("", say("gap_screen.cost.no_package"))]
        offered += [(one.id.hex(), one.name) for one in packages(self.project)]
        self.package.set_choices(offered)
        self.package.choose(detail.row.package_id.hex() if detail.row.package_id else "")
        self.package.setEnabled(self.editable)

    def _choose_package(self, key: str) -> None:
        package = bytes.fromhex(key) if key else None
        self.run(lambda gap: edit_gap(self.project, gap, package_id=package))


def _head(text: str) -> Label:
    label = Label(text, "second", ink="text2")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
