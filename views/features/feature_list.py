"""The left pane: head, filters, the matrix of features and packages, and the bars of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.lists.answer_kinds import Answer
from models.lists.queries import FeatureRow
from models.members.queries import Section
from models.words import say
from views.features.columns import columns
from views.features.listing import NO_GAP, WITH_GAP, Matrix, Wanted, chosen, group_of, groups, share
from views.features.shares import Shares
from views.shared.buttons import Button
from views.shared.chips import chip_word
from views.shared.choices import Choice
from views.shared.empty import EmptyState
from views.shared.fields import SearchBox
from views.shared.meanings import answer_chip
from views.shared.panes import FilterBar, Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.tokens import px

_FILTERS = ("level", "obligation", "answer", "gap")


class FeatureList(Pane):
    """The matrix. Its table is made anew when the packages change: `table_made` tells of it."""

    import_asked = Signal()
    table_made = Signal()

    def __init__(self) -> None:
        keys = ("move", "open", "copy", "filter", "import")
        super().__init__(
            say("feature_screen.list"),
            keys=[(say(f"feature_screen.key.{one}"), say(f"feature_screen.key_word.{one}")) for one in keys],
        )
        self._matrix: Matrix | None = None
        self._columns: tuple[object, ...] = ()
        self.head = ScreenHead(say("shell.screen.features"))
        self.copy_button = Button(say("feature_screen.copy"), clicked=self._copy_all)
        self.import_button = Button(
            say("feature_screen.import"), key="Ctrl+I", bind=True, clicked=self.import_asked.emit
        )
        self.head.add_right(self.copy_button)
        self.head.add_right(self.import_button)
        self.add(self.head)
        self._stack = QStackedWidget()
        self.add(self._stack, 1)
        self.table: RecordTable[FeatureRow] | None = None
        self.shares = Shares()
        self._stack.addWidget(self._matrix_side())
        first = Button(
            say("feature_screen.import_first"), "primary", key="Ctrl+I", clicked=self.import_asked.emit
        )
        self._stack.addWidget(
            EmptyState("list", say("feature_screen.empty"), say("feature_screen.empty_hint"), first)
        )

    def show_matrix(
        self,
        found: Matrix,
        places: Sequence[Section],
        assign: Callable[[FeatureRow, str], object] | None,
    ) -> None:
        """Show the features as they are now."""
        self._matrix = found
        named = (tuple((one.id, one.name) for one in found.packages), tuple(places), assign is None)
        if self.table is None or named != self._columns:
            self._columns = named
            self._make_table(found, places, assign)
        everything = say("feature_screen.filter.any")
        self.filters["level"].set_choices([("", everything), *((one, one) for one in found.top_levels)])
        self.filters["obligation"].set_choices([("", everything), *((one, one) for one in found.obligations)])
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.fill()

    def wanted(self) -> Wanted:
        """What the filters say."""
        keys = {name: self.filters[name].key() for name in _FILTERS}
        return Wanted(text=self.filter_box.text().strip(), **keys)

    def rows(self) -> list[FeatureRow]:
        """The features shown."""
        return chosen(self._matrix, self.wanted()) if self._matrix is not None else []

    def reveal(self, feature: bytes) -> bool:
        """Put the cursor on a feature, clearing the filters if they hide it."""
        if self.table is None:
            return False
        if not self.table.choose(feature):
            self.filter_box.clear()
            for box in self.filters.values():
                box.choose("")
            self.fill()
            return self.table.choose(feature)
        return True

    def fill(self) -> None:
        """Show what the filters leave."""
        found, table = self._matrix, self.table
        if found is None or table is None:
            return
        rows = self.rows()
        table.show_rows(rows, groups(found, rows), group_of)
        names = "、".join(found.list_names.values()) if len(found.list_names) == 1 else ""
        count = say("feature_screen.counts", shown=len(rows), n=len(found.rows))
        self.head.show_note(f"{names}　{count}".strip())
        self.shares.show_shares([share(package, rows) for package in found.packages])
        table.choose_first()

    def _make_table(
        self,
        found: Matrix,
        places: Sequence[Section],
        assign: Callable[[FeatureRow, str], object] | None,
    ) -> None:
        old = self.table
        self.table = RecordTable(
            "features", say("shell.screen.features"), columns(found, places, assign), lambda row: row.id
        )
        if old is not None:
            self._column.replaceWidget(old, self.table)
            old.hide()
            old.deleteLater()
        else:
            self._column.insertWidget(1, self.table, 1)
        self.table_made.emit()

    def _matrix_side(self) -> QWidget:
        side = QWidget()
        self._column = QVBoxLayout(side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._filter_bar())
        self._column.addWidget(self.shares)
        return side

    def _filter_bar(self) -> FilterBar:
        bar = FilterBar()
        self.filter_box = SearchBox(say("feature_screen.filter.text"), say("feature_screen.filter.prompt"))
        self.filter_box.typed.connect(lambda _: self.fill())
        bar.add(self.filter_box, 1)
        everything = ("", say("feature_screen.filter.any"))
        answers = [(one.value, chip_word(answer_chip(one))) for one in Answer]
        gaps = [(one, say(f"feature_screen.filter.gap_{one}")) for one in (WITH_GAP, NO_GAP)]
        self.filters: dict[str, Choice] = {}
        for name in _FILTERS:
            box = _FilterChoice(say(f"feature_screen.filter.{name}"))
            box.set_choices([everything, *({"answer": answers, "gap": gaps}.get(name, []))])
            box.choose("")
            box.picked.connect(lambda _: self.fill())
            box.setMaximumWidth(px(132))
            bar.add_right(box)
            self.filters[name] = box
        shown = Button("", icon="columns")
        shown.setAccessibleName(say("gap_screen.columns"))
        shown.setToolTip(say("gap_screen.columns"))
        shown.clicked.connect(lambda *_: self._show_columns(shown))
        bar.add_right(shown)
        return bar

    def _show_columns(self, button: Button) -> None:
        if self.table is not None:
            self.table.column_menu(button.mapToGlobal(QPoint(0, button.height())))

    def _copy_all(self) -> None:
        if self.table is not None:
            self.table.copy(everything=True)


class _FilterChoice(Choice):
    """A drop-down that shows what it filters by while it lets all through."""

    def __init__(self, title: str) -> None:
        self._title = title
        super().__init__(name=title)

    def sizeHint(self) -> QSize:
        title = QFontMetrics(self.font()).horizontalAdvance(self._title) + px(38)
        return super().sizeHint().expandedTo(QSize(title, self.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._title) + px(38), self.height())

    def currentText(self) -> str:
        return super().currentText() if self.key() else self._title
