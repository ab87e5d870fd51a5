"""When each gap was last worked on, for lists."""

from __future__ import annotations

from models.project.project import Project


def last_changes(project: Project) -> dict[bytes, int]:
    """UTC milliseconds of the last act on each gap: raised, edited, decided or discussed."""
    rows = project.connection.exec_driver_sql(
        "SELECT gap, max(time) FROM ("
        "SELECT g.id AS gap, act.time AS time FROM gap AS g JOIN act ON act.seq = g.origin "
        "UNION ALL SELECT w.row, act.time FROM cell_write AS w JOIN act ON act.seq = w.seq "
        "WHERE w.tbl = 'gap' "
        "UNION ALL SELECT d.gap_id, act.time FROM decision AS d JOIN act ON act.seq = d.origin "
        "UNION ALL SELECT c.gap_id, act.time FROM comment AS c JOIN act ON act.seq = c.origin"
        ") GROUP BY gap"
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}
