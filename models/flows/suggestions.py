"""Which features may support a task, proposed with reasons; a person confirms or refuses each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bpmn.matching.lexicon import Lexicon
from bpmn.matching.reasons import Likening, why_alike
from models.flows.learned import project_words
from models.flows.neighbours import neighbours
from models.flows.queries import ElementRow, elements, flow_file
from models.ledger.operations import Operation, insert, retire
from models.project.changed import Changed
from models.project.project import Project
from models.words import say

LEAST = 0.3
"""What is less alike is not proposed."""
MOST = 5
_REQUIREMENT = 0.85
"""A requirement talks of much beside what the feature is called; it counts a little less than the name."""
_LONGEST = 160
_BESIDE, _SUBJECT, _TRACE = 0.08, 0.25, 0.1
_SAME_TASK = 0.8
_LEARNED = 0.95


class _Feature(NamedTuple):
    id: bytes
    key: str
    name: str
    category: tuple[str, ...]
    requirement: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A feature that may support a task. `score` from 0 to 1; `likening` says which words speak for it,
    `beside` the neighbouring task whose features are of the same category, `learned` a task of the same
    meaning, with its flow, that people linked to the feature already."""

    feature_id: bytes
    key: str
    name: str
    score: float
    likening: Likening
    beside: str = ""
    learned: str = ""

    @property
    def reason(self) -> str:
        """The reasons as one line."""
        parts = []
        if self.learned:
            parts.append(say("flow_links.learned", task=self.learned))
        if self.likening.shared:
            parts.append(say("flow_links.shared", words=say("flow_links.join").join(self.likening.shared)))
        for key, pairs in (("action", self.likening.actions), ("synonym", self.likening.synonyms)):
            if pairs:
                same = say("flow_links.join").join("＝".join(dict.fromkeys(pair)) for pair in pairs[:2])
                parts.append(say(f"flow_links.{key}", words=same))
        if self.beside:
            parts.append(say("flow_links.beside", task=self.beside))
        return say("flow_links.between").join(parts) or say("flow_links.letters")


def suggestions(project: Project, flow_id: bytes) -> dict[bytes, tuple[Suggestion, ...]]:
    """For each task of a flow (by its row's id) the features that may support it, the likeliest first.

    Features that are linked already, and those that somebody refused for the task, are left out.
    """
    from bpmn.matching.likeness import likeness  # numpy is only for those who want proposals

    tasks = [one for one in elements(project, flow_id, tasks_only=True) if one.name.strip()]
    features, lexicon = _features(project), project_words(project)
    if not tasks or not features:
        return {}
    names = [task.name for task in tasks]
    alike = likeness(names, [one.name for one in features], lexicon)
    said = likeness(names, [f"{one.name} {one.requirement}"[:_LONGEST] for one in features], lexicon)
    scores = alike.copy()
    scores[said * _REQUIREMENT > alike] = (said * _REQUIREMENT)[said * _REQUIREMENT > alike]
    # What a flow is called says what its tasks work on, where they only say what they do with it.
    subject = likeness([tasks[0].flow], [one.name for one in features], lexicon)
    scores += _SUBJECT * subject * (scores >= _TRACE)
    learned, beside = _Learned(project, flow_id, names, lexicon), _Beside(project, flow_id, tasks, features)
    refused = _refused(project)
    found = {}
    for number, task in enumerate(tasks):
        linked = {one.feature_id for one in task.features}
        ranked = []
        for place, feature in enumerate(features):
            if feature.id in linked or (task.id, feature.id) in refused:
                continue
            neighbour = beside.of(task, feature)
            score = float(scores[number, place]) + (_BESIDE if neighbour else 0.0)
            known = learned.of(number, feature.id)
            score = max(score, _LEARNED) if known else min(score, 0.99)
            if score >= LEAST and (known or scores[number, place] >= LEAST - _BESIDE):
                ranked.append((score, -place, feature, neighbour, known))
        ranked.sort(key=lambda one: one[:2], reverse=True)
        found[task.id] = tuple(
            _suggestion(task, feature, score, neighbour, known, lexicon)
            for score, _, feature, neighbour, known in ranked[:MOST]
        )
    return found


def refuse(project: Project, element: bytes, features: Sequence[bytes]) -> Changed:
    """Set proposals aside for a task; they are not proposed again. Those set aside already stay so."""
    known = _refusals(project, element)
    fresh = [one for one in dict.fromkeys(features) if one not in known]
    rows = [{"element_id": element, "feature_id": one} for one in fresh]
    operations: list[Operation] = [insert("flow_link_refusal", rows)] if rows else []
    return project.act("flows.refuse", operations, **_facts(project, element, len(fresh)))


def reconsider(project: Project, element: bytes) -> Changed:
    """Let all that was set aside for a task be proposed again."""
    known = _refusals(project, element)
    operations: list[Operation] = [retire("flow_link_refusal", list(known.values()))] if known else []
    return project.act("flows.reconsider", operations, **_facts(project, element, len(known)))


def refusal_count(project: Project, element: bytes) -> int:
    """How many features were set aside for a task."""
    return len(_refusals(project, element))


def _suggestion(
    task: ElementRow, feature: _Feature, score: float, beside: str, learned: str, lexicon: Lexicon
) -> Suggestion:
    likening = why_alike(task.name, feature.name, lexicon)
    if not likening:
        likening = why_alike(task.name, feature.requirement[:_LONGEST], lexicon)
    return Suggestion(feature.id, feature.key, feature.name, round(score, 2), likening, beside, learned)


class _Learned:
    """What people linked elsewhere in the project: a task that means the same was given this feature."""

    def __init__(self, project: Project, flow_id: bytes, names: Sequence[str], lexicon: Lexicon) -> None:
        from bpmn.matching.likeness import likeness

        rows = project.connection.exec_driver_sql(
            "SELECT e.name, w.name, k.feature_id FROM flow_link AS k JOIN flow_element AS e "
            "ON e.id = k.element_id JOIN flow AS w ON w.id = e.flow_id "
            "WHERE e.flow_id <> ? AND e.name <> '' ORDER BY w.position, e.position",
            (flow_id,),
        ).all()
        self._by_feature: dict[bytes, list[int]] = {}
        self._places = [(row[0], row[1]) for row in rows]
        for number, row in enumerate(rows):
            self._by_feature.setdefault(row[2], []).append(number)
        self._alike = likeness(names, [row[0] for row in rows], lexicon)

    def of(self, task: int, feature: bytes) -> str:
        """The task that was linked to the feature and means the same, or nothing."""
        for number in self._by_feature.get(feature, ()):
            if self._alike[task, number] >= _SAME_TASK:
                name, flow = self._places[number]
                return say("flow_links.place", task=" ".join(name.split()), flow=flow)
        return ""


class _Beside:
    """Features of the category that the tasks before and after a task use."""

    def __init__(
        self, project: Project, flow_id: bytes, tasks: Sequence[ElementRow], features: Sequence[_Feature]
    ) -> None:
        categories = {one.id: one.category for one in features}
        used = {
            task.element: {
                categories[one.feature_id] for one in task.features if one.feature_id in categories
            }
            for task in tasks
        }
        names = {task.element: " ".join(task.name.split()) for task in tasks}
        around = neighbours(flow_file(project, flow_id), names)
        self._near: dict[bytes, Mapping[tuple[str, ...], str]] = {
            task.id: {
                category: names[other]
                for other in around.get(task.element, ())
                for category in used.get(other, ())
                if category
            }
            for task in tasks
        }

    def of(self, task: ElementRow, feature: _Feature) -> str:
        """The neighbouring task that uses features of this one's category, or nothing."""
        return self._near[task.id].get(feature.category, "")


def _features(project: Project) -> list[_Feature]:
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, coalesce(nullif(f.feature_id, ''), f.no, ''), "
        "coalesce(nullif(f.name, ''), nullif(f.requirement, ''), ''), coalesce(f.level1, ''), "
        "coalesce(f.level2, ''), coalesce(f.requirement, '') FROM feature AS f ORDER BY f.position, f.id"
    )
    return [
        _Feature(row[0], row[1], row[2][:_LONGEST], (row[3], row[4]) if row[3] or row[4] else (), row[5])
        for row in rows
    ]


def _refused(project: Project) -> set[tuple[bytes, bytes]]:
    rows = project.connection.exec_driver_sql("SELECT element_id, feature_id FROM flow_link_refusal")
    return {(row[0], row[1]) for row in rows}


def _refusals(project: Project, element: bytes) -> dict[bytes, bytes]:
    rows = project.connection.exec_driver_sql(
        "SELECT feature_id, id FROM flow_link_refusal WHERE element_id = ?", (element,)
    )
    return {row[0]: row[1] for row in rows}


def _facts(project: Project, element: bytes, count: int) -> dict[str, str]:
    found = project.connection.exec_driver_sql(
        "SELECT coalesce(nullif(e.name, ''), e.element, ''), coalesce(w.name, '') FROM flow_element AS e "
        "JOIN flow AS w ON w.id = e.flow_id WHERE e.id = ?",
        (element,),
    ).one()
    return {"task": " ".join(found[0].split()), "flow": found[1], "count": str(count)}
