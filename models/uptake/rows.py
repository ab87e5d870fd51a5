"""The rows that a newer edition writes: cells of items that stay, new items, what is carried on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.ledger.operations import Insert, Operation, Write, insert, new_id, new_ids, retire, write
from models.lists.editions.shape import COLUMNS, PLACES, Comparison, Pair
from models.lists.originals import original
from models.project.project import Project
from models.uptake.plan import Plan


def operations_for(project: Project, plan: Plan, found: Comparison, edition: str) -> list[Operation]:
    """Everything that taking in the edition writes."""
    source = new_id()
    added = [pair for pair in found.pairs if pair.old is None]
    removed = [pair for pair in found.pairs if pair.new is None]
    fresh = dict(zip((pair.new for pair in added), new_ids(len(added)), strict=True))
    row_of = {pair.new: plan.ids[pair.old] for pair in found.pairs if pair.old is not None}
    operations: list[Operation] = [
        original(source, plan.incoming.file, plan.incoming.data, dict(plan.incoming.reading)),
        *write("feature_list", plan.list.id, edition=edition, source_file_id=source),
        *_cell_writes(plan, found.pairs),
    ]
    if added:
        operations.append(_new_items(project, plan, added, fresh))
    if removed:
        operations.append(retire("feature", [plan.ids[pair.old] for pair in removed if pair.old is not None]))
    carried = [(plan.ids[pair.origin], fresh[pair.new]) for pair in added if pair.origin is not None]
    carried += [
        (plan.ids[pair.old], row_of[pair.goal])
        for pair in removed
        if pair.goal is not None and pair.old is not None
    ]
    return [*operations, *_carried_on(project, carried)]


def _cell_writes(plan: Plan, pairs: Sequence[Pair]) -> Iterator[Write]:
    """A write per column, of the cells that differ."""
    columns, comparison = plan.incoming.features.columns, plan.comparison
    for name in (*COLUMNS, *PLACES):
        differing = [
            (plan.ids[pair.old], columns[name][pair.new])
            for pair in pairs
            if pair.old is not None
            and pair.new is not None
            and getattr(comparison.old[pair.old], name) != getattr(comparison.new[pair.new], name)
        ]
        if differing:
            rows, values = zip(*differing, strict=True)
            yield Write("feature", name, list(rows), list(values))


def _new_items(
    project: Project, plan: Plan, added: Sequence[Pair], fresh: Mapping[int | None, bytes]
) -> Insert:
    """Items that are new; the parts of a split belong to the section of the item that was split."""
    at = [pair.new for pair in added if pair.new is not None]
    taken: dict[str, Sequence[Any]] = {
        name: [values[one] for one in at] for name, values in plan.incoming.features.columns.items()
    }
    owners = _owners(project, plan.list.id)
    taken["id"] = [fresh[one] for one in at]
    taken["section_id"] = [
        None if pair.origin is None else owners.get(plan.ids[pair.origin]) for pair in added
    ]
    return Insert("feature", taken)


def _owners(project: Project, list_id: bytes) -> dict[bytes, bytes | None]:
    rows = project.connection.exec_driver_sql(
        "SELECT id, section_id FROM feature WHERE list_id = ?", (list_id,)
    )
    return dict(map(tuple, rows))


def _carried_on(project: Project, carried: Sequence[tuple[bytes, bytes]]) -> Iterator[Insert]:
    """Links to tasks and sources of gaps, once more for the item that carries them on; none is doubled."""
    for table, columns in (("flow_link", ("element_id",)), ("gap_source", ("gap_id", "kind", "package_id"))):
        found = project.connection.exec_driver_sql(
            f"SELECT feature_id, {', '.join(columns)} FROM {table} WHERE feature_id IS NOT NULL ORDER BY id"
        )
        of: dict[bytes, list[tuple[Any, ...]]] = {}
        for feature, *cells in found:
            of.setdefault(feature, []).append(tuple(cells))
        seen = {(feature, values) for feature, listed in of.items() for values in listed}
        rows = []
        for source, goal in carried:
            for values in of.get(source, ()):
                if (goal, values) not in seen:
                    seen.add((goal, values))
                    rows.append({"feature_id": goal, **dict(zip(columns, values, strict=True))})
        if rows:
            yield insert(table, rows)
