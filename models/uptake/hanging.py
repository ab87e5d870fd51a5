"""What hangs on features: gaps with where they stand, linked tasks, answers, scenes of a demonstration."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.approval.states import gap_states
from models.gaps.labels import gap_labels
from models.project.project import Project


@dataclass(frozen=True, slots=True)
class HangingGap:
    """A gap that comes from a feature. `is_decided` says that somebody approved it as it stands."""

    id: bytes
    label: str
    title: str
    state: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on one feature; the numbers count linked tasks, packages' answers, scenes and sheets
    that score them."""

    gaps: tuple[HangingGap, ...] = ()
    tasks: int = 0
    answers: int = 0
    scenes: int = 0


def hanging_on(project: Project, features: Sequence[bytes]) -> Mapping[bytes, Hanging]:
    """By feature what hangs on it; features with nothing are left out."""
    gaps = _gaps(project)
    tasks = _count(project, "flow_link AS t JOIN flow_element AS e ON e.id = t.element_id", "t.element_id")
    answers = _count(project, "answer AS t", "t.id")
    scenes = _scenes(project)
    found = {}
    for one in features:
        hanging = Hanging(
            tuple(gaps.get(one, ())), tasks.get(one, 0), answers.get(one, 0), scenes.get(one, 0)
        )
        if hanging != Hanging():
            found[one] = hanging
    return found


def _gaps(project: Project) -> dict[bytes, list[HangingGap]]:
    labels, states = gap_labels(project), gap_states(project)
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT s.feature_id, g.id, coalesce(g.title, ''), g.serial FROM gap_source AS s "
        "JOIN gap AS g ON g.id = s.gap_id WHERE s.feature_id IS NOT NULL ORDER BY g.serial, g.id"
    )
    found: dict[bytes, list[HangingGap]] = defaultdict(list)
    for feature, gap, title, _ in rows:
        state = states[gap]
        found[feature].append(HangingGap(gap, labels[gap], title, state.key, bool(state.approvers)))
    return found


def _count(project: Project, tables: str, what: str) -> dict[bytes, int]:
    rows = project.connection.exec_driver_sql(
        f"SELECT t.feature_id, count(DISTINCT {what}) FROM {tables} GROUP BY t.feature_id"
    )
    return dict(map(tuple, rows))


def _scenes(project: Project) -> dict[bytes, int]:
    """Scenes by feature; the column may hold anything."""
    found: Counter[bytes] = Counter()
    for text in project.connection.exec_driver_sql("SELECT features FROM scene").scalars():
        try:
            listed = json.loads(text or "[]")
            found.update({bytes.fromhex(one) for one in listed})
        except (ValueError, TypeError, RecursionError):
            continue
    return dict(found)
