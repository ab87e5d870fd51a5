"""The one refusal that carries findings: an import that found errors stores nothing."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import UserError
from models.findings import Finding, Severity


class StoppedByFindings(UserError):
    """Errors in a file stop its import. `findings` are all that was noticed, for showing at once."""

    def __init__(self, file: str, findings: Sequence[Finding]) -> None:
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        first = errors[0]
        super().__init__("features.stopped", file=file, n=len(errors), where=first.where, first=first.message)
        self.findings = tuple(findings)


def stop_on_errors(file: str, findings: Sequence[Finding]) -> None:
    """Raise `StoppedByFindings` when any finding is an error."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise StoppedByFindings(file, findings)
