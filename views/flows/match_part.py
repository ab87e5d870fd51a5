"""Which tasks of the other flow stand for the chosen one, what differs, and correcting both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.flows.comparison import FlowDifference
from models.flows.comparison_words import reason_text
from models.flows.queries import ElementRow
from models.words import say
from views.flows.compared import Partner
from views.flows.marks import SIDE, mark_of, paint_mark
from views.flows.rows import LeadingRow
from views.flows.task_picker import TaskPicker
from views.flows.way_back import WayBack
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.tokens import px


class MatchPart(QObject):
    """Fills a section. `settled(other element id, same)`, `followed(other element id)`."""

    settled = Signal(bytes, bool)
    followed = Signal(bytes)

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self.section = section
        self._tasks: Sequence[ElementRow] = ()
        self.rows: list[LeadingRow] = []
        self.correct_button = Button(
            say("flow_comparison.screen.correct"), "quiet", key="M", small=True, bind=True, clicked=self.open
        )
        section.head.add(self.correct_button)
        self.picker = TaskPicker()
        self.picker.picked.connect(self._picked)
        self.way_back = WayBack(self.correct_button, self.picker)
        self.picker.closed.connect(self.way_back.go)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.confirm_button = Button(
            say("flow_comparison.screen.confirm"), "quiet", small=True, clicked=self._confirm
        )
        for part in (self.picker, self._inside, self.confirm_button):
            section.add(part)
        self._partners: Sequence[Partner] = ()

    def show(
        self,
        title: str,
        partners: Sequence[Partner],
        differences: Sequence[FlowDifference],
        gaps: Mapping[str, str],
        tasks: Sequence[ElementRow],
        refused: str,
    ) -> None:
        """Show the partners of a task, what differs (`gaps`: labels by key of a difference), and what else
        could be its partner; `refused` says why nothing can be corrected, None of it for no task."""
        self.section.head.retitle(title)
        self.section.show()
        self._tasks, self._partners = tasks, partners
        self.picker.hide()
        self.correct_button.setVisible(bool(tasks))
        self.correct_button.disable(refused)
        clear(self._column)
        self.rows = [self._row(partner, not refused) for partner in partners]
        for row, partner in zip(self.rows, partners, strict=True):
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
            score = say("flow_comparison.screen.score", score=f"{partner.pair.score:.2f}")
            about = "　".join((score, reason_text(partner.pair.reason)))
            self._column.addWidget(Label(about, "second", ink="text2", wrap=True))
        if tasks and not partners:
            self._column.addWidget(
                Label(say("flow_comparison.screen.no_partner"), "second", ink="text2", wrap=True)
            )
        for one in differences:
            self._column.addWidget(DifferenceLine(one, gaps.get(one.key, "")))
        open_ones = [partner for partner in partners if not partner.pair.reason.settled]
        self.confirm_button.setVisible(bool(open_ones) and not refused)

    def show_all(self, title: str, differences: Sequence[tuple[str, FlowDifference]]) -> None:
        """All differences of the flow with the word of their kind; each leads to its place."""
        self.section.head.retitle(title)
        self._tasks, self._partners = (), ()
        self.picker.hide()
        self.correct_button.hide()
        self.confirm_button.hide()
        clear(self._column)
        self.rows = []
        for word, one in differences:
            row = LeadingRow(word, one.name or one.text)
            row.setToolTip(one.text)
            if one.element_id is not None:
                row.followed.connect(lambda element=one.element_id: self.followed.emit(element))
            self.rows.append(row)
            self._column.addWidget(row)
        self.section.setVisible(bool(self.rows))

    def hide(self) -> None:
        """Nothing is compared."""
        self.section.hide()

    def open(self) -> None:
        """Show the field that finds tasks of the other flow."""
        if self.correct_button.isEnabled() and self._tasks:
            self.picker.open(self._tasks)

    def _row(self, partner: Partner, removable: bool) -> LeadingRow:
        name = " ".join(partner.row.name.split()) or say("flow_screen.nameless")
        hint = say("flow_comparison.screen.part")
        row = LeadingRow("", name, removable=removable, removing=hint)
        row.setToolTip(partner.row.lane)
        row.followed.connect(lambda: self.followed.emit(partner.row.id))
        row.removed.connect(lambda: self.settled.emit(partner.row.id, False))
        return row

    def _confirm(self) -> None:
        for partner in self._partners:
            if not partner.pair.reason.settled:
                self.settled.emit(partner.row.id, True)

    def _picked(self, element: bytes) -> None:
        self.picker.leave()
        self.settled.emit(element, True)


class DifferenceLine(QWidget):
    """A mark with the sentence of a difference, and the gap that came from it."""

    def __init__(self, difference: FlowDifference, gap: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        words = (
            difference.text
            if not gap
            else say("flow_comparison.screen.with_gap", text=difference.text, gap=gap)
        )
        if difference.difference.slight:
            row.addWidget(Label(words, "second", ink="text2", wrap=True), 1)
            return
        row.addWidget(_Mark(mark_of(difference.difference)), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "second", wrap=True), 1)


class _Mark(QWidget):
    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setAccessibleName(say(f"flow_comparison.mark.{key}"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(SIDE) + 2, round(SIDE) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._key, QRectF(1, 1, SIDE, SIDE))
        painter.end()
