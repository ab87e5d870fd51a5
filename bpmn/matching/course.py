"""How the work runs through a flow: from task to task, gateways and events aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.kinds import FLOW_NODES
from bpmn.model import Connection, Element, FlowFile
from bpmn.reading_order import reading_order, tasks_of

Steps = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Course:
    """The flow nodes of a flow in reading order, its tasks, and what follows and goes before each node."""

    order: tuple[str, ...]
    tasks: tuple[Element, ...]
    task_ids: frozenset[str]
    after: Steps
    before: Steps
    leaving: Mapping[str, Sequence[Connection]]
    """The sequence flows out of each node."""

    def first_tasks(self, start: str) -> frozenset[str]:
        """The tasks that are reached first from a node; itself if it is one."""
        return self._nearest([start], self.after)[0]

    def next_tasks(self, key: str) -> tuple[frozenset[str], bool]:
        """The tasks that come next after a node, and whether an end is reached without one."""
        return self._nearest(self.after.get(key, ()), self.after)

    def last_tasks(self, key: str) -> tuple[frozenset[str], bool]:
        """The tasks that come directly before a node, and whether it may be reached without one."""
        return self._nearest(self.before.get(key, ()), self.before)

    def _nearest(self, starts: Sequence[str], steps: Steps) -> tuple[frozenset[str], bool]:
        found: set[str] = set()
        seen = set(starts)
        waiting = list(starts)
        open_ended = not waiting
        while waiting:
            key = waiting.pop()
            if key in self.task_ids:
                found.add(key)
                continue
            following = steps.get(key, ())
            open_ended |= not following
            fresh = [one for one in following if one not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        return frozenset(found), open_ended


def course_of(flow: FlowFile) -> Course:
    """How a flow runs. Boundary events follow the task they are attached to."""
    order = reading_order(flow)
    after: dict[str, list[str]] = {key: [] for key in order if flow.elements[key].kind in FLOW_NODES}
    leaving: dict[str, list[Connection]] = {key: [] for key in after}
    for link in flow.connections.values():
        if link.kind == "sequenceFlow" and link.source in after and link.target in after:
            after[link.source].append(link.target)
            leaving[link.source].append(link)
    for key in after:
        host = flow.elements[key].attached_to
        if host in after:
            after[host].append(key)
    before: dict[str, list[str]] = {key: [] for key in after}
    for key, targets in after.items():
        for target in targets:
            before[target].append(key)
    tasks = tasks_of(flow)
    return Course(order, tasks, frozenset(task.id for task in tasks), after, before, leaving)
