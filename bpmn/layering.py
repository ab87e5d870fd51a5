"""Columns and rows for nodes of a flow: columns by the longest way from a start, rows by the barycentre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Pair = tuple[str, str]


def layers_of(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """The column of each node: one more than its furthest predecessor; what closes a loop does not count."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    waiting = dict.fromkeys(nodes, 0)
    for source, target in without_loops(nodes, pairs):
        after[source].append(target)
        waiting[target] += 1
    layer = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for target in after[node]:
            layer[target] = max(layer[target], layer[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return layer


def without_loops(nodes: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs without those that lead back to a node on the way to them (depth first, no recursion)."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    has_predecessor = set()
    for source, target in pairs:
        if source != target and source in after and target in after:
            after[source].append(target)
            has_predecessor.add(target)
    kept: list[Pair] = []
    state: dict[str, int] = {}
    starts = [node for node in nodes if node not in has_predecessor]
    for start in [*starts, *nodes]:
        if start in state:
            continue
        state[start] = 1
        path = [(start, iter(after[start]))]
        while path:
            node, targets = path[-1]
            target = next(targets, "")
            if not target:
                state[node] = 2
                path.pop()
            elif state.get(target) != 1:
                kept.append((node, target))
                if target not in state:
                    state[target] = 1
                    path.append((target, iter(after[target])))
    return kept


def rows_of(
    nodes: Sequence[str], layer: Mapping[str, int], band: Mapping[str, int], pairs: Sequence[Pair]
) -> dict[str, int]:
    """The row of each node within its band (lane), one node a cell.

    Column by column, a node takes the free row nearest to the middle of its predecessors, so that a main path
    stays straight; nodes whose middle is further up choose first.
    """
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in pairs:
        if source in before and target in before and layer[source] < layer[target]:
            before[target].append(source)
    columns: dict[int, list[str]] = {}
    for node in nodes:
        columns.setdefault(layer[node], []).append(node)
    row: dict[str, int] = {}
    for _, column in sorted(columns.items()):
        wish = {node: _wish(node, before[node], row, band) for node in column}
        taken: set[tuple[int, int]] = set()
        for node in sorted(column, key=lambda node: (band[node], wish[node])):
            row[node] = _free(band[node], wish[node], taken)
            taken.add((band[node], row[node]))
    return row


def _wish(node: str, before: list[str], row: Mapping[str, int], band: Mapping[str, int]) -> float:
    """The mean row of the predecessors; those in other bands pull to the border between."""
    rows = [float(row[source]) for source in before if band[source] == band[node]]
    return sum(rows) / len(rows) if rows else 0.0


def _free(band: int, wish: float, taken: set[tuple[int, int]]) -> int:
    wanted = int(wish + 0.5)
    for distance in range(len(taken) + 2):
        for candidate in (wanted + distance, wanted - distance):
            if candidate >= 0 and (band, candidate) not in taken:
                return candidate
    return len(taken) + wanted
