"""What became of a flow's tasks: their history with all links, and the features that no flow uses."""

from __future__ import annotations

from collections.abc import Sequence

from models.project.history import PastAct, item_history
from models.project.project import Project


def element_history(project: Project, element: bytes) -> list[PastAct]:
    """The acts that brought an element in, linked and unlinked its features; latest first."""
    links = project.connection.exec_driver_sql(
        "SELECT id FROM flow_link_rows WHERE element_id = ?", (element,)
    ).scalars()
    acts = {act.id: act for act in item_history(project, "flow_element", element)}
    for link in list(links):
        acts.update({act.id: act for act in item_history(project, "flow_link", link)})
    return sorted(acts.values(), key=lambda act: (-act.time, act.id))


def count_unused_features(project: Project) -> int:
    """How many features no task of any flow uses."""
    return int(
        project.connection.exec_driver_sql(
            "SELECT count(*) FROM feature WHERE id NOT IN (SELECT k.feature_id FROM flow_link AS k "
            "JOIN flow_element AS e ON e.id = k.element_id JOIN flow AS w ON w.id = e.flow_id)"
        ).scalar_one()
    )


def answers_to(project: Project, package: bytes, features: Sequence[bytes]) -> dict[bytes, str]:
    """What a package answers to these features; those without an answer are left out."""
    places = ", ".join("?" * len(features))
    rows = project.connection.exec_driver_sql(
        f"SELECT feature_id, answer FROM answer WHERE package_id = ? AND feature_id IN ({places})",
        (package, *features),
    )
    return {row[0]: row[1] for row in rows}


def find_place(project: Project, element: bytes) -> tuple[bytes, str] | None:
    """The flow an element belongs to, and the element's id in the file; None if it is not in use."""
    found = project.connection.exec_driver_sql(
        "SELECT flow_id, element FROM flow_element WHERE id = ?", (element,)
    ).first()
    return (found[0], found[1]) if found else None
