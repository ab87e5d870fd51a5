"""The three sides of one item: the old edition, the new one, and what hangs on it here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from models.lists.editions.differences import Piece, differences, only_form
from models.lists.editions.shape import COLUMNS, LEVELS, Entry
from models.uptake.hanging import Hanging
from models.words import say
from views.shared.blocks import clear
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.meanings import state_chip
from views.shared.tokens import px
from views.uptake.edition_text import EditionText
from views.uptake.lines import Line

ALWAYS = ("no", "feature_id", "levels", "name", "requirement", "obligation")


class Sides(QScrollArea):
    """Three columns side by side; `show_line` fills them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        holder = QFrame()
        holder.setProperty("ground", "surface")
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(20))
        self.old, self.new, self.ours = (QVBoxLayout() for _ in range(3))
        for side in (self.old, self.new, self.ours):
            side.setSpacing(px(4))
            row.addLayout(side, 1)
        self.setWidget(holder)

    def show_line(self, line: Line | None, old_title: str, new_title: str) -> None:
        """Show an item; None leaves the sides empty."""
        for side, title in (
            (self.old, old_title),
            (self.new, new_title),
            (self.ours, say("uptake_screen.ours")),
        ):
            clear(side)
            side.addWidget(Label(title, bold=True, elide=True))
        if line is not None:
            self._fill_edition(self.old, line.old, line.new, "removed")
            self._fill_edition(self.new, line.new, line.old, "added")
            self._fill_ours(line)
        for side in (self.old, self.new, self.ours):
            side.addStretch(1)

    def _fill_edition(self, side: QVBoxLayout, own: Entry | None, other: Entry | None, mark: str) -> None:
        if own is None:
            side.addWidget(Label(say("uptake_screen.not_there"), ink="text2", wrap=True))
            return
        for name in _shown(own, other):
            before, after = _value(own, name), _value(other, name) if other else _value(own, name)
            old, new = (before, after) if mark == "removed" else (after, before)
            pieces: list[Piece] = [one for one in differences(old, new) if one[0] in ("equal", mark)]
            word = "uptake_screen.levels" if name == "levels" else f"editions.column.{name}"
            side.addSpacing(px(4))
            side.addWidget(Label(say(word), "second", ink="text2"))
            side.addWidget(EditionText(pieces or [("equal", "—")]))
            if mark == "added" and only_form(old, new):
                side.addWidget(Label(say("editions.cli.form_only"), "second", ink="warn", wrap=True))

    def _fill_ours(self, line: Line) -> None:
        hanging = line.hanging
        if line.is_stale:
            self.ours.addWidget(Label(say("uptake_screen.stale"), ink="warn", wrap=True))
        if hanging == Hanging():
            self.ours.addWidget(Label(say("uptake_screen.nothing_hangs"), ink="text2", wrap=True))
            return
        for gap in hanging.gaps:
            self.ours.addSpacing(px(4))
            self.ours.addWidget(Label(f"{gap.label}　{gap.title}", wrap=True))
            self.ours.addWidget(Chip(state_chip(gap.state)), 0, Qt.AlignmentFlag.AlignLeft)
        self.ours.addSpacing(px(4))
        for name in ("tasks", "answers", "scenes"):
            count = getattr(hanging, name)
            if count:
                self.ours.addWidget(Label(say(f"uptake_screen.hangs.{name}", n=count), wrap=True))
        follows = "removed" if line.new is None else "follows"
        self.ours.addWidget(Label(say(f"uptake_screen.hangs.{follows}"), "second", ink="text2", wrap=True))


def _shown(own: Entry, other: Entry | None) -> list[str]:
    """The fields worth showing: the main ones, and every other that differs."""
    rest = [name for name in COLUMNS if name not in (*ALWAYS, *LEVELS)]
    differing = [name for name in rest if other is not None and getattr(own, name) != getattr(other, name)]
    return [*(name for name in ALWAYS if _value(own, name) or (other and _value(other, name))), *differing]


def _value(one: Entry, name: str) -> str:
    return " / ".join(level for level in one.levels if level) if name == "levels" else str(getattr(one, name))
