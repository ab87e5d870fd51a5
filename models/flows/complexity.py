"""Complexity metrics of a flow, where the extra that computes them is installed."""

from __future__ import annotations

from bpmn.bpmn_python import is_installed, metrics
from bpmn.model import FlowFile
from models.errors import UserError
from models.words import say


def has_metrics() -> bool:
    """Whether metrics can be had."""
    return is_installed()


def complexity(flow: FlowFile) -> dict[str, float | None]:
    """The metrics by name; `UserError` says how to get them where the extra is missing."""
    if not is_installed():
        raise UserError("flow_analysis.no_extra")
    return metrics(flow)


def metric_lines(values: dict[str, float | None]) -> list[tuple[str, str]]:
    """Name and value of each, as people read them."""
    return [(say(f"flow_analysis.metric.{name}"), _text(value)) for name, value in values.items()]


def _text(value: float | None) -> str:
    if value is None:
        return "—"
    return str(int(value)) if value == int(value) else f"{value:.2f}"
