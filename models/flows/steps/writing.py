"""A flow as the cells of a step table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bpmn.model import FlowFile
from bpmn.steps.listing import step_numbers, steps_of
from bpmn.steps.rows import END, Choice, StepRow
from models.words import knows, say

COLUMNS = (
    ("number", 10), ("task", 34), ("who", 22), ("condition", 30), ("next", 26), ("data", 28),
    ("features", 28), ("kind", 14),
)  # fmt: skip
"""Columns in their order, with their widths in characters."""


def step_heads() -> list[tuple[str, float]]:
    """The heads of the columns and their widths."""
    return [(say(f"step_table.column.{key}"), float(width)) for key, width in COLUMNS]


def step_cells(flow: FlowFile, features: Mapping[str, Sequence[str]] | None = None) -> list[list[str]]:
    """The rows of a flow; `features` are the keys of linked features by element, else the table's."""
    numbers = step_numbers(flow)
    linked = {numbers[key]: keys for key, keys in (features or {}).items() if key in numbers}
    return [cells_of(row, linked.get(row.number)) for row in steps_of(flow)]


def cells_of(row: StepRow, features: Sequence[str] | None = None) -> list[str]:
    """One row as it is written."""
    kind = f"step_table.kind.{row.kind}"
    return [
        row.number,
        row.task,
        row.who,
        row.condition,
        "、".join(_choice(choice) for choice in row.choices),
        "、".join(row.data),
        "、".join(row.features if features is None else features),
        "" if row.kind == "task" or not knows(kind) else say(kind),
    ]


def _choice(choice: Choice) -> str:
    targets = "＋".join(say("step_table.end") if target == END else target for target in choice.targets)
    # The sign between choices may not stand inside one.
    label = choice.label.replace("、", "・").replace(",", "・").replace("，", "・")
    return f"{label}→{targets}" if label else targets
