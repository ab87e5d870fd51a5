"""The legend: each mark in the answers, how often it stands there, and what it means. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from models.lists.answer_kinds import Answer
from models.lists.legend_splits import SplitProposal
from models.lists.legends import MarkProposal
from models.lists.workbook import cell_name
from models.words import say
from views.importing.draft import Draft
from views.importing.picture import Role
from views.importing.split_line import SplitLine
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import height, px

_LEGEND_ROWS = 200
_SPLIT = "split"


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of one mark."""

    box: Choice
    source: Label
    state: QStackedWidget
    chip: Chip
    confirm: Button


class LegendPanel(Pane):
    """`decided(mark, answer)` when a meaning was chosen or confirmed; the blank is the mark "".

    `split(mark, on)` when a mark is told apart by its remarks or no longer, `rest_decided(mark, answer)` for
    its rows that do not tell.
    """

    decided = Signal(str, str)
    split = Signal(str, bool)
    rest_decided = Signal(str, str)
    all_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(
            say("import_screen.legend"), edge="top", keys=[("Y", say("import_screen.keys.take"))]
        )
        self._head = ScreenHead(say("import_screen.legend"))
        self._head.setFixedHeight(height("tabs"))
        self.confirm_all = Button(
            say("import_screen.confirm_all"), small=True, clicked=self.all_confirmed.emit
        )
        self._head.add_right(self.confirm_all)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(say("import_screen.legend"))
        self.add(self._head)
        self.add(self._scroll, 1)
        self.boxes: dict[str, Choice] = {}
        self.lines: dict[str, _Line] = {}
        self.splits: dict[str, SplitLine] = {}
        take = QShortcut(QKeySequence("Y"), self)
        take.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        take.activated.connect(self._take_split)
        self._shown: tuple[tuple[str, int, bool], ...] = ()
        self._scroll.setWidget(QWidget())

    def show_draft(self, draft: Draft) -> None:
        """Show a draft's marks with what is decided, proposed or still to be said of each."""
        shown = tuple((one.mark, one.count, one.mark in draft.splits) for one in draft.proposals)
        if shown != self._shown:
            self._shown = shown
            self._make(draft.proposals, draft.splits)
        open_offers = 0
        for one in draft.proposals:
            line, answer, offer = self.lines[one.mark], draft.said.decided.get(one.mark), draft.offered(one)
            is_split = one.mark in draft.said.split
            if one.mark in self.splits:
                self.splits[one.mark].show_split(is_split, answer if is_split else None)
            if is_split:
                self._show_split(line, one.mark in draft.undecided)
                continue
            open_offers += answer is None and offer is not None
            line.source.setText(_source(draft, one, answer))
            line.source.setToolTip(one.meaning)
            meaning = answer or offer
            line.box.choose(answer_chip(meaning) if meaning else "")
            if answer is None and offer is not None:
                line.state.setCurrentWidget(line.confirm)
            else:
                key, word = ("other.agreed", "decided") if answer else ("other.warning", "undecided")
                line.chip.show_chip(key, say(f"import_screen.{word}"))
                line.state.setCurrentWidget(line.chip)
        decided = len(draft.proposals) - len(draft.undecided)
        self._head.show_note(say("import_screen.legend_note", decided=decided, all=len(draft.proposals)))
        open_offers += len(draft.kept_splits - draft.said.split)
        self.confirm_all.setVisible(open_offers > 0)

    def _show_split(self, line: _Line, is_open: bool) -> None:
        line.source.setText("")
        line.box.choose(_SPLIT)
        key, word = ("other.warning", "undecided") if is_open else ("other.agreed", "decided")
        line.chip.show_chip(key, say(f"import_screen.{word}"))
        line.state.setCurrentWidget(line.chip)

    def _take_split(self) -> None:
        """Use the first split that is proposed and not in use."""
        waiting = next((mark for mark, line in self.splits.items() if not line.use.isHidden()), None)
        if waiting is not None:
            self.split.emit(waiting, True)

    def _make(self, marks: Sequence[MarkProposal], splits: Map[str, SplitProposal]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(16), px(6), px(12), px(6))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(4, 1)
        offered = [(answer_chip(one), say(f"features.answers.{one}")) for one in Answer]
        by_chip = {answer_chip(one): one.value for one in Answer}
        self.boxes, self.lines, self.splits = {}, {}, {}
        for row, one in zip(range(0, 2 * len(marks), 2), marks, strict=True):
            choices = (
                [*offered, (_SPLIT, say("import_screen.split.choice"))] if one.mark in splits else offered
            )
            line = self._line(one, choices, by_chip)
            self.boxes[one.mark], self.lines[one.mark] = line.box, line
            shown = one.mark or say("import_screen.blank")
            code = f"U+{ord(one.mark):04X}" if len(one.mark) == 1 else "—"
            count = Label(say("import_screen.count", n=one.count), "second", number=True)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            mark = Label(shown, bold=True, elide=True)
            mark.setFixedWidth(px(44))
            cells = (mark, Label(code, "small", ink="text3"), count, line.box, line.source, line.state)
            for column, widget in enumerate(cells):
                grid.addWidget(widget, row, column)
            if one.mark in splits:
                grid.addWidget(self._split_line(splits[one.mark]), row + 1, 0, 1, len(cells))
        grid.setRowStretch(2 * len(marks), 1)
        self._scroll.setWidget(inside)

    def _pick(self, mark: str, answer: str | None) -> None:
        if answer is None:
            self.split.emit(mark, True)
        else:
            self.decided.emit(mark, answer)

    def _split_line(self, found: SplitProposal) -> SplitLine:
        line, mark = SplitLine(found), found.mark
        line.taken.connect(lambda on: self.split.emit(mark, on))
        line.rest_decided.connect(lambda answer: self.rest_decided.emit(mark, answer))
        self.splits[mark] = line
        return line

    def _line(self, one: MarkProposal, offered: Sequence[tuple[str, str]], by_chip: dict[str, str]) -> _Line:
        shown = one.mark or say("import_screen.blank")
        box = Choice(offered, say("import_screen.meaning_of", mark=shown), say("import_screen.choose"))
        box.setFixedHeight(px(24))
        box.setFixedWidth(px(164))
        box.picked.connect(lambda key: self._pick(one.mark, by_chip.get(key)))
        confirm = Button(
            say("import_screen.confirm"),
            "quiet",
            small=True,
            clicked=lambda: self.decided.emit(one.mark, by_chip[box.key()]),
        )
        confirm.setAccessibleName(say("import_screen.confirm_mark", mark=shown))
        chip, state = Chip("other.warning", plain=True), QStackedWidget()
        state.addWidget(chip)
        state.addWidget(confirm)
        state.setFixedSize(px(72), px(24))
        return _Line(box, Label("", "second", ink="text2", elide=True), state, chip, confirm)


def _source(draft: Draft, one: MarkProposal, answer: Answer | None) -> str:
    """Where the meaning comes from."""
    offer = draft.offered(one)
    if answer is not None and answer != offer:
        return say("import_screen.source.chosen")
    if offer is None:
        return one.meaning
    if one.answer is None:
        return say("import_screen.source.kept")
    if draft.sheet is not None:
        for row, cells in enumerate(draft.sheet.rows[:_LEGEND_ROWS]):
            if draft.picture.role(row) is not Role.LEGEND:
                continue
            for column, text in enumerate(cells):
                if text and one.mark in text:
                    return say("import_screen.source.cell", cell=cell_name(row, column))
    return say("import_screen.source.text", text=one.meaning) if one.meaning else one.mark
