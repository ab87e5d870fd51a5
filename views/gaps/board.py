"""The board: gaps as cards under their states, from draft to confirmed, with the sums of each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.approval.rules import (
    CHIEF_REVIEW,
    CONFIRMED,
    CONFLICT,
    DRAFT,
    REJECTED,
    RETURNED,
    STALE,
    THIRD_PARTY_REVIEW,
    WITHDRAWN,
)
from models.costs.rules import thousands
from models.words import say
from views.gaps.columns import askers
from views.gaps.listing import Line, Listing, sums
from views.shared.cards import Card, CardList
from views.shared.chips import Chip, chip_word
from views.shared.labels import Label
from views.shared.meanings import disposition_chip, state_chip
from views.shared.tokens import px

_LANES = (
    DRAFT, CONFLICT, RETURNED, CHIEF_REVIEW, THIRD_PARTY_REVIEW, STALE, CONFIRMED, REJECTED, WITHDRAWN,
)  # fmt: skip
_ALWAYS = (DRAFT, CHIEF_REVIEW, THIRD_PARTY_REVIEW, CONFIRMED)
"""Lanes that show the way even while they are empty; the others come with their first gap."""
_WIDTH = 212


class Board(QScrollArea):
    """Lanes of cards. Arrows move, across lanes too. `chosen(line | None)` follows the cursor,
    `opened(line)` on Enter or double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(say("gap_board.name"))
        inside = QWidget()
        inside.setProperty("ground", "bg")
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(12), px(12), px(12), px(12))
        row.setSpacing(px(8))
        self.lanes = {state: Lane(state) for state in _LANES}
        for lane in self.lanes.values():
            row.addWidget(lane, 1)
            lane.list.item_chosen.connect(lambda line, lane=lane: self._choose(lane, line))
            lane.list.item_opened.connect(self.opened)
            lane.list.side_asked.connect(lambda by, lane=lane: self._go_beside(lane, by))
        self.setWidget(inside)
        self._current: Line | None = None
        self._filling = False

    def show_lines(self, listed: Listing, lines: Iterable[Line]) -> None:
        """Show these gaps; the cursor stays on its gap, wherever that stands now."""
        parts: dict[str, list[Line]] = {state: [] for state in _LANES}
        for line in lines:
            parts[line.state.key].append(line)
        kept = self._current.id if self._current else None
        focused = any(lane.list.hasFocus() for lane in self.lanes.values())
        self._filling = True
        for state, lane in self.lanes.items():
            lane.show_lines(listed, parts[state])
            lane.setVisible(bool(parts[state]) or state in _ALWAYS)
        self._filling = False
        if kept is None or not self.choose(kept, focused):
            self._current = None
            first = next((lane for lane in self.lanes.values() if lane.list.items()), None)
            if first is not None:
                first.list.go(0)

    def choose(self, gap: bytes, focus: bool = True) -> bool:
        """Put the cursor on a gap; False where it is not shown."""
        for lane in self.lanes.values():
            if lane.list.choose(gap):
                if focus:
                    lane.list.setFocus()
                self._choose(lane, lane.list.current_item())
                return True
        return False

    def current_row(self) -> Line | None:
        """The gap with the cursor."""
        return self._current

    def enter(self) -> None:
        """Give the focus to the lane with the cursor."""
        for lane in self.lanes.values():
            if self._current is not None and lane.list.current_item() is self._current:
                lane.list.setFocus()

    def step(self, by: int) -> None:
        """Go to the next or the former gap (前後), on into the next lane."""
        ordered = [line for lane in self.lanes.values() for line in lane.list.items()]
        here = next((n for n, line in enumerate(ordered) if line is self._current), -1)
        if 0 <= here + by < len(ordered):
            self.choose(ordered[here + by].id, focus=False)

    def _choose(self, lane: Lane, line: Line | None) -> None:
        if self._filling or line is None:
            return
        for other in self.lanes.values():
            if other is not lane:
                other.list.leave()
        if line is not self._current:
            self._current = line
            self.chosen.emit(line)
        self.ensureWidgetVisible(lane, 0, 0)

    def _go_beside(self, lane: Lane, by: int) -> None:
        order = list(self.lanes.values())
        at, line = order.index(lane) + by, max(0, lane.list.currentIndex().row())
        while 0 <= at < len(order):
            count = len(order[at].list.items())
            if count:
                order[at].list.setFocus()
                order[at].list.go(min(line, count - 1))
                return
            at += by


class Lane(QFrame):
    """One state: its chip, how many, what they ask for, and their cards."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "all")
        self.setMinimumWidth(px(_WIDTH))
        self.setMaximumWidth(px(2 * _WIDTH))
        chip = state_chip(state)
        self.list = LaneList(chip_word(chip))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QFrame()
        head.setProperty("ground", "surface2")
        head.setProperty("edge", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(8))
        self._count = Label("", "second", bold=True, number=True)
        self._sum = Label("", "second", ink="text2", number=True)
        row.addWidget(Chip(chip))
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._sum)
        column.addWidget(head)
        column.addWidget(self.list, 1)

    def show_lines(self, listed: Listing, lines: list[Line]) -> None:
        """Show these gaps."""
        asked = sums(listed.totals(lines))["asked"]
        self._count.setText(f"{len(lines):,}")
        self._sum.setText(say("gap_board.sum", asked=asked) if lines else "")
        self.list.show_items(lines)


class LaneList(CardList[Line]):
    """The cards of a lane; Left and Right ask for the lane beside."""

    side_asked = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name, card_of, keeps_cursor=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        side = sides.get(Qt.Key(event.key()))
        if side is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.side_asked.emit(side)
            return
        super().keyPressEvent(event)


def card_of(line: Line) -> Card:
    """The card of one gap: what it asks for at the right, its response and section below."""
    return Card(
        id=line.id,
        label=line.row.label,
        title=line.row.title,
        askers=tuple(askers(line)),
        right=thousands(line.asked) or say("chips.answer.unanswered"),
        chip=disposition_chip(line.row.disposition),
        note=line.row.section,
    )
