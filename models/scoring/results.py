"""The results of a round, once it is closed: every dot, mean, spread and total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.errors import UserError
from models.project.project import Project
from models.scoring.queries import Round, Scene, get_round, scenes
from models.scoring.rules import (
    ItemResult,
    Judgement,
    PackageResult,
    counts,
    judge_items,
    judge_packages,
    points_of,
)
from models.scoring.sheet import SceneScore
from models.scoring.sheets import Sheet, handed_in


@dataclass(frozen=True, slots=True)
class Dot:
    """One scorer's score; `points` is None where the scorer could not verify 確認できず."""

    member_id: bytes
    member: str
    points: Fraction | None
    is_own: bool
    score: SceneScore


@dataclass(frozen=True, slots=True)
class Cell:
    """One scene of one package: the result by the rule and the scores it comes from."""

    package: bytes
    item: ItemResult
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class SceneResult:
    """One scene over all packages (in the round's order). `spread` is the widest of the valid cells."""

    scene: Scene
    cells: tuple[Cell, ...]
    spread: Fraction | None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """All results of a closed round; `totals` in the round's order of packages."""

    round: Round
    totals: tuple[PackageResult, ...]
    scenes: tuple[SceneResult, ...]
    sheet_count: int


def results(project: Project, round_id: bytes) -> RoundResults:
    """The results; `UserError` as long as the round is open, since scoring is blind."""
    found = get_round(project, round_id)
    if not found.is_closed:
        raise UserError("scoring.still_open", round=found.name)
    listed = scenes(project, round_id)
    sheets = [sheet for sheet in handed_in(project, round_id) if sheet.id in set(found.counted)]
    members = {row[0]: row[1:] for row in _members(project)}
    staff = _staff(project)
    judgements = _judgements(found, listed, sheets, members, staff)
    scene_ids = [scene.id for scene in listed]
    packages = [package.id for package in found.packages]
    items = judge_items(found.rule, scene_ids, packages, judgements)
    names = {member: row[0] or "?" for member, row in members.items()}
    scores = {(sheet.member, sheet.package): sheet.scores for sheet in sheets}
    rows = []
    for scene in listed:
        cells = []
        for package in packages:
            about = [one for one in judgements if (one.scene, one.package) == (scene.id, package)]
            dots = (_dot(found, one, names, scores[one.scorer, package][scene.id]) for one in about)
            cells.append(Cell(package, items[scene.id, package], tuple(dots)))
        spreads = [cell.item.spread for cell in cells if cell.item.is_valid and cell.item.spread is not None]
        rows.append(SceneResult(scene, tuple(cells), max(spreads, default=None)))
    totals = judge_packages(found.rule, scene_ids, packages, judgements)
    return RoundResults(found, tuple(totals), tuple(rows), len(sheets))


def _judgements(
    found: Round,
    listed: Sequence[Scene],
    sheets: Sequence[Sheet],
    members: dict[bytes, tuple[str | None, bytes | None]],
    staff: set[tuple[bytes, bytes]],
) -> list[Judgement]:
    judgements = []
    for sheet in sheets:
        section = members.get(sheet.member, (None, None))[1]
        for scene in listed:
            score = sheet.scores.get(scene.id)
            if score is None or score.choice is None or found.rule.points_for(score.choice) is None:
                continue
            own = scene.section_id is not None and (
                section == scene.section_id or (sheet.member, scene.section_id) in staff
            )
            judgements.append(
                Judgement(
                    scene=scene.id,
                    package=sheet.package,
                    scorer=sheet.member,
                    choice=score.choice,
                    operability=score.operability or 0,
                    means=score.means or 0,
                    is_own=own,
                )
            )
    return judgements


def _dot(found: Round, one: Judgement, names: dict[bytes, str], score: SceneScore) -> Dot:
    points = sum(points_of(found.rule, one), Fraction(0)) if counts(found.rule, one) else None
    return Dot(one.scorer, names.get(one.scorer, "?"), points, one.is_own, score)


def _members(project: Project) -> list[tuple[bytes, str | None, bytes | None]]:
    rows = project.connection.exec_driver_sql("SELECT id, name, section_id FROM member_rows")
    return [(row[0], row[1], row[2]) for row in rows]


def _staff(project: Project) -> set[tuple[bytes, bytes]]:
    """Who has worked for which section, past roles too: a result does not change with somebody's post."""
    rows = project.connection.exec_driver_sql(
        "SELECT member_id, section_id FROM role_rows "
        "WHERE role IN ('staff', 'chief') AND section_id IS NOT NULL"
    )
    return {(row[0], row[1]) for row in rows}
