"""The screen ギャップ: what lacks, who asks for it, what is done about it, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from models.gaps.commands import choose_disposition, derive_gaps, edit_gap
from models.gaps.pairs import feature_gap_pairs
from models.gaps.queries import GapFilter, gap_rows
from models.gaps.starting import start_from_feature
from models.lists.queries import packages
from models.words import say
from views.gaps.bulk_panel import BulkPanel
from views.gaps.files import Exporting, ask_list
from views.gaps.gap_inspector import GapInspector
from views.gaps.gap_list import GapList
from views.gaps.listing import Line, found_in, listing
from views.gaps.new_gap import NewGap
from views.gaps.request_panel import RequestPanel
from views.importing.dropping import dropped_file
from views.shared.panes import Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.tokens import px

_TABLES = frozenset(
    {
        *("gap", "gap_asker", "gap_source", "comment", "decision", "conflict", "agreement", "organisation"),
        *(
            "section",
            "member",
            "role",
            "setting",
            "package",
            "feature",
            "answer",
            "flow_element",
            "flow_link",
        ),
    }
)
_WIDE, _BESIDE, _BESIDE_WIDE = 1500, 416, 760


class GapScreen(Screen):
    """List and inspector; the inspector gives its place to the form for a new gap."""

    key = "gaps"
    title_key = "shell.screen.gaps"
    icon = "gap"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = GapList(session.project.id, self._rename, self._respond)
        self.table = self.list.table
        self.inspector = GapInspector(session, self.open_asked.emit)
        self.new_gap = NewGap(session)
        self.bulk, self.requests = BulkPanel(session), RequestPanel(session)
        self._beside = QStackedWidget()
        for pane in (self.inspector, self.new_gap, self.bulk, self.requests):
            self._beside.addWidget(pane)
        self.setAcceptDrops(True)
        self.exporting = Exporting(self, session)
        self._splitter = Splitter(self.list, self._beside)
        self._sized = False
        self.set_content(self._splitter)
        self.host_bars(self.list.column)
        self.filter_box = self.list.filter_box
        self._text = ""
        self._acts = self._item_acts()
        self._connect()

    def refresh(self, tables: frozenset[str]) -> None:
        if tables and not tables & _TABLES:
            return
        project = self.session.project
        listed = listing(project)
        found = found_in(listed, self._text) if self._text else None
        self.list.show_listing(listed, found, lambda: (feature_gap_pairs(project), packages(project)))
        self._show_gap()

    def status_text(self) -> str:
        line = self.list.current()
        if line is None:
            return ""
        return say("gap_screen.status", gap=line.row.label, n=len(self.list.selected()))

    def search_records(self, text: str) -> list[SearchHit]:
        rows = gap_rows(self.session.project, GapFilter(text=text))[:20]
        return [SearchHit("gaps", row.id, row.title, row.label, "gap") for row in rows]

    def open_item(self, item_id: Hashable) -> None:
        if isinstance(item_id, bytes) and self.list.reveal(item_id):
            self._beside.setCurrentWidget(self.inspector)
            self.list.enter()

    def item_actions(self) -> list[QAction]:
        return self._acts

    def back(self) -> bool:
        if self._beside.currentWidget() is not self.inspector:
            self._leave_form()
            return True
        return self.list.filters.back() or self.inspector.back()

    def new(self) -> None:
        """Open the form for a new gap, or say who may raise one."""
        if self._may_raise():
            self._beside.setCurrentWidget(self.new_gap)
            self.new_gap.open()

    def raise_for(self, feature: bytes) -> None:
        """Open the form for a new gap, filled with what a feature says."""
        if self._may_raise():
            self._beside.setCurrentWidget(self.new_gap)
            self.new_gap.open(start_from_feature(self.session.project, feature))

    def open_requests(self, path: Path | None = None) -> None:
        """Show what a list of requests would bring; without a path a file is asked for first."""
        if not self._may_raise():
            return
        found = path or ask_list(self)
        if found is not None:
            self._beside.setCurrentWidget(self.requests)
            self.requests.open(found, self.new_gap.places())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_requests(path)

    def _may_raise(self) -> bool:
        """Whether the acting member may raise gaps; says who may if not."""
        may = bool(self.new_gap.places())
        if not may:
            self.session.failed.emit(say("gap_screen.new_form.nobody"))
        return may

    def change_together(self, lines: list[Line]) -> None:
        """Open the form that changes several gaps."""
        if lines:
            self._beside.setCurrentWidget(self.bulk)
            self.bulk.open(lines)

    def derive(self) -> None:
        """Raise gaps from the answers and flows."""
        self.session.run(lambda: derive_gaps(self.session.project))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            if self.width() >= px(_WIDE):
                self.list.show_roomy_columns()
            if not QSettings().contains(f"splitters/{self.key}/0"):
                QTimer.singleShot(0, self, self._divide)

    def _divide(self) -> None:
        """Share the room as the window has it first; later people move the splitter."""
        beside = px(_BESIDE_WIDE if self.width() >= px(_WIDE) else _BESIDE)
        self._splitter.setSizes([self.width() - beside, beside])

    def _connect(self) -> None:
        self.list.new_asked.connect(self.new)
        self.list.derive_asked.connect(self.derive)
        self.list.filtered.connect(self._filter)
        self.list.chosen.connect(lambda _: self._show_gap())
        self.list.opened.connect(lambda _: self._work_on())
        self.list.bulk_asked.connect(self.change_together)
        self.list.raise_asked.connect(self.raise_for)
        self.table.fill_down_asked.connect(self._fill_down)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.note_status())
        self.inspector.step_asked.connect(self.list.step)
        self.new_gap.made.connect(self._show_made)
        self.new_gap.left.connect(self._leave_form)
        self.bulk.left.connect(self._leave_form)
        self.requests.left.connect(self._leave_form)
        self.list.import_asked.connect(self.open_requests)

    def _show_gap(self) -> None:
        line = self.list.current()
        if line is not None or not self.list.lines() or self.list.view.key() == "pairs":
            self.inspector.show_gap(line.id if line else None)
        self.note_status()

    def _filter(self, text: str) -> None:
        self._text = text.strip()
        listed = self.list.listing
        if listed is not None:
            self.list.show_found(found_in(listed, self._text) if self._text else None)

    def _show_made(self, gap: bytes) -> None:
        self._beside.setCurrentWidget(self.inspector)
        self.list.reveal(gap)
        self.inspector.jump(1)

    def _work_on(self) -> None:
        self._beside.setCurrentWidget(self.inspector)
        self.inspector.jump(1)

    def _leave_form(self) -> None:
        self._beside.setCurrentWidget(self.inspector)
        self.list.enter()

    def _rename(self, line: Line, title: str) -> bool:
        return self.session.run(lambda: edit_gap(self.session.project, line.id, title=title.strip()))

    def _respond(self, line: Line, step: str) -> bool:
        return self.session.run(lambda: choose_disposition(self.session.project, line.id, step))

    def _fill_down(self, column: str, source: Line, lines: list[Line]) -> None:
        step = source.row.disposition
        if column != "disposition" or step is None:
            return
        for line in lines:
            if not self._respond(line, step):
                return

    def _item_acts(self) -> list[QAction]:
        acts: list[tuple[str, Callable[[], object]]] = [
            ("gap_screen.new", self.new),
            ("gap_screen.derive", self.derive),
            ("gap_requests.open", self.open_requests),
            ("gap_requests.export_xlsx", lambda: self.exporting.export(self.list.shown_gaps(), "xlsx")),
            ("gap_requests.export_csv", lambda: self.exporting.export(self.list.shown_gaps(), "csv")),
            ("gap_screen.together", lambda: self.change_together(self.list.selected())),
            ("gap_screen.submit.button", self.inspector.submit),
            ("gap_screen.withdraw.button", self.inspector.ask_withdrawal),
        ]
        made = []
        for name, act in acts:
            action = QAction(say(name), self)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return made
