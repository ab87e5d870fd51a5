"""The rounds: what is open, how many sheets came in, and for the secretariat opening and closing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.members.queries import Member
from models.project.project import Project
from models.scoring.queries import Interest, Round, interests, rounds
from models.words import language, say
from views.scoring.confirm_button import ConfirmButton
from views.shared.buttons import Button
from views.shared.chips import Chip, ChipText
from views.shared.empty import EmptyState
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.moments import full_moment
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import px

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RoundsPage(QWidget):
    """Lists the rounds. Signals carry the round's id, but `new_asked`."""

    new_asked = Signal()
    score_asked = Signal(object)
    results_asked = Signal(object)
    close_asked = Signal(object)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._member: Member | None = None
        self._pane = Pane(
            say("scoring_screen.rounds_name"),
            keys=[("↑↓", say("scoring_screen.key.move")), ("Enter", say("scoring_screen.key.open"))],
        )
        self.head = ScreenHead(say("shell.screen.scoring"))
        self.new_button = Button(say("scoring_screen.new_round"), icon="plus", clicked=self.new_asked.emit)
        self.head.add_right(self.new_button)
        self.table: RecordTable[Round] = RecordTable(
            "rounds", say("scoring_screen.rounds_name"), _columns(), lambda one: one.id, cell_cursor=False
        )
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(self._open)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._first = Button(say("scoring_screen.new_round"), "primary", clicked=self.new_asked.emit)
        self._places.addWidget(
            EmptyState("check", say("scoring_screen.empty"), say("scoring_screen.empty_hint"), self._first)
        )
        self._pane.add(self.head)
        self._pane.add(self._places, 1)
        self.about = AboutRound()
        self.about.score.clicked.connect(lambda *_: self._tell(self.score_asked))
        self.about.results.clicked.connect(lambda *_: self._tell(self.results_asked))
        self.about.close_button.confirmed.connect(lambda: self._tell(self.close_asked))
        parts = Splitter(self._pane, self.about)
        parts.setSizes([760, 368])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)

    def show_rounds(self, member: Member | None) -> None:
        """Read the rounds anew for a member."""
        self._member = member
        listed = rounds(self._project)
        keeper = member is not None and member.has("secretariat") and not self._project.readonly
        self.new_button.setVisible(keeper)
        self._first.setVisible(keeper)
        still_open = sum(not one.is_closed for one in listed)
        self.head.show_note(say("scoring_screen.rounds_count", n=len(listed), open=still_open))
        self._places.setCurrentIndex(0 if listed else 1)
        self.table.show_rows(listed)
        self.table.choose_first()
        self._show(self.table.current_row())

    def choose(self, round_id: bytes) -> None:
        """Put the cursor on a round."""
        self.table.choose(round_id)

    def current(self) -> Round | None:
        """The round with the cursor."""
        return self.table.current_row()

    def enter(self) -> None:
        """Give the focus to the table."""
        self._pane.enter()

    def _show(self, found: Round | None) -> None:
        member = self._member
        scorer = member is not None and may_score(member) and not self._project.readonly
        keeper = member is not None and member.has("secretariat") and not self._project.readonly
        declared = interests(self._project, found.id) if found else []
        self.about.show_round(found, declared, scorer, keeper)

    def _open(self, found: Round) -> None:
        if found.is_closed:
            self.results_asked.emit(found.id)
        elif not self.about.score.isHidden():
            self.score_asked.emit(found.id)

    def _tell(self, signal: object) -> None:
        found = self.current()
        if found is not None:
            signal.emit(found.id)  # type: ignore[attr-defined]  # a bound signal


class AboutRound(Pane):
    """One round: its rule, the sheets of each package, who declared, and what can be done."""

    def __init__(self) -> None:
        super().__init__(say("scoring_screen.about_round"), edge="left")
        self.setMinimumWidth(px(300))
        self.head = ScreenHead("")
        self.add(self.head)
        self._body = QWidget()
        self.add(self._body, 1)
        foot = QWidget()
        foot.setProperty("ground", "surface2")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(16), px(8), px(16), px(10))
        column.setSpacing(px(6))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.score = Button(say("scoring_screen.score_now"), "primary")
        self.results = Button(say("scoring_screen.see_results"), "primary")
        again = say("scoring_screen.close_again")
        self.close_button = ConfirmButton(say("scoring_screen.close"), again, "secondary")
        for button in (self.score, self.results, self.close_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.note = Label("", "second", ink="text2", wrap=True)
        column.addWidget(self.note)
        self.add(foot)
        self._foot = foot

    def show_round(self, found: Round | None, declared: list[Interest], scorer: bool, keeper: bool) -> None:
        """Show a round, or nothing."""
        self._foot.setVisible(found is not None)
        old, self._body = self._body, QWidget()
        self.column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        self.head.show_title(found.name if found else "")
        if found is None:
            return
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (_state_section(found), _sheet_section(found), _interest_section(declared)):
            column.addWidget(section)
        column.addStretch(1)
        self.score.setVisible(scorer and not found.is_closed)
        self.results.setVisible(found.is_closed)
        self.close_button.setVisible(keeper and not found.is_closed)
        self.close_button.disarm()
        no_sheet = say("scoring_screen.no_sheet_yet") if not found.sheet_count else ""
        self.close_button.disable(no_sheet)
        closing = no_sheet or say("scoring_screen.close_note")
        self.note.setText(closing if keeper and not found.is_closed else "")
        self.note.setVisible(bool(self.note.whole_text()))


def may_score(member: Member) -> bool:
    """Whether the member belongs to those who score."""
    return member.has("staff", "chief")


def _columns() -> list[Column[Round]]:
    word = "scoring_screen.column."
    return [
        Column("number", say(word + "number"), 56, lambda one: one.number, Kind.NUMBER),
        Column("name", say(word + "name"), 220, lambda one: one.name, Kind.STRONG, stretch=True),
        Column("closes_on", say(word + "closes_on"), 104, lambda one: one.closes_on, Kind.SECOND),
        Column("state", say(word + "state"), 96, _state, Kind.CHIP),
        Column("packages", say(word + "packages"), 84, lambda one: len(one.packages), Kind.NUMBER),
        Column("scenes", say(word + "scenes"), 64, lambda one: one.scene_count, Kind.NUMBER),
        Column("sheets", say(word + "sheets"), 80, lambda one: one.sheet_count, Kind.NUMBER),
    ]


def _state(found: Round) -> ChipText:
    if found.is_closed:
        return ChipText("other.done", say("scoring.cli.closed_state"))
    return ChipText("other.running", say("scoring.cli.open_state"))


def _state_section(found: Round) -> Section:
    section = Section(say("scoring_screen.state"))
    chip = _state(found)
    section.add(Chip(chip.key, chip.text))
    if found.closed_at is not None:
        section.add(Label(say("scoring_screen.closed_at", time=full_moment(found.closed_at)), "second"))
    else:
        left = (datetime.fromisoformat(found.closes_on).date() - datetime.now().date()).days
        text = say("scoring_screen.until", day=found.closes_on)
        late = say("scoring_screen.overdue") if left < 0 else say("scoring_screen.days_left", n=left)
        section.add(Label(f"{text}　{late}", "second", ink="bad" if left < 0 else "text"))
    names = found.rule.names.get(language()) or found.rule.id
    section.add(Label(say("scoring_screen.rule", rule=names), "second", ink="text2", wrap=True))
    sentence = found.rule.sentences.get(language(), "")
    if sentence:
        section.add(Label(sentence, "second", ink="text2", wrap=True))
    return section


def _sheet_section(found: Round) -> Section:
    section = Section(say("scoring_screen.sheets_in"))
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    for row, package in enumerate(found.packages):
        grid.addWidget(Label(package.name), row, 0)
        count = Label(say("scoring_screen.sheet_count", n=package.sheets), number=True)
        count.setAlignment(_RIGHT)
        grid.addWidget(count, row, 1)
    section.add(inside)
    return section


def _interest_section(declared: list[Interest]) -> Section:
    section = Section(say("scoring_screen.declared_list"), note=say("scoring_screen.people", n=len(declared)))
    for one in declared:
        what = one.note if one.has_interest else say("scoring_screen.declare.none")
        ink = "warn" if one.has_interest else "text2"
        section.add(Label(f"{one.member}　{what}", "second", ink=ink, elide=True))
    return section
