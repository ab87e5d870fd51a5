"""The parts of the case: answers, costs, discussion, earlier decisions, differences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from models.approval.queries import DecisionMade
from models.approval.reading import Revised
from models.approval.rules import GapState
from models.costs.rules import thousands
from models.gaps.detail import CostLine, GapDetail
from models.gaps.surroundings import AnswerView, CommentView
from models.tiers.catalogue import dispositions
from models.words import say
from views.decisions.reading import field_name, value_text
from views.shared.chips import Chip
from views.shared.labels import Label, separator
from views.shared.meanings import answer_chip
from views.shared.moments import full_moment, moment
from views.shared.notes import Note
from views.shared.panes import SectionHead
from views.shared.tokens import px

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NARROW = 520
_VERDICT_CHIPS = {
    "submit": "other.waiting",
    "withdraw": "state.withdrawn",
    "approve": "other.done",
    "approve_with_condition": "score.conditional",
    "send_back": "state.returned",
    "reject": "state.rejected",
}


class Block(QFrame):
    """A headed block of the case; two of them may stand side by side in a `Pair`."""

    def __init__(self, title: str, note: str = "", edge: bool = True) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        if edge:
            self.setProperty("edge", "bottom")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(8), px(16), px(12))
        self.column.setSpacing(px(4))
        self.head = SectionHead(title, 0, note)
        self.column.addWidget(self.head)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self.column.addWidget(widget)

    def end(self) -> None:
        """Leave the rest of the room empty."""
        self.column.addStretch(1)


class Pair(QFrame):
    """Two blocks side by side, with a line under both; one above the other where the pane is narrow."""

    def __init__(self, left: Block, right: Block) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(0)
        for block, stretch in ((left, 3), (right, 2)):
            block.end()
            self._row.addWidget(block, stretch)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)


def answers_block(answers: Sequence[AnswerView]) -> Block:
    """What each package answers to the gap's features, feature by feature."""
    block = Block(say("decision_screen.case.answers"), say("decision_screen.case.thousand"), edge=False)
    if not answers:
        block.add(Label(say("decision_screen.case.no_answers"), "second", ink="text2", wrap=True))
        return block
    grid, inside = _grid(block)
    grid.setColumnStretch(2, 1)
    many = len({one.feature_id for one in answers}) > 1
    row, feature = 0, b""
    for one in answers:
        if many and one.feature_id != feature:
            grid.addWidget(Label(one.feature, "small", ink="text2", elide=True), row, 0, 1, 4)
            row += 1
        feature = one.feature_id
        grid.addWidget(Label(one.package, bold=True), row, 0)
        grid.addWidget(Chip(answer_chip(one.answer)), row, 1)
        grid.addWidget(Label(one.method or one.remarks, "second", ink="text2", wrap=True), row, 2)
        cost = Label(thousands(one.cost) or "—", number=True)
        cost.setAlignment(_RIGHT)
        grid.addWidget(cost, row, 3)
        row += 1
    block.add(inside)
    return block


def costs_block(detail: GapDetail) -> Block:
    """Asked, agreed and saved, in thousand yen."""
    title = say("decision_screen.case.costs")
    about = detail.package or say("decision_screen.case.no_package")
    block = Block(title, say("decision_screen.case.costs_note", package=about), edge=False)
    grid, inside = _grid(block)
    grid.setColumnStretch(0, 1)
    heads = ("initial", "yearly", "total")
    for column, head in enumerate(heads, start=1):
        label = Label(say(f"decision_screen.cost.{head}", years=detail.years), "second", ink="text2")
        label.setAlignment(_RIGHT)
        grid.addWidget(label, 0, column)
    for number, line in enumerate(detail.costs):
        row = 2 * number + 1
        if number:
            grid.addWidget(separator(), row, 0, 1, 4)
        _cost_row(grid, row + 1, line)
    block.add(inside)
    if detail.cost_unknown:
        block.add(Label(detail.cost_unknown, "second", ink="warn", wrap=True))
    return block


def _cost_row(grid: QGridLayout, row: int, line: CostLine) -> None:
    bold = line.key == "saving"
    grid.addWidget(Label(say(f"decision_screen.cost.{line.key}"), bold=bold), row, 0)
    for column, value in enumerate((line.amount.initial, line.amount.yearly, line.total), start=1):
        label = Label(thousands(value) or "—", bold=bold, number=True)
        label.setAlignment(_RIGHT)
        grid.addWidget(label, row, column)


def tier_block(detail: GapDetail) -> Block:
    """The sentence that says why the tier is what it is, and the reasons against lighter steps."""
    block = Block(say("decision_screen.case.tier"))
    note = Note("bad" if detail.row.tier == 3 else "warn")
    parts: list[str | tuple[str, bool]] = [detail.tier_sentence]
    known = dispositions()
    for step, reason in detail.lighter_reasons.items():
        name = known[step].label if step in known else step
        parts += ["\n", (say("decision_screen.case.not_lighter", step=name), True), reason]
    note.show_parts(parts)
    block.add(note)
    if detail.step_differs:
        block.add(Label(say("decision_screen.case.step_differs"), "second", ink="warn", wrap=True))
    return block


def comments_block(comments: Sequence[CommentView]) -> Block:
    """The discussion, oldest first."""
    note = say("decision_screen.count", n=len(comments))
    block = Block(say("decision_screen.case.comments"), note, edge=False)
    if not comments:
        block.add(Label(say("decision_screen.case.no_comments"), "second", ink="text2", wrap=True))
    for number, one in enumerate(comments):
        if number:
            block.add(separator())
        who = "　".join(part for part in (one.place or one.author, moment(one.time)) if part)
        block.add(Label(who, "second", ink="text2", elide=True))
        block.add(Label(one.text, "second", wrap=True))
    return block


def revised_block(changes: Sequence[Revised], state: GapState) -> Block:
    """What changed since the submission, else what this revision changed against the one before."""
    title = say("decision_screen.case.revised", before=state.revision - 1)
    block = Block(say("decision_screen.case.edited") if state.is_edited else title)
    grid, inside = _grid(block)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for row, one in enumerate(changes):
        grid.addWidget(Label(field_name(one.field), "second", ink="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(_marked(value_text(one.field, one.before), "bad", "s"), row, 1, top)
        grid.addWidget(_marked(value_text(one.field, one.after), "ok", "u"), row, 2, top)
    block.add(inside)
    return block


def decision_row(grid: QGridLayout, row: int, one: DecisionMade) -> None:
    """A line of the earlier decisions: when, who, what, why."""
    when = Label(moment(one.time), "second", ink="text2", number=True)
    when.setToolTip(full_moment(one.time))
    grid.addWidget(when, row, 0)
    who = " ".join(part for part in (one.place, one.title) if part) or one.member
    grid.addWidget(Label(who, "second", ink="text2", elide=True), row, 1)
    chip = Chip(_VERDICT_CHIPS[one.verdict], say(f"approval.verdict.{one.verdict}"))
    grid.addWidget(chip, row, 2)
    grid.addWidget(Label(decision_words(one), "second", elide=True), row, 3)


def decision_words(one: DecisionMade) -> str:
    """Revision, points, proposal and reason of a decision in one line."""
    parts = [say("decision_screen.revision", number=one.revision)]
    parts += [say(f"approval.point.{point}") for point in one.points]
    if one.on_behalf:
        parts.append(say("decision_screen.on_behalf"))
    if one.lighter and (known := dispositions().get(one.lighter)):
        parts.append(say("decision_screen.proposal", step=known.label))
    if not one.is_for_present and one.verdict != "submit":
        parts.append(say("decision_screen.other_content"))
    words = say("chips.join").join(parts)
    return say("decision_screen.with_reason", words=words, reason=one.reason) if one.reason else words


def _marked(text: str, ink: str, tag: str) -> Label:
    """A value in a colour and struck (s) or underlined (u); its text is never read as markup."""
    label = Label("", "second", ink=ink, wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f"<{tag}>{escape(text)}</{tag}>".replace("\n", "<br>"))
    label.setAccessibleName(text)
    return label


def _grid(parent: QWidget) -> tuple[QGridLayout, QWidget]:
    inside = QWidget(parent)
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    return grid, inside
