"""What people say of matching tasks: the same work, different work, or back to what is proposed."""

from __future__ import annotations

from typing import Any

from models.errors import UserError
from models.ledger.operations import Operation, insert, retire, write
from models.project.changed import Changed
from models.project.project import Project


def settle(project: Project, element: bytes, other: bytes, same: bool) -> Changed:
    """Say that two tasks of different flows are the same work, or are not.

    `UserError` if they stand in one flow or are not in the project.
    """
    facts = _facts(project, element, other)
    held = _held(project, element, other)
    operations: list[Operation] = []
    if not held:
        operations.append(
            insert("flow_match", [{"element_id": element, "other_id": other, "same": int(same)}])
        )
    for row, was in held:
        if was != int(same):
            operations += write("flow_match", row, same=int(same))
    return project.act("flows.match" if same else "flows.part", operations, **facts)


def forget(project: Project, element: bytes, other: bytes) -> Changed:
    """Take back what was said of two tasks; the program's proposal counts again."""
    facts = _facts(project, element, other)
    held = [row for row, _ in _held(project, element, other)]
    return project.act("flows.forget_match", [retire("flow_match", held)] if held else [], **facts)


def _held(project: Project, element: bytes, other: bytes) -> list[tuple[bytes, int | None]]:
    rows: Any = project.connection.exec_driver_sql(
        "SELECT id, same FROM flow_match WHERE (element_id = ? AND other_id = ?) "
        "OR (element_id = ? AND other_id = ?) ORDER BY id",
        (element, other, other, element),
    )
    return [(row, same) for row, same in rows]


def _facts(project: Project, element: bytes, other: bytes) -> dict[str, str]:
    rows = {
        key: (flow, " ".join(name.split()), flow_name)
        for key, flow, name, flow_name in project.connection.exec_driver_sql(
            "SELECT e.id, e.flow_id, coalesce(nullif(e.name, ''), e.element, ''), coalesce(w.name, '') "
            "FROM flow_element AS e JOIN flow AS w ON w.id = e.flow_id WHERE e.id IN (?, ?)",
            (element, other),
        )
    }
    if element not in rows or other not in rows:
        raise UserError("flows.unknown_element")
    if rows[element][0] == rows[other][0]:
        raise UserError("flows.same_flow", flow=rows[element][2])
    return {
        "task": rows[element][1], "flow": rows[element][2],
        "other": rows[other][1], "other_flow": rows[other][2],
    }  # fmt: skip
