"""Scenarios on the flow screen: opening the pane, showing a path on the canvas, storing what is edited."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from models.errors import UserError
from models.exports.scenario_book import export_scenarios
from models.scenarios.commands import (
    edit_scenario,
    make_scenarios,
    move_scenario,
    remove_scenarios,
    set_steps,
)
from models.scenarios.queries import ScenarioRow, scenario_rows, uncovered_of
from models.scenarios.shown import shown_of_rows
from models.words import say
from views.flows.pane import FlowPane
from views.flows.path_overlay import ShownPath
from views.flows.rights import Rights
from views.flows.scenario_pane import ScenarioPane
from views.flows.shown import ShownFlow
from views.shared.error_line import ErrorLine
from views.shared.session import Session


class Host(Protocol):
    """The screen whose scenarios these are; `side` holds the inspector and the pane of scenarios."""

    session: Session
    errors: ErrorLine
    pane: FlowPane
    rights: Rights
    side: QStackedWidget


class ScenarioActs:
    """Does it for a screen."""

    def __init__(self, host: Host, window: QWidget) -> None:
        self._host, self._window = host, window
        self.view = ScenarioPane()
        self._rows: list[ScenarioRow] = []
        self._shown: ShownFlow | None = None
        host.side.addWidget(self.view)
        host.pane.head.scenarios_wanted.connect(self.toggle)
        view, session = self.view, host.session
        project = session.project
        view.closed.connect(self.close)
        view.chosen.connect(self._show_path)
        view.step_shown.connect(lambda element: host.pane.main.canvas.select(element))
        view.make_wanted.connect(self.make)
        view.export_wanted.connect(self.export)
        view.title_given.connect(
            lambda row, text: session.run(lambda: edit_scenario(project, row, title=text))
        )
        view.purpose_given.connect(
            lambda row, text: session.run(lambda: edit_scenario(project, row, purpose=text))
        )
        view.steps_given.connect(lambda row, steps: session.run(lambda: set_steps(project, row, steps)))
        view.moved.connect(lambda row, by: session.run(lambda: move_scenario(project, row, by)))
        view.removed.connect(lambda row: session.run(lambda: remove_scenarios(project, [row])))

    @property
    def is_open(self) -> bool:
        """Whether the pane is shown."""
        return self._host.side.currentWidget() is self.view

    def show_flow(self, shown: ShownFlow) -> None:
        """Take up the flow in front as it stands now."""
        self._shown = shown
        self._rows = scenario_rows(self._host.session.project, shown.row.id)
        self._host.pane.head.show_scenarios(len(self._rows), self.is_open)
        if self.is_open:
            self._fill()

    def labels_of(self, element: str) -> list[str]:
        """The scenarios that an element is shown in, with their titles."""
        return [
            f"{row.label} {row.title}"
            for row in self._rows
            if any(step.element == element and not step.is_dropped for step in row.steps)
        ]

    def toggle(self) -> None:
        """Open the pane, or close it."""
        if self.is_open:
            self.close()
        elif self._shown is not None:
            self._host.side.setCurrentWidget(self.view)
            self._host.pane.head.show_scenarios(len(self._rows), True)
            self._fill()
            self.view.enter()

    def close(self) -> None:
        """Back to the inspector, with the canvas as it was."""
        self._host.side.setCurrentIndex(0)
        self._host.pane.head.show_scenarios(len(self._rows), False)
        self._host.pane.main.canvas.set_path(ShownPath())
        self._host.pane.enter()

    def make(self) -> None:
        """Make the scenarios of the flow, or make them anew with what was edited."""
        shown = self._shown
        if shown is not None:
            project = self._host.session.project
            self._host.session.run(lambda: make_scenarios(project, [shown.row.id]).changed)
            self.view.enter()

    def export(self) -> None:
        """Ask where to, and write the scenarios of the flow as a workbook."""
        if self._shown is None:
            return
        name = self._shown.row.name
        proposed = f"{say('flow_scenarios.file_name', flow=name)}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, say("flow_scenarios.export"), proposed, "*.xlsx"
        )
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
        try:
            export_scenarios(path, name, shown_of_rows(self._rows), uncovered_of(self._shown.file))
        except UserError as error:
            self._host.errors.show_error(error.message)
        else:
            self._host.session.done.emit(say("flow_screen.exported", path=str(path)), False)

    def _fill(self) -> None:
        assert self._shown is not None
        refused = "" if self._host.rights.may_import else say("flow_scenarios.may_not_edit")
        self.view.show_scenarios(self._rows, uncovered_of(self._shown.file), refused)

    def _show_path(self, row: ScenarioRow | None) -> None:
        path = ShownPath()
        if row is not None:
            numbers: dict[str, int] = {}
            for number, step in enumerate(row.kept_steps, 1):
                numbers.setdefault(step.element, number)
            path = ShownPath(frozenset(row.elements), frozenset(row.flows), numbers)
        self._host.pane.main.canvas.set_path(path)
