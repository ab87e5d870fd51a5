"""`open`: opening a project with all its checks, against reading the file and asking SQLite for a count."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from app.bench.measure import Result, best_of
from models.identity.keys import Identity
from models.ledger.operations import Insert, insert, new_id, new_ids
from models.members.commands import Founder, new_project
from models.project.opening import open_project
from models.storage.bare import bare_open

SIZES = (1_000, 10_000, 100_000)


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Open projects with feature lists of rising size."""
    growth = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.fitgap"
            _make(path, size)
            growth.append((size, best_of(5, lambda path=path: open_project(path).close())))  # type: ignore[misc]
        floor = best_of(5, lambda: bare_open(path))
    return Result("open", growth[-1][1], floor, sizes[-1], growth)


def _make(path: Path, rows: int) -> None:
    identity = Identity.new("bench")
    with new_project(path, identity, "bench", Founder("", "bench", "bench")) as project:
        columns: dict[str, Any] = {
            "id": new_ids(rows),
            "list_id": [new_id()] * rows,
            "position": list(range(rows)),
            "feature_id": [f"{number:07d}" for number in range(rows)],
            "name": [f"feature {number}" for number in range(rows)],
            "requirement": [
                f"enter the notification and compare it with the household ({number})"
                for number in range(rows)
            ],
        }
        project.act("bench.act", [insert("package", [{"name": "A"}]), Insert("feature", columns)])
