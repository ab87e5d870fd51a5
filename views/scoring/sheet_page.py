"""The score sheet: the scenes, the scene being scored, and at the right what is shown and the handing in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.errors import UserError
from models.project.project import Project
from models.scoring.commands import submit_sheet
from models.scoring.sheet import SceneScore
from models.words import say
from views.scoring.sheet_form import SheetForm
from views.scoring.sheet_scenes import SheetScenes
from views.scoring.sheet_side import SheetSide
from views.scoring.sheet_state import SheetState
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.panes import Bar, Pane, Splitter
from views.shared.session import Session
from views.shared.tokens import height, px

KEYS = ("1–4", "Tab", "0–5", "Ctrl+Enter", "PageUp", "F8", "Alt+S", "Alt+R")


class SheetPage(QWidget):
    """Scores one round, package by package. `failed(sentence)` where a draft cannot be kept; `noted` when
    what the status line says changed; `rounds_asked` to leave."""

    failed = Signal(str)
    noted = Signal()
    rounds_asked = Signal()

    def __init__(self, session: Session, state: SheetState) -> None:
        super().__init__()
        self.session, self.state = session, state
        self.project: Project = session.project
        self.package = next(
            (one.id for one in state.round.packages if not state.is_submitted(one.id)),
            state.round.packages[0].id,
        )
        self.place = 0
        self.scenes = SheetScenes(state)
        self.form = SheetForm(state.round.rule)
        self.side = SheetSide(self.project)
        parts = Splitter(self.scenes, self._middle(), self.side)
        for number, stretch in enumerate((0, 1, 0)):
            parts.setStretchFactor(number, stretch)
        parts.setSizes([248, 702, 280])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)
        self.scenes.list.scene_chosen.connect(self.go_to)
        self.scenes.packages.chosen.connect(lambda key: self.show_package(bytes.fromhex(key)))
        self.scenes.leave.clicked.connect(lambda *_: self.rounds_asked.emit())
        self.form.edited.connect(self._keep)
        self.form.next_asked.connect(self.next)
        self.side.note_typed.connect(self._keep_note)
        self.side.submit.confirmed.connect(self.submit)
        self._bind()
        self.show_package(self.package)

    def show_package(self, package: bytes) -> None:
        """Go to a package's sheet, to the first scene that lacks something."""
        self.package = package
        first = self.state.next_lacking(package, -1)
        self.place = first or 0
        self._show_scene()

    def go_to(self, place: int) -> None:
        """Go to a scene by its place."""
        if 0 <= place < len(self.state.scenes) and place != self.place:
            self.place = place
            self._show_scene()

    def next(self) -> None:
        """Go to the next scene, its choice first; after the last one to what is missing."""
        if self.place + 1 < len(self.state.scenes):
            self.go_to(self.place + 1)
            self.form.start()
        else:
            self.next_lack()

    def before(self) -> None:
        """Go to the former scene."""
        self.go_to(self.place - 1)
        self.form.start()

    def next_lack(self) -> None:
        """Go to the next place where something is missing; to the handing in when there is none."""
        found = self.state.next_lacking(self.package, self.place)
        if found is None:
            self.side.submit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.go_to(found)
        lacks = self.state.lacks(self.package, self.state.scenes[found].id)
        self.form.enter_lack(lacks[0])

    def submit(self) -> None:
        """Hand the sheet in."""
        state, package = self.state, self.package
        scores = state.scores(package)
        self.session.run(lambda: submit_sheet(self.project, state.round.id, package, scores))

    def enter(self) -> None:
        """Put the focus on the scene's choice."""
        self.form.start()

    def status_text(self) -> str:
        """Where the scorer is, and since when all is kept."""
        code = self.state.scenes[self.place].code
        lacks = self.state.lacks(self.package, self.state.scenes[self.place].id)
        words = say(f"scoring.lack.{lacks[0]}") if lacks and self._is_begun() else ""
        kept = (
            say("scoring_screen.kept", time=f"{self.state.saved_at:%H:%M:%S}") if self.state.saved_at else ""
        )
        return "　".join(part for part in (code, words, kept) if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.form.take_key(event):
            super().keyPressEvent(event)

    def _middle(self) -> Pane:
        pane = Pane(
            say("scoring_screen.sheet"), keys=[(key, say(f"scoring_screen.key.{key}")) for key in KEYS]
        )
        pane.setMinimumWidth(px(460))
        head = Bar(height("head"))
        self._where = Label("", "second", ink="text2")
        self._submitted = Chip("score.sealed", say("scoring_screen.submitted"))
        head.add(self._where)
        head.add_right(self._submitted)
        foot = Bar(px(48), "surface2", "top", pad=20)
        before = Button(say("scoring_screen.before"), key="PageUp", clicked=self.before)
        self._next = Button(say("scoring_screen.next"), "primary", key="Ctrl+Enter", clicked=self.next)
        foot.add(before)
        foot.add_right(Label(say("scoring_screen.kept_here"), "second", ink="text2"))
        foot.add_right(self._next)
        pane.add(head)
        pane.add(self.form, 1)
        pane.add(foot)
        return pane

    def _show_scene(self) -> None:
        scene, package = self.state.scenes[self.place], self.package
        submitted = self.state.is_submitted(package)
        score = self.state.score(package, scene.id)
        name = self.state.sheets[package].name
        at, count = self.place + 1, len(self.state.scenes)
        self._where.setText(say("scoring_screen.where", package=name, at=at, count=count))
        self._submitted.setVisible(submitted)
        self.form.show_scene(scene, score, not submitted)
        self.side.show_scene(scene, package, name, score, not submitted)
        self._show_progress()

    def _show_progress(self) -> None:
        self.scenes.show_progress(self.package, self.place)
        self.side.show_progress(self.state, self.package)
        self.noted.emit()

    def _keep(self, score: SceneScore) -> None:
        scene = self.state.scenes[self.place].id
        note = self.state.score(self.package, scene).note
        self._store(scene, replace(score, note=note))

    def _keep_note(self, note: str) -> None:
        scene = self.state.scenes[self.place].id
        self._store(scene, replace(self.state.score(self.package, scene), note=note))

    def _store(self, scene: bytes, score: SceneScore) -> None:
        try:
            self.state.keep(self.package, scene, score)
        except UserError as error:
            self.failed.emit(error.message)
        self._show_progress()

    def _is_begun(self) -> bool:
        return self.state.mark(self.package, self.state.scenes[self.place].id).is_begun

    def _bind(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.next,
            "Ctrl+Enter": self.next,
            "PgDown": self.next,
            "PgUp": self.before,
            "F8": self.next_lack,
            "Alt+S": self.form.enter_evidence,
            "Alt+R": self.form.enter_remark,
        }
        for keys, act in acts.items():
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(act)
