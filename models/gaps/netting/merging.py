"""Merging gaps into one consortium gap that keeps every asker and every text, and splitting it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models.costs.rules import Amount
from models.errors import UserError
from models.gaps.labels import label_of, labels
from models.ledger.canonical import canonical_text
from models.ledger.operations import Operation, Write, insert, new_ids, retire
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined

CARRIED = ("gap_asker", "gap_source")
_COLUMNS = {
    "gap_asker": ("section_id",),
    "gap_source": ("kind", "feature_id", "package_id", "element_id", "key", "place"),
}
TEXTS = ("title", "purpose", "missing", "legal_ground", "frequency", "persons", "alternatives")


@dataclass(frozen=True, slots=True)
class Merged:
    """A gap that was merged into another, with its own texts and amounts as they were asked."""

    id: bytes
    label: str
    section: str
    texts: dict[str, str]
    asked: Amount


def merge_gaps(project: Project, lead: bytes, others: Sequence[bytes]) -> Changed:
    """Merge gaps into `lead`: it takes over their askers and sources, and they leave the lists.

    Their texts and amounts stay as they are and are shown with the lead's. Undo, or `split_gap`,
    brings everything back as it was.
    """
    merged = list(dict.fromkeys(others))
    if not merged or lead in merged:
        raise UserError("gaps.netting.needs_two")
    name = label_of(project, lead)
    names = joined(label_of(project, one) for one in merged)
    operations: list[Operation] = []
    carried: dict[bytes, dict[str, list[str]]] = {one: {} for one in merged}
    for table in CARRIED:
        rows = []
        for gap in merged:
            cells = _cells(project, table, gap)
            fresh = new_ids(len(cells))
            carried[gap][table] = [one.hex() for one in fresh]
            rows += [{"id": one, "gap_id": lead, **row} for one, row in zip(fresh, cells, strict=True)]
        if rows:
            operations.append(insert(table, rows))
    records = [{"gap_id": gap, "into_id": lead, "carried": canonical_text(carried[gap])} for gap in merged]
    operations += [insert("gap_merge", records), retire("gap", merged)]
    return project.act("gaps.merge", operations, gap=name, merged=names)


def split_gap(project: Project, lead: bytes, only: Sequence[bytes] = ()) -> Changed:
    """Split merged gaps off again, all of them or only some: what they brought goes with them.

    One that another office merged into another gap meanwhile stays there.
    """
    name = label_of(project, lead)
    rows = project.connection.exec_driver_sql(
        "SELECT id, gap_id, carried FROM gap_merge WHERE into_id = ? ORDER BY id", (lead,)
    ).all()
    if not rows:
        raise UserError("gaps.netting.nothing_merged", gap=name)
    wanted = [row for row in rows if not only or row[1] in only]
    if not wanted or not set(only) <= {row[1] for row in rows}:
        raise UserError("gaps.netting.not_merged", gap=name)
    operations: list[Operation] = []
    for table in CARRIED:
        brought = [bytes.fromhex(one) for row in wanted for one in json.loads(row[2]).get(table, ())]
        if brought:
            operations.append(retire(table, brought))
    gaps = list(dict.fromkeys(row[1] for row in wanted))
    operations.append(retire("gap_merge", [row[0] for row in wanted]))
    elsewhere = _merged_elsewhere(project, lead)
    free = [one for one in gaps if one not in elsewhere]
    if free:
        operations.append(Write("gap", "retired", free, [0] * len(free)))
    names = labels(_numbered(project, gaps))
    return project.act("gaps.split", operations, gap=name, merged=joined(names[one] for one in gaps))


def merged_into(project: Project, lead: bytes) -> tuple[Merged, ...]:
    """The gaps that were merged into this one, those merged into them included, by number."""
    found: dict[bytes, None] = {}
    waiting = [lead]
    while waiting:
        inside = project.connection.exec_driver_sql(
            "SELECT gap_id FROM gap_merge WHERE into_id = ? ORDER BY id", (waiting.pop(),)
        ).scalars()
        fresh = [one for one in inside if one not in found and one != lead]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    names = labels(_numbered(project, list(found)))
    columns = ", ".join(f"coalesce(g.{one}, '')" for one in TEXTS)
    merged = []
    for gap in found:
        place, initial, yearly, *texts = project.connection.exec_driver_sql(
            "SELECT trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), g.asked_initial, "
            f"g.asked_yearly, {columns} FROM gap_rows AS g "
            "LEFT JOIN section_rows AS s ON s.id = g.section_id "
            "LEFT JOIN organisation_rows AS o ON o.id = g.organisation_id WHERE g.id = ?",
            (gap,),
        ).one()
        said = {key: text for key, text in zip(TEXTS, texts, strict=True) if text}
        merged.append(Merged(gap, names[gap], place, said, Amount(initial, yearly)))
    return tuple(sorted(merged, key=lambda one: one.label))


def find_merged(project: Project, lead: bytes, name: str) -> bytes:
    """The gap merged into `lead` that a person calls by this number."""
    listed = merged_into(project, lead)
    plain = name.strip().upper()
    found = [one.id for one in listed if plain in (one.label, one.label.removeprefix("G-"), one.id.hex())]
    if len(found) != 1:
        raise UserError("gaps.netting.not_merged", gap=name)
    return found[0]


def _merged_elsewhere(project: Project, lead: bytes) -> set[bytes]:
    rows = project.connection.exec_driver_sql("SELECT gap_id FROM gap_merge WHERE into_id <> ?", (lead,))
    return set(rows.scalars())


def _cells(project: Project, table: str, gap: bytes) -> list[dict[str, object]]:
    names = _COLUMNS[table]
    rows = project.connection.exec_driver_sql(
        f"SELECT {', '.join(names)} FROM {table} WHERE gap_id = ? ORDER BY id", (gap,)
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _numbered(project: Project, gaps: Sequence[bytes]) -> list[tuple[bytes, int, str]]:
    """Merged gaps are out of use, and called by their number alone."""
    marks = ",".join("?" * len(gaps))
    rows = project.connection.exec_driver_sql(
        "SELECT g.id, coalesce(g.serial, 0), coalesce(o.mark, '') FROM gap_rows AS g "
        f"LEFT JOIN organisation_rows AS o ON o.id = g.organisation_id WHERE g.id IN ({marks})",
        tuple(gaps),
    )
    return [(one, serial, mark) for one, serial, mark in rows]
