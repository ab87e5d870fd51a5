"""The left pane: head with counts, tabs, filter, the grouped table and its sums; or what to do first."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.words import say
from views.gaps.columns import Edit, columns
from views.gaps.listing import GROUPINGS, TABS, Line, Listing, group_key, groups, in_tab, sums
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.empty import EmptyState
from views.shared.fields import SearchBox
from views.shared.panes import FilterBar, Pane, ScreenHead, Tabs
from views.shared.table import RecordTable
from views.shared.table_parts import TotalsRow


class GapList(Pane):
    """The list of gaps. `new_asked` and `derive_asked` on the buttons, `filtered(text)` while typing."""

    new_asked = Signal()
    derive_asked = Signal()
    filtered = Signal(str)

    def __init__(self, rename: Edit, respond: Edit) -> None:
        """`rename` and `respond` store a title and a response typed into the table."""
        keys = ("move", "open", "edit", "down", "new")
        super().__init__(
            say("gap_screen.list"),
            keys=[(say(f"gap_screen.key.{one}"), say(f"gap_screen.key_word.{one}")) for one in keys],
        )
        self._listing: Listing | None = None
        self._found: frozenset[bytes] | None = None
        self.head = ScreenHead(say("shell.screen.gaps"))
        self.new_button = Button(
            say("gap_screen.new"), key="N", icon="plus", bind=True, clicked=self.new_asked.emit
        )
        self.head.add_right(self.new_button)
        self.tabs = Tabs([(key, say(f"gap_screen.tab.{key}")) for key in TABS], say("gap_screen.tabs"))
        self.tabs.choose("open")
        self.tabs.chosen.connect(lambda _: self._fill())
        self.table: RecordTable[Line] = RecordTable(
            "gaps", say("shell.screen.gaps"), columns(rename, respond), lambda line: line.id
        )
        self.totals = TotalsRow(self.table)
        self._stack = QStackedWidget()
        self.add(self.head)
        self.add(self._stack, 1)
        self._stack.addWidget(self._table_side())
        self._stack.addWidget(self._empty_project())

    def show_listing(self, listed: Listing) -> None:
        """Show the gaps as they are now."""
        self._listing = listed
        lines = listed.lines
        for tab in TABS:
            self.tabs.show_count(tab, sum(in_tab(line, tab) for line in lines))
        shown = sum(in_tab(line, "open") for line in lines)
        self.head.show_note(say("gap_screen.counts", open=shown, n=len(lines)))
        self._stack.setCurrentIndex(0 if lines else 1)
        self._fill()

    def show_found(self, found: frozenset[bytes] | None) -> None:
        """Show only these gaps, or all with None."""
        self._found = found
        self._fill()

    def lines(self) -> list[Line]:
        """The gaps of the tab that the filter leaves."""
        if self._listing is None:
            return []
        tab, found = self.tabs.key(), self._found
        kept = [line for line in self._listing.lines if in_tab(line, tab)]
        return kept if found is None else [line for line in kept if line.id in found]

    def reveal(self, gap: bytes) -> bool:
        """Put the cursor on a gap, leaving tab and filter if they hide it."""
        if self._listing is None:
            return False
        if not self.table.choose(gap):
            self.filter_box.clear()
            self._found = None
            self.tabs.choose("all")
            self._fill()
            return self.table.choose(gap)
        return True

    def _fill(self) -> None:
        listed = self._listing
        if listed is None:
            return
        lines, grouping = self.lines(), self.grouping.key()
        if grouping == "none":
            self.table.show_rows(lines)
        else:
            self.table.show_rows(lines, groups(listed, lines, grouping), group_key(grouping))
        self._places.setCurrentIndex(0 if lines else 1)
        totals = listed.totals(lines)
        note = say("gap_screen.totals_note", years=listed.costs.years)
        if totals.asked_unknown:
            note += say("gap_screen.totals_unknown", count=totals.asked_unknown)
        self.totals.show_totals(say("gap_screen.totals", n=len(lines)), sums(totals), note)
        self.table.choose_first()

    def _table_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        empty = EmptyState("filter", say("gap_screen.none"), say("gap_screen.none_hint"), self._clear())
        self._places.addWidget(empty)
        column.addWidget(self.tabs)
        column.addWidget(self._filter_bar())
        column.addWidget(self._places, 1)
        column.addWidget(self.totals)
        self.table_column = column
        return side

    def _filter_bar(self) -> FilterBar:
        bar = FilterBar()
        self.filter_box = SearchBox(say("gap_screen.filter"), say("gap_screen.filter_prompt"), icon="filter")
        self.filter_box.typed.connect(self.filtered)
        self.grouping = Choice(
            [(key, say(f"gap_screen.group.{key}")) for key in GROUPINGS], say("gap_screen.grouping")
        )
        self.grouping.picked.connect(lambda _: self._fill())
        shown = Button(say("gap_screen.columns"), icon="columns")
        shown.clicked.connect(lambda *_: self.table.column_menu(shown.mapToGlobal(QPoint(0, shown.height()))))
        bar.add(self.filter_box, 1)
        bar.add_right(self.grouping)
        bar.add_right(shown)
        return bar

    def _empty_project(self) -> EmptyState:
        self.derive_button = Button(
            say("gap_screen.derive"), "primary", key="D", bind=True, clicked=self.derive_asked.emit
        )
        own = Button(say("gap_screen.own"), "quiet", key="N", clicked=self.new_asked.emit)
        return EmptyState(
            "gap", say("gap_screen.empty"), say("gap_screen.empty_hint"), self.derive_button, own
        )

    def _clear(self) -> Button:
        return Button(say("gap_screen.show_all"), clicked=self._show_all)

    def _show_all(self) -> None:
        self.filter_box.clear()
        self._found = None
        self.tabs.choose("all")
        self._fill()
