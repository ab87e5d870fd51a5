"""Which of all possible pairs go together best when everyone has at most one partner."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Gains = NDArray[np.float64]


def best_pairs(gains: Gains) -> list[tuple[int, int]]:
    """The pairs (row, column) with the largest sum of gains; pairs that gain nothing are left out.

    Shortest augmenting paths (the Hungarian method), a row at a time: rows x rows x columns steps.
    """
    rows, columns = gains.shape
    if rows > columns:
        return sorted((row, column) for column, row in best_pairs(gains.T))
    if not rows:
        return []
    # A pair without gain is as good as none.
    cost = -np.maximum(gains, 0.0)
    row_of = _assign(cost)
    found = [(int(row), column) for column, row in enumerate(row_of) if row >= 0]
    return sorted((row, column) for row, column in found if gains[row, column] > 0)


def _assign(cost: Gains) -> NDArray[np.intp]:
    """The row of each column, -1 for columns left over; never more rows than columns."""
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows), np.zeros(columns)
    row_of = np.full(columns, -1, np.intp)
    for start in range(rows):
        shortest = np.full(columns, np.inf)
        came_from = np.full(columns, -1, np.intp)
        done = np.zeros(columns, bool)
        row, column, length = start, -1, 0.0
        while row >= 0:
            ways = length + cost[row] - of_row[row] - of_column
            nearer = ~done & (ways < shortest)
            shortest[nearer] = ways[nearer]
            came_from[nearer] = column
            column = int(np.argmin(np.where(done, np.inf, shortest)))
            length = float(shortest[column])
            done[column] = True
            row = int(row_of[column])
        of_row[start] += length
        reached = np.flatnonzero(done & (row_of >= 0))
        of_row[row_of[reached]] += length - shortest[reached]
        of_column[reached] -= length - shortest[reached]
        while column >= 0:
            before = int(came_from[column])
            row_of[column] = row_of[before] if before >= 0 else start
            column = before
    return row_of
