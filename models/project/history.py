"""What happened: acts in the order in which they were claimed, for the whole project or one item."""

from __future__ import annotations

import json
from dataclasses import dataclass

from models.ledger.body import decode_body
from models.ledger.fold import load_changeset
from models.ledger.operations import Insert
from models.project.changed import sentence
from models.project.project import Project
from models.records import RECORDS


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act. `time` is UTC milliseconds as its author claims; `status` is effective or quarantined."""

    id: bytes
    time: int
    member: str
    action: str
    summary: str
    status: str
    reason: str | None


_ACTS = (
    "SELECT act.id, act.time, m.name, act.action, act.facts, act.status, act.reason FROM act "
    "LEFT JOIN member_rows AS m ON m.id = act.member_id"
)


def recent_acts(project: Project, limit: int = 50) -> list[PastAct]:
    """The latest acts first."""
    found = project.connection.exec_driver_sql(f"{_ACTS} ORDER BY act.time DESC, act.id LIMIT ?", (limit,))
    return [_act(tuple(row)) for row in found]


def quarantined_acts(project: Project) -> list[PastAct]:
    """Acts that are kept but have no effect, with the reason."""
    found = project.connection.exec_driver_sql(f"{_ACTS} WHERE act.status = 'quarantined' ORDER BY act.time")
    return [_act(tuple(row)) for row in found]


def item_history(project: Project, table: str, row: bytes) -> list[PastAct]:
    """All acts that made or edited a row, or rows that refer to it (comments, decisions, links)."""
    seqs = {
        *project.connection.exec_driver_sql(
            "SELECT seq FROM cell_write WHERE tbl = ? AND row = ?", (table, row)
        ).scalars(),
        *project.connection.exec_driver_sql(
            f"SELECT origin FROM {table}_rows WHERE id = ?", (row,)
        ).scalars(),
    }
    reference = f"{table}_id"
    for record in RECORDS.values():
        column = record.column(reference)
        if column is not None and column.indexed:
            seqs.update(
                project.connection.exec_driver_sql(
                    f"SELECT origin FROM {record.name}_rows WHERE {reference} = ?", (row,)
                ).scalars()
            )
    marks = ",".join(str(int(seq)) for seq in seqs)
    found = project.connection.exec_driver_sql(
        f"{_ACTS} WHERE act.seq IN ({marks}) ORDER BY act.time DESC, act.id"
    )
    return [_act(tuple(row)) for row in found]


def rows_of(project: Project, changeset: bytes) -> list[tuple[str, str, int]]:
    """What an act touched: (table, column or "" for new rows, number of rows)."""
    seq = project.connection.exec_driver_sql("SELECT seq FROM act WHERE id = ?", (changeset,)).scalar_one()
    operations = decode_body(load_changeset(project.connection, seq).body(), RECORDS)
    return [(op.table, "" if isinstance(op, Insert) else op.column, op.count) for op in operations]


def ledger_size(project: Project) -> int:
    """Number of changesets in the file."""
    return int(project.connection.exec_driver_sql("SELECT count(*) FROM changeset").scalar_one())


def _act(row: tuple[bytes, int, str | None, str, str, str, str | None]) -> PastAct:
    changeset, time, member, action, facts, status, reason = row
    return PastAct(
        changeset, time, member or "?", action, sentence(action, json.loads(facts)), status, reason
    )
