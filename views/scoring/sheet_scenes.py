"""The left pane of the score sheet: packages, progress, what is missing, the scenes, the declaration."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from models.scoring.sheet import LACKS
from models.words import say
from views.scoring.scene_list import SceneLine, SceneList
from views.scoring.sheet_state import SheetState
from views.shared.buttons import Button, Segments
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.moments import full_moment
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import px
from views.shared.work_bar import ProgressLine


class SheetScenes(Pane):
    """The state of the sheets; `list` and `packages` tell what is chosen, `leave` goes to the rounds."""

    def __init__(self, state: SheetState) -> None:
        super().__init__(
            say("scoring_screen.scenes"),
            edge="right",
            keys=[(key, say(f"scoring_screen.key.{key}")) for key in ("1–4", "PageUp", "Ctrl+Enter", "F8")],
        )
        self.setMinimumWidth(px(220))
        self._state = state
        head = ScreenHead(state.round.name)
        self.leave = Button(say("scoring_screen.rounds"), "quiet", small=True)
        head.add_right(self.leave)
        self.add(head)
        self.add(self._progress_part())
        self.list = SceneList()
        self.add(self.list, 1)
        self.add(self._foot())

    def show_progress(self, package: bytes, place: int) -> None:
        """Show how far all sheets are, with the cursor at a scene of one."""
        state = self._state
        done = total = 0
        for one in state.round.packages:
            made = state.progress(one.id)
            done, total = done + made.done, total + made.total
            counted = say("scoring_screen.package", package=one.name, done=made.done, count=made.total)
            self.packages.retitle(one.id.hex(), counted)
        self.packages.choose(package.hex())
        share = done / total if total else 0.0
        self._count.setText(say("scoring_screen.entered", done=done, count=total))
        self._share.setText(f"{share:.0%}")
        self._bar.show_share(share)
        lacks = state.begun_lacks(package)
        words = [
            say("scoring_screen.lack_count", lack=say(f"scoring_screen.lack.{lack}"), count=lacks[lack])
            for lack in LACKS
            if lacks[lack]
        ]
        text = say("scoring_screen.lacks", lacks=say("chips.join").join(words)) if words else ""
        self._lacks.show_chip("other.warning", text)
        self._lacks.setVisible(bool(words))
        lines = [SceneLine(one.code, one.title, state.mark(package, one.id)) for one in state.scenes]
        self.list.show_lines(lines, place)

    def _progress_part(self) -> QFrame:
        part = QFrame()
        part.setProperty("ground", "surface")
        part.setProperty("edge", "bottom")
        column = QVBoxLayout(part)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        until = say("scoring_screen.until", day=self._state.round.closes_on)
        column.addWidget(Label(until, "second", ink="text2"))
        self.packages = Segments(
            [(one.id.hex(), one.name) for one in self._state.round.packages], say("scoring_screen.packages")
        )
        column.addWidget(self.packages)
        row = QHBoxLayout()
        self._count = Label("", "second", bold=True, number=True)
        self._share = Label("", "second", ink="text2", number=True)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._share)
        column.addLayout(row)
        self._bar = ProgressLine(220)
        column.addWidget(self._bar)
        low = QHBoxLayout()
        self._lacks = Chip("other.warning", plain=True)
        self._lacks.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lacks.setMinimumWidth(px(24))
        low.addWidget(self._lacks)
        low.addStretch(1)
        low.addWidget(Label(say("scoring_screen.lacks_key"), "small", ink="text3"))
        column.addLayout(low)
        return part

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "surface2")
        foot.setProperty("edge", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(0)
        declared = self._state.interest
        if declared is not None:
            what = "some" if declared.has_interest else "none"
            chip = "other.warning" if declared.has_interest else "other.done"
            column.addWidget(Chip(chip, say(f"scoring_screen.declared.{what}"), plain=True))
            if declared.note:
                column.addWidget(Label(declared.note, "second", ink="text2", wrap=True))
            column.addWidget(Label(full_moment(declared.time), "second", ink="text2", number=True))
        return foot
