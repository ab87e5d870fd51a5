"""The columns of the matrix: one for each package beside what a feature is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.lists.answer_kinds import Answer
from models.lists.queries import FeatureRow
from models.members.queries import Section
from models.words import say
from views.features.faces import ANSWERS, COSTS, Face, FaceOf
from views.features.listing import Matrix
from views.shared.chips import chip_width, chip_word
from views.shared.meanings import answer_chip
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

ANSWER_OF = {answer_chip(answer.value): answer for answer in Answer}
"""The answer of each chip."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What stores a choice: the section of a feature by its id in hex, a package's answer by its chip."""

    assign: Callable[[FeatureRow, str], object]
    answer: Callable[[FeatureRow, bytes, str], object]


def columns(
    offered: Sequence[tuple[bytes, str]],
    places: Sequence[Section],
    found: Callable[[], Matrix | None],
    edits: Edits | None,
    face: FaceOf,
    face_key: str = ANSWERS,
) -> list[Column[FeatureRow]]:
    """All columns for packages (id, name); `found` gives what is shown; `edits` None: not to edit.

    `face_key` says what the packages' columns tell, and `face` gives it.
    """
    owners = [("", say("feature_screen.no_section")), *((one.id.hex(), one.label) for one in places)]
    labels = {one.id: one.label for one in places}
    return [
        Column("key", _word("key"), 78, lambda row: row.key, Kind.SECOND),
        Column("name", _word("name"), 180, lambda row: row.title, stretch=True, tip=_requirement),
        Column("obligation", _word("obligation"), 46, lambda row: row.obligation, Kind.SECOND),
        *(
            _package_column(number, *one, edits)
            if face_key == ANSWERS
            else _other_column(number, *one, face, face_key)
            for number, one in enumerate(offered)
        ),
        Column("gaps", _word("gaps"), 66, lambda row: _gaps(found(), row), Kind.LINK),
        Column("tasks", _word("tasks"), 54, lambda row: row.task_count, Kind.NUMBER),
        Column(
            "section",
            _word("section"),
            150,
            lambda row: row.section_id.hex() if row.section_id else "",
            Kind.SECOND,
            text=lambda row: labels.get(row.section_id or b"", "—"),
            edit=edits.assign if edits is not None else None,
            choices=(lambda row: owners) if edits is not None else None,
            hidden=True,
        ),
        *(_level_column(number) for number in range(3)),
        Column("requirement", _word("requirement"), 260, _requirement, hidden=True, tip=_requirement),
        Column("restated", _word("restated"), 130, lambda row: _restated(found(), row), hidden=True),
    ]


def _package_column(number: int, package: bytes, name: str, edits: Edits | None) -> Column[FeatureRow]:
    kinds = [(chip, chip_word(chip)) for chip in ANSWER_OF]
    return Column(
        f"package{number}",
        name,
        _chips_room(),
        lambda row: answer_chip(row.answer(package)),
        Kind.CHIP,
        tip=lambda row: _said(row, package),
        edit=(lambda row, chip: edits.answer(row, package, chip)) if edits is not None else None,
        choices=(lambda row: kinds) if edits is not None else None,
    )


def _other_column(number: int, package: bytes, name: str, face: FaceOf, face_key: str) -> Column[FeatureRow]:
    """A package's costs or gaps; to be looked at, not edited."""

    def told(row: FeatureRow) -> Face:
        shown = face()
        assert shown is not None  # a table is made with its face
        return shown

    key, wide = f"package{number}", _chips_room()
    if face_key == COSTS:
        title = say("feature_screen.cost_of", package=name)
        return Column(
            key, title, wide, lambda row: told(row).cost(row, package), Kind.NUMBER,
            tip=lambda row: _said(row, package),
        )  # fmt: skip
    return Column(
        key, name, wide, lambda row: told(row).gap_chip(row, package), Kind.CHIP,
        tip=lambda row: told(row).gap_tip(row, package),
    )  # fmt: skip


def _chips_room() -> int:
    """The width in which the longest answer of the language in use stands whole."""
    return min(124, 100 * max(map(chip_width, ANSWER_OF)) // px(100) + 18)


def _level_column(number: int) -> Column[FeatureRow]:
    return Column(
        f"level{number + 1}",
        _word(f"level{number + 1}"),
        110,
        lambda row: row.path[number] if len(row.path) > number else "",
        Kind.SECOND,
        hidden=True,
    )


def _word(name: str) -> str:
    return say(f"feature_screen.column.{name}")


def _gaps(found: Matrix | None, row: FeatureRow) -> str:
    return found.gaps_of(row) if found is not None else ""


def _restated(found: Matrix | None, row: FeatureRow) -> str:
    hits = found.restated.get(row.id, ()) if found is not None else ()
    return say("chips.join").join(hit.word for hit in hits)


def _said(row: FeatureRow, package: bytes) -> str:
    cell = row.answers.get(package)
    return "" if cell is None else " ".join(part for part in (cell.mark, cell.method, cell.remarks) if part)


def _requirement(row: FeatureRow) -> str:
    return row.requirement
