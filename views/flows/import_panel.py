"""Before flows are stored: their names, kind and package, and what reading noticed in each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bpmn.reading_order import tasks_of
from models.findings import Finding
from models.flows.rules import FLOW_KINDS
from models.words import say
from views.flows.candidates import Candidate
from views.shared.blocks import clear
from views.shared.buttons import Button, Segments
from views.shared.chips import Chip
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.panes import Bar, FilterBar, Pane, ScreenHead
from views.shared.tokens import px

_NOTES = 20
NO_PACKAGE = ""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What is to be imported: files with their names, of one kind, perhaps of one package."""

    paths: tuple[Path, ...]
    names: tuple[str, ...]
    kind: str
    package: bytes | None


class ImportPanel(Pane):
    """`wished(ImportWish)` on the button, `closed` when nothing is to be imported."""

    wished = Signal(object)
    closed = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(say("flow_screen.import.title"))
        self._known: frozenset[str] = frozenset()
        self._files: list[_FileBox] = []
        self.head = ScreenHead(say("flow_screen.import.title"))
        kinds = [(kind, say(f"flows.kinds.{kind}")) for kind in FLOW_KINDS]
        self.kind = Segments(kinds, say("flow_screen.kind"))
        self.kind.chosen.connect(lambda _: self._settle())
        self.package = Choice([], say("flow_screen.import.package"))
        bar = FilterBar()
        bar.add(Label(say("flow_screen.kind"), "second", ink="text2"))
        bar.add(self.kind)
        bar.add(self.package)
        self.add(self.head)
        self.add(bar)
        self.add(self._scroll(), 1)
        self.add(self._foot())

    def show_candidates(
        self, candidates: Sequence[Candidate], known: frozenset[str], packages: Sequence[tuple[str, str]]
    ) -> None:
        """Show files that were read; `known` names are in use, `packages` are (hex id, name)."""
        self._known = known
        self.package.set_choices([(NO_PACKAGE, say("flow_screen.import.no_package")), *packages])
        clear(self._column)
        self._files = [_FileBox(one) for one in candidates]
        for box in self._files:
            box.name.textChanged.connect(lambda _: self._settle())
            self._column.addWidget(box)
        self._column.addStretch(1)
        self.kind.choose(_likely_kind([one.path.stem for one in candidates if one.flow is not None]))
        self._settle()
        fields = [box.name for box in self._files if box.candidate.flow is not None]
        (fields[0] if fields else self.close_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self.close_button.hasFocus()):
            self.closed.emit()
        elif is_enter and self.import_button.isEnabled():
            self._wish()
        else:
            super().keyPressEvent(event)

    def _scroll(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(12))
        area.setWidget(inside)
        return area

    def _foot(self) -> Bar:
        foot = Bar(px(44), edge="top")
        self._hint = Label("", "second", ink="text2", elide=True)
        self.close_button = Button(say("flow_screen.cancel"), "quiet", key="Esc", clicked=self.closed.emit)
        self.import_button = Button(
            say("flow_screen.import.button"), "primary", key="Enter", clicked=self._wish
        )
        self.template_button = Button(say("flow_screen.export.template"), "quiet")
        self.template_button.clicked.connect(lambda *_: self.template_wanted.emit())
        foot.add(self.template_button)
        foot.add(self._hint, 1)
        foot.add_right(self.close_button)
        foot.add_right(self.import_button)
        return foot

    def _settle(self) -> None:
        """Say of each name and of the whole whether it can be imported."""
        self.package.setVisible(self.kind.key() == "standard")
        ready = [box for box in self._files if box.candidate.flow is not None]
        names = [box.name.text().strip() for box in ready]
        wrong = 0
        for box, name in zip(ready, names, strict=True):
            taken = name in self._known or names.count(name) > 1
            reason = say("flow_screen.import.no_name") if not name else ""
            box.name.mark_wrong(reason or (say("flow_screen.import.taken", name=name) if taken else ""))
            wrong += bool(reason) or taken
        left_out = len(self._files) - len(ready)
        reason = say("flow_screen.import.names_wrong", n=wrong) if wrong else ""
        self.import_button.disable(reason or ("" if ready else say("flow_screen.import.none")))
        self.import_button.retitle(say("flow_screen.import.button_n", n=len(ready)))
        hint = say("flow_screen.import.left_out", n=left_out) if left_out else ""
        self._hint.setText(self.import_button.toolTip() or hint)
        self.head.show_note(say("flow_screen.import.files", n=len(self._files)))

    def _wish(self) -> None:
        if not self.import_button.isEnabled():
            return
        ready = [box for box in self._files if box.candidate.flow is not None]
        chosen = self.package.key() if self.kind.key() == "standard" else NO_PACKAGE
        self.wished.emit(
            ImportWish(
                tuple(box.candidate.path for box in ready),
                tuple(box.name.text().strip() for box in ready),
                self.kind.key(),
                bytes.fromhex(chosen) if chosen else None,
            )
        )


class _FileBox(QFrame):
    """One file: its name in the project, what is in it, and what was noticed."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        self.setProperty("edge", "all")
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        self.name = TextField(say("flow_screen.import.name"), text=candidate.path.stem)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        column.addLayout(top)
        if candidate.flow is None:
            top.addWidget(Chip("other.error"))
            top.addWidget(Label(candidate.problem, "second", ink="bad", wrap=True), 1)
            self._list(column)
            return
        counts = say(
            "flow_screen.import.counts",
            file=candidate.path.name,
            tasks=len(tasks_of(candidate.flow)),
            planes=len(candidate.flow.planes),
        )
        self.name.setMaximumWidth(px(420))
        top.addWidget(self.name, 2)
        top.addWidget(Label(counts, "second", ink="text2", elide=True), 1)
        self._list(column)

    def _list(self, column: QVBoxLayout) -> None:
        for found in self.candidate.findings[:_NOTES]:
            line = QHBoxLayout()
            line.setSpacing(px(8))
            line.addWidget(Chip(f"other.{found.severity.value}"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(_told(self.candidate, found), "second", wrap=True), 1)
            column.addLayout(line)
        rest = len(self.candidate.findings) - _NOTES
        if rest > 0:
            column.addWidget(Label(say("flow_screen.more", n=rest), "second", ink="text2"))


def _likely_kind(names: Sequence[str]) -> str:
    """The kind whose word stands in all the names, else the current one."""
    for kind in ("standard", "agreed"):
        marks = [mark.casefold() for mark in say(f"flow_screen.kind_marks.{kind}").split("|")]
        if names and all(any(mark in name.casefold() for mark in marks) for name in names):
            return kind
    return "current"


def _told(candidate: Candidate, found: Finding) -> str:
    """The sentence of a finding, with the cell where it is one of a table that can't be read."""
    cell = found.where.rpartition("!")[2] if candidate.flow is None else ""
    return f"{cell}　{found.message}" if cell else found.message
