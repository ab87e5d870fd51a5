"""The left pane: head, filters, the gaps as a list, a board or a matrix; or what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QPoint, QSettings, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.gaps.pairs import Pair
from models.lists.queries import Package
from models.words import say
from views.gaps.board import Board
from views.gaps.columns import ROOMY, Edit, columns
from views.gaps.filter_line import FilterLine
from views.gaps.listing import TABS, Line, Listing, group_key, groups, in_tab, sums
from views.gaps.pair_table import PairLine, PairTable
from views.shared.buttons import Button, Segments
from views.shared.empty import EmptyState
from views.shared.panes import Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.table_parts import TotalsRow

VIEWS = ("list", "board", "pairs")


class GapList(Pane):
    """The gaps in one of `VIEWS`, all three narrowed by the same tabs and filter.

    `new_asked` and `derive_asked` on the buttons, `filtered(text)` while typing, `bulk_asked(lines)`,
    `raise_asked(feature)` in the matrix, `import_asked` on a button;
    `chosen(line | None)` follows the cursor of the view shown, `opened(line)` Enter on it.
    """

    new_asked = Signal()
    derive_asked = Signal()
    filtered = Signal(str)
    chosen = Signal(object)
    opened = Signal(object)
    bulk_asked = Signal(object)
    raise_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, project_id: bytes, rename: Edit, respond: Edit) -> None:
        """`rename` and `respond` store a title and a response typed into the table."""
        super().__init__(say("gap_screen.list"))
        self.listing: Listing | None = None
        self._read_pairs: Callable[[], tuple[Sequence[Pair], Sequence[Package]]] = lambda: ((), ())
        self._found: frozenset[bytes] | None = None
        self._make_head()
        self.filters = FilterLine(project_id)
        self.filter_box, self.tabs, self.grouping = self.filters.box, self.filters.tabs, self.filters.grouping
        self.table: RecordTable[Line] = RecordTable(
            "gaps", say("shell.screen.gaps"), columns(rename, respond), lambda line: line.id
        )
        self.totals = TotalsRow(self.table)
        self.board, self.pairs = Board(), PairTable()
        self._stack = QStackedWidget()
        self.add(self._stack, 1)
        self._stack.addWidget(self._table_side())
        self._stack.addWidget(self._empty_project())
        self._connect()
        self.show_view(str(QSettings().value("gaps/view", "list")))

    def show_listing(
        self,
        listed: Listing,
        found: frozenset[bytes] | None,
        pairs: Callable[[], tuple[Sequence[Pair], Sequence[Package]]],
    ) -> None:
        """Show the gaps as they are now, of them those `found` (None: all). `pairs` reads what the matrix
        shows, once it is shown."""
        self.listing, self._found, self._read_pairs = listed, found, cache(pairs)
        lines = listed.lines
        counts = {tab: sum(in_tab(line, tab) for line in lines) for tab in TABS}
        self.filters.show_counts(counts)
        self.head.show_note(say("gap_screen.counts", open=counts["open"], n=len(lines)))
        self._stack.setCurrentIndex(0 if lines else 1)
        self._fill()

    def show_found(self, found: frozenset[bytes] | None) -> None:
        """Show only these gaps, or all with None."""
        self._found = found
        self._fill()

    def show_view(self, view: str) -> None:
        """Show the gaps as a list, a board or a matrix; the cursor goes along."""
        before = self.current()
        self.view.choose(view if view in VIEWS else "list")
        QSettings().setValue("gaps/view", self.view.key())
        self.keys = [
            (say(f"gap_screen.key.{one}"), say(f"gap_screen.key_word.{one}")) for one in self._keys()
        ]
        self.grouping.setVisible(self.view.key() == "list")
        self.filters.columns_button.setVisible(self.view.key() != "board")
        self._fill()
        if before is not None:
            self.choose(before.id)
        self._tell(self.current())

    def lines(self) -> list[Line]:
        """The gaps of the tab that the filter leaves."""
        if self.listing is None:
            return []
        tab, found = self.filters.tab(), self._found
        kept = [line for line in self.listing.lines if in_tab(line, tab)]
        return kept if found is None else [line for line in kept if line.id in found]

    def current(self) -> Line | None:
        """The gap with the cursor."""
        return self._shown().current_row()

    def selected(self) -> list[Line]:
        """The gaps that are chosen: several only in the list."""
        current = self.current()
        return self.table.selected_rows() if self.view.key() == "list" else [current] if current else []

    def shown_gaps(self) -> list[bytes]:
        """The gaps that the view shows, in its order."""
        listed = self.table.records.rows_in_order() if self.view.key() == "list" else self.lines()
        return [line.id for line in listed]

    def step(self, by: int) -> None:
        """Move the cursor (前後)."""
        self._shown().step(by)

    def choose(self, gap: bytes) -> bool:
        """Put the cursor on a gap; False where the view does not show it."""
        return self._shown().choose(gap)

    def enter(self) -> None:
        if self._stack.currentIndex() or not self.lines():
            super().enter()
        elif self.view.key() == "list":
            self.table.setFocus()
        else:
            (self.board if self.view.key() == "board" else self.pairs).enter()

    def reveal(self, gap: bytes) -> bool:
        """Put the cursor on a gap, leaving tab and filter if they hide it."""
        if self.listing is None:
            return False
        if not self.choose(gap):
            self._show_all()
            return self.choose(gap)
        return True

    def show_roomy_columns(self) -> None:
        """Show more of each gap, where nobody has chosen columns yet."""
        self.table.show_unless_kept(ROOMY)
        self.pairs.show_roomy_columns()

    def _shown(self) -> RecordTable[Line] | Board | PairTable:
        view = self.view.key()
        return self.board if view == "board" else self.pairs if view == "pairs" else self.table

    def _keys(self) -> tuple[str, ...]:
        if self.view.key() == "board":
            return ("lanes", "open", "new")
        if self.view.key() == "pairs":
            return ("move", "open", "raise", "new")
        return ("move", "open", "edit", "down", "together", "new")

    def _tell(self, line: Line | None) -> None:
        self.chosen.emit(line)

    def _fill(self) -> None:
        listed = self.listing
        if listed is None:
            return
        lines, view = self.lines(), self.view.key()
        pairs = self._pair_lines(lines) if view == "pairs" else []
        if view == "list":
            self._fill_table(listed, lines)
        elif view == "board":
            self.board.show_lines(listed, lines)
        else:
            self.pairs.show_pairs(pairs, self._read_pairs()[1])
            free = sum(one.line is None for one in pairs)
            self.head.show_note(say("gap_board.pairs_note", n=len(pairs), open=free))
        if view != "pairs":
            whole = listed.lines
            shown = sum(in_tab(line, "open") for line in whole)
            self.head.show_note(say("gap_screen.counts", open=shown, n=len(whole)))
        self._places.setCurrentIndex(VIEWS.index(view) if lines or pairs else len(VIEWS))
        self.totals.setVisible(view == "list")

    def _fill_table(self, listed: Listing, lines: list[Line]) -> None:
        grouping = self.grouping.key()
        if grouping == "none":
            self.table.show_rows(lines)
        else:
            self.table.show_rows(lines, groups(listed, lines, grouping), group_key(grouping))
        totals = listed.totals(lines)
        note = say("gap_screen.totals_note", years=listed.costs.years)
        if totals.asked_unknown:
            note += say("gap_screen.totals_unknown", count=totals.asked_unknown)
        self.totals.show_totals(say("gap_screen.totals", n=len(lines)), sums(totals), note)
        self.table.choose_first()

    def _pair_lines(self, lines: list[Line]) -> list[PairLine]:
        """The pairs of these gaps; with nothing filtered also the features that have none yet."""
        by_gap = {line.id: line for line in lines}
        everything = self.filters.tab() == "all" and self._found is None
        return [
            PairLine(pair, by_gap.get(pair.gap) if pair.gap else None)
            for pair in self._read_pairs()[0]
            if pair.gap in by_gap or (pair.gap is None and everything)
        ]

    def _make_head(self) -> None:
        self.head = ScreenHead(say("shell.screen.gaps"))
        self.view = Segments(
            [(one, say(f"gap_board.view.{one}")) for one in VIEWS], say("gap_board.view.name")
        )
        self.view.choose("list")
        self.view.chosen.connect(self.show_view)
        self.new_button = Button(
            say("gap_screen.new"), key="N", icon="plus", bind=True, clicked=self.new_asked.emit
        )
        self.head.add_right(self.view)
        self.head.add_right(self.new_button)
        self.add(self.head)

    def _connect(self) -> None:
        self.filters.changed.connect(self._fill)
        self.filters.filtered.connect(self.filtered)
        self.filters.columns_asked.connect(self._ask_columns)
        self.filters.bulk_asked.connect(lambda: self.bulk_asked.emit(self.selected()))
        self.table.row_chosen.connect(lambda line: self._follow("list", line))
        self.board.chosen.connect(lambda line: self._follow("board", line))
        self.pairs.chosen.connect(lambda line: self._follow("pairs", line))
        for view in (self.table.row_opened, self.board.opened, self.pairs.opened):
            view.connect(self.opened)
        self.pairs.raise_asked.connect(self.raise_asked)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self.filters.offer_bulk(len(self.table.selected_rows()))
        )

    def _follow(self, view: str, line: Line | None) -> None:
        if view == self.view.key():
            self._tell(line)

    def _ask_columns(self, at: QPoint) -> None:
        if self.view.key() == "list":
            self.table.column_menu(at)
        elif self.pairs.table is not None:
            self.pairs.table.column_menu(at)

    def _table_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._places = QStackedWidget()
        for view in (self.table, self.board, self.pairs):
            self._places.addWidget(view)
        clear = Button(say("gap_screen.show_all"), clicked=self._show_all)
        self._places.addWidget(
            EmptyState("filter", say("gap_screen.none"), say("gap_screen.none_hint"), clear)
        )
        column.addWidget(self.filters)
        column.addWidget(self._places, 1)
        column.addWidget(self.totals)
        self.table_column = column
        return side

    def _empty_project(self) -> EmptyState:
        self.derive_button = Button(
            say("gap_screen.derive"), "primary", key="D", bind=True, clicked=self.derive_asked.emit
        )
        own = Button(say("gap_screen.own"), "quiet", key="N", clicked=self.new_asked.emit)
        self.import_button = Button(
            say("gap_requests.open"), "quiet", key="I", bind=True, clicked=self.import_asked.emit
        )
        texts = say("gap_screen.empty"), say("gap_screen.empty_hint")
        return EmptyState("gap", *texts, self.derive_button, own, [self.import_button])

    def _show_all(self) -> None:
        self.filters.show_all()
        self._found = None
        self._fill()
