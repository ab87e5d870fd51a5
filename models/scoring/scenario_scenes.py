"""Scenes of a round taken from scenarios: what the flow shows is what the score sheet asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.project.project import Project
from models.scenarios.queries import ScenarioRow, scenario_rows, scene_title
from models.scoring.commands import NewScene


def scenes_from_scenarios(
    project: Project, section: bytes | None = None, flows: Sequence[bytes] = ()
) -> tuple[list[NewScene], list[ScenarioRow]]:
    """A scene for each scenario (of these flows, default all), and the scenarios whose section is not known.

    The scene belongs to the section that owns most of its features, else to `section`. Scenarios whose path
    is no longer in the flow, or that show nothing, are left out.
    """
    owners: dict[bytes, bytes] = {
        row[0]: row[1]
        for row in project.connection.exec_driver_sql(
            "SELECT id, section_id FROM feature WHERE section_id IS NOT NULL"
        )
    }
    scenes, homeless = [], []
    for one in scenario_rows(project):
        if (flows and one.flow_id not in flows) or one.is_outdated or not one.kept_steps:
            continue
        counted = Counter(
            owners[feature.feature_id] for feature in one.features if feature.feature_id in owners
        )
        owner = counted.most_common(1)[0][0] if counted else section
        if owner is None:
            homeless.append(one)
            continue
        features = tuple(feature.feature_id for feature in one.features)
        title = scene_title(one.flow, one.title)
        scenes.append(NewScene(one.label, title, one.purpose, owner, features))
    return scenes, homeless
