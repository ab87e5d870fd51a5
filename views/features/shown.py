"""The matrix as it is shown, for files: the columns in their order, the groups as columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.exports.shown_table import Cell, ShownColumn
from models.lists.queries import FeatureRow
from models.words import say
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind, cell_text


def shown_table(table: RecordTable[FeatureRow]) -> tuple[list[ShownColumn], list[list[Cell]]]:
    """Heads and rows, sorted and filtered as on the screen, folded ones too; the groups as first columns."""
    header = table.horizontalHeader()
    order = [header.logicalIndex(place) for place in range(header.count())]
    columns = [table.records.columns[at] for at in order if not table.isColumnHidden(at)]
    rows = table.records.rows_in_order()
    named = {column.key for column in columns}
    levels = [at for at in (0, 1) if f"level{at + 1}" not in named and any(row.path[at:] for row in rows)]
    heads = [ShownColumn(say(f"feature_screen.column.level{at + 1}"), 14) for at in levels]
    heads += [ShownColumn(column.title, max(8, min(60, round(column.width / 7)))) for column in columns]
    return heads, [[*_levels(row, levels), *(_cell(one, row) for one in columns)] for row in rows]


def _levels(row: FeatureRow, levels: Sequence[int]) -> Iterator[str]:
    return (row.path[at] if len(row.path) > at else "" for at in levels)


def _cell(column: Column[FeatureRow], row: FeatureRow) -> Cell:
    value = column.value(row)
    if column.kind is Kind.NUMBER:
        return value if isinstance(value, int | float) else None
    if value is None or value == "":
        return None
    return cell_text(column, row)
