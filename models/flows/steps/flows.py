"""A step table as a flow: read, checked, laid out, and written as BPMN."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bpmn.steps.building import flow_of
from bpmn.steps.rows import StepRow
from bpmn.writer import write_flow
from models.errors import UserError
from models.findings import Finding, Severity
from models.flows.steps.reading import StepTable, read_step_table


@dataclass(frozen=True, slots=True)
class TableFlow:
    """The BPMN of a step table, what was noticed in the table, and its rows."""

    data: bytes
    findings: tuple[Finding, ...]
    rows: tuple[StepRow, ...]


def flow_from_table(path: Path) -> TableFlow:
    """The flow of a table; `UserError` names its first error and how many there are."""
    table = read_step_table(path)
    if not table.is_sound:
        raise not_sound(path, table)
    return TableFlow(write_flow(flow_of(table.rows, path.stem)), table.findings, table.rows)


def table_errors(path: Path, error: UserError) -> tuple[Finding, ...]:
    """Everything wrong in a table that `error` refused, to be mended at once; nothing for other refusals."""
    if error.key != "step_table.not_sound":
        return ()
    return tuple(one for one in read_step_table(path).findings if one.severity is Severity.ERROR)


def not_sound(path: Path, table: StepTable) -> UserError:
    """The sentence that says why no flow can be made of a table."""
    errors = [one for one in table.findings if one.severity is Severity.ERROR]
    first = errors[0]
    return UserError(
        "step_table.not_sound", file=path.name, n=len(errors), where=first.where, first=first.message
    )
