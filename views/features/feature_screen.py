"""The screen 機能一覧: what was asked for, what each package answers, and the import of lists and answers."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from models.lists.commands import assign_section
from models.lists.queries import FeatureRow, feature_rows
from models.members.queries import acting_member, sections
from models.words import say
from views.features.feature_inspector import FeatureInspector
from views.features.feature_list import FeatureList
from views.features.listing import matrix
from views.importing.dropping import dropped_file
from views.importing.import_page import ImportPage
from views.shared.panes import Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.tokens import px

_TABLES = frozenset(
    {
        *("feature", "feature_list", "source_file", "answer", "package", "gap", "gap_source", "decision"),
        *("flow", "flow_element", "flow_link", "section", "organisation", "member", "role"),
    }
)
_BESIDE, _BESIDE_WIDE, _WIDE = 372, 560, 1500


class FeatureScreen(Screen):
    """Matrix and inspector; 取り込む puts the import page in their place."""

    key = "features"
    title_key = "shell.screen.features"
    icon = "list"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = FeatureList()
        self.inspector = FeatureInspector(session, self.open_asked.emit)
        self._splitter = Splitter(self.list, self.inspector)
        self.importing = ImportPage(session)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.importing)
        self._sized = False
        self.set_content(self._pages)
        self.filter_box = self.list.filter_box
        self.setAcceptDrops(True)
        self.list.table_made.connect(self._wire_table)
        self.list.import_asked.connect(self.open_import)
        self.inspector.step_asked.connect(self._step)
        self.importing.left.connect(self._leave_import)
        self._import_act = QAction(say("feature_screen.import"), self)
        self._import_act.triggered.connect(lambda _=False: self.open_import())

    def refresh(self, tables: frozenset[str]) -> None:
        if tables and not tables & _TABLES:
            return
        project = self.session.project
        why = self._why_no_import()
        self.list.import_button.disable(why)
        self._import_act.setEnabled(not why)
        self.list.show_matrix(matrix(project), sections(project), None if why else self._assign)
        self.importing.refresh()
        self._show_feature()

    def status_text(self) -> str:
        row = self.list.table.current_row() if self.list.table else None
        return "" if row is None else f"{row.key}　{row.title}"

    def search_records(self, text: str) -> list[SearchHit]:
        plain = text.casefold()
        found = [
            row
            for row in feature_rows(self.session.project)
            if plain in f"{row.feature_id} {row.no} {row.title}".casefold()
        ]
        return [SearchHit("features", row.id, row.title, row.key, "list") for row in found[:20]]

    def open_item(self, item_id: Hashable) -> None:
        self._pages.setCurrentWidget(self._splitter)
        if isinstance(item_id, bytes) and self.list.reveal(item_id) and self.list.table is not None:
            self.list.table.setFocus()

    def item_actions(self) -> list[QAction]:
        return [self._import_act]

    def back(self) -> bool:
        if self._pages.currentWidget() is self.importing:
            self._leave_import()
            return True
        return False

    def open_import(self, path: Path | None = None) -> None:
        """Show the import page, with a file if there is one already."""
        if self._why_no_import():
            self.session.failed.emit(self._why_no_import())
            return
        self._pages.setCurrentWidget(self.importing)
        self.importing.start(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_import(path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            if not QSettings().contains(f"splitters/{self.key}/0"):
                QTimer.singleShot(0, self, self._divide)

    def _divide(self) -> None:
        beside = px(_BESIDE_WIDE if self.width() >= px(_WIDE) else _BESIDE)
        self._splitter.setSizes([self.width() - beside, beside])

    def _wire_table(self) -> None:
        table = self.list.table
        if table is None:
            return
        table.row_chosen.connect(lambda _: self._show_feature())
        table.row_opened.connect(lambda _: self.inspector.enter())
        table.fill_down_asked.connect(self._fill_down)

    def _step(self, by: int) -> None:
        if self.list.table is not None:
            self.list.table.step(by)

    def _show_feature(self) -> None:
        table = self.list.table
        row = table.current_row() if table is not None else None
        if row is not None or table is None or not table.records.rows():
            self.inspector.show_feature(row.id if row else None)
        self.note_status()

    def _leave_import(self) -> None:
        self._pages.setCurrentWidget(self._splitter)
        self.list.enter()

    def _assign(self, row: FeatureRow, section: str) -> bool:
        wanted = bytes.fromhex(section) if section else None
        return self.session.run(lambda: assign_section(self.session.project, [row.id], wanted))

    def _fill_down(self, column: str, source: FeatureRow, rows: list[FeatureRow]) -> None:
        if column == "section" and not self._why_no_import():
            ids = [row.id for row in rows]
            self.session.run(lambda: assign_section(self.session.project, ids, source.section_id))

    def _why_no_import(self) -> str:
        member = acting_member(self.session.project)
        allowed = member is not None and member.has("secretariat") and not self.session.project.readonly
        return "" if allowed else say("feature_screen.only_secretariat")
