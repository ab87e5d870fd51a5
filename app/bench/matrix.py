"""`matrix`: choosing among features with three packages' answers, against looking at each text once."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import repeat
from operator import contains
from pathlib import Path

from app.bench.lists import write_list
from app.bench.measure import Result, best_of, resting_collector, seconds_of
from models.identity.keys import Identity
from models.ledger.operations import Insert, new_ids
from models.lists.commands import add_package, import_feature_list
from models.lists.feature_index import FeatureIndex, Wanted, plain
from models.lists.queries import feature_rows
from models.members.commands import Founder, new_project
from models.project.project import Project

SIZES = (10_000, 100_000)
_TYPED = ("n", "no", "not", "notification 99", "household", "hearing 7", "00012", "zzz")
_CHOICE = Wanted(answer="workaround", obligation="optional")
_ANSWERS = ("standard", "option_part", "workaround", "not_possible")


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Projects of rising size; `growth` tells how long the slowest key takes, `ratios` compare it by size."""
    growth, ratios = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            project = matrix_project(Path(folder) / f"{size}.fitgap", size)
            rows = feature_rows(project)
            packages = list(rows[0].answers)
            index = FeatureIndex(rows, packages)
            seconds = max(max(_keys(index, text)) for text in _TYPED)
            seconds = max(seconds, best_of(5, lambda index=index: index.choose(_CHOICE)))  # type: ignore[misc]
            texts = [plain(f"{row.key} {row.name} {row.requirement}") for row in rows]
            floor = best_of(5, lambda texts=texts: _look_at_each(texts))  # type: ignore[misc]
            growth.append((size, seconds))
            ratios.append((size, seconds / floor))
            project.close()
    return Result("matrix", growth[-1][1], floor, sizes[-1], growth, ratios)


def _keys(index: FeatureIndex, text: str) -> list[float]:
    """How long each letter takes while the text is typed."""
    best = [float("inf")] * len(text)
    for _ in range(5):
        with resting_collector():
            index.choose(Wanted(text="qqq"))  # another text before it, so that nothing is remembered
            for number in range(len(text)):
                choose = partial(index.choose, Wanted(text=text[: number + 1]))
                best[number] = min(best[number], seconds_of(choose))
    return best


def _look_at_each(texts: list[str]) -> None:
    list(map(contains, texts, repeat("household")))


def matrix_project(path: Path, size: int) -> Project:
    """A new project with so many features, each answered by three packages."""
    project = new_project(path, Identity.new("bench"), "bench", Founder("", "bench", "bench"))
    source = path.with_suffix(".xlsx")
    write_list(source, size)
    import_feature_list(project, source)
    features = list(project.connection.exec_driver_sql("SELECT id FROM feature ORDER BY position").scalars())
    for number, name in enumerate("ABC"):
        package = add_package(project, name).made[0]
        answers = [_ANSWERS[(row + number) % len(_ANSWERS)] for row in range(size)]
        columns = {
            "id": new_ids(size),
            "package_id": [package] * size,
            "feature_id": features,
            "answer": answers,
            "mark": answers,
        }
        project.act("answers.import", [Insert("answer", columns)])
    return project
