"""合意形成: which organisations have agreed to keep customization down, and the form that records it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from models.costs.rules import Totals
from models.members.queries import Organisation
from models.words import say
from views.overview.plan_form import iso_day
from views.overview.reading import Reading
from views.shared.blocks import Block
from views.shared.buttons import Button
from views.shared.inline_form import InlineForm
from views.shared.labels import Label
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px


class AgreementPart(Block):
    """`agreed(organisation, ground, decided_on)` from the form; `members_asked` by the button."""

    agreed = Signal(object, str, str)
    members_asked = Signal()

    def __init__(self) -> None:
        super().__init__(say("overview.agreement.title"), say("overview.agreement.note"))
        self._counts: dict[bytes, int] = {}
        self._listed: list[Organisation] = []
        self._count = Label("", bold=True, number=True)
        self.people = Button(say("overview.agreement.members"), "quiet", clicked=self.members_asked.emit)
        self.add_right(self.people)
        self.add_right(self._count)
        self.table: RecordTable[Organisation] = RecordTable(
            "agreements", say("overview.agreement.title"), self._columns(), cell_cursor=False
        )
        self.table.row_opened.connect(lambda _: self.open_form())
        self.add(self.table, wide=True)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self._next = Label("", "second", ink="text2", elide=True)
        self.record = Button(say("overview.agreement.record"), "quiet", clicked=self.open_form)
        line.addWidget(self._next, 1)
        line.addWidget(self.record)
        self.add_layout(line)
        self.form = InlineForm(say("overview.agreement.form"), say("overview.agreement.store"))
        self.form.add_choice("organisation", say("overview.agreement.organisation"))
        self.form.add_field(
            "ground",
            say("overview.agreement.ground"),
            say("overview.agreement.ground_prompt"),
            missing=say("overview.agreement.no_ground"),
        )
        self.form.add_field(
            "day", say("overview.agreement.day"), "2026-04-10", missing=say("overview.bad_day")
        )
        self.form.submitted.connect(self._hand_in)
        self.form.left.connect(self.close_form)
        self.form.hide()
        self.add(self.form)

    def show_reading(self, reading: Reading) -> None:
        """Show the organisations that take part; who may record an agreement gets the button."""
        self._listed = [one for one in reading.organisations if one.takes_part]
        found: dict[bytes | None, Totals] = dict(reading.indicators.costs.by_organisation)
        self._counts = {one.id: found[one.id].gaps if one.id in found else 0 for one in self._listed}
        agreed = sum(one.has_agreed for one in self._listed)
        self._count.setText(say("overview.agreement.count", agreed=agreed, of=len(self._listed)))
        self.table.show_rows(self._listed)
        self.table.fit_height(6)
        member = reading.member
        self.record.setVisible(member is not None and member.has("secretariat", "chief"))
        waiting = [one.name for one in self._listed if not one.has_agreed]
        names = say("worklist.join").join(waiting)
        self._next.setText(
            say("overview.agreement.next", names=names) if waiting else say("overview.agreement.all_agreed")
        )
        own = None if member is None or member.has("secretariat") else member.organisation_id
        self._allowed = [one for one in self._listed if own is None or one.id == own]
        self.form.choice("organisation").set_choices([(one.id.hex(), one.name) for one in self._allowed])

    def open_form(self) -> None:
        """Ask for the ground and the day: of the row chosen, else of the first that has not agreed."""
        if self.record.isHidden() or not self._allowed:
            return
        row = self.table.current_row() if self.table.hasFocus() else None
        lacking = next((one for one in self._allowed if not one.has_agreed), self._allowed[0])
        chosen = row if row in self._allowed and row is not None else lacking
        self.form.open_form(
            organisation=chosen.id.hex(),
            ground=chosen.ground or "",
            day=chosen.agreed_on or date.today().isoformat(),
        )

    def open_for(self, organisation: bytes) -> None:
        """Open the form for an organisation."""
        self.open_form()
        self.form.choice("organisation").choose(organisation.hex())

    def close_form(self) -> bool:
        """Close the form; False if it was not open."""
        was_open = not self.form.isHidden()
        self.form.hide()
        return was_open

    def _hand_in(self) -> None:
        day = iso_day(self.form.text("day"))
        if not day:
            self.form.field("day").mark_wrong(say("overview.bad_day"))
            self.form.field("day").setFocus()
            return
        chosen = self.form.text("organisation")
        found = next((one for one in self._allowed if one.id.hex() == chosen), None)
        if found is not None:
            self.agreed.emit(found, self.form.text("ground"), day)

    def _columns(self) -> list[Column[Organisation]]:
        return [
            Column("name", say("overview.agreement.organisation"), 84, lambda one: one.name),
            Column("agreed", say("overview.agreement.state"), 100, _chip, Kind.CHIP),
            Column(
                "ground",
                say("overview.agreement.ground"),
                120,
                _ground,
                Kind.SECOND,
                tip=_ground,
                stretch=True,
            ),
            Column(
                "gaps",
                say("overview.agreement.gaps"),
                74,
                lambda one: self._counts.get(one.id, 0),
                Kind.NUMBER,
                text=lambda one: say("overview.count", n=self._counts.get(one.id, 0)),
            ),
        ]


def _chip(one: Organisation) -> str:
    return "other.agreed" if one.has_agreed else "other.notagreed"


def _ground(one: Organisation) -> str:
    if not one.has_agreed:
        return say("overview.agreement.cannot_submit")
    return f"{(one.agreed_on or '')[5:]} {one.ground or ''}".strip()
