"""The sheet as it is, for Qt: the cells' own texts, read straight from the rows that were read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.lists.workbook import Sheet, cell_place, letters
from models.words import joined, say
from views.importing.draft import Draft
from views.importing.picture import NOTHING, Picture

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TIP = 600


class SheetModel(QAbstractTableModel):
    """Rows and columns of the sheet that is read; nothing is copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.picture: Picture = NOTHING
        self.read_as: dict[tuple[int, int], str] = {}

    def show_draft(self, draft: Draft) -> bool:
        """Show a draft's sheet; whether it is another sheet than before."""
        other = draft.sheet is not self.sheet
        if other:
            self.beginResetModel()
        self.sheet, self.picture = draft.sheet, draft.picture
        self.read_as = {cell_place(hint.cell): hint.read for hint in draft.said.hints.cells}
        if other:
            self.endResetModel()
        elif self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        return other

    def text(self, row: int, column: int) -> str:
        """A cell's own text."""
        return self.sheet.rows[row][column] if self.sheet is not None else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else self.sheet.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.sheet is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return letters(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{section + 1} {say(f'import_screen.role.{self.picture.role(section).word}')}"
        return str(section + 1)

    def _spoken(self, row: int, column: int) -> str:
        name = self.picture.fields.get(column, "")
        parts = (
            say(f"import_screen.role.{self.picture.role(row).word}"),
            say(f"import_screen.field.{name}") if name else "",
            self.text(row, column),
            *(one.message for one in self.picture.findings(row, column)),
        )
        return joined(part for part in parts if part)

    def _tip(self, row: int, column: int) -> str:
        text = self.text(row, column)
        lines = [one.message for one in self.picture.findings(row, column)]
        if (row, column) in self.read_as:
            lines.append(say("import_screen.reads_as", text=text, read=self.read_as[(row, column)]))
        if self.sheet is not None and row in self.sheet.hidden_rows:
            lines.append(say("import_screen.hidden_row", row=row + 1))
        if len(text) > 12 or "\n" in text:
            lines.insert(0, text[:_TIP])
        return "\n".join(lines)
