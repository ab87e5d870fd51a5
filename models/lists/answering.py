"""Writing single answers by hand, beside the import of whole files."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import UserError
from models.ledger.operations import Operation, Write, insert
from models.lists.answer_kinds import Answer
from models.project.changed import Changed
from models.project.project import Project


def set_answers(project: Project, package: bytes, features: Sequence[bytes], answer: Answer) -> Changed:
    """Say what a package answers to these features; the mark that the vendor wrote stays beside it.

    Only the secretariat 事務局 may. `UserError` if there is no such package.
    """
    name = project.connection.exec_driver_sql("SELECT name FROM package WHERE id = ?", (package,)).scalar()
    if name is None:
        raise UserError("features.no_package", name=package.hex(), known="")
    rows = project.connection.exec_driver_sql(
        "SELECT feature_id, id, answer FROM answer WHERE package_id = ? ORDER BY id DESC", (package,)
    )
    known = {feature: (row, before) for feature, row, before in rows}
    wanted = list(dict.fromkeys(features))
    differing = [one for one in wanted if one in known and known[one][1] != answer.value]
    fresh = [one for one in wanted if one not in known and answer is not Answer.UNANSWERED]
    operations: list[Operation] = []
    if fresh:
        made = [
            {"package_id": package, "feature_id": one, "mark": "", "answer": answer.value} for one in fresh
        ]
        operations.append(insert("answer", made))
    if differing:
        ids = [known[one][0] for one in differing]
        operations.append(Write("answer", "answer", ids, [answer.value] * len(ids)))
    return project.act(
        f"answering.{answer.value}", operations, package=str(name), count=str(len(fresh) + len(differing))
    )
