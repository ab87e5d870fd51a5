"""What narrows the list: tabs with counts, filters kept as tabs, the filter field, grouping, columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.words import say
from views.gaps.listing import GROUPINGS, TABS
from views.gaps.saved_filters import OWN, SavedFilter, SavedFilters
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import SearchBox
from views.shared.inline_form import InlineForm
from views.shared.panes import FilterBar, Tabs


class FilterLine(QWidget):
    """`changed` when another tab or grouping is chosen, `filtered(text)` while typing,
    `columns_asked(place)` (global), `bulk_asked` on the button that changes chosen gaps together."""

    changed = Signal()
    filtered = Signal(str)
    columns_asked = Signal(QPoint)
    bulk_asked = Signal()

    def __init__(self, project_id: bytes) -> None:
        super().__init__()
        self._saved = SavedFilters(project_id)
        self._own: dict[str, SavedFilter] = {}
        self.tabs = Tabs([(key, say(f"gap_screen.tab.{key}")) for key in TABS], say("gap_screen.tabs"))
        self.tabs.choose("open")
        self.tabs.chosen.connect(self._choose)
        for one in self._saved.all():
            self._add_own(one)
        self.keep_button = Button("", "quiet", icon="plus", small=True, clicked=self._ask_name)
        self.keep_button.setToolTip(say("gap_board.saved.add"))
        self.keep_button.setAccessibleName(say("gap_board.saved.add"))
        self.tabs.row.insertWidget(
            self.tabs.row.count() - 1, self.keep_button, 0, Qt.AlignmentFlag.AlignVCenter
        )
        self.form = InlineForm(say("gap_board.saved.title"), say("gap_board.saved.keep"))
        self.form.add_field(
            "name", say("gap_board.saved.name"), say("gap_board.saved.prompt"),
            missing=say("gap_board.saved.missing"),
        )  # fmt: skip
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self.form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.form)
        column.addWidget(self._bar())
        self._offer_removal()

    def tab(self) -> str:
        """The tab of `TABS` in use: a kept filter's own, where one is shown."""
        key = self.tabs.key()
        return self._own[key].tab if key in self._own else key

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many gaps each of `TABS` has."""
        for tab in TABS:
            self.tabs.show_count(tab, counts[tab])

    def show_all(self) -> None:
        """Take every filter away."""
        self.box.clear()
        self.tabs.choose("all")
        self._offer_removal()

    def offer_bulk(self, chosen: int) -> None:
        """Show or hide the button for several gaps."""
        self.bulk_button.setVisible(chosen > 1)

    def back(self) -> bool:
        """Leave the form for a name, if it is open."""
        if self.form.isHidden():
            return False
        self._leave_form()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() == Qt.Key.Key_Delete
            and self.tabs.key() in self._own
            and self.tabs.isAncestorOf(self.focusWidget())
        ):
            self._remove()
            return
        super().keyPressEvent(event)

    def _choose(self, key: str) -> None:
        kept = self._own.get(key)
        if kept is not None:
            self.grouping.choose(kept.grouping)
        if self.box.text() != (kept.text if kept else ""):
            self.box.setText(kept.text if kept else "")
            self.filtered.emit(self.box.text())
        self._offer_removal()
        self.changed.emit()

    def _ask_name(self) -> None:
        self.form.open_form(name=self.box.text().strip())

    def _leave_form(self) -> None:
        self.form.hide()
        self.keep_button.setFocus()

    def _keep(self) -> None:
        name = self.form.text("name")
        if any(one.name == name for one in self._saved.all()):
            self.form.field("name").mark_wrong(say("gap_board.saved.taken", name=name))
            return
        kept = SavedFilter(name, self.tab(), self.box.text().strip(), self.grouping.key())
        self._saved.keep(kept)
        self._add_own(kept)
        self.tabs.choose(kept.key)
        self.form.hide()
        self._offer_removal()
        self.box.setFocus()

    def _remove(self) -> None:
        kept = self._own.pop(self.tabs.key())
        self._saved.remove(kept.name)
        self.tabs.remove_tab(kept.key)
        self.tabs.choose(kept.tab)
        self._choose(kept.tab)
        self.box.setFocus()

    def _add_own(self, one: SavedFilter) -> None:
        self._own[one.key] = one
        self.tabs.add_tab(one.key, one.name)

    def _offer_removal(self) -> None:
        self.remove_button.setVisible(self.tabs.key().startswith(OWN))

    def _bar(self) -> FilterBar:
        bar = FilterBar()
        self.box = SearchBox(say("gap_screen.filter"), say("gap_screen.filter_prompt"), icon="filter")
        self.box.typed.connect(self.filtered)
        self.grouping = Choice(
            [(key, say(f"gap_screen.group.{key}")) for key in GROUPINGS], say("gap_screen.grouping")
        )
        self.grouping.picked.connect(lambda _: self.changed.emit())
        self.bulk_button = Button(
            say("gap_bulk.button"), key="Ctrl+E", bind=True, clicked=self.bulk_asked.emit
        )
        self.bulk_button.hide()
        self.remove_button = Button(say("gap_board.saved.remove"), "quiet", key="Del", clicked=self._remove)
        shown = Button(say("gap_screen.columns"), icon="columns")
        shown.clicked.connect(
            lambda *_: self.columns_asked.emit(shown.mapToGlobal(QPoint(0, shown.height())))
        )
        self.columns_button = shown
        bar.add(self.box, 1)
        for part in (self.remove_button, self.bulk_button, self.grouping, shown):
            bar.add_right(part)
        return bar
