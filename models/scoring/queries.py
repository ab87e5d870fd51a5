"""Rounds, their scenes and sheets. Nobody's scores are told before the round is closed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from models.errors import UserError
from models.project.project import Project
from models.scoring.preset import ScoringRule, rule_from
from models.words import joined


@dataclass(frozen=True, slots=True)
class RoundPackage:
    """A package of a round; `sheets` counts those handed in."""

    id: bytes
    name: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Round:
    """A demonstration round. `closes_on` is an ISO date; `closed_at` UTC milliseconds, None while open.

    `counted` are the sheets that the closing lists.
    """

    id: bytes
    number: int
    name: str
    closes_on: str
    rule: ScoringRule
    packages: tuple[RoundPackage, ...]
    scene_count: int
    closed_at: int | None
    counted: tuple[bytes, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the results may be seen."""
        return self.closed_at is not None

    @property
    def sheet_count(self) -> int:
        """Sheets handed in."""
        return sum(package.sheets for package in self.packages)


@dataclass(frozen=True, slots=True)
class SceneFeature:
    """A feature to be shown; `label` is its feature id or number."""

    id: bytes
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of a round: what the vendor shows, and for which purpose 業務目的."""

    id: bytes
    code: str
    title: str
    purpose: str
    section_id: bytes | None
    section: str
    features: tuple[SceneFeature, ...]


@dataclass(frozen=True, slots=True)
class Interest:
    """A declaration of interests 利害関係の申告; the latest of a member counts. `time` is UTC ms."""

    member_id: bytes
    member: str
    has_interest: bool
    note: str
    time: int


@dataclass(frozen=True, slots=True)
class MySheet:
    """The acting member's sheet for a package; `submitted_at` is UTC ms, None while it is a draft."""

    package: bytes
    name: str
    submitted_at: int | None


def rounds(project: Project) -> list[Round]:
    """All rounds by number."""
    names = dict(_pairs(project, "SELECT id, name FROM package_rows"))
    sheets: dict[bytes, dict[bytes, int]] = {}
    for round_id, package, count in project.connection.exec_driver_sql(
        "SELECT round_id, package_id, count(DISTINCT member_id) FROM score_sheet "
        "GROUP BY round_id, package_id"
    ):
        sheets.setdefault(round_id, {})[package] = count
    scenes = dict(_pairs(project, "SELECT round_id, count(*) FROM scene GROUP BY round_id"))
    closings = _closings(project)
    found = []
    for row in project.connection.exec_driver_sql(
        "SELECT id, number, name, closes_on, rule, packages FROM round ORDER BY number, id"
    ):
        round_id, number, name, closes_on, rule, packages = row
        closed_at, counted = closings.get(round_id, (None, ()))
        found.append(
            Round(
                id=round_id,
                number=number or 0,
                name=name or "",
                closes_on=closes_on or "",
                rule=rule_from(_json(rule)),
                packages=tuple(
                    RoundPackage(one, names.get(one) or "", sheets.get(round_id, {}).get(one, 0))
                    for one in ids_in(packages)
                ),
                scene_count=scenes.get(round_id, 0),
                closed_at=closed_at,
                counted=counted,
            )
        )
    return found


def get_round(project: Project, round_id: bytes) -> Round:
    """One round; `UserError` if it is not in use."""
    for one in rounds(project):
        if one.id == round_id:
            return one
    raise UserError("scoring.unknown_round")


def find_round(project: Project, text: str) -> Round:
    """The round of that number or name."""
    listed = rounds(project)
    found = [one for one in listed if text.strip() in (str(one.number), one.name)]
    if len(found) != 1:
        raise UserError("scoring.no_round", name=text, known=joined(one.name for one in listed))
    return found[0]


def find_round_package(found: Round, name: str) -> RoundPackage:
    """The package of that name in a round."""
    for package in found.packages:
        if package.name == name.strip():
            return package
    known = joined(package.name for package in found.packages)
    raise UserError("scoring.no_package", name=name, round=found.name, known=known)


def scenes(project: Project, round_id: bytes) -> list[Scene]:
    """The scenes of a round in their order, with the features to be shown."""
    features = {
        row[0]: SceneFeature(row[0], row[1] or row[2] or "", row[3] or "")
        for row in project.connection.exec_driver_sql("SELECT id, feature_id, no, name FROM feature_rows")
    }
    found = project.connection.exec_driver_sql(
        "SELECT c.id, c.code, c.title, c.purpose, c.section_id, "
        "trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), c.features FROM scene AS c "
        "LEFT JOIN section_rows AS s ON s.id = c.section_id "
        "LEFT JOIN organisation_rows AS o ON o.id = s.organisation_id "
        "WHERE c.round_id = ? ORDER BY c.position, c.id",
        (round_id,),
    )
    return [
        Scene(
            row[0],
            row[1] or "",
            row[2] or "",
            row[3] or "",
            row[4],
            row[5],
            tuple(features[one] for one in ids_in(row[6]) if one in features),
        )
        for row in found
    ]


def interests(project: Project, round_id: bytes) -> list[Interest]:
    """Who declared what, the latest declaration of each member."""
    found = project.connection.exec_driver_sql(
        "SELECT i.member_id, m.name, i.has_interest, i.note, act.time FROM interest AS i "
        "JOIN act ON act.seq = i.origin LEFT JOIN member_rows AS m ON m.id = i.member_id "
        "WHERE i.round_id = ? ORDER BY act.depth, act.time, act.id",
        (round_id,),
    )
    latest = {row[0]: Interest(row[0], row[1] or "?", bool(row[2]), row[3] or "", row[4]) for row in found}
    return list(latest.values())


def my_interest(project: Project, round_id: bytes) -> Interest | None:
    """The acting member's declaration for a round, or None."""
    mine = project.member_id
    return next((one for one in interests(project, round_id) if one.member_id == mine), None)


def my_sheets(project: Project, found: Round) -> list[MySheet]:
    """Which of the acting member's sheets are handed in."""
    times = {
        row[0]: row[1]
        for row in project.connection.exec_driver_sql(
            "SELECT s.package_id, min(act.time) FROM score_sheet AS s JOIN act ON act.seq = s.origin "
            "WHERE s.round_id = ? AND s.member_id = ? GROUP BY s.package_id",
            (found.id, project.member_id or b""),
        )
    }
    return [MySheet(package.id, package.name, times.get(package.id)) for package in found.packages]


def ids_in(text: str | None) -> tuple[bytes, ...]:
    """The row ids of a JSON column; whatever else stands there counts as nothing."""
    listed = _json(text)
    if not isinstance(listed, list):
        return ()
    found = []
    for one in listed:
        try:
            row = bytes.fromhex(one)
        except (ValueError, TypeError):
            continue
        if len(row) == 16:
            found.append(row)
    return tuple(dict.fromkeys(found))


def _closings(project: Project) -> dict[bytes, tuple[int, tuple[bytes, ...]]]:
    """When each round was closed and which sheets count; of two closings that met, the first."""
    found: dict[bytes, tuple[int, tuple[bytes, ...]]] = {}
    for round_id, sheets, time in project.connection.exec_driver_sql(
        "SELECT c.round_id, c.sheets, act.time FROM round_closing AS c JOIN act ON act.seq = c.origin "
        "ORDER BY act.depth, act.time, act.id"
    ):
        found.setdefault(round_id, (time, ids_in(sheets)))
    return found


def _pairs(project: Project, sql: str) -> list[tuple[bytes, Any]]:
    return [(row[0], row[1]) for row in project.connection.exec_driver_sql(sql)]


def _json(text: str | None) -> Any:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
