"""The matrix 対応表: each feature with every package's answer beside the gap that came of it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.gaps.pairs import Pair
from models.lists.queries import Package
from models.words import say
from views.gaps.listing import Line
from views.gaps.tier_word import tier_word
from views.shared.chips import ChipText, chip_width
from views.shared.meanings import answer_chip, state_chip, tier_chip
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Group, Kind

_ROOMY = ("gap_title", "state")
_LOOSE = "\n"
"""The group of gaps that come from no feature; no category is called so."""
_ANSWER_ROOM = 106


@dataclass(frozen=True, slots=True)
class PairLine:
    """One line: the pair, and its gap as the list has it."""

    pair: Pair
    line: Line | None


class PairTable(QWidget):
    """The lines in the groups of their features. `chosen(line | None)`, `opened(line)`, as the list has;
    `raise_asked(feature)` on Enter or G at a feature that has no gap yet."""

    chosen = Signal(object)
    opened = Signal(object)
    raise_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.table: RecordTable[PairLine] | None = None
        self._packages: tuple[tuple[bytes, str], ...] | None = None
        self._roomy = False
        key = QShortcut(QKeySequence("G"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._open)

    def show_pairs(self, lines: Sequence[PairLine], packages: Sequence[Package]) -> None:
        """Show these, a column for each package."""
        offered = tuple((one.id, one.name) for one in packages)
        if self.table is None or offered != self._packages:
            self._packages = offered
            self.table = self._make_table(self.table, offered)
        names = dict.fromkeys(_group_of(one) for one in lines)
        groups = [Group(name, _title(name), _count(lines, name)) for name in names if name != _LOOSE]
        if _LOOSE in names:
            groups.append(Group(_LOOSE, _title(_LOOSE), _count(lines, _LOOSE)))
        self.table.show_rows(lines, groups, _group_of)
        self.table.choose_first()

    def current_row(self) -> Line | None:
        """The gap of the line with the cursor."""
        found = self.table.current_row() if self.table is not None else None
        return found.line if found is not None else None

    def choose(self, gap: bytes) -> bool:
        """Put the cursor on the first line of a gap; False where none is shown."""
        rows = self.table.records.rows() if self.table is not None else []
        found = next((one for one in rows if one.pair.gap == gap), None)
        return self.table is not None and found is not None and self.table.choose(found.pair.id)

    def step(self, by: int) -> None:
        """Move the cursor."""
        if self.table is not None:
            self.table.step(by)

    def show_roomy_columns(self) -> None:
        """Show more of each gap, where nobody has chosen columns yet."""
        self._roomy = True
        if self.table is not None:
            self.table.show_unless_kept(_ROOMY)

    def enter(self) -> None:
        """Give the focus to the table."""
        if self.table is not None:
            self.table.setFocus()

    def _open(self) -> None:
        """Work on the gap of the line, or raise the one that it lacks."""
        found = self.table.current_row() if self.table is not None else None
        if found is not None and found.line is not None:
            self.opened.emit(found.line)
        elif found is not None and found.pair.gap is None:
            self.raise_asked.emit(found.pair.feature)

    def _make_table(
        self, old: RecordTable[PairLine] | None, offered: tuple[tuple[bytes, str], ...]
    ) -> RecordTable[PairLine]:
        table: RecordTable[PairLine] = RecordTable(
            "gap-pairs", say("gap_board.pairs"), _columns(offered), lambda one: one.pair.id
        )
        table.row_chosen.connect(lambda one: self.chosen.emit(one.line if one is not None else None))
        table.row_opened.connect(lambda _: self._open())
        if old is not None:
            self._column.removeWidget(old)
            old.deleteLater()
        self._column.addWidget(table)
        if self._roomy:
            table.show_unless_kept(_ROOMY)
        return table


def _columns(offered: Sequence[tuple[bytes, str]]) -> list[Column[PairLine]]:
    word = "gap_board.column."
    return [
        Column("key", say(word + "key"), 76, lambda one: one.pair.key, Kind.SECOND),
        Column("title", say(word + "title"), 180, lambda one: one.pair.title, stretch=True),
        *(_answers(number, package, name) for number, (package, name) in enumerate(offered)),
        Column("gap", say(word + "gap"), 66, _label, Kind.LINK),
        Column("gap_title", say(word + "gap_title"), 150, _gap_title, hidden=True),
        Column("tier", say(word + "tier"), 104, _tier, Kind.SIGN),
        Column("state", say(word + "state"), 100, _state, Kind.CHIP, hidden=True),
    ]


def _answers(number: int, package: bytes, name: str) -> Column[PairLine]:
    chips = [answer_chip(one) for one in ("standard", "parameter", "option_part", "unanswered")]
    return Column(
        f"package{number}",
        name,
        min(_ANSWER_ROOM, max(map(chip_width, chips)) + 18),
        lambda one: answer_chip(one.pair.answers.get(package, "unanswered")) if one.pair.feature else None,
        Kind.CHIP,
    )


def _label(one: PairLine) -> str:
    return one.line.row.label if one.line is not None else ""


def _gap_title(one: PairLine) -> str:
    return one.line.row.title if one.line is not None else ""


def _tier(one: PairLine) -> ChipText | None:
    if one.line is None:
        return None
    verdict = one.line.row.verdict
    return ChipText(tier_chip(verdict.tier), tier_word(verdict))


def _state(one: PairLine) -> ChipText | None:
    return ChipText(state_chip(one.line.state.key)) if one.line is not None else None


def _group_of(one: PairLine) -> Hashable:
    return _LOOSE if one.pair.feature is None else one.pair.level


def _title(name: Hashable) -> str:
    if name == _LOOSE:
        return say("gap_board.loose")
    return str(name) or say("gap_board.no_level")


def _count(lines: Sequence[PairLine], name: Hashable) -> str:
    return say("gap_screen.group_note", n=sum(_group_of(one) == name for one in lines))
