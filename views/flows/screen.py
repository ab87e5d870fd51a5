"""The screen 業務フロー: a flow on the canvas, coloured by fit, with an inspector of what is selected."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import UserError
from models.flows.queries import FlowRow, flow_rows
from models.flows.usage import count_unused_features, find_place
from models.lists.feature_rows import feature_rows
from models.lists.queries import packages
from models.words import say
from views.flows.candidates import Candidate, dropped_files
from views.flows.differing import Differing
from views.flows.feature_search import FeatureIndex
from views.flows.files import FlowFiles
from views.flows.flow_view import FlowView
from views.flows.import_panel import ImportPanel
from views.flows.inspector import FlowInspector
from views.flows.pages import FlowPages
from views.flows.pane import FlowPane, empty_pane
from views.flows.proposals import Proposals
from views.flows.rights import Rights, rights
from views.flows.scenario_acts import ScenarioActs
from views.flows.shown import ShownFlow, read_shown
from views.flows.task_acts import TaskActs
from views.flows.task_search import TaskIndex
from views.flows.works import of_kind
from views.shared.buttons import Button
from views.shared.panes import Splitter
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.tokens import px

_OF_PROPOSALS = {"flow", "flow_element", "flow_link", "flow_link_refusal", "feature"}
_OF_FEATURES = {"feature", "answer", "package", "gap", "gap_source", "flow_link"}


class FlowScreen(Screen):
    """Business flows of the project. Item ids are those of flows and of their elements."""

    key = "flows"
    title_key = "shell.screen.flows"
    icon = "flow"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.project = session.project
        self._flows: list[FlowRow] = []
        self._packages: dict[bytes, str] = {}
        self._package: bytes | None = None
        self._package_chosen = False
        self._shown_id: bytes | None = None
        self._layout = ""
        self._unused = 0
        self.rights = Rights(False, False, ())
        self._index: FeatureIndex | None = None
        self._tasks: TaskIndex | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    # What the window asks

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or tables & _OF_FEATURES:
            self._index = None
        if not tables or tables & {"flow", "flow_element"}:
            self._tasks = None
        if not tables or tables & _OF_PROPOSALS:
            self.proposals.forget()
        self.rights = rights(self.project)
        self._flows = flow_rows(self.project)
        self._packages = {package.id: package.name for package in packages(self.project)}
        self._unused = count_unused_features(self.project)
        self.pane.head.show_flows(self._flows)
        refused = "" if self.rights.may_import else say("flow_screen.may_not_import")
        for button in (self.pane.head.import_button, self.first_button):
            button.disable(refused)
        if not self._flows:
            self._shown_id = None
        else:
            known = any(flow.id == self._shown_id for flow in self._flows)
            self.show_flow(self._shown_id if known and self._shown_id else self._flows[0].id)
        self.pages.settle(bool(self._flows))
        self.note_status()

    def status_text(self) -> str:
        if not self._flows:
            return ""
        lacking = sum(flow.task_count - flow.linked_count for flow in self._flows)
        return say("flow_screen.status", lacking=lacking, unused=self._unused)

    def search_records(self, text: str) -> list[SearchHit]:
        if self._tasks is None:
            self._tasks = TaskIndex(self.project, self._flows)
        return [
            SearchHit(self.key, found, title, note or say("flow_screen.flow"), self.icon)
            for found, title, note in self._tasks.find(text)[:20]
        ]

    def open_item(self, item_id: Hashable) -> None:
        if not isinstance(item_id, bytes):
            return
        self.pages.show_flows(bool(self._flows))
        if any(flow.id == item_id for flow in self._flows):
            self.show_flow(item_id)
            self.pane.enter()
            return
        place = find_place(self.project, item_id)
        if place is not None:
            self.show_flow(place[0])
            self.pane.active = self.pane.main
            self.pane.main.reveal(place[1])
            self.pane.enter()

    def item_actions(self) -> list[QAction]:
        made = []
        for name, act in (
            ("link", self.inspector.features.add_button.click),
            ("gap", self.inspector.gaps.raise_button.click),
            ("import", self.files.choose),
        ):
            action = QAction(say(f"flow_screen.action.{name}"), self)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return made

    def back(self) -> bool:
        if self.pages.is_importing:
            self.leave_import()
            return True
        if self.scenarios.is_open:
            self.scenarios.close()
            return True
        focused = self.focusWidget()
        if self.pane.active.canvas.hasFocus() or focused is None:
            return False
        self.pane.enter()
        return self._flows != []

    # What is shown

    def show_flow(self, flow: bytes) -> None:
        """Bring a flow to the front, or show it as it stands now."""
        row = next(one for one in self._flows if one.id == flow)
        self._shown_id = flow
        if self._package not in self._packages and not self._package_chosen:
            self._package = next(iter(self._packages), None)
        if not self._package_chosen and row.package_id in self._packages:
            self._package = row.package_id
        self.pane.bar.show_packages(list(self._packages.items()), self._package)
        plain = self._read(row)
        other = self.differing.other_of(self._flows, row, self._package)
        self._layout = self._layout if other is not None else ""
        shown = self.differing.compare(self._flows, plain, other, self._layout == "overlay")
        self.pane.show_flow(self._flows, shown, self._package, other is not None)
        self.pane.show_beside(self._read(other) if self._layout == "pair" and other else None)
        self.pane.head.show_layout(self._layout)
        self.differing.show()
        self.scenarios.show_flow(plain)
        self._inspect(self.pane.active, self.pane.active.canvas.selected)

    def _read(self, row: FlowRow) -> ShownFlow:
        has_features = self._unused > 0 or any(flow.linked_count for flow in self._flows)
        try:
            return read_shown(self.project, row, self._package, has_features)
        except UserError as error:
            message = error.message
            # Later, since what follows a change clears the error line.
            QTimer.singleShot(0, self, lambda: self.errors.show_error(message))
            return ShownFlow.without_file(row)

    def _inspect(self, view: FlowView, element: str) -> None:
        shown = view.shown
        if shown is None:
            self.inspector.show_empty()
        elif element:
            chosen = self._package
            package = None if chosen is None else (chosen, self._packages.get(chosen, ""))
            flow = shown.row.id
            self.inspector.show_element(
                self.project, shown, element, package, self.rights, lambda task: self.proposals.of(flow, task)
            )
            self.inspector.show_scenarios(self.scenarios.labels_of(element))
        else:
            self.inspector.show_whole(self.project, shown, self._packages)
        self.differing.inspect(view, element, self.rights)

    def _features(self) -> FeatureIndex:
        if self._index is None:
            self._index = FeatureIndex(feature_rows(self.project))
        return self._index

    def show_candidates(self, candidates: list[Candidate]) -> None:
        """Show flow files that were read, to be stored or not."""
        known = frozenset(flow.name for flow in self._flows)
        offered = [(key.hex(), name) for key, name in self._packages.items()]
        self.pages.show_import()
        self.importing.show_candidates(candidates, known, offered)

    def leave_import(self) -> None:
        """Go back to the flows, or to what stands where there are none."""
        self.pages.show_flows(bool(self._flows))
        if self._flows:
            self.pane.enter()
        else:
            self.first_button.setFocus()

    # What is chosen

    def _choose_package(self, package: bytes) -> None:
        self._package_chosen = True
        self._package = package or None
        if self._shown_id is not None:
            self.show_flow(self._shown_id)

    def _choose_kind(self, kind: str) -> None:
        row = next((flow for flow in self._flows if flow.id == self._shown_id), None)
        wanted = of_kind(self._flows, row, kind, self._package) if row else None
        if wanted is not None:
            self._layout = "" if self._layout == "overlay" else self._layout
            self.show_flow(wanted.id)

    def _choose_layout(self, layout: str) -> None:
        self._layout = layout
        found = self.differing.compared
        if layout == "overlay" and found is not None:
            self.show_flow(found.rows[1].id)  # what is gone is laid into the second flow
        elif self._shown_id is not None:
            self.show_flow(self._shown_id)

    def _search(self, text: str, onward: bool = False) -> None:
        self.pane.bar.mark_search(self.pane.search(text, onward))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.files.greet(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.files.greet(event):
            self.files.read(dropped_files(event.mimeData()))

    # How it hangs together

    def _build(self) -> None:
        self.pane = FlowPane()
        self.inspector = FlowInspector(self._features)
        self.importing = ImportPanel()
        self.files = FlowFiles(self, self)
        self.differing = Differing(self.session, self.pane, self.inspector, self.show_flow)
        self.acts = TaskActs(self.session, self.pane, self.inspector, self.differing)
        self.proposals = Proposals(self.session)
        self.side = QStackedWidget()
        self.side.addWidget(self.inspector)
        self.scenarios = ScenarioActs(self, self)
        parts = Splitter(self.pane, self.side)
        parts.setSizes([px(791), px(336)])
        self.pages = FlowPages(parts, self._empty(), self.importing)
        self.set_content(self.pages)
        self.filter_box = self.pane.bar.search

    def _empty(self) -> QWidget:
        first = say("flow_screen.choose_files")
        self.first_button = Button(first, "primary", clicked=self.files.choose, key="I", bind=True)
        return empty_pane(self.first_button)

    def _connect(self) -> None:
        head, bar, inspector = self.pane.head, self.pane.bar, self.inspector
        head.flow_wanted.connect(self.show_flow)
        head.kind_wanted.connect(self._choose_kind)
        head.layout_wanted.connect(self._choose_layout)
        bar.package_wanted.connect(self._choose_package)
        bar.bind_numbers(self.pane)
        bar.search.typed.connect(self._search)
        bar.search.returnPressed.connect(lambda: self._search(bar.search.text(), onward=True))
        self.pane.selected.connect(self._inspect)
        for view in (self.pane.main, self.pane.beside):
            view.activated.connect(lambda _: inspector.enter())
        for part in (inspector.features, inspector.proposals):
            part.open_wanted.connect(lambda feature: self.open_asked.emit("features", feature))
        inspector.gaps.open_wanted.connect(lambda gap: self.open_asked.emit("gaps", gap))
        self.proposals.found.connect(self._show_proposals)
        self.importing.closed.connect(self.leave_import)
        QShortcut(QKeySequence("Ctrl+0"), self.pane).activated.connect(self.pane.fit)

    def _show_proposals(self, flow: bytes) -> None:
        shown = self.pane.active.shown
        if shown is not None and shown.row.id == flow:
            self._inspect(self.pane.active, self.pane.active.canvas.selected)
