"""Flows on their way in, whatever form they come in: BPMN files, and step tables made into flows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bpmn.model import FlowFile
from bpmn.steps.rows import step_id
from models.findings import Finding
from models.flows.reading import findings_of, parsed, read_flow_file
from models.flows.steps.flows import flow_from_table
from models.flows.steps.reading import is_step_table


@dataclass(frozen=True, slots=True)
class Arriving:
    """A flow with everything noticed; `features` are the numbers a step table names, by element."""

    flow: FlowFile
    findings: tuple[Finding, ...]
    features: dict[str, tuple[str, ...]]


def read_arriving(path: Path) -> Arriving:
    """A flow file or a step table; `UserError` says why it is neither."""
    if not is_step_table(path):
        flow = read_flow_file(path)
        return Arriving(flow, tuple(findings_of(flow)), {})
    made = flow_from_table(path)
    flow = parsed(made.data, f"{path.stem}.bpmn")
    features = {step_id(row.number): row.features for row in made.rows if row.features}
    return Arriving(flow, made.findings, features)
