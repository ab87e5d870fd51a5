"""`features`: reading all features with their answers for the matrix, against fetching their cells alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.bench.matrix import matrix_project
from app.bench.measure import Result, best_of
from models.lists.feature_index import FeatureIndex
from models.lists.queries import feature_rows, packages
from models.project.project import Project
from models.storage.bare import bare_select

SIZES = (10_000, 100_000)


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Read projects of rising size, prepared for searching."""
    growth, ratios = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            project = matrix_project(Path(folder) / f"{size}.fitgap", size)
            seconds = best_of(2, lambda project=project: _read(project))  # type: ignore[misc]
            floor = best_of(2, lambda project=project: _fetch(project))  # type: ignore[misc]
            growth.append((size, seconds))
            ratios.append((size, seconds / floor))
            project.close()
    return Result("features", growth[-1][1], floor, sizes[-1], growth, ratios)


def _read(project: Project) -> None:
    FeatureIndex(feature_rows(project), [one.id for one in packages(project)])


def _fetch(project: Project) -> None:
    bare_select(project.database, "feature")
    bare_select(project.database, "answer")
