"""The right pane of the score sheet: blindness, the features to be shown, the own memo, the handing in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.errors import UserError
from models.lists.queries import feature_detail
from models.project.project import Project
from models.scoring.queries import Scene
from models.scoring.sheet import SceneScore
from models.words import say
from views.scoring.confirm_button import ConfirmButton
from views.scoring.sheet_state import SheetState
from views.shared.chips import Chip
from views.shared.fields import PlainText
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.panes import Pane
from views.shared.tokens import px


class SheetSide(Pane):
    """`note_typed(text)` with every key in the memo; `submit` hands the sheet in."""

    note_typed = Signal(str)

    def __init__(self, project: Project) -> None:
        super().__init__(say("scoring_screen.side"), edge="left")
        self.setMinimumWidth(px(240))
        self._project = project
        self._showing = False
        self.add(_blind())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._features = QWidget()
        self._column.addWidget(self._features)
        memo = Section(say("scoring_screen.memo"), note=say("scoring_screen.memo_note"))
        self.memo = PlainText(say("scoring_screen.memo"), lines=3, most=10)
        self.memo.textChanged.connect(self._tell)
        memo.add(self.memo)
        self._column.addWidget(memo)
        self._column.addStretch(1)
        self._area.setWidget(inside)
        self.add(self._area, 1)
        self.add(self._foot())

    def show_scene(self, scene: Scene, package: bytes, name: str, score: SceneScore, enabled: bool) -> None:
        """Show what belongs to a scene of a package."""
        self._showing = True
        self.memo.show_text(score.note)
        self.memo.setReadOnly(not enabled)
        self._showing = False
        old = self._features
        self._features = self._feature_part(scene, package, name)
        self._column.replaceWidget(old, self._features)
        old.hide()
        old.deleteLater()

    def show_progress(self, state: SheetState, package: bytes) -> None:
        """Whether the sheet can be handed in, and what keeps it from that."""
        submitted = state.is_submitted(package)
        left, lacks = state.left(package), sum(state.begun_lacks(package).values())
        reason = ""
        if submitted:
            reason = say("scoring_screen.submitted_note")
        elif state.round.is_closed:
            reason = say("scoring_screen.closed_note")
        elif left and lacks:
            reason = say("scoring_screen.not_yet", left=left, lacks=lacks)
        elif left:
            reason = say("scoring_screen.not_yet_left", left=left)
        elif lacks:
            reason = say("scoring_screen.not_yet_lacks", lacks=lacks)
        if reason and self.submit.is_armed():
            self.submit.disarm()
        self.submit.disable(reason)
        self._reason.setText(reason or say("scoring_screen.submit_note"))

    def _feature_part(self, scene: Scene, package: bytes, name: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        shown = Section(say("scoring_screen.shown"))
        told = Section(say("scoring_screen.told", package=name))
        words = 0
        for feature in scene.features:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(px(8))
            line.addWidget(Label(feature.label, "second", ink="text2", number=True))
            line.addWidget(Label(feature.name, "second", elide=True), 1)
            answer = self._answer(feature.id, package)
            if answer is not None:
                line.addWidget(Chip(answer_chip(answer[0]), plain=True))
                if answer[1]:
                    told.add(Label(answer[1], "second", wrap=True))
                    words += 1
            shown.add(row)
        if not scene.features:
            shown.add(Label(say("scoring_screen.no_features"), "second", ink="text2", wrap=True))
        column.addWidget(shown)
        if words:
            column.addWidget(told)
        else:
            told.deleteLater()
        return part

    def _answer(self, feature: bytes, package: bytes) -> tuple[str, str] | None:
        try:
            cell = feature_detail(self._project, feature).row.answers.get(package)
        except UserError:
            return None
        return None if cell is None else (cell.answer, cell.method)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "surface2")
        foot.setProperty("edge", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(6))
        self.submit = ConfirmButton(say("scoring_screen.submit"), say("scoring_screen.submit_again"))
        policy = self.submit.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.submit.setSizePolicy(policy)
        self._reason = Label("", "second", ink="text2", wrap=True)
        column.addWidget(self.submit)
        column.addWidget(self._reason)
        return foot

    def _tell(self) -> None:
        if not self._showing:
            self.note_typed.emit(self.memo.toPlainText())


def _blind() -> QFrame:
    note = QFrame()
    note.setProperty("ground", "tint")
    column = QVBoxLayout(note)
    column.setContentsMargins(px(14), px(10), px(14), px(10))
    column.setSpacing(px(2))
    column.addWidget(Chip("score.sealed", say("scoring_screen.blind"), plain=True))
    column.addWidget(Label(say("scoring_screen.blind_note"), "second", ink="text2", wrap=True))
    return note
