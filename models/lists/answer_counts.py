"""How many features of a list a package answers in each way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.lists.answer_kinds import Answer
from models.project.project import Project


@dataclass(frozen=True, slots=True)
class ListCounts:
    """A package's answers to one feature list; features without an answer count as unanswered."""

    package_id: bytes
    package: str
    list_id: bytes
    list_name: str
    counts: Mapping[Answer, int]


def counts_by_list(project: Project, list_id: bytes | None = None) -> list[ListCounts]:
    """The counts of every package for the list chosen, else for each list that it has answered.

    A package that has answered nothing yet is counted for every list.
    """
    run = project.connection.exec_driver_sql
    lists = run(
        "SELECT l.id, trim(coalesce(l.name, '') || ' ' || coalesce(l.edition, '')), "
        "(SELECT count(*) FROM feature AS f WHERE f.list_id = l.id) "
        "FROM feature_list AS l ORDER BY l.position, l.id"
    ).all()
    found: dict[tuple[bytes, bytes], dict[Answer, int]] = {}
    for package, listed, answer, count in run(
        "SELECT a.package_id, f.list_id, a.answer, count(DISTINCT a.feature_id) FROM answer AS a "
        "JOIN feature AS f ON f.id = a.feature_id GROUP BY a.package_id, f.list_id, a.answer"
    ):
        counts = found.setdefault((package, listed), dict.fromkeys(Answer, 0))
        counts[Answer(answer) if answer in set(Answer) else Answer.UNANSWERED] += count
    answered = {package for package, _ in found}
    result = []
    for package, name in run("SELECT id, coalesce(name, '') FROM package ORDER BY position, id").all():
        for listed, list_name, total in lists:
            asked = listed == list_id if list_id else package not in answered or (package, listed) in found
            if asked:
                counts = dict(found.get((package, listed), dict.fromkeys(Answer, 0)))
                counts[Answer.UNANSWERED] += max(0, total - sum(counts.values()))
                result.append(ListCounts(package, name, listed, list_name, counts))
    return result
