"""Which tasks come right before and after a task, whatever gateways and events stand between."""

from __future__ import annotations

from collections.abc import Collection

from bpmn.graph import graph_of
from bpmn.model import FlowFile


def neighbours(flow: FlowFile, tasks: Collection[str]) -> dict[str, frozenset[str]]:
    """The tasks beside each task, by their ids in the file."""
    graph = graph_of(flow)
    found: dict[str, set[str]] = {task: set() for task in tasks}
    for task in tasks:
        if task not in graph:
            continue
        seen, ahead = {task}, list(graph.successors(task))
        while ahead:
            node = ahead.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in found:
                found[task].add(node)
                found[node].add(task)
            else:
                ahead.extend(graph.successors(node))
    return {task: frozenset(others) for task, others in found.items()}
