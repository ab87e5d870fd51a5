"""A flow seen as its tasks: what each is called, who does it, what comes before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bpmn.kinds import names
from bpmn.matching.course import Course, course_of
from bpmn.matching.letters import plain
from bpmn.model import Element, FlowFile

_MACHINE_WORDS = names(
    "activity event flow gateway id message msg node process silent skip step t task tau tr trans transition "
    "タスク アクティビティ"
)
_WORDS = re.compile(r"[a-z]+|[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Work:
    """A task of a flow. `name` is what a person called it, `place` goes from 0 (the first in reading order)
    to 1; `before` and `after` are the numbers of the nearest tasks."""

    element: Element
    name: str
    lane: str
    place: float
    before: frozenset[int]
    after: frozenset[int]


def outline(flow: FlowFile) -> tuple[Work, ...]:
    """The tasks of a flow in reading order."""
    return outline_of(course_of(flow))


def outline_of(course: Course) -> tuple[Work, ...]:
    """The same from a course that is known already."""
    own = [own_name(task) for task in course.tasks]
    if 2 * sum(map(bool, own)) < len(own):
        own = [task.name for task in course.tasks]  # where all are called so, it is what they are called
    number = {task.id: at for at, task in enumerate(course.tasks)}
    last = max(len(course.tasks) - 1, 1)
    return tuple(
        Work(
            task, own[at], plain(task.lane_name), at / last,
            frozenset(number[key] for key in course.last_tasks(task.id)[0]),
            frozenset(number[key] for key in course.next_tasks(task.id)[0]),
        )
        for at, task in enumerate(course.tasks)
    )  # fmt: skip


def own_name(task: Element) -> str:
    """The name that a person gave, "" for what a tool wrote (tr3, Task_1, MESSAGE_)."""
    words = _WORDS.findall(plain(task.name))
    said = [word for word in words if word not in _MACHINE_WORDS and not (word.isascii() and len(word) < 2)]
    return task.name if said else ""
