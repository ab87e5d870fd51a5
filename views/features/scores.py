"""What closed demonstration rounds say of a feature: the scenes that show it, and each package's mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.project.project import Project
from models.scoring.queries import Scene, rounds
from models.scoring.results import results


@dataclass(frozen=True, slots=True)
class PackageScore:
    """One package in one scene; `mean` is None where nobody's score counts, `is_valid` False for 未成立."""

    id: bytes
    package: str
    mean: Fraction | None
    is_valid: bool
    scorers: int


@dataclass(frozen=True, slots=True)
class SceneScores:
    """One scene of a closed round."""

    round: str
    scene: str
    packages: tuple[PackageScore, ...]


def scores_by_feature(project: Project) -> Mapping[bytes, tuple[SceneScores, ...]]:
    """By the features that the scenes show; all closed rounds, open ones stay sealed."""
    found: dict[bytes, tuple[SceneScores, ...]] = {}
    for scene, scores in _closed_scenes(project):
        for feature in scene.features:
            found[feature.id] = (*found.get(feature.id, ()), scores)
    return found


def scores_by_scene(project: Project) -> Mapping[tuple[str, str], SceneScores]:
    """By code and title of the scene, of the last closed round that has it."""
    return {(scene.code, scene.title): scores for scene, scores in _closed_scenes(project)}


def _closed_scenes(project: Project) -> Iterator[tuple[Scene, SceneScores]]:
    for one in rounds(project):
        if not one.is_closed:
            continue
        for row in results(project, one.id).scenes:
            packages = tuple(
                PackageScore(
                    package.id, package.name, cell.item.mean, cell.item.is_valid, len(cell.item.points)
                )
                for package, cell in zip(one.packages, row.cells, strict=True)
            )
            yield row.scene, SceneScores(one.name, f"{row.scene.code} {row.scene.title}".strip(), packages)
