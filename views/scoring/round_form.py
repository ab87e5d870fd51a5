"""回を始める: name, number, packages, scenes from a table, closing day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.errors import UserError
from models.lists.queries import packages
from models.members.queries import sections
from models.project.project import Project
from models.scoring.commands import NewScene
from models.scoring.files import SCENE_COLUMNS, read_scenes
from models.scoring.queries import rounds
from models.scoring.scenario_scenes import scenes_from_scenarios
from models.words import joined, say
from views.shared.buttons import Button
from views.shared.choices import CheckBox, Choice
from views.shared.error_line import ErrorLine
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.panes import Bar, Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

_DAYS = 14


@dataclass(frozen=True, slots=True)
class NewRound:
    """What the form was filled in with."""

    number: int
    name: str
    packages: tuple[bytes, ...]
    scenes: tuple[NewScene, ...]
    closes_on: str


class RoundForm(Pane):
    """`begun(NewRound)` on the button or Ctrl+Enter; `left` to go back. `ask_file` is asked for the table."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__(
            say("scoring_screen.new_round"), keys=[("Ctrl+Enter", say("scoring_screen.form.go"))]
        )
        self._project = project
        self._scenes: tuple[NewScene, ...] = ()
        self._asks_section = False
        self.ask_file: Callable[[], Path | None] = self._ask_file
        head = ScreenHead(say("scoring_screen.new_round"))
        leave = Button(say("scoring_screen.rounds"), "quiet", small=True)
        leave.clicked.connect(lambda *_: self.left.emit())
        head.add_right(leave)
        self.add(head)
        self.errors = ErrorLine()
        self.add(self.errors)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body())
        self.add(area, 1)
        self.add(self._foot())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(self.begin)
        self._settle()

    def enter(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_file(self, path: Path) -> None:
        """Take the scenes from a table; what is wrong with it is said above the form."""
        try:
            scenes = tuple(read_scenes(self._project, path))
        except UserError as error:
            self.errors.show_error(error.message)
            return
        self.errors.clear()
        self._show_scenes(scenes, say("scoring_screen.form.read", file=path.name, n=len(scenes)))

    def take_scenarios(self) -> None:
        """Take the scenes from the scenarios of the flows; for those without a section one is asked for."""
        owner = bytes.fromhex(self.section.key()) if self._asks_section and self.section.key() else None
        scenes, homeless = scenes_from_scenarios(self._project, owner)
        self._asks_section = self._asks_section or bool(homeless)
        self._section_label.setVisible(self._asks_section)
        self.section.setVisible(self._asks_section)
        if not scenes and not homeless:
            self.errors.show_error(say("scoring.no_scenarios"))
            return
        self.errors.clear()
        if homeless:
            names = joined(one.label for one in homeless[:5]) + ("…" if len(homeless) > 5 else "")
            self.errors.show_error(say("scoring.scenarios_without_section", scenarios=names))
        self._show_scenes(tuple(scenes), say("scoring_screen.form.taken", n=len(scenes)))

    def _show_scenes(self, scenes: tuple[NewScene, ...], told: str) -> None:
        self._scenes = scenes
        self.file.setText(told)
        self.table.show_rows(self._scenes)
        self.table.setVisible(bool(self._scenes))
        self._settle()

    def begin(self) -> None:
        """Begin the round, if nothing is missing."""
        if self._lack():
            return
        chosen = tuple(one for one, box in self.packages.items() if box.isChecked())
        made = NewRound(
            int(self.number.text()), self.name.text(), chosen, self._scenes, self.closes_on.text().strip()
        )
        self.begun.emit(made)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(10))
        number = max((one.number for one in rounds(self._project)), default=0) + 1
        default = say("scoring.cli.default_name", number=number)
        self.name = TextField(say("scoring_screen.form.name"), text=default)
        self.number = TextField(say("scoring_screen.form.number"), text=str(number))
        self.closes_on = TextField(
            say("scoring_screen.form.closes_on"), text=(date.today() + timedelta(days=_DAYS)).isoformat()
        )
        self.name.setMaximumWidth(px(420))
        for field in (self.number, self.closes_on):
            field.setMaximumWidth(px(140))
        for row, field in enumerate((self.name, self.number, self.closes_on)):
            grid.addWidget(Label(field.accessibleName(), "second", ink="text2"), row, 0)
            grid.addWidget(field, row, 1)
            field.textChanged.connect(lambda _: self._settle())
        grid.addWidget(Label(say("scoring_screen.packages"), "second", ink="text2"), 3, 0)
        grid.addLayout(self._package_row(), 3, 1)
        grid.addWidget(Label(say("scoring_screen.scenes"), "second", ink="text2"), 4, 0)
        grid.addLayout(self._file_row(), 4, 1)
        self._section_label = Label(say("scoring_screen.form.section"), "second", ink="text2")
        nobody = ("", say("scoring_screen.form.no_section"))
        offered = [(one.id.hex(), one.label) for one in sections(self._project)]
        self.section = Choice([nobody, *offered], say("scoring_screen.form.section"))
        self.section.setMaximumWidth(px(420))
        self.section.picked.connect(lambda _: self.take_scenarios())
        for part in (self._section_label, self.section):
            part.hide()
        grid.addWidget(self._section_label, 5, 0)
        grid.addWidget(self.section, 5, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        hint = say("scoring_screen.form.columns", columns="、".join(SCENE_COLUMNS))
        column.addWidget(Label(hint, "second", ink="text2", wrap=True))
        self.table = self._scene_table()
        column.addWidget(self.table, 1)
        column.addStretch(0)
        return body

    def _package_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.packages: dict[bytes, CheckBox] = {}
        for one in packages(self._project):
            box = CheckBox(one.name)
            box.setChecked(True)
            box.toggled.connect(lambda _: self._settle())
            self.packages[one.id] = box
            row.addWidget(box)
        if not self.packages:
            row.addWidget(Label(say("scoring_screen.form.no_packages"), "second", ink="warn", wrap=True))
        row.addStretch(1)
        return row

    def _file_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self.choose_file = Button(say("scoring_screen.form.choose_file"), icon="open")
        self.choose_file.clicked.connect(lambda *_: self._take_file())
        self.from_flows = Button(say("scoring_screen.form.from_scenarios"), icon="flow")
        self.from_flows.clicked.connect(lambda *_: self.take_scenarios())
        self.file = Label(say("scoring_screen.form.no_file"), "second", ink="text2", elide=True)
        row.addWidget(self.choose_file)
        row.addWidget(self.from_flows)
        row.addWidget(self.file, 1)
        return row

    def _scene_table(self) -> RecordTable[NewScene]:
        places = {one.id: one.label for one in sections(self._project)}
        word = "scoring_screen.column."
        table: RecordTable[NewScene] = RecordTable(
            "new_scenes",
            say("scoring_screen.scenes"),
            [
                Column("code", say(word + "code"), 72, lambda one: one.code, Kind.SECOND),
                Column("title", say(word + "title"), 220, lambda one: one.title),
                Column("purpose", say(word + "purpose"), 320, lambda one: one.purpose, stretch=True),
                Column("section", say(word + "section"), 160, lambda one: places.get(one.section, "—")),
                Column("features", say(word + "features"), 64, lambda one: len(one.features), Kind.NUMBER),
            ],
            lambda one: one.code,
        )
        table.setMinimumHeight(px(240))
        table.hide()
        return table

    def _foot(self) -> Bar:
        foot = Bar(px(48), "surface2", "top")
        self.button = Button(say("scoring_screen.form.go"), "primary", key="Ctrl+Enter", clicked=self.begin)
        self._reason = Label("", "second", ink="text2", elide=True)
        foot.add(self.button)
        foot.add(self._reason, 1)
        return foot

    def _take_file(self) -> None:
        path = self.ask_file()
        if path is not None:
            self.read_file(path)

    def _ask_file(self) -> Path | None:
        kinds = f"{say('scoring_screen.form.tables')} (*.csv *.tsv *.xlsx *.xls)"
        chosen, _ = QFileDialog.getOpenFileName(self, say("scoring_screen.form.choose_file"), "", kinds)
        return Path(chosen) if chosen else None

    def _lack(self) -> str:
        number = self.number.text()
        if not self.name.text().strip():
            return "name"
        if not (number.isascii() and number.isdigit() and 0 < int(number) < 1000):
            return "number"
        try:
            date.fromisoformat(self.closes_on.text().strip())
        except ValueError:
            return "closes_on"
        if not any(box.isChecked() for box in self.packages.values()):
            return "packages"
        return "" if self._scenes else "scenes"

    def _settle(self) -> None:
        lack = self._lack()
        reason = say(f"scoring_screen.form.lack.{lack}") if lack else ""
        self.button.disable(reason)
        self._reason.setText(reason)
