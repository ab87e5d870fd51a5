"""Who bears which part of the costs, asked and agreed: what one organisation causes alone, and its share."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.costs.rules import Amount, counted_agreement, thousands
from models.costs.shares import Shares, Side
from models.costs.sharing import share_rule, side_shares
from models.gaps.commands import set_own_costs
from models.gaps.detail import GapDetail
from models.gaps.queries import Asker
from models.lists.answers import yen
from models.words import say
from views.gaps.part import GapPart
from views.shared.blocks import clear
from views.shared.buttons import Segments
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.tokens import px
from views.shared.type import number_font

SIDES: tuple[Side, ...] = ("asked", "agreed")
PARTS = ("initial", "yearly")
_THOUSAND = 1000


class SharesPart(GapPart):
    """A line each asking organisation, where several ask: two fields for its own part, then what it bears.

    Asked and agreed costs are shown one at a time: the agreed ones once there are any.
    """

    def build(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(4))
        self._title = Label("", "second", ink="text2", wrap=True)
        self.side = Segments(
            [(one, say(f"gap_screen.shares.{one}")) for one in SIDES], say("gap_screen.shares.side")
        )
        self.side.chosen.connect(lambda _: self._turn())
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        column.addWidget(table)
        self.section.add(self._inside)
        self.fields: dict[tuple[bytes, str], TextField] = {}
        self._shown: tuple[object, ...] = ()
        self._chosen_for: bytes | None = None
        self._laid: Side = "agreed"

    def fill(self, detail: GapDetail) -> None:
        asking = [one for one in detail.row.askers if one.asks]
        self._inside.setVisible(len(asking) > 1)
        if len(asking) < 2:
            return
        if self._chosen_for != detail.row.id:
            self._chosen_for = detail.row.id
            agreed = detail.row.agreed
            self.side.choose("asked" if agreed.initial is None and agreed.yearly is None else "agreed")
        borne = self._borne(detail, asking)
        rule = say(f"costs.rule.{share_rule(self.project).name}")
        self._title.setText(say("gap_screen.shares.title", rule=rule))
        shown = (detail.row.id, self._side(), detail.own_costs, borne, self.editable)
        if shown == self._shown:
            return
        self._shown = shown
        self._lay_out(detail, asking, borne)

    def settle(self) -> None:
        for town, part in self.fields:
            self._store(town, part, self._laid)

    def _side(self) -> Side:
        return "asked" if self.side.key() == "asked" else "agreed"

    def _turn(self) -> None:
        """Show the other side, after storing what is typed on this one."""
        self.settle()
        if self.detail is not None:
            self.fill(self.detail)

    def _borne(self, detail: GapDetail, asking: list[Asker]) -> Shares:
        side, row = self._side(), detail.row
        whole = row.asked if side == "asked" else counted_agreement(row.disposition, row.agreed)
        towns = [one.organisation_id for one in asking]
        return side_shares(self.project, detail.own_costs, side, whole, towns, row.organisation_id)

    def _lay_out(self, detail: GapDetail, asking: list[Asker], borne: Mapping[bytes, Amount]) -> None:
        clear(self._grid)
        self.fields, side = {}, self._side()
        self._laid = side
        for column, part in enumerate(PARTS, 1):
            self._grid.addWidget(_number(say(f"gap_screen.shares.own_{part}"), "text2"), 0, column)
        self._grid.addWidget(_number(say("gap_screen.shares.borne", years=detail.years), "text2"), 0, 3)
        for row, one in enumerate(asking, 1):
            self._grid.addWidget(Label(one.name, elide=True), row, 0)
            own = detail.own_costs.get(one.organisation_id, {})
            for column, part in enumerate(PARTS, 1):
                named = say(f"gap_screen.shares.field_{side}", town=one.name, part=say(f"gaps.cost.{part}"))
                field = TextField(named, "0")
                field.setFont(number_font())
                field.setAlignment(Qt.AlignmentFlag.AlignRight)
                field.setFixedSize(px(76), px(24))
                field.setText(thousands(own.get(f"{side}_{part}")) or "")
                field.setReadOnly(not self.editable)
                field.editingFinished.connect(
                    lambda town=one.organisation_id, part=part: self._store(town, part, side)
                )
                self.fields[one.organisation_id, part] = field
                self._grid.addWidget(field, row, column)
            whole = borne.get(one.organisation_id, Amount()).over(detail.years)
            self._grid.addWidget(_number(thousands(whole) or "—", "text"), row, 3)

    def _store(self, town: bytes, part: str, side: Side) -> None:
        field = self.fields.get((town, part))
        if field is None or self.detail is None or not self.editable or not field.isModified():
            return
        try:
            amount = yen(field.text(), _THOUSAND)
        except (ValueError, ArithmeticError):
            amount = -1
        if amount is not None and amount < 0:
            field.mark_wrong(say("gap_screen.cost.bad", text=field.text()))
            return
        field.mark_wrong()
        field.setModified(False)
        if amount != self.detail.own_costs.get(town, {}).get(f"{side}_{part}"):
            cells = {f"{side}_{part}": amount}
            self._shown = ()
            self.run(lambda gap: set_own_costs(self.project, gap, town, **cells))


def _number(text: str, ink: str) -> Label:
    label = Label(text, "second" if ink == "text2" else "body", ink=ink, number=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
