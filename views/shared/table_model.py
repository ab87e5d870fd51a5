"""A table's rows for Qt: a list of frozen rows, perhaps under group rows; sorts and folds without a proxy."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import compress
from operator import is_not
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from views.shared.table_columns import Column, Group, Kind, cell_text, sort_key

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind under columns. `row_id` tells which row is which after a change."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._row_id: Callable[[Row], Hashable] = row_id or (lambda row: getattr(row, "id", row))
        self._rows: list[Row] = []
        self._groups: dict[Hashable, Group] = {}
        self._group_of: Callable[[Row], Hashable] | None = None
        self._parts: Mapping[Any, Sequence[Row]] | None = None
        self._folded: set[Hashable] = set()
        self._lines: list[Row | Group] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(
        self,
        rows: Sequence[Row],
        groups: Sequence[Group] = (),
        group_of: Callable[[Row], Hashable] | None = None,
        parts: Mapping[Any, Sequence[Row]] | None = None,
    ) -> None:
        """Show other rows. With `groups`, in their order, each row stands under the group of `group_of`.

        `parts` are the rows by group, where the caller has them: many rows are then shown at once.
        """
        self._parts = parts
        found = {group.key: group for group in groups}
        before = self._lines
        kept = self._rows, self._groups, self._group_of
        self._rows, self._groups, self._group_of = list(rows), found, group_of
        lines = self._arranged()
        others = compress(zip(before, lines, strict=False), map(is_not, before, lines))
        if len(before) == len(lines) > 0 and all(self._mark(old) == self._mark(new) for old, new in others):
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self.columns) - 1))
            return
        new = self._rows, self._groups, self._group_of
        self._rows, self._groups, self._group_of = kept
        self.beginResetModel()
        self._rows, self._groups, self._group_of = new
        self._lines = lines
        self.endResetModel()

    def rows(self) -> list[Row]:
        """All rows, folded ones too, in the order shown."""
        return list(self._rows)

    def rows_in_order(self) -> list[Row]:
        """All rows, folded ones too, sorted and grouped as they are shown."""
        folded, self._folded = self._folded, set()
        try:
            return [line for line in self._arranged() if not isinstance(line, Group)]
        finally:
            self._folded = folded

    def row_at(self, line: int) -> Row | None:
        """The row of a line; None for a group row or outside."""
        found = self._lines[line] if 0 <= line < len(self._lines) else None
        return None if found is None or isinstance(found, Group) else found

    def group_at(self, line: int) -> Group | None:
        """The group of a group row."""
        found = self._lines[line] if 0 <= line < len(self._lines) else None
        return found if isinstance(found, Group) else None

    def line_of(self, row_id: Hashable) -> int:
        """The line of a row, or -1 (unknown, or in a folded group)."""
        for number, line in enumerate(self._lines):
            if not isinstance(line, Group) and self._row_id(line) == row_id:
                return number
        return -1

    def id_at(self, line: int) -> Hashable | None:
        """The id of the row of a line."""
        row = self.row_at(line)
        return None if row is None else self._row_id(row)

    def is_folded(self, group: Group) -> bool:
        """Whether a group's rows are hidden."""
        return group.key in self._folded

    def fold(self, key: Hashable, folded: bool) -> None:
        """Hide or show the rows of a group."""
        if (key in self._folded) == folded:
            return
        (self._folded.add if folded else self._folded.discard)(key)
        self._rearrange()

    def unfold_row(self, row_id: Hashable) -> None:
        """Unfold the group that holds a row."""
        if self._group_of is None:
            return
        for row in self._rows:
            if self._row_id(row) == row_id:
                self.fold(self._group_of(row), False)
                return

    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        """The column and order of the sorting in use."""
        return self._sorted

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows within their groups; column -1 leaves the order given."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self._rearrange()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line, column = self._lines[index.row()], self.columns[index.column()]
        if isinstance(line, Group):
            return self._group_data(line, index.column(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(column, line)
        if role == Qt.ItemDataRole.EditRole:
            value = column.value(line)
            return "" if value is None else str(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(column, line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind is Kind.NUMBER else _LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row())
        edit = self.columns[index.column()].edit if index.isValid() else None
        if row is None or edit is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) == str(self.data(index, Qt.ItemDataRole.EditRole)):
            return True
        return edit(row, str(value)) is not False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].kind is Kind.NUMBER else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.columns[index.column()].edit is not None and self.group_at(index.row()) is None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title if column == 0 else group.totals.get(self.columns[column].key, "")
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return f"{group.title} {group.note}".strip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return None

    def _tip(self, column: Column[Row], row: Row) -> str | None:
        if column.tip is not None:
            return column.tip(row) or None
        return cell_text(column, row) if column.kind is Kind.ASKERS else None

    def _mark(self, line: Row | Group) -> tuple[bool, Hashable]:
        return (True, line.key) if isinstance(line, Group) else (False, self._row_id(line))

    def _arranged(self) -> list[Row | Group]:
        rows = self._rows
        if self._sorted is not None:
            column, order = self._sorted
            spec = self.columns[column]
            rows = _sorted_rows(spec, rows, order == Qt.SortOrder.DescendingOrder)
        if self._group_of is None or not self._groups:
            return list(rows)
        parts, loose = self._parted(rows, self._group_of)
        lines: list[Row | Group] = list(loose)
        hidden_below: int | None = None
        for key, group in self._groups.items():
            if hidden_below is not None and group.level > hidden_below:
                continue
            hidden_below = group.level if key in self._folded else None
            lines.append(group)
            if key not in self._folded:
                lines.extend(parts[key])
        return lines

    def _parted(
        self, rows: Sequence[Row], group_of: Callable[[Row], Hashable]
    ) -> tuple[Mapping[Any, Sequence[Row]], Sequence[Row]]:
        """The rows by group, and those of no group."""
        if self._parts is not None and self._sorted is None:
            loose = [row for key, part in self._parts.items() if key not in self._groups for row in part]
            return {key: self._parts.get(key, ()) for key in self._groups}, loose
        parts: dict[Hashable, list[Row]] = {key: [] for key in self._groups}
        rest: list[Row] = []
        for row in rows:
            parts.get(group_of(row), rest).append(row)
        return parts, rest

    def _rearrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        marks = [(self._mark(self._lines[index.row()]), index.column()) for index in held]
        self._lines = self._arranged()
        if held:
            places = {self._mark(line): number for number, line in enumerate(self._lines)}
            moved = [
                self.index(places[mark], col) if mark in places else QModelIndex() for mark, col in marks
            ]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()


def _sorted_rows(column: Column[Row], rows: list[Row], down: bool) -> list[Row]:
    """Missing values stay last in both orders; equal rows keep the order given."""
    present: list[tuple[tuple[int, Any], Row]] = []
    missing: list[tuple[tuple[int, Any], Row]] = []
    for row in rows:
        key = sort_key(column, row)
        (missing if key[0] == 2 else present).append((key, row))
    present.sort(key=lambda pair: pair[0], reverse=down)
    return [row for _, row in present] + [row for _, row in missing]
