"""The pane of scenarios beside the canvas: which there are, and the steps of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.findings import Finding
from models.scenarios.queries import ScenarioRow
from models.scenarios.rules import Step
from models.words import say
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.panes import Bar, Pane, ScreenHead, SectionHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

_KEYS = ("move", "edit", "drop", "order", "close")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with its place among all, and its number among those shown (None: left out)."""

    place: int
    number: int | None
    step: Step


class ScenarioPane(Pane):
    """Signals carry the scenario: `chosen`, `title_given(row, text)`, `purpose_given(row, text)`,
    `steps_given(row, steps)`, `moved(row, by)`, `removed(row)`; `step_shown(element id)`; `make_wanted`,
    `export_wanted` and `closed` carry nothing.
    """

    chosen = Signal(object)
    title_given = Signal(object, str)
    purpose_given = Signal(object, str)
    steps_given = Signal(object, object)
    moved = Signal(object, int)
    removed = Signal(object)
    step_shown = Signal(str)
    make_wanted = Signal()
    export_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(
            say("flow_scenarios.pane"),
            keys=[(say(f"flow_scenarios.key.{key}"), say(f"flow_scenarios.key_word.{key}")) for key in _KEYS],
            edge="left",
        )
        self.setMinimumWidth(px(280))
        self._may_edit = False
        self._row: ScenarioRow | None = None
        self.head = ScreenHead(say("flow_scenarios.title"))
        self.shut = Button(say("flow_scenarios.close"), "quiet", small=True, key="Esc")
        self.shut.clicked.connect(lambda *_: self.closed.emit())
        self.head.add_right(self.shut)
        self.add(self.head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._content())
        self.first = Button(say("flow_scenarios.make"), "primary", clicked=self.make_wanted.emit)
        self.stack.addWidget(
            EmptyState("check", say("flow_scenarios.empty"), say("flow_scenarios.empty_hint"), self.first)
        )
        self.add(self.stack, 1)
        self.foot = self._foot()
        self.add(self.foot)
        self._bind()

    def enter(self) -> None:
        """The list takes the focus, or the button where there is none."""
        (self.list if self.stack.currentIndex() == 0 else self.first).setFocus()

    def show_scenarios(self, rows: Sequence[ScenarioRow], uncovered: Sequence[Finding], refused: str) -> None:
        """Show the scenarios of a flow; `refused` says why nothing can be changed."""
        self._may_edit = not refused
        self.head.show_note(say("flow_scenarios.count", n=len(rows)))
        self.stack.setCurrentIndex(0 if rows else 1)
        self.foot.setVisible(bool(rows))
        for button in (self.first, self.again, self.out):
            button.disable(refused)
        self.export.disable("" if rows else say("flow_scenarios.nothing_to_export"))
        self.purpose.setReadOnly(bool(refused))
        self.list.show_rows(rows)
        self.list.fit_height(6)
        self.list.choose_first()
        told = [one.message for one in uncovered[:3]]
        if len(uncovered) > 3:
            told.append(say("flow_screen.more", n=len(uncovered) - 3))
        self.left.setText("\n".join(told))
        self.left.setVisible(bool(told))
        self._show(self.list.current_row())

    @property
    def current(self) -> ScenarioRow | None:
        """The scenario with the cursor."""
        return self._row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self._may_edit and self._row:
            self.removed.emit(self._row)
        else:
            super().keyPressEvent(event)

    def _content(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        self.list: RecordTable[ScenarioRow] = RecordTable(
            "flow_scenarios",
            say("flow_scenarios.list"),
            [
                Column("label", say("flow_scenarios.column.label"), 52, lambda one: one.label, Kind.SECOND),
                Column(
                    "title", say("flow_scenarios.column.title"), 200, lambda one: one.title, stretch=True,
                    edit=self._give_title, tip=_tip,
                ),
            ],
            lambda one: one.id,
        )  # fmt: skip
        self.list.row_chosen.connect(self._show)
        column.addWidget(self.list)
        column.addWidget(SectionHead(say("flow_scenarios.purpose")))
        self.purpose = PlainText(say("flow_scenarios.purpose"), lines=2, most=5)
        self.purpose.settled.connect(self._give_purpose)
        column.addWidget(self.purpose)
        self.steps_head = SectionHead(say("flow_scenarios.steps"))
        column.addWidget(self.steps_head)
        self.steps: RecordTable[StepLine] = RecordTable(
            "flow_scenario_steps",
            say("flow_scenarios.steps"),
            [
                Column("number", say("flow_scenarios.column.number"), 52, lambda one: one.number,
                       Kind.NUMBER),
                Column(
                    "text", say("flow_scenarios.column.text"), 150, lambda one: one.step.shown, stretch=True,
                    edit=self._reword, tip=lambda one: one.step.name,
                ),
                Column("when", say("flow_scenarios.column.when"), 104, _when, Kind.SECOND, _when, _when),
            ],
            lambda one: one.place,
        )  # fmt: skip
        self.steps.row_chosen.connect(self._show_step)
        self.steps.space_pressed.connect(self._toggle)
        column.addWidget(self.steps, 1)
        self.features = Label("", "second", ink="text2", wrap=True)
        column.addWidget(self.features)
        self.left = Label("", "second", ink="warn", wrap=True)
        column.addWidget(self.left)
        return inside

    def _foot(self) -> Bar:
        foot = Bar(px(44), "surface2", "top", pad=12)
        self.again = Button(say("flow_scenarios.again"), clicked=self.make_wanted.emit)
        self.export = Button(say("flow_scenarios.export"), clicked=self.export_wanted.emit)
        self.out = Button(say("flow_scenarios.remove"), "quiet", clicked=self._remove)
        for button in (self.again, self.export):
            foot.add(button)
        foot.add_right(self.out)
        return foot

    def _bind(self) -> None:
        for table, move in ((self.list, self._move_scenario), (self.steps, self._move_step)):
            for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
                bound = QShortcut(QKeySequence(keys), table)
                bound.setContext(Qt.ShortcutContext.WidgetShortcut)
                bound.activated.connect(lambda by=by, move=move: move(by))

    def _show(self, row: ScenarioRow | None) -> None:
        self._row = row
        self.purpose.show_text(row.purpose if row else "")
        number = 0
        lines = []
        for place, step in enumerate(row.steps if row else ()):
            number += not step.is_dropped
            lines.append(StepLine(place, None if step.is_dropped else number, step))
        self.steps.show_rows(lines)
        self.steps_head.show_note(
            say("flow_scenarios.steps_note", shown=number, all=len(lines)) if lines else ""
        )
        named = [f"{one.key} {one.name}" for one in row.features] if row else []
        told = [say("flow_scenarios.features", features="、".join(named[:6]), n=len(named))] if named else []
        if row is not None and row.is_outdated:
            told.append(say("flow_scenarios.outdated"))
        self.features.setText("\n".join(told))
        self.features.setVisible(bool(told))
        self.chosen.emit(row)

    def _show_step(self, line: StepLine | None) -> None:
        if line is not None and self.steps.hasFocus():
            self.step_shown.emit(line.step.element)

    def _give_title(self, row: ScenarioRow, text: str) -> None:
        if self._may_edit:
            self.title_given.emit(row, text)

    def _give_purpose(self, text: str) -> None:
        if self._row is not None and self._may_edit:
            self.purpose_given.emit(self._row, text)

    def _reword(self, line: StepLine, text: str) -> None:
        text = " ".join(text.split())
        self._give_steps(line, replace(line.step, text="" if text == line.step.name else text))

    def _toggle(self, line: StepLine) -> None:
        self._give_steps(line, replace(line.step, is_dropped=not line.step.is_dropped))

    def _give_steps(self, line: StepLine, step: Step) -> None:
        if self._row is not None and self._may_edit:
            steps = [*self._row.steps]
            steps[line.place] = step
            self.steps_given.emit(self._row, steps)

    def _move_step(self, by: int) -> None:
        line = self.steps.current_row()
        if line is None or self._row is None or not self._may_edit:
            return
        steps = [*self._row.steps]
        place = line.place + by
        if 0 <= place < len(steps):
            steps.insert(place, steps.pop(line.place))
            self.steps_given.emit(self._row, steps)
            self.steps.choose(place)

    def _move_scenario(self, by: int) -> None:
        if self._row is not None and self._may_edit:
            self.moved.emit(self._row, by)

    def _remove(self) -> None:
        if self._row is not None:
            self.removed.emit(self._row)


def _tip(row: ScenarioRow) -> str:
    return f"{row.label} {row.title}\n{row.purpose}"


def _when(line: StepLine) -> str:
    return line.step.when
