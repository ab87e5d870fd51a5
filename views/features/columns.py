"""The columns of the matrix: one for each package beside what a feature is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.lists.queries import FeatureRow
from models.members.queries import Section
from models.words import say
from views.features.listing import Matrix
from views.shared.meanings import answer_chip
from views.shared.table_columns import Column, Kind


def columns(
    found: Matrix, places: Sequence[Section], assign: Callable[[FeatureRow, str], object] | None
) -> list[Column[FeatureRow]]:
    """All columns; `assign` stores the section of a feature by its id in hex, None where nobody may."""
    word = "feature_screen.column."
    offered = [("", say("feature_screen.no_section")), *((one.id.hex(), one.label) for one in places)]
    labels = {one.id: one.label for one in places}
    return [
        Column("key", say(word + "key"), 78, lambda row: row.key, Kind.SECOND),
        Column("name", say(word + "name"), 180, lambda row: row.title, stretch=True, tip=_requirement),
        Column("obligation", say(word + "obligation"), 52, lambda row: row.obligation, Kind.SECOND),
        *(_package_column(number, one.id, one.name) for number, one in enumerate(found.packages)),
        Column("gaps", say(word + "gaps"), 70, found.gaps_of, Kind.LINK),
        Column("tasks", say(word + "tasks"), 56, lambda row: row.task_count, Kind.NUMBER),
        Column(
            "section",
            say(word + "section"),
            150,
            lambda row: row.section_id.hex() if row.section_id else "",
            Kind.SECOND,
            text=lambda row: labels.get(row.section_id or b"", "—"),
            edit=assign,
            choices=(lambda row: offered) if assign is not None else None,
            hidden=True,
        ),
    ]


def _package_column(number: int, package: bytes, name: str) -> Column[FeatureRow]:
    return Column(
        f"package{number}",
        name,
        112,
        lambda row: answer_chip(row.answer(package)),
        Kind.CHIP,
        tip=lambda row: _said(row, package),
    )


def _said(row: FeatureRow, package: bytes) -> str:
    cell = row.answers.get(package)
    return "" if cell is None else " ".join(part for part in (cell.mark, cell.method, cell.remarks) if part)


def _requirement(row: FeatureRow) -> str:
    return row.requirement
