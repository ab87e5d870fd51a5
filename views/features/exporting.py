"""Writing what the matrix shows: as a workbook, as CSV, and answer forms for the vendors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.exports.shown_table import write_shown_table
from models.findings import Finding
from models.lists.forms.export import export_form
from models.lists.queries import FeatureRow, Package, feature_lists
from models.members.queries import project_name
from models.project.project import Project
from models.words import say
from views.features.shown import shown_table
from views.shared.saving import ask_place
from views.shared.session import Session
from views.shared.table import RecordTable


class Exporting:
    """Asks for a place and writes there in the background; `told(sentence)` when it is done."""

    def __init__(self, parent: QWidget, session: Session, told: Callable[[str], object]) -> None:
        self._parent, self._session, self._told = parent, session, told

    def export_shown(self, table: RecordTable[FeatureRow], kind: str, path: Path | None = None) -> None:
        """Write the table as it is shown, .xlsx or .csv."""
        name = f"{project_name(self._session.project)}_{say('shell.screen.features')}"
        target = path or self._ask(say(f"feature_screen.exports.{kind}"), name, kind)
        if target is None:
            return
        heads, rows = shown_table(table)
        title = say("shell.screen.features")
        self._session.work(
            say("feature_screen.exporting"),
            lambda *_: write_shown_table(target, title, heads, rows),
            lambda findings: self._done(target, findings, len(rows)),
        )

    def export_answer_form(self, package: Package, path: Path | None = None) -> None:
        """Write the answer form of the newest list for a package."""
        project: Project = self._session.project
        listed = feature_lists(project)
        title = say("feature_screen.exports.form_of", package=package.name)
        target = path or self._ask(title, say("feature_screen.form_name", package=package.name), "xlsx")
        if target is None or not listed:
            return
        newest = listed[-1].id
        self._session.work(
            say("feature_screen.exporting"),
            lambda *_: export_form(project, package.id, target, list_id=newest),
            lambda form: self._done(target, form.findings, form.line_count),
        )

    def _done(self, path: Path, findings: Sequence[Finding], count: int) -> None:
        cut = say("feature_screen.exported_notes", n=len(findings)) if findings else ""
        self._told(say("feature_screen.exported", file=path.name, n=count) + cut)

    def _ask(self, title: str, name: str, ending: str) -> Path | None:
        kind = say(f"feature_screen.exports.kind_{ending}")
        return ask_place(self._parent, self._session.project, title, name, kind, ending)
