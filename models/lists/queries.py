"""What is in the lists: packages, feature lists, features with each package's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.feature_rows import (
    AnswerCell,
    FeatureDetail,
    FeatureRow,
    LinkedTask,
    feature_detail,
    feature_rows,
)
from models.project.project import Project
from models.words import joined, say


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was offered, and how many answers it has."""

    id: bytes
    name: str
    vendor: str
    answer_count: int


@dataclass(frozen=True, slots=True)
class FeatureList:
    """An imported feature list 機能一覧; `file` is what it was read from."""

    id: bytes
    name: str
    edition: str
    file: str
    feature_count: int
    source_file_id: bytes | None


def packages(project: Project) -> list[Package]:
    """All packages in their order."""
    rows = project.connection.exec_driver_sql(
        "SELECT p.id, p.name, p.vendor, (SELECT count(*) FROM answer AS a WHERE a.package_id = p.id) "
        "FROM package AS p ORDER BY p.position, p.id"
    )
    return [Package(row[0], row[1] or "", row[2] or "", row[3]) for row in rows]


def feature_lists(project: Project) -> list[FeatureList]:
    """All feature lists in their order."""
    rows = project.connection.exec_driver_sql(
        "SELECT l.id, coalesce(l.name, ''), coalesce(l.edition, ''), coalesce(s.name, ''), "
        "(SELECT count(*) FROM feature AS f WHERE f.list_id = l.id), l.source_file_id "
        "FROM feature_list AS l LEFT JOIN source_file AS s ON s.id = l.source_file_id "
        "ORDER BY l.position, l.id"
    )
    return [FeatureList(*row) for row in rows]


def feature_count(project: Project) -> int:
    """The number of features of all lists."""
    return int(project.connection.exec_driver_sql("SELECT count(*) FROM feature").scalar_one())


def answer_counts(project: Project) -> dict[bytes, dict[Answer, int]]:
    """How many features each package answers in each way; a feature without a row is unanswered."""
    total = feature_count(project)
    counts = {package.id: dict.fromkeys(Answer, 0) for package in packages(project)}
    rows = project.connection.exec_driver_sql(
        "SELECT a.package_id, a.answer, count(DISTINCT a.feature_id) FROM answer AS a "
        "JOIN feature AS f ON f.id = a.feature_id GROUP BY a.package_id, a.answer"
    )
    for package, answer, count in rows:
        if package in counts and answer in set(Answer):
            counts[package][Answer(answer)] += count
    for by_answer in counts.values():
        by_answer[Answer.UNANSWERED] += max(0, total - sum(by_answer.values()))
    return counts


def find_package(project: Project, name: str) -> Package:
    """The package of that name; `UserError` if there is none."""
    listed = packages(project)
    for package in listed:
        if name.strip() in (package.name, package.vendor):
            return package
    raise UserError("features.no_package", name=name, known=_listed(listed))


def find_list(project: Project, name: str) -> FeatureList:
    """The newest feature list of that name, or of name and edition as in "一覧 第2版"."""
    listed = feature_lists(project)
    for one in reversed(listed):
        if name.strip() in (one.name, f"{one.name} {one.edition}"):
            return one
    raise UserError("features.no_list", name=name, known=_listed(listed))


def find_feature(project: Project, key: str, list_id: bytes | None = None) -> bytes:
    """The one feature with that feature id, else with that number; `UserError` if none or several."""
    only, facts = ("", ()) if list_id is None else (" AND list_id = ?", (list_id,))
    for column in ("feature_id", "no"):
        found = project.connection.exec_driver_sql(
            f"SELECT id FROM feature WHERE {column} = ?{only}", (key.strip(), *facts)
        ).all()
        if len(found) == 1:
            return bytes(found[0][0])
        if found:
            raise UserError("features.several_features", item=key, n=len(found))
    raise UserError("features.no_feature", item=key)


def _listed(known: Sequence[Package | FeatureList]) -> str:
    return joined(one.name for one in known) or say("features.none_yet")


__all__ = [
    "AnswerCell",
    "FeatureDetail",
    "FeatureList",
    "FeatureRow",
    "LinkedTask",
    "Package",
    "answer_counts",
    "feature_detail",
    "feature_lists",
    "feature_rows",
    "find_feature",
    "find_list",
    "find_package",
    "packages",
]
