"""What the importer understands of a file, without any project: every sheet, every table, every finding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from models.findings import Finding
from models.lists.hints import Hints
from models.lists.reading.reader import read_workbook
from models.lists.table import Table
from models.lists.understanding.understand import understand
from models.lists.workbook import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Inspection:
    """A workbook with the candidate tables of its sheets, or of the one sheet that was asked for."""

    workbook: Workbook
    tables: tuple[tuple[Sheet, tuple[Table, ...]], ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noticed, from the file down to its tables."""
        noticed = list(self.workbook.findings)
        for sheet, tables in self.tables:
            noticed += sheet.findings
            for table in tables:
                noticed += table.findings
        return tuple(noticed)

    def as_json(self, items: int = 5) -> dict[str, object]:
        """The shape printed by `--json`, with the first `items` items of every table."""
        return {
            "file": self.workbook.file,
            "format": self.workbook.format,
            "encoding": self.workbook.encoding or None,
            "sheets": [
                {
                    "name": sheet.name,
                    "hidden": sheet.hidden,
                    "tables": [table.as_json(items) for table in tables],
                }
                for sheet, tables in self.tables
            ],
            "findings": [finding.as_json() for finding in self.findings],
        }


def inspect_file(path: Path, hints: Hints | None = None) -> Inspection:
    """Read and understand a file; with `hints` the sheet they name, or the first one, is read their way."""
    workbook = read_workbook(path)
    wanted = hints.sheet if hints else None
    if wanted is not None and workbook.sheet(wanted) is None:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        raise UserError("lists.unknown_sheet", file=workbook.file, sheet=wanted, sheets=names)
    sheets = [sheet for sheet in workbook.sheets if wanted in (None, sheet.name)]
    hinted = (wanted or sheets[0].name) if hints and hints.says_how else None
    return Inspection(
        workbook,
        tuple((s, tuple(understand(s, hints if s.name == hinted else None))) for s in sheets),
    )
