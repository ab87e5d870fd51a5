"""The sheets in the project file: which of them count at the close of a round, and what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from models.project.project import Project
from models.scoring.preset import ScoringRule
from models.scoring.queries import Round
from models.scoring.sheet import SceneScore, lacks_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was handed in, with its scores by scene id."""

    id: bytes
    package: bytes
    member: bytes
    scores: dict[bytes, SceneScore]


def handed_in(project: Project, round_id: bytes) -> list[Sheet]:
    """All sheets of a round in the order of the ledger, which is the same in every copy."""
    scores: dict[bytes, dict[bytes, SceneScore]] = defaultdict(dict)
    for sheet, scene, *values in project.connection.exec_driver_sql(
        "SELECT c.sheet_id, c.scene_id, c.choice, c.operability, c.means, c.evidence, c.remark "
        "FROM score AS c JOIN score_sheet AS s ON s.id = c.sheet_id WHERE s.round_id = ? ORDER BY c.id",
        (round_id,),
    ):
        scores[sheet].setdefault(scene, _score(values))
    found = project.connection.exec_driver_sql(
        "SELECT s.id, s.package_id, s.member_id FROM score_sheet AS s JOIN act ON act.seq = s.origin "
        "WHERE s.round_id = ? ORDER BY act.depth, act.time, act.id, s.id",
        (round_id,),
    )
    return [Sheet(row[0], row[1], row[2], scores.get(row[0], {})) for row in found]


def sheets_that_count(
    project: Project, found: Round, scene_ids: list[bytes], declared: set[bytes]
) -> list[Sheet]:
    """Of each member and package the first complete sheet, by members who declared their interests."""
    chosen: dict[tuple[bytes, bytes], Sheet] = {}
    packages = {package.id for package in found.packages}
    for sheet in handed_in(project, found.id):
        if sheet.member in declared and sheet.package in packages and _is_whole(found.rule, scene_ids, sheet):
            chosen.setdefault((sheet.member, sheet.package), sheet)
    return list(chosen.values())


def _is_whole(rule: ScoringRule, scene_ids: list[bytes], sheet: Sheet) -> bool:
    """Whether every scene is scored within the rule; how a remark argues is a matter for the form."""
    return set(sheet.scores) == set(scene_ids) and all(
        set(lacks_of(rule, score)) <= {"remark", "wording"} for score in sheet.scores.values()
    )


def _score(values: list[Any]) -> SceneScore:
    choice, operability, means, evidence, remark = values
    try:
        listed = json.loads(evidence or "[]")
    except (ValueError, RecursionError):
        listed = []
    kinds = tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
    return SceneScore(choice, operability, means, kinds, remark or "")
