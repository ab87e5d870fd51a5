"""What a reader noticed beside its result: errors, warnings and notes, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.words import say


class Severity(StrEnum):
    """How much a finding matters: an error stops the import, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: its place (`where`, e.g. "Sheet1!A11") and its sentence (`key`, `facts`)."""

    severity: Severity
    where: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the language in use."""
        return say(self.key, **self.facts)

    def as_json(self) -> dict[str, str]:
        """The shape printed by `--json`."""
        return {"severity": self.severity.value, "where": self.where, "message": self.message}
