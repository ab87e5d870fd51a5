"""Features beside packages beside gaps: what each package answers, and which gap came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.gaps.rules import BELOW_STANDARD
from models.project.project import Project

_BELOW = ", ".join(f"'{answer}'" for answer in BELOW_STANDARD)
_SOURCED = "SELECT feature_id FROM gap_source WHERE feature_id IS NOT NULL"
_CONCERNED = f"{_SOURCED} UNION SELECT feature_id FROM answer WHERE answer IN ({_BELOW})"


@dataclass(frozen=True, slots=True)
class Pair:
    """One feature with one of its gaps. A gap that comes from no feature has none, and so has the other way
    a feature that some package answers below the standard but nobody raised a gap for.

    `answers` are by package id; a package that is missing there has not answered.
    """

    gap: bytes | None
    feature: bytes | None = None
    key: str = ""
    title: str = ""
    level: str = ""
    answers: Mapping[bytes, str] = field(default_factory=dict)

    @property
    def id(self) -> tuple[bytes | None, bytes | None]:
        """What tells one pair from the others."""
        return self.feature, self.gap


def feature_gap_pairs(project: Project) -> list[Pair]:
    """All pairs: features in the order of their lists, then the gaps that come from none."""
    gaps: dict[bytes, list[bytes | None]] = {}
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT s.feature_id, g.id, g.serial FROM gap_source AS s JOIN gap AS g ON g.id = s.gap_id "
        "WHERE s.feature_id IS NOT NULL ORDER BY g.serial, g.id"
    )
    for feature, gap, _ in rows:
        gaps.setdefault(feature, []).append(gap)
    answers = _answers(project)
    pairs = []
    for feature, key, title, level in _features(project):
        for one in gaps.get(feature, [None]):
            pairs.append(Pair(one, feature, key, title, level, answers.get(feature, {})))
    placed = {pair.gap for pair in pairs}
    loose = project.connection.exec_driver_sql("SELECT id FROM gap ORDER BY serial, id").scalars()
    return pairs + [Pair(gap) for gap in loose if gap not in placed]


def _features(project: Project) -> list[tuple[bytes, str, str, str]]:
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, coalesce(nullif(f.feature_id, ''), f.no, ''), "
        "coalesce(nullif(f.name, ''), nullif(f.requirement, ''), f.level3, ''), coalesce(f.level1, '') "
        "FROM feature AS f LEFT JOIN feature_list AS l ON l.id = f.list_id "
        f"WHERE f.id IN ({_CONCERNED}) ORDER BY l.position, f.position, f.id"
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _answers(project: Project) -> dict[bytes, dict[bytes, str]]:
    found: dict[bytes, dict[bytes, str]] = {}
    rows = project.connection.exec_driver_sql(
        f"SELECT feature_id, package_id, answer FROM answer WHERE feature_id IN ({_CONCERNED})"
    )
    for feature, package, answer in rows:
        found.setdefault(feature, {})[package] = answer
    return found
