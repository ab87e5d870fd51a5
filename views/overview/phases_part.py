"""工程の進み: the phases on a timeline, and how far each of their steps is."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.words import say
from models.worklist.phases import DONE, RUNNING, PhaseView, StepView
from views.overview.plan_form import PlanForm
from views.shared.blocks import Block, clear
from views.shared.buttons import Button
from views.shared.charts import Span, Timeline
from views.shared.chips import Chip
from views.shared.labels import Label, separator
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px, tone
from views.shared.type import font, number_font

_SIGNS = {DONE: ("check", "ok"), RUNNING: ("half", "proc")}


class PhasesPart(Block):
    """The block; `planned(code, starts_on, ends_on)` for each phase whose days were changed."""

    planned = Signal(list)

    def __init__(self) -> None:
        super().__init__(say("overview.phases.title"), say("overview.phases.note"))
        self.plan = Button(say("overview.phases.plan"), "quiet", small=True, clicked=self._open_plan)
        self.add_right(self.plan)
        self.timeline = Timeline(say("overview.phases.title"))
        self.add(self.timeline)
        self.form = PlanForm()
        self.form.left.connect(self.form.hide)
        self.form.planned.connect(self.planned)
        self.form.hide()
        self.add(self.form)
        self._row = QHBoxLayout()
        self._row.setSpacing(px(14))
        self.add_layout(self._row)
        self._phases: tuple[PhaseView, ...] = ()

    def show_phases(self, phases: tuple[PhaseView, ...], may_plan: bool) -> None:
        """Show these; the plan can be changed by the secretariat."""
        self.plan.setVisible(may_plan)
        self._show_spans(phases)
        if phases == self._phases:
            return
        self._phases = phases
        clear(self._row)
        for number, phase in enumerate(phases):
            if number:
                self._row.addWidget(separator(vertical=True))
            self._row.addWidget(_PhaseColumn(phase), 1)

    def close_form(self) -> bool:
        """Close the plan; False if it was not open."""
        was_open = not self.form.isHidden()
        self.form.hide()
        return was_open

    def _open_plan(self) -> None:
        self.form.open_plan(self._phases)

    def _show_spans(self, phases: tuple[PhaseView, ...]) -> None:
        days = [(_day(one.starts_on), _day(one.ends_on), one) for one in phases]
        known = [(start, end, one) for start, end, one in days if start and end]
        if not known:
            self.timeline.hide()
            return
        first = min(start for start, _, _ in known).replace(day=1)
        last = max(end for _, end, _ in known) + timedelta(days=3)
        today = date.today()
        spans = [
            Span(
                (start - first).days,
                (end - first).days,
                "fstd" if one.state(today) == DONE else "accent",
                f"{say(f'worklist.phase.{one.code}')} {start} – {end} {round(one.share * 100)}%",
                one.share,
                lane,
            )
            for lane, (start, end, one) in enumerate(known)
        ]
        self.timeline.show_spans(
            spans,
            (last - first).days,
            _months(first, last, today),
            (today - first).days,
            say("overview.today"),
        )


class _PhaseColumn(QWidget):
    def __init__(self, phase: PhaseView) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(say(f"worklist.phase.{phase.code}"), "title", bold=True))
        head.addWidget(Label(say(f"worklist.confirms.{phase.code}"), "second", ink="text2", elide=True), 1)
        state = phase.state(date.today())
        head.addWidget(Chip(f"other.{state}"))
        column.addLayout(head)
        dates = say("overview.phases.dates", start=phase.starts_on, end=phase.ends_on)
        column.addWidget(Label(dates, "second", ink="text2", number=True, elide=True))
        for step in phase.steps:
            column.addWidget(StepRow(step))
        column.addStretch(1)


class StepRow(QWidget):
    """A step: its sign, its name, its numbers, and a bar while it is under way."""

    def __init__(self, step: StepView) -> None:
        super().__init__()
        self._step = step
        self._title = step.title or say(f"worklist.step.{step.key}")
        self._amount = say(f"worklist.amount.{step.amount}", n=step.done, done=step.done, of=step.of or 0)
        state = say(f"chips.other.{step.state}")
        self.setAccessibleName(f"{self._title} {self._amount} {state}")
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(150), px(31 if self._has_bar() else 26))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(110), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sign, tone_name = _SIGNS.get(self._step.state, ("ring", "neu"))
        line = px(22)
        paint_sign(painter, QRectF(0, (line - px(12)) / 2 + 2, px(12), px(12)), sign, tone(tone_name).text)
        painter.setFont(number_font("second"))
        room = QFontMetricsF(painter.font()).horizontalAdvance(self._amount) + 2
        painter.setPen(colour("text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(self.width() - room, 2, room, line), middle | Qt.AlignmentFlag.AlignRight, self._amount
        )
        painter.setFont(font())
        painter.setPen(colour("text"))
        box = QRectF(px(20), 2, self.width() - px(28) - room, line)
        shown = QFontMetricsF(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, middle, shown)
        if self._has_bar():
            bar = QRectF(px(20), line + 2, self.width() - px(20), px(6))
            painter.fillRect(bar, colour("fgrey"))
            painter.fillRect(
                QRectF(bar.left(), bar.top(), bar.width() * self._step.share, bar.height()), colour("accent")
            )
        painter.end()

    def _has_bar(self) -> bool:
        return self._step.state == RUNNING and self._step.of is not None and self._step.key != "fix"


def _months(first: date, last: date, today: date) -> list[tuple[float, str]]:
    """The first of every month; no word where today's word stands, or where it would not fit."""
    length = (last - first).days
    every = 1 if length < 500 else 3
    marks, day = [], first
    while day <= last:
        free = not -0.05 < (day - today).days / length < 0.06 and (last - day).days / length > 0.04
        shown = free and (day.month - first.month) % every == 0
        marks.append(((day - first).days + 0.0, say("overview.month", month=day.month) if shown else ""))
        day = (day + timedelta(days=32)).replace(day=1)
    return marks


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
