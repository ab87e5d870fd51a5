"""Flow files on their way in: read, but not stored yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from bpmn.model import FlowFile
from models.errors import UserError
from models.findings import Finding
from models.flows.arriving import read_arriving
from models.flows.steps.flows import table_errors
from models.lists.reading.reader import TEXTS, WORKBOOKS
from views.shared.session import Cancel

ENDINGS = (".bpmn", ".bpmn20", ".xml", *(f".{one}" for one in (*WORKBOOKS, *TEXTS) if one != "txt"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file: `flow` with what was noticed, or `problem`, the sentence why it can't be read
    (of a step table `findings` are then all its errors)."""

    path: Path
    flow: FlowFile | None
    findings: tuple[Finding, ...] = ()
    problem: str = ""


def read_candidates(
    paths: Sequence[Path], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> list[Candidate]:
    """Read all files, readable or not; touches no project, so that it may run beside the window."""
    found = []
    for number, path in enumerate(paths):
        if cancelled():
            raise Cancel
        progress(number, len(paths))
        try:
            arriving = read_arriving(path)
            found.append(Candidate(path, arriving.flow, arriving.findings))
        except UserError as error:
            found.append(Candidate(path, None, table_errors(path, error), error.message))
    return found


def dropped_files(data: QMimeData) -> list[Path]:
    """The flow files among what is dragged, in its order."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
