"""Files of the gap screen: a list of requests to take in, the gaps shown to write out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.exports.gap_list import export_gaps
from models.findings import Finding
from models.members.queries import project_name
from models.words import say
from views.importing.dropping import KINDS
from views.shared.saving import ask_place
from views.shared.session import Session


def ask_list(parent: QWidget) -> Path | None:
    """The file that somebody chose to take in."""
    kinds = " ".join(f"*{ending}" for ending in KINDS)
    chosen, _ = QFileDialog.getOpenFileName(
        parent, say("gap_requests.choose"), "", f"{say('gap_requests.kinds')} ({kinds})"
    )
    return Path(chosen) if chosen else None


class Exporting:
    """Asks for a place and writes gaps there in the background."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent, self._session = parent, session

    def export(self, gaps: Sequence[bytes], ending: str, path: Path | None = None) -> None:
        """Write these gaps in their order, with all that the list of gaps tells of each."""
        project, session = self._session.project, self._session
        if not gaps:
            session.failed.emit(say("gap_requests.export_none"))
            return
        title = say(f"gap_requests.export_{ending}").rstrip("…")
        name = f"{project_name(project)}_{say('shell.screen.gaps')}"
        kind = say(f"feature_screen.exports.kind_{ending}")
        target = path or ask_place(self._parent, project, title, name, kind, ending)
        if target is None:
            return

        def done(written: tuple[int, list[Finding]]) -> None:
            count, findings = written
            cut = say("feature_screen.exported_notes", n=len(findings)) if findings else ""
            session.done.emit(say("feature_screen.exported", file=target.name, n=count) + cut, False)

        session.work(say("gap_requests.exporting"), lambda *_: export_gaps(project, target, gaps), done)
