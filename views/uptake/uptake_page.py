"""A newer edition of a feature list, compared and decided item by item before it is taken in."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import UserError
from models.lists.editions.shape import Change, Comparison
from models.lists.mapping import Mapping
from models.uptake.commands import TakenIn, take_in_edition
from models.uptake.plan import Plan, plan_uptake
from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.panes import Bar, Pane, Splitter
from views.shared.session import Cancel, Cancelled, Progress, Session
from views.shared.table import RecordTable
from views.shared.tokens import height, px
from views.uptake.lines import CHANGED, Line, chosen, columns, filters, lines
from views.uptake.sides import Sides


class UptakePage(QWidget):
    """Compares the file at `path` with a list of the project, in the background. `left` when done with, after
    `taken` where it was taken in."""

    left = Signal()
    taken = Signal()

    def __init__(self, session: Session, path: Path, list_id: bytes, mapping: Mapping | None = None) -> None:
        super().__init__()
        self.session = session
        self._path, self._list, self._mapping = path, list_id, mapping
        self.plan: Plan | None = None
        self.found: Comparison | None = None
        self.accepted: frozenset[str] = frozenset()
        self.apart: frozenset[str] = frozenset()
        self._lines: list[Line] = []
        self.table = RecordTable[Line](
            "uptake", say("uptake_screen.title"), columns(), lambda line: line.id, cell_cursor=False
        )
        self.sides = Sides()
        self._build()
        self._bind()
        self.compare()

    def compare(self) -> None:
        """Read the file and compare it with the list as it stands now."""
        project, path, mapping = self.session.project, self._path, self._mapping

        def work(progress: Progress, cancelled: Cancelled) -> Plan:
            def tell(done: int, total: int) -> None:
                progress(done, total)
                if cancelled():
                    raise Cancel

            return plan_uptake(project, path, self._list, mapping, tell)

        self.take_button.disable(say("uptake_screen.comparing"))
        title = say("uptake_screen.comparing_file", file=path.name)
        if not self.session.work(title, work, self._show, self._failed):
            QTimer.singleShot(0, self, self.left.emit)

    def take(self) -> None:
        """Take the edition in, in the background and as one act."""
        plan, edition = self.plan, self.edition.text()
        if plan is None or not self.take_button.isEnabled():
            return
        project, accepted, apart = self.session.project, self.accepted, self.apart
        self.take_button.disable(say("uptake_screen.taking"))
        started = self.session.work(
            say("uptake_screen.taking"),
            lambda _progress, _cancelled: take_in_edition(project, plan, edition, accepted, apart),
            self._taken,
            self._failed,
        )
        if not started:
            self._show_state()

    def decide(self) -> None:
        """Accept the suspect in hand, or take the acceptance back."""
        line = self.table.current_row()
        if line is not None and line.suspect is not None:
            self.accepted = self.accepted ^ {line.suspect.key}
            self._resolve()

    def pull_apart(self) -> None:
        """Say that the two items in hand are not the same, or that they are after all."""
        line = self.table.current_row()
        if line is not None and line.new is not None and (line.is_apart or line.old is not None):
            self.apart = self.apart ^ {line.new.label}
            self._resolve()

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self.accepted = self.apart = frozenset()
        self.edition.setText(_next_edition(plan.list.edition))
        self._resolve()
        self.table.choose_first()
        self.table.setFocus()

    def _resolve(self) -> None:
        if self.plan is None:
            return
        try:
            self.found = self.plan.decided(self.accepted, self.apart)
        except UserError as error:
            self.session.failed.emit(error.message)
            return
        self._lines = lines(self.plan, self.found, self.accepted, self.apart)
        wanted = self.filter.key() or CHANGED
        self.filter.blockSignals(True)
        self.filter.set_choices(filters(self._lines, self.found))
        self.filter.choose(wanted)
        self.filter.blockSignals(False)
        self._show_lines()

    def _show_lines(self) -> None:
        self.table.show_rows(chosen(self._lines, self.filter.key() or CHANGED))
        self.table.choose_first()
        self._show_line()
        self._show_state()

    def _show_line(self) -> None:
        line, plan = self.table.current_row(), self.plan
        old = say("uptake_screen.old", edition=plan.list.edition if plan else "")
        new = say("uptake_screen.new", edition=self.edition.text())
        self.sides.show_line(line, old, new)
        suspect = line.suspect if line else None
        self.accept_button.setVisible(suspect is not None)
        if suspect is not None and line is not None:
            kind = "split" if suspect.kind is Change.SPLIT else "merged"
            self.accept_button.retitle(
                say(f"uptake_screen.{'take_back' if line.is_accepted else f'accept_{kind}'}")
            )
        paired = line is not None and line.new is not None and (line.old is not None or line.is_apart)
        self.apart_button.setVisible(paired and suspect is None)
        if line is not None:
            self.apart_button.retitle(say(f"uptake_screen.{'together' if line.is_apart else 'apart'}"))
            self.how.setText(_said(line))

    def _show_state(self) -> None:
        """What is still open; a suspect nobody accepted is no obstacle, but is said."""
        if self.plan is None or self.found is None:
            return
        reason = self._reason()
        open_suspects = [one for one in self.found.suspects if one.key not in self.accepted]
        stale = len(
            {gap.id for one in self._lines if one.is_stale for gap in one.hanging.gaps if gap.is_decided}
        )
        said = [say("uptake_screen.stale_count", n=stale)] if stale else [say("uptake_screen.none_stale")]
        if open_suspects:
            said.append(say("uptake_screen.suspects_open", n=len(open_suspects)))
        self.state.setText(reason or "　".join(said))
        self.state.use_ink("warn" if reason or open_suspects else "text2")
        self.take_button.disable(reason)

    def _reason(self) -> str:
        if self.session.project.readonly:
            return say("project.readonly")
        edition = self.edition.text().strip()
        if not edition:
            return say("editions.without_name")
        if self.plan is not None and edition == self.plan.list.edition:
            return say("editions.same_name", list=self.plan.list.name, edition=edition)
        return ""

    def _taken(self, taken: TakenIn) -> None:
        self.taken.emit()
        self.left.emit()
        self.session.announce(taken.changed)

    def _failed(self, message: str) -> None:
        self.session.failed.emit(message)
        self._show_state()
        if self.plan is None:
            self.left.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Bar(height("head"))
        head.add(Button(say("uptake_screen.back"), "quiet", icon="left", clicked=self.left.emit))
        head.add(
            Label(say("uptake_screen.title_of", file=self._path.name), "title", bold=True, elide=True), 1
        )
        self.edition = TextField(say("uptake_screen.edition"), say("uptake_screen.edition_prompt"))
        self.edition.setFixedWidth(px(120))
        self.take_button = Button(
            say("uptake_screen.take"), "primary", clicked=self.take, key=say("uptake_screen.key.take")
        )
        head.add_right(Label(say("uptake_screen.edition"), "second", ink="text2"))
        head.add_right(self.edition)
        head.add_right(self.take_button)
        bar = Bar(height("tabs"))
        self.filter = Choice(name=say("uptake_screen.filter_name"))
        self.state = Label("", "second", elide=True)
        bar.add(self.filter)
        bar.add(self.state, 1)
        keys = [(say(f"uptake_screen.key.{one}"), say(f"uptake_screen.key_word.{one}"))
                for one in ("step", "decide", "apart", "take")]  # fmt: skip
        left, right = (
            Pane(say("uptake_screen.title"), keys=keys),
            Pane(say("uptake_screen.sides"), "left", keys=keys),
        )
        left.add(self.table, 1)
        right.add(self.sides, 1)
        foot = Bar(height("tabs"), edge="top")
        self.how = Label("", "second", ink="text2", elide=True)
        self.accept_button = Button(say("uptake_screen.accept_split"), clicked=self.decide)
        self.apart_button = Button(say("uptake_screen.apart"), "quiet", clicked=self.pull_apart)
        foot.add(self.how, 1)
        foot.add_right(self.apart_button)
        foot.add_right(self.accept_button)
        right.add(foot)
        splitter = Splitter(left, right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([px(540), px(740)])
        column.addWidget(head)
        column.addWidget(bar)
        column.addWidget(splitter, 1)

    def _bind(self) -> None:
        self.table.row_chosen.connect(lambda _: self._show_line())
        self.table.space_pressed.connect(lambda _: self.decide())
        self.filter.currentIndexChanged.connect(lambda _: self._show_lines())
        self.edition.textChanged.connect(self._show_line)
        self.edition.textChanged.connect(self._show_state)
        acts = {"Ctrl+Return": self.take, "Ctrl+Enter": self.take}
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        steps = {"J": lambda: self.table.step(1), "K": lambda: self.table.step(-1), "X": self.pull_apart}
        for keys, step in steps.items():
            shortcut = QShortcut(QKeySequence(keys), self.table, step)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)


def _said(line: Line) -> str:
    """All classes, what brought the two together, and the items of a suspect."""
    parts = [line.classes]
    if line.pair.how:
        parts.append(say(f"editions.how.{line.pair.how}", percent=line.pair.percent))
    return "　".join([*parts, line.family] if line.family else parts)


def _next_edition(edition: str) -> str:
    """第1版 → 第2版; nothing where the name holds no number."""
    found = re.search(r"\d+(?!.*\d)", edition)
    return (
        ""
        if found is None or len(found[0]) > 6
        else (f"{edition[: found.start()]}{int(found[0]) + 1}{edition[found.end() :]}")
    )
