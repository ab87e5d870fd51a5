"""`lists`: a whole import of a feature list into a project, against reading the same cells with calamine."""

from __future__ import annotations

import tempfile
from pathlib import Path

import python_calamine as calamine
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

from app.bench.measure import Result, best_of
from models.identity.keys import Identity
from models.lists.commands import import_feature_list
from models.members.commands import Founder, new_project
from models.project.project import Project

SIZES = (10_000, 100_000)
_ROUNDS, _LARGE = 9, 50_000
_HEADERS = (
    "No.", "Feature ID", "Level 1", "Level 2", "Level 3", "Feature name", "Requirement", "Rationale",
    "Mandatory", "Effective date", "Remarks", "Change type",
)  # fmt: skip


def run(sizes: tuple[int, ...] = SIZES) -> Result:
    """Import lists of rising size with twelve columns; `ratios` says how each compares with its floor."""
    growth, ratios = [], []
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(
            Path(folder) / "bench.fitgap", Identity.new("bench"), "bench", Founder("", "bench", "bench")
        )
        for size in sizes:
            path = Path(folder) / f"{size}.xlsx"
            write_list(path, size)
            imports = _Imports(project, path)
            floor = seconds = float("inf")
            # By turns, so that whatever else the machine does falls on both.
            for _ in range(_ROUNDS if size < _LARGE else 3):
                floor = min(floor, best_of(1, lambda path=path: _read_alone(path)))  # type: ignore[misc]
                seconds = min(seconds, best_of(1, imports.next))
            growth.append((size, seconds))
            ratios.append((size, seconds / floor))
        project.close()
    return Result("lists", growth[-1][1], floor, sizes[-1], growth, ratios)


class _Imports:
    """The same file again and again, each time as an edition of its own."""

    def __init__(self, project: Project, path: Path) -> None:
        self._project, self._path, self._count = project, path, 0

    def next(self) -> None:
        """Import it once more."""
        self._count += 1
        import_feature_list(self._project, self._path, edition=str(self._count))


def _read_alone(path: Path) -> None:
    calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def write_list(path: Path, rows: int) -> None:
    """A feature list of so many rows with twelve columns."""
    book = Workbook(str(path))
    sheet = book.add_worksheet("features")
    sheet.write_row(0, 0, _HEADERS)
    for number in range(1, rows + 1):
        sheet.write_row(number, 0, _line(number))
    book.close()


def _line(number: int) -> tuple[str | int, ...]:
    big, middle, small = number // 1000, number // 100, number // 10
    return (
        number,
        f"{number:07d}",
        f"{big} residents",
        f"{big}.{middle} moving",
        f"{middle}.{small} notification",
        f"enter notification {number}",
        f"The clerk can enter notification {number}, compare it with the household and correct what differs.",
        "article 22" if number % 3 else f"asked for in hearing {number}",
        "mandatory" if number % 4 else "optional",
        "2026-04-01",
        "" if number % 5 else f"see form {number % 90}",
        "" if number % 7 else "new",
    )
