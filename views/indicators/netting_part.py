"""Likely same gaps of several organisations: merged into one by a person, or kept apart for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from models.gaps.netting.proposals import Proposal
from models.gaps.queries import GapRow
from models.words import say
from views.shared.blocks import Block
from views.shared.buttons import Button
from views.shared.chips import Asker
from views.shared.labels import Label
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px


class NettingPart(Block):
    """`merged(proposal)`, `kept_apart(proposal)` and `opened(gap)` on the current line."""

    merged = Signal(object)
    kept_apart = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(say("indicator_screen.netting.title"))
        self.table: RecordTable[Proposal] = RecordTable(
            "netting", say("indicator_screen.netting.title"), _columns(), lambda row: row.key
        )
        self.table.row_chosen.connect(self._follow)
        self.table.row_opened.connect(lambda row: self.opened.emit(row.left.id))
        self.add(self.table, wide=True)
        self.compared = Label("", "second", ink="text2", wrap=True)
        self.add(self.compared)
        bar = QHBoxLayout()
        bar.setSpacing(px(8))
        self.merge = Button(say("indicator_screen.netting.merge"), small=True, clicked=self._merge)
        self.apart = Button(say("indicator_screen.netting.apart"), small=True, clicked=self._keep_apart)
        bar.addWidget(self.merge)
        bar.addWidget(self.apart)
        bar.addStretch(1)
        self.add_layout(bar)
        self.none = Label("", "second", ink="text2", wrap=True)
        self.add(self.none)
        self.show_proposals([], True)

    def show_proposals(self, found: Sequence[Proposal], editable: bool) -> None:
        """Show the pairs, the likeliest first."""
        self.show_note(say("indicator_screen.netting.count", n=len(found)))
        self.table.show_rows(list(found))
        self.table.fit_height(8)
        for widget in (self.table, self.compared, self.merge, self.apart):
            widget.setVisible(bool(found))
        self.none.setText(say("indicator_screen.netting.none"))
        self.none.setVisible(not found)
        reason = "" if editable else say("indicator_screen.netting.readers")
        for button in (self.merge, self.apart):
            button.setEnabled(editable)
            if reason:
                button.disable(reason)
        if found and self.table.current_row() is None:
            self.table.choose_first()
        self._follow(self.table.current_row())

    def show_too_many(self, gaps: int) -> None:
        """Say where so many gaps are compared."""
        self.show_proposals([], True)
        self.show_note("")
        self.none.setText(say("indicator_screen.netting.too_many", n=gaps))

    def _follow(self, row: Proposal | None) -> None:
        if row is None:
            self.compared.setText("")
            return
        lines = [_told(row.left), _told(row.right), row.reason]
        if row.work:
            work = say(f"gaps.netting.work.{row.work}")
            lines.append(say("indicator_screen.netting.work", work=work))
        self.compared.setText("\n".join(lines))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The compared texts change with each line: say how high they are."""
        height = self.compared.heightForWidth(max(1, self.width() - px(32)))
        self.compared.setMinimumHeight(max(0, height))

    def _merge(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.merged.emit(row)

    def _keep_apart(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.kept_apart.emit(row)


def _told(row: GapRow) -> str:
    return f"{row.label}　{row.section}　{row.title}：{row.purpose}".rstrip("：")


def _askers(row: Proposal) -> list[Asker]:
    """Who would ask if the two were one."""
    asking = {one.organisation_id for one in (*row.left.askers, *row.right.askers) if one.asks}
    return [
        Asker(one.mark or one.name[:1], one.name, one.organisation_id in asking) for one in row.left.askers
    ]


def _columns() -> list[Column[Proposal]]:
    return [
        Column(
            "score",
            say("gaps.netting.column.score"),
            76,
            lambda row: row.score,
            Kind.NUMBER,
            text=lambda row: f"{row.score:.2f}",
        ),
        Column(
            "left", say("gaps.netting.column.left"), 200, lambda row: f"{row.left.label} {row.left.title}"
        ),
        Column(
            "right",
            say("gaps.netting.column.right"),
            200,
            lambda row: f"{row.right.label} {row.right.title}",
            stretch=True,
            tip=lambda row: row.reason,
        ),
        Column("askers", say("gaps.column.marks"), 84, _askers, Kind.ASKERS),
    ]
