"""What the ticked files bring: who did what, what contradicts, what has to be looked at again."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from models.exchange.conflicts import Conflict
from models.exchange.preview import Incoming, Preview, StaleDecision
from models.words import knows, say
from views.shared.buttons import Button
from views.shared.chips import Chip, ChipText
from views.shared.labels import Label
from views.shared.moments import full_moment
from views.shared.panes import Pane, Tabs
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Group, Kind
from views.shared.tokens import px

TABS = ("acts", "conflicts", "stale", "quarantine")


def action_words(action: str) -> str:
    """What was done, without saying to what: ギャップを直した."""
    key = f"exchange_screen.action.{action}"
    return say(key) if knows(key) else say("exchange_screen.action_other")


def refusal_words(reason: str | None) -> str:
    """Why an act has no effect."""
    key = f"ledger.refused.{reason}"
    return say(key) if knows(key) else say("exchange_screen.no_reason")


def contested_table(name: str, title: str) -> RecordTable[Conflict]:
    """A list of conflicts: item, field, who wrote."""
    columns = [
        Column[Conflict]("item", say("exchange_screen.column.item"), 220, lambda one: one.item, stretch=True),
        Column[Conflict](
            "field", say("exchange_screen.column.field"), 110, lambda one: one.field, Kind.SECOND
        ),
    ]
    return RecordTable(name, title, columns, lambda one: one.cell, cell_cursor=False)


class BroughtPane(Pane):
    """Tabs over member → action → items, conflicts, decisions to look at again, and quarantine.

    `conflict_asked(conflict)` and `gap_asked(gap id)` on Enter.
    """

    conflict_asked = Signal(object)
    gap_asked = Signal(object)

    def __init__(self) -> None:
        keys = [
            (say(f"exchange_screen.key.{one}"), say(f"exchange_screen.key_word.{one}")) for one in ("fold",)
        ]
        super().__init__(say("exchange_screen.brought"), keys=keys)
        self.tabs = Tabs([(one, say(f"exchange_screen.tab.{one}")) for one in TABS])
        self.tabs.chosen.connect(self._show_tab)
        self._stack = QStackedWidget()
        self.acts = RecordTable[Incoming](
            "exchange-acts", say("exchange_screen.tab.acts"), _act_columns(), lambda one: one.changeset, False
        )
        self.contested = contested_table("exchange-contested", say("exchange_screen.tab.conflicts"))
        self.contested.row_chosen.connect(self._pick)
        self.contested.row_opened.connect(self.conflict_asked)
        self.stale = RecordTable[StaleDecision](
            "exchange-stale",
            say("exchange_screen.tab.stale"),
            [Column("label", say("exchange_screen.column.stale"), 240, lambda one: one.label, stretch=True)],
            lambda one: one.gap_id,
            False,
        )
        self.stale.row_opened.connect(lambda one: self.gap_asked.emit(one.gap_id))
        self.quarantine = RecordTable[Incoming](
            "exchange-refused",
            say("exchange_screen.tab.quarantine"),
            _refused_columns(),
            lambda one: one.changeset,
            False,
        )
        for table in (self.acts, self.contested, self.stale, self.quarantine):
            table.horizontalHeader().hide()
            self._stack.addWidget(table)
        self._refused, self._waits = _RefusedBox(self._open_refused), _WaitingBox()
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.quarantine.row_chosen.connect(self._refused.explain)
        self.add(self._refused)
        self.add(self._waits)

    def show_preview(self, found: Preview, files: str) -> None:
        """Show what merging would bring; `files` names those whose changes wait."""
        for key, count in zip(
            TABS,
            (len(found.acts), len(found.conflicts), len(found.stale), len(found.quarantined)),
            strict=True,
        ):
            self.tabs.show_count(key, count)
        groups = _groups(found)
        self.acts.show_rows(found.acts, groups, lambda one: (one.member, action_words(one.action)))
        for group in groups:
            if group.level:
                self.acts.records.fold(group.key, True)
        self.contested.show_rows(found.conflicts)
        self.stale.show_rows(found.stale)
        self.quarantine.show_rows(found.quarantined)
        self._refused.show_acts(found.quarantined)
        self._waits.show_waiting(found.waiting, found.missing, files)

    def show_current(self, conflict: Conflict | None) -> None:
        """Put the list's cursor on the conflict in hand."""
        if conflict is not None and self.contested.current_row() != conflict:
            self.contested.blockSignals(True)
            self.contested.choose(conflict.cell)
            self.contested.blockSignals(False)

    def _pick(self, one: Conflict | None) -> None:
        if one is not None and self.contested.hasFocus():
            self.conflict_asked.emit(one)

    def _show_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(TABS.index(key))
        self.note_focus()

    def _open_refused(self) -> None:
        self.tabs.choose("quarantine")
        self._show_tab("quarantine")
        self.quarantine.setFocus()

    def note_focus(self) -> None:
        """Choose the first row of the list in front."""
        table = self._stack.currentWidget()
        if isinstance(table, RecordTable):
            table.choose_first()


class _Box(QFrame):
    """A box at the foot with a chip, its words, and a way on; hidden when there is nothing."""

    def __init__(self, chip: str) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "top")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(8), px(12), px(8))
        self.column.setSpacing(px(3))
        self._key = chip
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self._chip, self._note = Chip(chip), Label("", "second", ink="text2", elide=True)
        row.addWidget(self._chip)
        row.addWidget(self._note, 1)
        self.column.addLayout(row)
        self.hide()

    def show_count(self, words: str, note: str) -> None:
        """Show the chip's words and a note."""
        self._chip.show_chip(self._key, words)
        self._note.setText(note)


class _RefusedBox(_Box):
    def __init__(self, more: object) -> None:
        super().__init__("other.quarantine")
        self._what, self._why = Label("", "second", bold=True, elide=True), Label("", "second", wrap=True)
        self.column.addWidget(self._what)
        self.column.addWidget(self._why)
        button = Button(say("exchange_screen.details"), "quiet", small=True)
        if callable(more):
            button.clicked.connect(lambda *_: more())
        self.column.addWidget(button)

    def show_acts(self, acts: tuple[Incoming, ...]) -> None:
        """Show the first one and how many there are."""
        self.setVisible(bool(acts))
        if acts:
            count = say("exchange_screen.quarantined", n=len(acts))
            self.show_count(count, say("exchange_screen.kept_without_effect"))
            self.explain(acts[0])

    def explain(self, act: Incoming | None) -> None:
        """Say why this one has no effect."""
        if act is not None:
            self._what.setText(f"{act.summary}　{act.member}")
            self._why.setText(say("exchange_screen.because", reason=refusal_words(act.reason)))


class _WaitingBox(_Box):
    def __init__(self) -> None:
        super().__init__("other.waiting")
        self._why = Label("", "second", wrap=True)
        self.column.addWidget(self._why)
        self.copy_button = Button(
            say("exchange_screen.copy_request"), "quiet", small=True, clicked=self._copy
        )
        self.column.addWidget(self.copy_button)

    def show_waiting(self, count: int, missing: int, files: str) -> None:
        """Show how many wait for how many."""
        self.setVisible(bool(count))
        self.show_count(say("exchange_screen.waiting", n=count), files)
        self._why.setText(say("exchange_screen.waiting_for", n=missing))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(say("exchange_screen.request"))


def _groups(found: Preview) -> list[Group]:
    people = Counter(one.member for one in found.acts)
    actions: dict[str, Counter[str]] = {}
    refused = Counter((one.member, action_words(one.action)) for one in found.quarantined)
    for one in found.acts:
        actions.setdefault(one.member, Counter())[action_words(one.action)] += 1
    groups: list[Group] = []
    for member, count in people.most_common():
        groups.append(Group(member, member, totals={"time": say("exchange_screen.count", n=count)}))
        for action, number in actions[member].most_common():
            key = (member, action)
            chip = ChipText("other.quarantine") if refused[key] else None
            totals = {"time": say("exchange_screen.count", n=number)}
            groups.append(Group(key, action, totals=totals, chip=chip, level=1))
    return groups


def _act_columns() -> list[Column[Incoming]]:
    return [
        Column(
            "summary",
            say("exchange_screen.column.what"),
            240,
            lambda one: one.summary,
            Kind.SECOND,
            tip=lambda one: one.summary,
            stretch=True,
        ),
        Column(
            "time", say("exchange_screen.column.when"), 96, lambda one: full_moment(one.time), Kind.SECOND
        ),
    ]


def _refused_columns() -> list[Column[Incoming]]:
    return [
        Column(
            "summary",
            say("exchange_screen.column.what"),
            240,
            lambda one: one.summary,
            tip=lambda one: refusal_words(one.reason),
            stretch=True,
        ),
        Column("member", say("exchange_screen.column.member"), 130, lambda one: one.member, Kind.SECOND),
    ]
