"""The left pane: head, filters, the matrix of features and packages, and the bars of answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from models.lists.queries import FeatureRow
from models.members.queries import Section
from models.words import say
from views.features.columns import Edits, columns
from views.features.faces import ANSWERS, FACES, Face
from views.features.filter_bar import MatrixFilters
from views.features.listing import Matrix, groups, share
from views.features.name_delegate import FeatureDelegate
from views.features.shares import Shares
from views.shared.buttons import Button, Segments
from views.shared.empty import EmptyState
from views.shared.panes import Pane, ScreenHead
from views.shared.table import RecordTable

EXPORTS = ("xlsx", "csv", "copy")


class FeatureList(Pane):
    """The matrix. Its table is made anew when the packages change: `table_made` tells of it.

    `read_asked` tells that reading is to be tried again, `export_asked(kind)` one of `EXPORTS`,
    `form_asked(package)` for whom an answer form is wanted.
    """

    import_asked = Signal()
    read_asked = Signal()
    export_asked = Signal(str)
    form_asked = Signal(object)
    table_made = Signal()

    def __init__(self, make_face: Callable[[str, Matrix], Face]) -> None:
        """`make_face` reads what a face shows."""
        keys = ("move", "edit", "fill", "copy", "filter", "flow")
        super().__init__(
            say("feature_screen.list"),
            keys=[(say(f"feature_screen.key.{one}"), say(f"feature_screen.key_word.{one}")) for one in keys],
        )
        self._make_face = make_face
        self._places: Sequence[Section] = ()
        self._edits: Edits | None = None
        self.matrix: Matrix | None = None
        self.shown_in = 0.0
        self._columns: tuple[object, ...] = ()
        self._shown: list[FeatureRow] = []
        self.head = ScreenHead(say("shell.screen.features"))
        self.export_button = Button(say("feature_screen.export"), clicked=self._offer_exports)
        self.import_button = Button(
            say("feature_screen.import"), key="Ctrl+I", bind=True, clicked=self.import_asked.emit
        )
        self.face = Segments(
            [(key, say(f"feature_screen.face.{key}")) for key in FACES], say("feature_screen.face.name")
        )
        self.face.choose(ANSWERS)
        self.face.chosen.connect(lambda _: self._turn_face())
        self._face: Face | None = None
        self.again_button = Button(say("feature_screen.read_again"), clicked=self.read_asked.emit)
        self.again_button.hide()
        self.head.add_right(self.again_button)
        self.head.add_right(self.face)
        self.head.add_right(self.export_button)
        self.head.add_right(self.import_button)
        self.add(self.head)
        self._stack = QStackedWidget()
        self.add(self._stack, 1)
        self.table: RecordTable[FeatureRow] | None = None
        self.shares = Shares()
        self.filters = MatrixFilters()
        self.filter_box = self.filters.text
        self.filling = False
        self.filters.changed.connect(self._filter)
        self.filters.columns_asked.connect(self._show_columns)
        self._stack.addWidget(self._matrix_side())
        first = Button(
            say("feature_screen.import_first"), "primary", key="Ctrl+I", clicked=self.import_asked.emit
        )
        self._stack.addWidget(
            EmptyState("list", say("feature_screen.empty"), say("feature_screen.empty_hint"), first)
        )
        self._stack.addWidget(
            EmptyState("list", say("feature_screen.reading"), say("feature_screen.reading_hint"))
        )

    def show_reading(self) -> None:
        """Say that the features are being read; those known from before stay in use."""
        if self.matrix is None:
            self.export_button.hide()
            self.face.hide()
            self._stack.setCurrentIndex(2)
        self.again_button.hide()
        self.head.show_note(say("feature_screen.reading"))

    def show_unread(self, sentence: str) -> None:
        """Say why the features could not be read, with a way to try again."""
        self.head.show_note(say("feature_screen.unread"))
        if self.matrix is not None:
            self.head.show_note(say("feature_screen.unread_old"))
            self.again_button.setToolTip(sentence)
            self.again_button.show()
            return
        old = self._stack.widget(3)
        again = Button(say("feature_screen.read_again"), "primary", clicked=self.read_asked.emit)
        self._stack.addWidget(EmptyState("list", say("feature_screen.unread"), sentence, again))
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.setCurrentIndex(3)

    def show_matrix(self, found: Matrix, places: Sequence[Section], edits: Edits | None) -> None:
        """Show the features as they are now."""
        self.matrix = found
        self.again_button.hide()
        self._face = self._make_face(self.face.key(), found)
        self._places, self._edits = places, edits
        offered = tuple((one.id, one.name) for one in found.packages)
        named = (offered, tuple(places), edits is None)
        if self.table is None or named != self._columns:
            self._columns = named
            self._make_table()
        self.filters.offer(found, places)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.export_button.setVisible(bool(found.rows))
        self.face.setVisible(bool(found.rows and found.packages))
        self.fill()

    def rows(self) -> list[FeatureRow]:
        """The features shown."""
        return list(self._shown)

    def enter(self) -> None:
        if self.table is not None and self._stack.currentIndex() == 0:
            self.table.setFocus()
        else:
            super().enter()

    def reveal(self, feature: bytes) -> bool:
        """Put the cursor on a feature, clearing the filters if they hide it."""
        if self.table is None:
            return False
        if not self.table.choose(feature):
            self.filters.clear()
            return self.table.choose(feature)
        return True

    def fill(self) -> None:
        """Show what the filters leave; `shown_in` is how many seconds it took."""
        found, table = self.matrix, self.table
        if found is None or table is None:
            return
        started = time.perf_counter()
        places = found.index.choose(self.filters.wanted())
        self._shown = list(map(found.rows.__getitem__, places.tolist()))
        key_of = found.outline.key_of
        made = groups(found, places, self._face.totals) if self._face else groups(found, places)
        table.show_rows(self._shown, made, lambda row: key_of[row.id], found.parts(places, self._shown))
        names = "、".join(found.list_names.values()) if len(found.list_names) == 1 else ""
        count = say("feature_screen.counts", shown=len(self._shown), n=len(found.rows))
        self.head.show_note(f"{count}　{names}".strip())
        shares = [share(found, number, places) for number in range(len(found.packages))]
        self.shares.show_shares(shares, self._face.figures(places) if self._face else ())
        table.choose_first()
        self.shown_in = time.perf_counter() - started

    def filtered_in(self) -> str:
        """How many features the filters leave, and in what time; nothing while they leave all."""
        if self.matrix is None or len(self._shown) == len(self.matrix.rows):
            return ""
        return say("feature_screen.filtered", n=len(self._shown), ms=round(self.shown_in * 1000))

    def _filter(self) -> None:
        """Show what the filters leave; `filling` is true while that goes on."""
        self.filling = True
        try:
            self.fill()
        finally:
            self.filling = False

    def _turn_face(self) -> None:
        """Let the packages' columns tell something else, with the cursor where it was."""
        if self.matrix is None or self.table is None:
            return
        row, column = self.table.current_row(), self.table.currentIndex().column()
        self._face = self._make_face(self.face.key(), self.matrix)
        self._make_table()
        self.fill()
        if row is not None and self.table.choose(row.id):
            self.table.setCurrentIndex(self.table.currentIndex().siblingAtColumn(max(column, 0)))

    def _make_table(self) -> None:
        old, found = self.table, self.matrix
        offered = tuple((one.id, one.name) for one in found.packages) if found is not None else ()
        self.table = RecordTable[FeatureRow](
            "features",
            say("shell.screen.features"),
            columns(
                offered, self._places, lambda: self.matrix, self._edits, lambda: self._face, self.face.key()
            ),
            lambda row: row.id,
        )
        self.table.setItemDelegate(
            FeatureDelegate(self.table, lambda row: self.matrix is not None and row in self.matrix.restated)
        )
        if old is not None:
            self._column.replaceWidget(old, self.table)
            old.hide()
            old.deleteLater()
        else:
            self._column.insertWidget(1, self.table, 1)
        self.table.show()  # a layout shows it only later, and what is hidden takes no focus
        self.table_made.emit()

    def _matrix_side(self) -> QWidget:
        side = QWidget()
        self._column = QVBoxLayout(side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.shares)
        return side

    def _show_columns(self) -> None:
        if self.table is not None:
            picker = self.filters.picker
            self.table.column_menu(picker.mapToGlobal(QPoint(0, picker.height())))

    def _offer_exports(self) -> None:
        menu = QMenu(self)
        for kind in EXPORTS:
            action = menu.addAction(say(f"feature_screen.exports.{kind}"))
            action.triggered.connect(lambda _=False, kind=kind: self.export_asked.emit(kind))
        menu.addSeparator()
        for package in self.matrix.packages if self.matrix is not None else ():
            action = menu.addAction(say("feature_screen.exports.form_of", package=package.name))
            action.triggered.connect(lambda _=False, package=package: self.form_asked.emit(package))
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))
