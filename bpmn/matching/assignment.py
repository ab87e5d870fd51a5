"""Which of all possible pairs go together best when everyone has at most one partner."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Gains = NDArray[np.float64]


def best_pairs(gains: Gains) -> list[tuple[int, int]]:
    """The pairs (row, column) with the largest sum of gains; pairs that gain nothing are left out.

    Shortest augmenting paths (the Hungarian method) in each group of rows and columns that gains connect.
    """
    found: list[tuple[int, int]] = []
    for rows, columns in _groups(gains > 0):
        part = gains[np.ix_(rows, columns)]
        found += [(rows[row], columns[column]) for row, column in _best_of_group(part)]
    return sorted(found)


def _groups(linked: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together, so that each group can be settled alone."""
    waiting = set(np.flatnonzero(linked.any(axis=1)).tolist())
    found = []
    while waiting:
        rows, columns = {waiting.pop()}, set[int]()
        fresh = set(rows)
        while fresh:
            reached = set(np.flatnonzero(linked[sorted(fresh)].any(axis=0)).tolist()) - columns
            columns |= reached
            fresh = set(np.flatnonzero(linked[:, sorted(reached)].any(axis=1)).tolist()) - rows
            rows |= fresh
        waiting -= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _best_of_group(gains: Gains) -> list[tuple[int, int]]:
    if gains.shape[0] > gains.shape[1]:
        return [(row, column) for column, row in _best_of_group(gains.T)]
    # A pair without gain is as good as none.
    row_of = _assign(-np.maximum(gains, 0.0))
    found = [(int(row), column) for column, row in enumerate(row_of) if row >= 0]
    return [(row, column) for row, column in found if gains[row, column] > 0]


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
