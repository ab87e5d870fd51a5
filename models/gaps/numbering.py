"""Serial numbers of gaps."""

from __future__ import annotations

from models.project.project import Project


def next_serial(project: Project) -> int:
    """The number after the highest ever given here; a number that an undone gap had is not given again."""
    return int(
        project.connection.exec_driver_sql("SELECT coalesce(max(serial), 0) + 1 FROM gap_rows").scalar_one()
    )
