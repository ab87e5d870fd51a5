"""`RecordTable`: the table every screen lists its records in, with its head and its totals row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from views.shared.table_columns import Column, Group, cell_text, clipboard_cell
from views.shared.table_delegate import RecordDelegate
from views.shared.table_model import RecordModel
from views.shared.table_parts import TableHead
from views.shared.tokens import height, px, theme_changed

Row = TypeVar("Row")


class RecordTable(QTableView, Generic[Row]):
    """Rows under columns: sorted by head, grouped, edited by F2, copied by Ctrl+C, sizes kept.

    Signals: `row_chosen(row | None)` when the current row changes, `row_opened(row)` on Enter or double
    click, `fill_down_asked(column key, source row, rows)` on Ctrl+D, `space_pressed(row)`.
    `name` names the kept column sizes; `cell_cursor=False` leaves out the frame of the current cell.
    """

    row_chosen = Signal(object)
    row_opened = Signal(object)
    fill_down_asked = Signal(str, object, object)
    space_pressed = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], Hashable] | None = None,
        cell_cursor: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is an internal name, `title` is said to screen readers."""
        super().__init__(parent)
        self._name, self.cell_cursor = name, cell_cursor
        self.records: RecordModel[Row] = RecordModel(columns, row_id, self)
        self.setAccessibleName(title)
        self._dress()
        self.setModel(self.records)
        self.setItemDelegate(RecordDelegate(self, self.records, cell_cursor))
        self._lay_out_columns()
        self.selectionModel().currentRowChanged.connect(lambda new, _: self._tell(new))
        self.records.modelAboutToBeReset.connect(self._remember)
        self.records.modelReset.connect(self._restore)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._keep_sizes())
        self.horizontalHeader().sectionMoved.connect(lambda *_: self._keep_sizes())
        theme_changed.connect(self.viewport().update)
        self._kept: tuple[Hashable | None, int, int] = (None, 0, 0)
        self._silent = False

    def show_rows(
        self,
        rows: Sequence[Row],
        groups: Sequence[Group] = (),
        group_of: Callable[[Row], Hashable] | None = None,
        parts: Mapping[Any, Sequence[Row]] | None = None,
    ) -> None:
        """Show these rows; the current row, its column and the scroll place stay where the row remains.

        `parts` may give the rows by group, for many rows: what `group_of` would say of each.
        """
        self.records.set_rows(rows, groups, group_of, parts)

    def current_row(self) -> Row | None:
        """The row with the cursor."""
        return self.records.row_at(self.currentIndex().row())

    def current_column(self) -> str:
        """The key of the column with the cursor."""
        index = self.currentIndex()
        return self.records.columns[index.column()].key if index.isValid() else ""

    def selected_rows(self) -> list[Row]:
        """All selected rows, from top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [row for row in map(self.records.row_at, lines) if row is not None]

    def choose(self, row_id: Hashable) -> bool:
        """Put the cursor on a row, unfolding its group; False where it is not shown."""
        line = self.records.line_of(row_id)
        if line < 0:
            self.records.unfold_row(row_id)
            line = self.records.line_of(row_id)
        if line < 0:
            return False
        self._go_to(line, max(0, self.currentIndex().column()))
        return True

    def _go_to(self, line: int, column: int) -> None:
        """Put the cursor on a cell and choose its row alone, even while Ctrl is held."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.records.index(line, column), alone)

    def choose_first(self) -> None:
        """Put the cursor on the first row if it is on none."""
        if self.current_row() is None:
            for line in range(min(self.records.rowCount(), 200)):
                if self.records.row_at(line) is not None:
                    self._go_to(line, 0)
                    return

    def step(self, by: int) -> None:
        """Move the cursor by rows, leaving out group rows (前後)."""
        line = self.currentIndex().row() + by
        while 0 <= line < self.records.rowCount():
            if self.records.row_at(line) is not None:
                self._go_to(line, max(0, self.currentIndex().column()))
                return
            line += 1 if by > 0 else -1

    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def copy(self, everything: bool = False) -> None:
        """Copy the selected rows, or all, with the heads of the columns shown, for spreadsheets."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = [self.records.columns[at] for at in order if not self.isColumnHidden(at)]
        lines = ["\t".join(clipboard_cell(column.title) for column in columns)]
        for row in self.records.rows() if everything else self.selected_rows():
            lines.append("\t".join(clipboard_cell(cell_text(column, row)) for column in columns))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def fit_height(self, most: int = 20) -> None:
        """Be as tall as the rows that there are, up to `most`, for tables inside a larger page."""
        lines = min(most, max(1, self.records.rowCount()))
        self.setFixedHeight(height("tablehead") + lines * height("row") + 2)

    def column_menu(self, at: QPoint | None = None) -> QMenu:
        """The menu of columns to show or hide; it opens at `at` (global) when given."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self.records.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(number > 0)
            action.toggled.connect(lambda on, number=number: self._show_column(number, on))
        if at is not None:
            menu.popup(at)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing() and not self.hasFocus():  # the Enter that ends an edit comes here too
            super().keyPressEvent(event)
            return
        key, line = event.key(), self.currentIndex().row()
        group, row = self.records.group_at(line), self.current_row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif group is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.records.fold(group.key, not self.records.is_folded(group))
        elif group is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not control:
            self.records.fold(group.key, key == Qt.Key.Key_Left)
        elif control and key == Qt.Key.Key_D:
            self._fill_down()
        elif row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.row_opened.emit(row)
        elif row is not None and key == Qt.Key.Key_Space and not control:
            self.space_pressed.emit(row)
        elif control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        group = self.records.group_at(self.indexAt(event.position().toPoint()).row())
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self.records.fold(group.key, not self.records.is_folded(group))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.records.row_at(self.indexAt(event.position().toPoint()).row())
        if row is not None:
            self.row_opened.emit(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
            if self.cell_cursor
            else QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(16))
        rows.setDefaultSectionSize(height("row"))
        head = TableHead(self, self.records)
        head.customContextMenuRequested.connect(lambda at: self.column_menu(head.mapToGlobal(at)))
        self.setHorizontalHeader(head)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self.records.columns):
            header.resizeSection(number, px(column.width))
            self.setColumnHidden(number, column.hidden)
        state = QSettings().value(self._settings_key())
        if isinstance(state, QByteArray):
            header.restoreState(state)
        for number, column in enumerate(self.records.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, mode)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.sortIndicatorChanged.connect(self.records.sort)

    def _settings_key(self) -> str:
        keys = "-".join(column.key for column in self.records.columns)
        return f"tables/{self._name}/{keys}"

    def _keep_sizes(self) -> None:
        if self.isVisible():
            QSettings().setValue(self._settings_key(), self.horizontalHeader().saveState())

    def _show_column(self, number: int, on: bool) -> None:
        self.setColumnHidden(number, not on)
        self._keep_sizes()

    def show_unless_kept(self, keys: Collection[str]) -> None:
        """Show these columns too, unless the columns are as a person left them."""
        if not QSettings().contains(self._settings_key()):
            for number, column in enumerate(self.records.columns):
                if column.key in keys:
                    self.setColumnHidden(number, False)

    def _fill_down(self) -> None:
        rows, column = self.selected_rows(), self.current_column()
        if len(rows) == 1:
            above = self.records.row_at(self.currentIndex().row() - 1)
            rows = [above, *rows] if above is not None else rows
        if len(rows) > 1 and column:
            self.fill_down_asked.emit(column, rows[0], rows[1:])

    def _tell(self, index: QModelIndex) -> None:
        if not self._silent:
            self.row_chosen.emit(self.records.row_at(index.row()))

    def _remember(self) -> None:
        index = self.currentIndex()
        self._kept = (self.records.id_at(index.row()), index.column(), self.verticalScrollBar().value())
        self._silent = True

    def _restore(self) -> None:
        row_id, column, scroll = self._kept
        line = self.records.line_of(row_id) if row_id is not None else -1
        if line >= 0:
            self._go_to(line, max(0, column))
            self.verticalScrollBar().setValue(scroll)
        self._silent = False
        if line < 0 and row_id is not None:
            self.row_chosen.emit(None)
