"""The sheet as it is, coloured by what was understood: cells, gutter, and the keys that change a guess."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QVBoxLayout, QWidget

from models.lists.hints import RowRole
from models.words import say
from views.importing.changes import HEADER
from views.importing.draft import Draft
from views.importing.field_row import FieldRow
from views.importing.picture import Role
from views.importing.places import Place
from views.importing.sheet_model import SheetModel
from views.importing.sheet_paint import SheetDelegate, paint_gutter
from views.shared.table_columns import clipboard_cell
from views.shared.tokens import colour, height, px, theme_changed
from views.shared.type import font, number_font

_WIDEST, _NARROWEST, _SAMPLE, _COPIED = 112, 44, 80, 200_000
_FITTED = 300
_ROLES = ((RowRole.ITEM, Role.ITEM), (RowRole.SECTION, Role.SECTION), (RowRole.EXCLUDED, Role.OUT))


class SheetTable(QTableView):
    """`role_asked(rows, role)` from the menu of a row; `field_asked(column)` on Alt+↓."""

    role_asked = Signal(object, str)
    field_asked = Signal(int)
    row_moved = Signal(int)
    take_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cells = SheetModel(self)
        self.menu: QMenu | None = None
        self.setModel(self.cells)
        self.setItemDelegate(SheetDelegate(self, self.cells))
        self.setAccessibleName(say("import_screen.sheet_pane"))
        self.setVerticalHeader(_Gutter(self))
        self.setHorizontalHeader(_Letters(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.open_menu(self.viewport().mapToGlobal(at)))
        self.selectionModel().currentChanged.connect(self._moved)
        theme_changed.connect(self.viewport().update)

    def chosen_rows(self) -> list[int]:
        """The rows of the selected cells, from the top; the current row without a selection."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        current = self.currentIndex()
        return sorted(rows) or ([current.row()] if current.isValid() else [])

    def open_menu(self, at: QPoint | None = None) -> QMenu | None:
        """Offer what the selected rows can be."""
        rows = self.chosen_rows()
        if not rows:
            return None
        menu = self.menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(lambda *_: self._forget(menu))
        now = {self.cells.picture.role(row) for row in rows}
        for wanted, role in _ROLES:
            self._add_role(menu, wanted.value, role, rows, now)
        self._add_role(menu, HEADER, Role.HEADER, rows, now)
        if at is None:
            box = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(box.bottomLeft())
        menu.popup(at)
        return menu

    def go_to(self, place: Place) -> None:
        """Put the cursor on a place and bring it into view."""
        if not self.cells.rowCount():
            return
        current = self.currentIndex()
        row = current.row() if place.row is None else place.row
        column = current.column() if place.column is None else place.column
        row = min(max(row, 0), self.cells.rowCount() - 1)
        index = self.cells.index(row, min(max(column, 0), self.cells.columnCount() - 1))
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever key is held meanwhile
        self.selectionModel().setCurrentIndex(index, alone)
        if place.last_row is not None and place.last_row != place.row:
            choose = QItemSelectionModel.SelectionFlag.Select
            for at in range(row, min(place.last_row, self.cells.rowCount() - 1) + 1):
                self.selectionModel().select(self.cells.index(at, index.column()), choose)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt and self.currentIndex().isValid():
            self.field_asked.emit(self.currentIndex().column())
        elif event.key() == Qt.Key.Key_Space:
            self.open_menu()
        elif event.key() == Qt.Key.Key_Y and not event.modifiers():
            self.take_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def fit_columns(self) -> None:
        """Give every column the width its first cells ask for, within bounds; room left goes to long ones."""
        metrics, sheet = QFontMetrics(font("second")), self.cells.sheet
        if sheet is None:
            return
        least, wanted = [], []
        for column in range(min(sheet.width, _FITTED)):
            texts = [row[column].partition("\n")[0][:60] for row in sheet.rows[:_SAMPLE] if row[column]]
            widths = sorted(metrics.horizontalAdvance(text) for text in texts)
            wide = max((widths[len(widths) * 3 // 4] if widths else 0) + px(12), px(_NARROWEST))
            least.append(min(wide, px(_WIDEST)))
            wanted.append(wide)
        spare = max(0, self.viewport().width() - sum(least))
        asked = sum(wanted) - sum(least)
        share = min(1.0, spare / asked) if asked else 0.0
        for column, (narrow, wide) in enumerate(zip(least, wanted, strict=True)):
            self.setColumnWidth(column, round(narrow + (wide - narrow) * share))

    def _add_role(self, menu: QMenu, wanted: str, role: Role, rows: Sequence[int], now: set[Role]) -> None:
        action = menu.addAction(say(f"import_screen.make.{wanted}"))
        action.setCheckable(True)
        action.setChecked(now == {role})
        action.setData(wanted)
        action.triggered.connect(lambda _=False: self.role_asked.emit(list(rows), wanted))

    def _forget(self, menu: QMenu) -> None:
        if self.menu is menu:
            self.menu = None

    def _moved(self, new: QModelIndex, old: QModelIndex) -> None:
        if new.row() != old.row():
            self.row_moved.emit(new.row())
        self.verticalHeader().viewport().update()

    def _copy(self) -> None:
        found = self.selectionModel().selection().toList()
        if not found:
            return
        part = found[0]
        rows = range(part.top(), min(part.bottom(), part.top() + _COPIED) + 1)
        columns = range(part.left(), part.right() + 1)
        lines = ["\t".join(clipboard_cell(self.cells.text(row, at)) for at in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


class SheetView(QWidget):
    """The field row over the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.table = SheetTable()
        self.fields = FieldRow(self.table.horizontalHeader(), self.table.verticalHeader())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fields)
        column.addWidget(self.table, 1)
        self.table.horizontalScrollBar().valueChanged.connect(lambda _: self.fields.place())
        self.table.field_asked.connect(self.fields.open)
        self.fields.chosen.connect(self.table.setFocus)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft's sheet; another sheet begins at its header."""
        if self.table.cells.show_draft(draft):
            self.table.fit_columns()
            if draft.sheet is not None and draft.sheet.rows and draft.sheet.width:
                first = draft.items[0].source_row - 1 if draft.items else 0
                first = min(first, len(draft.sheet.rows) - 1)
                self.table.go_to(Place(first, 0, first))
                self.table.scrollToTop()
                if first > 12:
                    self.table.scrollTo(self.table.currentIndex())
        self.fields.show_draft(draft)


class _Gutter(QHeaderView):
    """Row numbers with the letters of their roles."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._sheet = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(px(12))
        self.setDefaultSectionSize(height("sheetrow"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        digits = QFontMetrics(number_font("small")).horizontalAdvance("0" * len(str(max(99, self.count()))))
        return QSize(digits + px(30), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        role = self._sheet.cells.picture.role(logicalIndex)
        painter.save()
        paint_gutter(painter, rect, logicalIndex, role, logicalIndex == self._sheet.currentIndex().row())
        painter.restore()


class _Letters(QHeaderView):
    """The letters of the columns."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._sheet = table
        self.setFixedHeight(px(20))
        self.setMinimumSectionSize(px(24))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        current = logicalIndex == self._sheet.currentIndex().column()
        painter.fillRect(rect, colour("accenttint" if current else "surface2"))
        painter.setPen(colour("linesoft"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font("small"))
        sheet = self._sheet.cells.sheet
        hidden = sheet is not None and logicalIndex in sheet.hidden_columns
        painter.setPen(colour("text3" if hidden else "text2"))
        word = str(self._sheet.cells.headerData(logicalIndex, Qt.Orientation.Horizontal))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"({word})" if hidden else word)
        painter.restore()
