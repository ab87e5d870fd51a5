"""`derive`: gaps from the answers of three packages, against calamine reading all four files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import python_calamine as calamine
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

from app.bench.lists import write_list
from app.bench.measure import Result, best_of
from models.gaps.commands import derive_gaps
from models.gaps.sources import answers_below_standard
from models.identity.keys import Identity
from models.ledger.operations import Insert, insert, new_id, new_ids
from models.members.commands import Founder, new_project
from models.project.project import Project

SIZES = (1_000, 10_000)
PACKAGES = ("A", "B", "C")
ANSWERS = ("standard", "parameter", "source_change", "not_possible", "workaround")
_ROUNDS = 5


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Every feature misses something in one package at least, so each of them gets a gap."""
    growth, ratios = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            paths = _files(Path(folder), size)
            seconds = floor = float("inf")
            for turn in range(_ROUNDS):
                project = _project(Path(folder) / f"{size}-{turn}.fitgap", size)
                # By turns, so that whatever else the machine does falls on both.
                floor = min(floor, best_of(1, lambda paths=paths: _read_alone(paths)))  # type: ignore[misc]
                seconds = min(seconds, best_of(1, lambda one=project: derive_gaps(one)))  # type: ignore[misc]
                project.close()
            growth.append((size, seconds))
            ratios.append((size, seconds / floor))
    return Result("derive", growth[-1][1], floor, sizes[-1], growth, ratios)


def _read_alone(paths: list[Path]) -> None:
    for path in paths:
        calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def _cells(number: int) -> list[tuple[str, str]]:
    first = ANSWERS[1 + number % (len(ANSWERS) - 1)]
    answers = [first, *(ANSWERS[(number + at) % len(ANSWERS)] for at in range(1, len(PACKAGES)))]
    return [(answer, f"by the form {number % 90}") for answer in answers]


def _files(folder: Path, rows: int) -> list[Path]:
    """The list and a file of answers for each package, as they come from outside."""
    answers = [_cells(number) for number in range(1, rows + 1)]
    found = [folder / f"list-{rows}.xlsx"]
    write_list(found[0], rows)
    for at, name in enumerate(PACKAGES):
        found.append(folder / f"{name}-{rows}.xlsx")
        book = Workbook(str(found[-1]))
        sheet = book.add_worksheet("answers")
        sheet.write_row(0, 0, ["Feature ID", "Feature name", "Answer", "Method", "Cost", "Remarks"])
        for number, cells in enumerate(answers, 1):
            line = (f"{number:07d}", f"feature {number}", *cells[at], number % 500, "")
            sheet.write_row(number, 0, line)
        book.close()
    return found


def _requirement(number: int) -> str:
    return f"The clerk can enter notification {number} and correct what differs from the household."


def _project(path: Path, rows: int) -> Project:
    project = new_project(path, Identity.new("bench"), "bench", Founder("", "bench", "bench"))
    listed, features = new_id(), new_ids(rows)
    operations = [
        insert("feature_list", [{"id": listed, "name": "list", "position": 0}]),
        Insert(
            "feature",
            {
                "id": features,
                "list_id": [listed] * rows,
                "position": list(range(1, rows + 1)),
                "name": [f"feature {number}" for number in range(1, rows + 1)],
                "requirement": [_requirement(number) for number in range(1, rows + 1)],
            },
        ),
    ]
    answers = [_cells(number) for number in range(1, rows + 1)]
    for at, name in enumerate(PACKAGES):
        package = new_id()
        operations += [
            insert("package", [{"id": package, "name": name, "position": at}]),
            Insert(
                "answer",
                {
                    "id": new_ids(rows),
                    "package_id": [package] * rows,
                    "feature_id": features,
                    "answer": [cells[at][0] for cells in answers],
                    "method": [cells[at][1] for cells in answers],
                },
            ),
        ]
    project.act("bench.act", operations)
    assert answers_below_standard(project)
    return project
