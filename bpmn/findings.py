"""What reading a flow noticed, and the one error for files that cannot be read at all.

Codes have their sentences in the words: `bpmn.findings.<code>` and `bpmn.unreadable.<code>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed at `where` (an element id, "" for the file). `facts` fill the sentence of `code`."""

    severity: Severity
    where: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def warning(code: str, where: str = "", **facts: object) -> Finding:
    """Something is not as it should be in the file; it was read all the same."""
    return Finding(Severity.WARNING, where, code, facts)


def note(code: str, where: str = "", **facts: object) -> Finding:
    """Something worth knowing that is no mistake."""
    return Finding(Severity.NOTE, where, code, facts)


class UnreadableFlow(Exception):
    """The file is no flow, or is refused for safety. `facts` fill the sentence `bpmn.unreadable.<code>`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts
