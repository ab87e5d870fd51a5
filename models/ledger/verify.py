"""Verification: every hash, signature and table is computed anew; the first difference is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from models.findings import Finding, Severity
from models.ledger.body import MalformedBody
from models.ledger.digests import table_digests
from models.ledger.fold import fold_all, load_changeset
from models.ledger.store import project_id
from models.storage.database import Database

Progress = Callable[[int, int], None]


def verify_ledger(connection: Connection, progress: Progress | None = None) -> list[Finding]:
    """Findings for a project's contents; an empty list means sound."""
    findings = list(_sqlite_findings(connection))
    if findings:
        return findings
    seqs = list(connection.exec_driver_sql("SELECT seq FROM changeset ORDER BY seq").scalars())
    for done, seq in enumerate(seqs):
        findings.extend(_changeset_findings(connection, seq))
        if progress:
            progress(done + 1, len(seqs))
    return findings or list(_table_findings(connection))


def _sqlite_findings(connection: Connection) -> Iterator[Finding]:
    for text in connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars():
        if text != "ok":
            yield Finding(Severity.ERROR, "SQLite", "ledger.verify.sqlite", {"detail": text})
    expected = _fresh_schema()
    found = _schema(connection)
    for kind, name, _ in sorted(found ^ expected, key=repr):
        yield Finding(Severity.ERROR, f"{kind} {name}", "ledger.verify.schema", {"name": name})


def _fresh_schema() -> set[tuple[str, ...]]:
    empty = Database(None)
    empty.create_tables()
    schema = _schema(empty.connection)
    empty.close()
    return schema


def _schema(connection: Connection) -> set[tuple[str, ...]]:
    return {tuple(row) for row in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema")}


def _changeset_findings(connection: Connection, seq: int) -> Iterator[Finding]:
    changeset = load_changeset(connection, seq)
    stored = connection.exec_driver_sql("SELECT id FROM changeset WHERE seq = ?", (seq,)).scalar()
    where = f"#{seq} {changeset.id.hex()[:12]}"
    if stored != changeset.id:
        yield Finding(Severity.ERROR, where, "ledger.verify.hash", {"seq": seq})
        return
    try:
        changeset.body()
    except MalformedBody:
        yield Finding(Severity.ERROR, where, "ledger.verify.body", {"seq": seq})
    if not changeset.is_signed():
        status = connection.exec_driver_sql("SELECT status FROM act WHERE seq = ?", (seq,)).scalar()
        if status != "quarantined":
            yield Finding(Severity.ERROR, where, "ledger.verify.signature", {"seq": seq})


def _table_findings(connection: Connection) -> Iterator[Finding]:
    fresh = Database(None)
    fresh.create_tables()
    try:
        rows = connection.exec_driver_sql("SELECT seq, id, header, signature, body FROM changeset")
        with fresh.transaction() as copy:
            copy.exec_driver_sql("INSERT INTO changeset VALUES (?, ?, ?, ?, ?)", [tuple(row) for row in rows])
            fold_all(copy, project_id(connection))
        expected = table_digests(fresh.connection)
    finally:
        fresh.close()
    for name, digest in table_digests(connection).items():
        if digest != expected[name]:
            yield Finding(Severity.ERROR, name, "ledger.verify.table", {"table": name})
