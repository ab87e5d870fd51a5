"""The middle pane: the whole case in one scroll, its head above, the earlier decisions below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from models.approval.queries import DecisionMade
from models.gaps.detail import GapDetail
from models.project.project import Project
from models.tiers.reasons import verdict_label
from models.words import say
from views.decisions.case_parts import (
    Block,
    Pair,
    answers_block,
    comments_block,
    costs_block,
    decision_row,
    revised_block,
    tier_block,
)
from views.decisions.flow_place import FlowPlace
from views.decisions.reading import CaseView
from views.decisions.scored_block import scored_block
from views.shared.buttons import Button
from views.shared.chips import Asker, AskerBoxes, Chip
from views.shared.empty import EmptyState, IconMark
from views.shared.labels import KeyHint, Label
from views.shared.meanings import state_chip, tier_chip
from views.shared.moments import moment
from views.shared.panes import Pane
from views.shared.tokens import px

_SHOWN = 2


class CasePane(Pane):
    """Shows one case. `open_asked(screen, item)` on its links; `reread` when changed content was read."""

    open_asked = Signal(str, object)
    reread = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__(say("decision_screen.case.name"))
        self.setMinimumWidth(px(420))
        self._project = project
        self._stack = QStackedLayout()
        self.column.addLayout(self._stack)
        self._empty = EmptyState(
            "stamp", say("decision_screen.case.empty"), say("decision_screen.case.empty_hint")
        )
        self._stack.addWidget(self._empty)
        whole = QWidget()
        self._whole = QVBoxLayout(whole)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self.head = CaseHead()
        self.changed = ChangedBar()
        self.changed.button.clicked.connect(lambda *_: self.reread.emit())
        self.earlier = Earlier()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(say("decision_screen.case.name"))
        for part, stretch in ((self.head, 0), (self.changed, 0), (self._area, 1), (self.earlier, 0)):
            self._whole.addWidget(part, stretch)
        self._stack.addWidget(whole)
        self._gap: bytes | None = None

    def show_case(self, view: CaseView | None) -> None:
        """Show a case, or that none is chosen. The same case keeps its scroll place."""
        if view is None:
            self._gap = None
            self._stack.setCurrentIndex(0)
            return
        bar = self._area.verticalScrollBar()
        place = bar.value() if view.detail.row.id == self._gap else 0
        self._gap = view.detail.row.id
        self.head.show_case(view)
        self._area.setWidget(self._body(view))
        self.earlier.show_made(view.made)
        self._stack.setCurrentIndex(1)
        bar.setValue(place)

    def _body(self, view: CaseView) -> QWidget:
        detail = view.detail
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(purpose_block(detail))
        if view.revised:
            column.addWidget(revised_block(view.revised, view.state))
        place = FlowPlace.of(self._project, detail)
        if place is not None:
            place.open_asked.connect(self.open_asked)
            column.addWidget(place)
        column.addWidget(Pair(answers_block(detail.answers), costs_block(detail)))
        column.addWidget(tier_block(detail))
        column.addWidget(Pair(scored_block(view.scenes), comments_block(detail.comments)))
        column.addStretch(1)
        return body


class CaseHead(QFrame):
    """Number, state, tier, title, who asks, who drafted which revision."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(2))
        self._top, low = QHBoxLayout(), QHBoxLayout()
        for row in (self._top, low):
            row.setSpacing(px(8))
        self._label = Label("", ink="text2", number=True)
        self._state, self._tier = Chip("state.draft"), Chip("other.tag")
        for part in (self._label, self._state, self._tier):
            self._top.addWidget(part)
        self._top.addStretch(1)
        for word, key in (("next", "J"), ("before", "K")):
            self._top.addWidget(Label(say(f"decision_screen.{word}"), "second", ink="text2"))
            self._top.addWidget(KeyHint(key))
        self._title = Label("", "page", bold=True, wrap=True)
        self._askers = AskerBoxes()
        self._sub = Label("", "second", ink="text2", elide=True)
        low.addWidget(self._askers)
        low.addWidget(self._sub, 1)
        column.addLayout(self._top)
        column.addWidget(self._title)
        column.addLayout(low)

    def show_case(self, view: CaseView) -> None:
        """Show a case's head."""
        row, detail = view.detail.row, view.detail
        self._label.setText(row.label)
        self._state.show_chip(state_chip(view.state.key))
        self._tier.show_chip(tier_chip(row.tier), verdict_label(row.verdict))
        self._title.setText(row.title)
        self._askers.show_askers([Asker(one.mark or one.name[:1], one.name, one.asks) for one in row.askers])
        asking = sum(one.asks for one in row.askers)
        self._sub.setText(
            say(
                "decision_screen.case.sub",
                asking=asking,
                all=len(row.askers),
                who=_whole_name(row.section, detail.drafter),
                day=moment(detail.drafted_at),
                number=max(1, view.state.revision),
            )
        )


class ChangedBar(QFrame):
    """Says that the content changed while it was read, and asks to read it again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "demo")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(8))
        self._text = Label("", "second", ink="warn", wrap=True)
        self.button = Button(say("decision_screen.reread"), small=True)
        row.addWidget(IconMark("history", 14))
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_fields(self, fields: Sequence[str]) -> None:
        """Name the fields that changed; none hides the bar."""
        self._text.setText(say("decision_screen.changed", fields=say("chips.join").join(fields)))
        self.setAccessibleName(self._text.whole_text())
        self.setVisible(bool(fields))


class Earlier(QFrame):
    """これまでの決定: the latest lines, all of them with Ctrl+H."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "top")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(6), px(16), px(8))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconMark("history", 14))
        head.addWidget(Label(say("decision_screen.earlier"), "second", ink="text2", bold=True))
        head.addStretch(1)
        self.button = Button(
            say("shell.inspector.grow"), "quiet", key=say("shell.inspector.history_key"), small=True
        )
        self.button.clicked.connect(lambda *_: self.toggle())
        head.addWidget(self.button)
        column.addLayout(head)
        self._body = QWidget()
        column.addWidget(self._body)
        self._column = column
        self._made: list[DecisionMade] = []
        self._grown = False

    def show_made(self, made: Sequence[DecisionMade]) -> None:
        """Show these, the latest first."""
        self._made = list(reversed(made))
        self.setVisible(bool(made))
        self._fill()

    def toggle(self) -> None:
        """Show all lines, or the latest."""
        self._grown = not self._grown
        self._fill()

    def _fill(self) -> None:
        self._column.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 3)
        for row, one in enumerate(self._made[: 12 if self._grown else _SHOWN]):
            decision_row(grid, row, one)
        self._column.addWidget(self._body)
        self.button.setVisible(len(self._made) > _SHOWN)
        self.button.retitle(say("shell.inspector.shrink" if self._grown else "shell.inspector.grow"))


def _whole_name(place: str, name: str) -> str:
    """Section and name; a name that already says the section stands alone."""
    return name if not place or name.startswith(place) else f"{place} {name}"


def purpose_block(detail: GapDetail) -> Block:
    """The purpose in bold, what is missing, and grounds with frequency."""
    block = Block(say("decision_screen.case.purpose"))
    block.add(Label(detail.row.purpose or "—", bold=True, wrap=True))
    if detail.missing:
        block.add(Label(detail.missing, wrap=True))
    grounds = "　　".join(part for part in (detail.legal_ground, detail.frequency, detail.persons) if part)
    if grounds:
        block.add(Label(grounds, "second", ink="text2", wrap=True))
    if detail.alternatives:
        text = say("decision_screen.case.alternatives", text=detail.alternatives)
        block.add(Label(text, "second", ink="text2", wrap=True))
    return block
