"""The screen 要件確定: what was agreed is frozen as an edition, written out, and verified."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from models.baselines.commands import freeze
from models.baselines.queries import Edition
from models.exports.json_export import export_json
from models.exports.workbook import export_workbook
from models.findings import Finding
from models.ledger.verify import verify_ledger
from models.members.queries import project_name
from models.project.history import ledger_size
from models.project.project import Project
from models.words import say
from views.baseline.acts_pane import PRESENT, ActsPane, suggested_name
from views.baseline.facts import BaselineFacts, EditionLine, Obstacle, read_facts
from views.baseline.present_pane import PresentPane
from views.shared.panes import Splitter
from views.shared.reading import reading_copy
from views.shared.screen import Screen, SearchHit
from views.shared.session import Cancel, Cancelled, Progress, Session
from views.shared.tokens import px

_LEFT, _RIGHT = 728, 400


class BaselineScreen(Screen):
    """Left: what would be frozen, what stands in the way, the editions. Right: the acts."""

    key = "baseline"
    title_key = "shell.screen.baseline"
    icon = "doc"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facts: BaselineFacts | None = None
        self.present, self.acts = PresentPane(), ActsPane()
        self.present.setMinimumWidth(px(480))
        self.acts.setMinimumWidth(px(340))
        splitter = Splitter(self.present, self.acts)
        splitter.setSizes([px(_LEFT), px(_RIGHT)])
        self.set_content(splitter)
        self.host_bars(self.present.column)
        self.present.obstacle_opened.connect(self._open_obstacle)
        self.present.edition_chosen.connect(self._choose)
        self.acts.freeze_asked.connect(self.freeze)
        self.acts.export_asked.connect(self._ask_target)
        self.acts.verify_asked.connect(self.verify)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.freeze)

    def refresh(self, tables: frozenset[str]) -> None:
        self._facts = read_facts(self.session.project)
        self.present.show_facts(self._facts)
        self.acts.show_facts(self._facts)
        self.note_status()

    def status_text(self) -> str:
        if self._facts is None:
            return ""
        return say("baseline_screen.status", n=len(self._facts.obstacles), editions=len(self._facts.lines))

    def search_records(self, text: str) -> list[SearchHit]:
        if self._facts is None:
            return []
        found = [line.edition for line in self._facts.lines if text in line.edition.name + line.edition.note]
        return [SearchHit(self.key, one.id, one.name, one.note, self.icon) for one in found[:20]]

    def open_item(self, item_id: Hashable) -> None:
        self.present.editions.choose(item_id)
        self.present.editions.setFocus()

    def item_actions(self) -> list[QAction]:
        made = []
        for key, act in (
            ("freeze.button", self.freeze),
            ("export.xlsx", lambda: self._ask_target("xlsx")),
            ("export.json", lambda: self._ask_target("json")),
            ("verify.button", self.verify),
        ):
            action = QAction(say(f"baseline_screen.{key}"), self)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return made

    def freeze(self) -> None:
        """Freeze what the form says as the next edition."""
        form = self.acts
        if not form.freeze_button.isEnabled():
            return
        project = self.session.project
        name, note, allow = form.name.text(), form.note.toPlainText(), form.allow_open()
        if self.session.run(lambda: freeze(project, name, note, allow_open=allow)):
            form.empty_form()

    def export(self, path: Path, edition: Edition | None) -> None:
        """Write an edition, or the present state, in the background."""
        project = self.session.project

        def work(_progress: Progress, cancelled: Cancelled) -> list[Finding]:
            with reading_copy(project) as copy:
                if cancelled():
                    raise Cancel
                if path.suffix.lower() == ".json":
                    export_json(copy, path, edition)
                    return []
                return export_workbook(copy, path, edition)

        def done(findings: list[Finding]) -> None:
            label = _label(edition)
            lines = [say("baseline_screen.export.done", edition=label)]
            lines += [f"{one.where}　{one.message}" for one in findings]
            self.acts.written.show_file(path, "\n".join(lines))

        self.session.work(say("baseline_screen.export.writing", file=path.name), work, done)

    def verify(self) -> None:
        """Check every signature, hash and table in the background."""
        project = self.session.project

        def work(progress: Progress, cancelled: Cancelled) -> tuple[list[Finding], int]:
            def step(done: int, total: int) -> None:
                if cancelled():
                    raise Cancel
                progress(done, total)

            with reading_copy(project) as copy:
                return verify_ledger(copy.connection, step), ledger_size(copy)

        def done(found: tuple[list[Finding], int]) -> None:
            self.acts.show_verified([f"{one.where}　{one.message}" for one in found[0]], found[1])

        def failed(message: str) -> None:
            self.acts.show_verified([message], 0)

        self.acts.forget_verified()
        self.session.work(say("baseline_screen.verify.working"), work, done, failed)

    def _open_obstacle(self, one: Obstacle) -> None:
        self.open_asked.emit(one.screen, one.item)

    def _choose(self, line: EditionLine | None) -> None:
        if self.present.editions.hasFocus():
            self.acts.choose_edition(line)

    def _chosen_edition(self) -> Edition | None:
        key = self.acts.edition.key()
        if key == PRESENT or self._facts is None:
            return None
        return next((one.edition for one in self._facts.lines if one.edition.id.hex() == key), None)

    def _ask_target(self, kind: str) -> None:
        project: Project = self.session.project
        edition = self._chosen_edition()
        folder = project.file.path.parent if project.file is not None else Path()
        wished = folder / suggested_name(project_name(project), _label(edition), kind)
        path, _ = QFileDialog.getSaveFileName(
            self,
            say(f"baseline_screen.export.{kind}"),
            str(wished),
            f"{say(f'baseline_screen.export.kind_{kind}')} (*.{kind})",
        )
        if path:
            target = path if path.lower().endswith(f".{kind}") else f"{path}.{kind}"
            self.export(Path(target), edition)


def _label(edition: Edition | None) -> str:
    if edition is None:
        return say("exports.not_frozen")
    return say("baselines.edition", edition=edition.number)
