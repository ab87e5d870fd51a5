"""Flow files on their way in: read, but not stored yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from bpmn.model import FlowFile
from models.errors import UserError
from models.findings import Finding
from models.flows.reading import findings_of, read_flow_file
from views.shared.session import Cancel

ENDINGS = (".bpmn", ".bpmn20", ".xml")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file: `flow` with what was noticed, or `problem`, the sentence why it can't be read."""

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
            flow = read_flow_file(path)
            found.append(Candidate(path, flow, tuple(findings_of(flow))))
        except UserError as error:
            found.append(Candidate(path, None, problem=error.message))
    return found


def dropped_files(data: QMimeData) -> list[Path]:
    """The flow files among what is dragged, in its order."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
