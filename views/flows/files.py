"""Files in and out: choosing, reading beside the window, storing, and writing pictures and originals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import UserError
from models.exports.step_book import write_step_template
from models.flows.commands import import_flows
from models.project.changed import Changed
from models.words import say
from views.flows.candidates import ENDINGS, Candidate, dropped_files, read_candidates
from views.flows.differing import Differing
from views.flows.import_panel import ImportPanel, ImportWish
from views.flows.pane import FlowPane
from views.flows.rights import Rights
from views.flows.writing import COMPARISON, TEMPLATE, file_name, write_compared, write_flow
from views.shared.error_line import ErrorLine
from views.shared.session import Session


class Host(Protocol):
    """The screen whose files these are."""

    session: Session
    errors: ErrorLine
    pane: FlowPane
    importing: ImportPanel
    rights: Rights
    differing: Differing

    def show_candidates(self, candidates: list[Candidate]) -> None: ...
    def leave_import(self) -> None: ...
    def open_item(self, item_id: Any) -> None: ...


class FlowFiles:
    """Does it for a screen."""

    def __init__(self, host: Host, window: QWidget) -> None:
        self._host, self._window = host, window
        host.pane.head.import_wanted.connect(self.choose)
        host.pane.head.export_wanted.connect(self.export)
        host.importing.wished.connect(self.store)
        host.importing.template_wanted.connect(self.template)

    def choose(self) -> None:
        """Ask for flow files and show what is in them."""
        if not self._host.rights.may_import:
            self._host.errors.show_error(say("flow_screen.may_not_import"))
            return
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, say("flow_screen.bring_in"), "", f"{say('flow_screen.file_type')} ({endings})"
        )
        self.read([Path(name) for name in chosen])

    def greet(self, event: QDropEvent) -> bool:
        """Accept flow files that are dragged here, from those who may import."""
        wanted = self._host.rights.may_import and bool(dropped_files(event.mimeData()))
        if wanted:
            event.acceptProposedAction()
        return wanted

    def read(self, paths: Sequence[Path]) -> None:
        """Read flow files beside the window and show what is in them; nothing is stored yet."""
        if paths:
            self._host.session.work(
                say("flow_screen.reading", n=len(paths)),
                lambda progress, cancelled: read_candidates(paths, progress, cancelled),
                self._host.show_candidates,
            )

    def store(self, wish: ImportWish) -> None:
        """Store flows in one act and show the first of them."""
        host = self._host
        made: list[bytes] = []

        def command() -> Changed:
            imported = import_flows(
                host.session.project, wish.paths, wish.kind, names=wish.names, package=wish.package
            )
            made.extend(imported.flow_ids)
            return imported.changed

        if host.session.run(command):
            host.leave_import()
            if made:
                host.open_item(made[0])

    def template(self) -> None:
        """Ask where to, and write an empty step table to be filled in."""
        title = say("flow_screen.export.template")
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, f"{say('step_table.template.sheet')}.xlsx", "*.xlsx"
        )
        if not name:
            return
        path = Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx")
        try:
            write_step_template(path)
        except UserError as error:
            self._host.errors.show_error(error.message)
        else:
            self._host.session.done.emit(say("flow_screen.exported", path=str(path)), False)

    def export(self, ending: str) -> None:
        """Ask where to, and write the plane in front (png, svg, pdf), the step table (xlsx), what differs
        from another flow (comparison) or the original ("")."""
        host, compared = self._host, self._host.differing.compared
        view = host.pane.active
        shown = view.shown
        if ending == TEMPLATE:
            self.template()
        if shown is None or ending == TEMPLATE:
            return
        title = say("flow_screen.take_out")
        name, _ = QFileDialog.getSaveFileName(self._window, title, file_name(shown, ending))
        if not name:
            return
        try:
            if ending == COMPARISON and compared is not None:
                path = write_compared(compared, Path(name))
            else:
                path = write_flow(
                    host.session.project,
                    shown,
                    view.canvas.plane_index,
                    ending,
                    Path(name),
                    view.canvas.marks,
                )
        except UserError as error:
            host.errors.show_error(error.message)
        else:
            host.session.done.emit(say("flow_screen.exported", path=str(path)), False)
