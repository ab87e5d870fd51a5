"""Flows and tasks by name, for the search over the whole project."""

from __future__ import annotations

from collections.abc import Sequence

from models.flows.queries import FlowRow, elements
from models.project.project import Project
from views.flows.feature_search import plain


class TaskIndex:
    """The names of all flows and tasks, read once."""

    def __init__(self, project: Project, flows: Sequence[FlowRow]) -> None:
        named = [(flow.id, flow.name, "") for flow in flows]
        for flow in flows:
            named += [(task.id, task.name, task.flow) for task in elements(project, flow.id, tasks_only=True)]
        self._named = [(found, "".join(name.split()), note) for found, name, note in named]

    def find(self, text: str) -> list[tuple[bytes, str, str]]:
        """(id, name, the task's flow) of what has the text in its name; flows first."""
        wanted = plain("".join(text.split()))
        return [one for one in self._named if wanted in plain(one[1])]
