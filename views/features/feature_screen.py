"""The screen 機能一覧: what was asked for, what each package answers, and the import of lists and answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.lists.answer_kinds import Answer
from models.lists.answering import set_answers
from models.lists.commands import assign_section
from models.lists.feature_index import plain
from models.lists.queries import FeatureRow, Package, feature_count
from models.members.queries import acting_member, sections
from models.project.changed import Changed
from models.words import say
from views.features.columns import ANSWER_OF, Edits
from views.features.exporting import Exporting
from views.features.faces import ANSWERS, face_of
from views.features.feature_inspector import FeatureInspector
from views.features.feature_list import FeatureList
from views.features.listing import Matrix, Wanted, matrix
from views.importing.dropping import dropped_file
from views.importing.import_page import ImportPage
from views.shared.panes import Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shared.tokens import px

_SHOWN = ("feature", "feature_list", "source_file", "answer", "package", "gap", "gap_source", "decision")
_BESIDES = ("flow", "flow_element", "flow_link", "section", "organisation", "member", "role", "setting")
_TABLES = frozenset((*_SHOWN, *_BESIDES, "closing"))
_TOUCHED = frozenset({"feature", "answer"})
_MOST_TOUCHED = 50
_AT_ONCE = 3_000
"""So many features are read while the window waits: it takes no longer than a blink."""
_BESIDE, _BESIDE_WIDE, _WIDE = 372, 560, 1500


class FeatureScreen(Screen):
    """Matrix and inspector; 取り込む puts the import page in their place."""

    key = "features"
    title_key = "shell.screen.features"
    icon = "list"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = FeatureList(lambda key, found: face_of(session.project, key, found))
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
        self.list.read_asked.connect(lambda: self._read([]))
        self.list.import_asked.connect(self.open_import)
        self.exporting = Exporting(self, session, lambda told: session.done.emit(told, False))
        self.list.export_asked.connect(self._export)
        self.list.form_asked.connect(self._export_form)
        self._touched: list[bytes] = []
        self._asked, self._reading = 0, False
        self._wanted: bytes | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(100)
        self._later.timeout.connect(self._show_feature)
        self.inspector.step_asked.connect(self._step)
        self.importing.left.connect(self._leave_import)
        for pane in (self.list, self.inspector):
            link = QShortcut(QKeySequence("L"), pane, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            link.activated.connect(self._open_flow)
        self._import_act = QAction(say("feature_screen.import"), self)
        self._import_act.triggered.connect(lambda _=False: self.open_import())

    def refresh(self, tables: frozenset[str]) -> None:
        if tables and not tables & _TABLES:
            return
        why = self._why_no_import()
        self.list.import_button.disable(why)
        self._import_act.setEnabled(not why)
        few = self._touched if tables and tables <= _TOUCHED and not self._reading else []
        if self._pages.currentWidget() is self.importing:
            self.importing.refresh()
        if not tables <= _TOUCHED:
            self.inspector.forget_scores()
        self._read(few)

    def _read(self, few: list[bytes]) -> None:
        """Read the matrix, a long one in another thread; of several readings only the last one counts."""
        self._asked += 1
        asked, project, before = self._asked, self.session.project, self.list.matrix
        if few or project.file is None or feature_count(project) <= _AT_ONCE:
            self._reading = False
            self._show_matrix(matrix(project, before, few))
            return
        self._reading = True
        self.list.show_reading()

        def arrived(found: Matrix) -> None:
            if asked == self._asked:
                self._reading = False
                self._show_matrix(found)

        def failed(sentence: str) -> None:
            if asked == self._asked:
                self._reading = False
                self.list.show_unread(sentence)

        self.session.quietly(lambda: matrix(project, before), arrived, failed)

    def _show_matrix(self, found: Matrix) -> None:
        edits = None if self._why_no_import() else Edits(self._assign, self._answer)
        self.inspector.offered = found.packages
        self.list.show_matrix(found, sections(self.session.project), edits)
        if self._wanted is not None:
            self.list.reveal(self._wanted)
            self._wanted = None
        self._show_feature()

    def status_text(self) -> str:
        table = self.list.table
        row = table.current_row() if table else None
        if row is None or table is None:
            return ""
        return f"{self._place(table, row)}{self.list.filtered_in()}"

    def _place(self, table: RecordTable[FeatureRow], row: FeatureRow) -> str:
        """The cell in hand: the feature, and whose answer to it."""
        number = table.current_column().removeprefix("package")
        offered = self.list.matrix.packages if self.list.matrix is not None else ()
        if number.isdigit() and int(number) < len(offered):
            return say("feature_screen.status_answer", item=row.key, package=offered[int(number)].name)
        return f"{row.key}　{row.title}"

    def search_records(self, text: str) -> list[SearchHit]:
        if self.list.matrix is None and not self._reading:
            self._read([])
        found = self.list.matrix
        if found is None:
            return []
        places = found.index.choose(Wanted(text=text)).tolist()[:400]
        words = plain(text).split()
        rows = [found.rows[place] for place in places]
        # Those whose number or name says it come before those whose requirement does.
        rows.sort(key=lambda row: not all(word in plain(f"{row.key} {row.title}") for word in words))
        return [SearchHit("features", row.id, row.title, row.key, "list") for row in rows[:20]]

    def open_item(self, item_id: Hashable) -> None:
        self._show_page(self._splitter)
        if not isinstance(item_id, bytes):
            return
        if self._reading:
            self._wanted = item_id
        if self.list.reveal(item_id) and self.list.table is not None:
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
        self._show_page(self.importing)
        self.importing.refresh()
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
        table.row_chosen.connect(lambda _: self._show_soon())
        table.selectionModel().currentColumnChanged.connect(lambda *_: self.note_status())
        table.row_opened.connect(lambda _: self.inspector.enter())
        table.fill_down_asked.connect(self._fill_down)

    def _step(self, by: int) -> None:
        if self.list.table is not None:
            self.list.table.step(by)

    def _show_soon(self) -> None:
        """While somebody types, the table comes first and the inspector after it."""
        if self.list.filling:
            self._later.start()
        else:
            self._show_feature()

    def _show_feature(self) -> None:
        table = self.list.table
        row = table.current_row() if table is not None else None
        if row is not None or table is None or not table.records.rows():
            self.inspector.show_feature(row.id if row else None)
        self.note_status()

    def _show_page(self, page: QWidget) -> None:
        """The import needs the rail's width for itself."""
        self._pages.setCurrentWidget(page)
        self.narrow_rail = page is self.importing
        self.room_asked.emit()

    def _leave_import(self) -> None:
        self._show_page(self._splitter)
        self.list.enter()

    def _assign(self, row: FeatureRow, section: str) -> bool:
        wanted = bytes.fromhex(section) if section else None
        return self._change([row.id], lambda ids: assign_section(self.session.project, ids, wanted))

    def _answer(self, row: FeatureRow, package: bytes, chip: str) -> bool:
        answer = ANSWER_OF[chip]
        return self._change([row.id], lambda ids: set_answers(self.session.project, package, ids, answer))

    def _fill_down(self, column: str, source: FeatureRow, rows: list[FeatureRow]) -> None:
        if self._why_no_import():
            return
        project, ids = self.session.project, [row.id for row in rows]
        number = column.removeprefix("package")
        if column == "section":
            self._change(ids, lambda ids: assign_section(project, ids, source.section_id))
        elif number.isdigit() and self.list.matrix is not None and self.list.face.key() == ANSWERS:
            package = self.list.matrix.packages[int(number)].id
            answer = Answer(source.answer(package))
            self._change(ids, lambda ids: set_answers(project, package, ids, answer))

    def _change(self, ids: list[bytes], command: Callable[[list[bytes]], Changed]) -> bool:
        """Run a command on some features; few of them are then read alone."""
        self._touched = ids if len(ids) <= _MOST_TOUCHED else []
        try:
            return self.session.run(lambda: command(ids))
        finally:
            self._touched = []

    def _export(self, kind: str) -> None:
        if self.list.table is None:
            return
        if kind == "copy":
            self.list.table.copy(everything=True)
        else:
            self.exporting.export_shown(self.list.table, kind)

    def _export_form(self, package: Package) -> None:
        self.exporting.export_answer_form(package)

    def _open_flow(self) -> None:
        """L: the first task that uses the feature, else the flows, where it can be linked."""
        if self.inspector.isVisible() and self.inspector.feature is not None:
            self.open_asked.emit("flows", self.inspector.first_task)

    def _why_no_import(self) -> str:
        member = acting_member(self.session.project)
        allowed = member is not None and member.has("secretariat") and not self.session.project.readonly
        return "" if allowed else say("feature_screen.only_secretariat")
