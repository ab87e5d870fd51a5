"""How far flows and features cover one another: tasks without a feature, features that no flow uses."""

from __future__ import annotations

from dataclasses import dataclass

from models.project.project import Project


@dataclass(frozen=True, slots=True)
class UnusedFeature:
    """A feature that no task of any flow uses."""

    id: bytes
    key: str
    name: str


def unused_features(project: Project) -> list[UnusedFeature]:
    """The features that no flow uses, in the order of their lists."""
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, coalesce(nullif(f.feature_id, ''), f.no, ''), "
        "coalesce(nullif(f.name, ''), nullif(f.requirement, ''), '') FROM feature AS f "
        "LEFT JOIN feature_list AS l ON l.id = f.list_id WHERE f.id NOT IN (SELECT k.feature_id "
        "FROM flow_link AS k JOIN flow_element AS e ON e.id = k.element_id "
        "JOIN flow AS w ON w.id = e.flow_id) ORDER BY l.position, f.position, f.id"
    )
    return [UnusedFeature(row[0], row[1], row[2]) for row in rows]
