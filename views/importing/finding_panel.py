"""All findings of a file at once, by weight; each leads to its cell, and some offer what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from models.findings import Finding, Severity
from models.words import say
from views.importing.draft import Draft
from views.importing.places import address_of, place_of
from views.importing.proposals import proposal
from views.shared.buttons import Segments
from views.shared.chips import ChipText
from views.shared.labels import Label
from views.shared.panes import Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import height, px

ALL = "all"
_OFFER = "offer"
_KEYS = (("F8", "next_finding"), ("Y", "take"), ("Enter", "to_cell"), ("Ctrl+Z", "undo"))


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with what is offered for it; `done` when that was taken, `instead` what else there is."""

    id: tuple[str, str, int]
    finding: Finding
    where: str
    offer: str
    done: bool = False
    instead: str = ""


class FindingPanel(Pane):
    """`jumped(place, into)` to a finding's cell, `taken(finding)` when its proposal was taken,
    `refused(finding)` when what there is instead was (N)."""

    jumped = Signal(object, bool)
    taken = Signal(object)
    refused = Signal(object)

    def __init__(self, offers: bool = True) -> None:
        """Without `offers` there is nothing to take, and no column for it."""
        keys = [(key, say(f"import_screen.keys.{word}")) for key, word in (_KEYS if offers else _KEYS[:1])]
        super().__init__(say("import_screen.findings"), edge="top", keys=keys)
        self._head = ScreenHead(say("import_screen.findings"))
        self._head.setFixedHeight(height("tabs"))
        weights = [(ALL, say("import_screen.weight.all"))]
        weights += [(one.value, say(f"import_screen.weight.{one.value}")) for one in Severity]
        self.filter = Segments(weights, say("import_screen.column.severity"), small=True)
        self.filter.choose(ALL)
        self.filter.chosen.connect(lambda _: self._show())
        self._head.add_right(self.filter)
        self.table = _table(offers)
        self.add(self._head)
        self.add(self.table, 1)
        self._whole = Label("", "second", ink="text2", wrap=True)
        self._whole.setContentsMargins(px(16), px(4), px(16), px(6))
        self._whole.hide()
        self.add(self._whole)
        self._lines: list[FindingLine] = []
        self._sheet = ""
        self.table.row_chosen.connect(self._tell)
        self.table.row_chosen.connect(self._jump)
        self.table.row_opened.connect(lambda line: self._jump(line, True))
        self.table.clicked.connect(self._click)
        take = QShortcut(QKeySequence("Y"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        take.activated.connect(self.take)
        refuse = QShortcut(QKeySequence("N"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        refuse.activated.connect(self.refuse)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft's findings, those dealt with at the end."""
        self._sheet = draft.sheet.name if draft.sheet else ""
        seen: Counter[tuple[str, str]] = Counter()
        lines = []
        for finding in draft.found.findings:
            offer = proposal(draft, finding)
            line = self._line(finding, offer.text if offer else "", False, seen)
            instead = offer.otherwise.text if offer and offer.otherwise else ""
            lines.append(replace(line, instead=instead))
        for one in draft.said.settled:
            lines.append(self._line(one.finding, say("import_screen.offer.done", text=one.text), True, seen))
        self._show_lines(lines)

    def show_findings(self, findings: Sequence[Finding], sheet: str) -> None:
        """Show findings for which nothing is offered, with addresses short on that sheet."""
        self._sheet = sheet
        seen: Counter[tuple[str, str]] = Counter()
        self._show_lines([self._line(finding, "", False, seen) for finding in findings])

    def _show_lines(self, lines: list[FindingLine]) -> None:
        self._lines = lines
        count = Counter(line.finding.severity for line in lines if not line.done)
        everything = sum(count.values())
        self.filter.retitle(ALL, f"{say('import_screen.weight.all')} {everything:,}")
        for severity in Severity:
            word = say(f"import_screen.weight.{severity.value}")
            self.filter.retitle(severity.value, f"{word} {count[severity]:,}")
        done = sum(line.done for line in lines)
        self._head.show_note(say("import_screen.findings_note", n=everything, done=done))
        self._show()

    def next(self) -> None:
        """Go to the next finding (F8), from the last one to the first."""
        rows = self.table.records.rows()
        if not rows:
            return
        current = self.table.current_row()
        at = rows.index(current) + 1 if current in rows else 0
        line = rows[at % len(rows)]
        self.table.choose(line.id)
        self._jump(line)

    def take(self) -> None:
        """Take what is offered for the current finding."""
        line = self.table.current_row()
        if line is not None and line.offer and not line.done:
            self.taken.emit(line.finding)

    def refuse(self) -> None:
        """Take what there is instead of the offer for the current finding."""
        line = self.table.current_row()
        if line is not None and line.instead and not line.done:
            self.refused.emit(line.finding)

    def _line(self, finding: Finding, offer: str, done: bool, seen: Counter[tuple[str, str]]) -> FindingLine:
        name = (finding.key, finding.where)
        seen[name] += 1
        where = address_of(finding.where, self._sheet)
        return FindingLine((*name, seen[name] + 1000 * done), finding, where, offer, done)

    def _show(self) -> None:
        wanted = self.filter.key()
        shown = [line for line in self._lines if wanted in (ALL, line.finding.severity.value)]
        self.table.show_rows(shown)

    def _tell(self, line: FindingLine | None) -> None:
        """The whole sentence of the current finding, which its line may have to cut."""
        text = line.finding.message if line is not None else ""
        if line is not None and line.instead and not line.done:
            text += "　" + say("import_screen.offer.either", take=line.offer, refuse=line.instead)
        self._whole.setText(text)
        self._whole.setVisible(line is not None)

    def _jump(self, line: FindingLine | None, into: bool = False) -> None:
        place = place_of(line.finding.where, self._sheet) if line is not None else None
        if place is not None:
            self.jumped.emit(place, into)

    def _click(self, index: QModelIndex) -> None:
        line = self.table.records.row_at(index.row())
        if line is None:
            return
        if self.table.records.columns[index.column()].key == _OFFER and line.offer and not line.done:
            self.taken.emit(line.finding)
        else:
            self._jump(line)


def _table(offers: bool) -> RecordTable[FindingLine]:
    word = "import_screen.column."
    columns: list[Column[FindingLine]] = [
        Column("severity", say(word + "severity"), 84, _severity, Kind.CHIP),
        Column("where", say(word + "where"), 76, lambda line: line.where, Kind.SECOND),
        Column(
            "message",
            say(word + "message"),
            200,
            lambda line: line.finding.message,
            stretch=True,
            tip=lambda line: line.finding.message,
        ),
        Column(
            _OFFER, say(word + "offer"), 118, lambda line: line.offer, Kind.LINK, text=lambda line: line.offer
        ),
    ]
    name = "import-findings" if offers else "form-findings"
    columns = columns if offers else columns[:-1]
    return RecordTable(name, say("import_screen.findings"), columns, lambda line: line.id, cell_cursor=False)


def _severity(line: FindingLine) -> ChipText:
    return ChipText("other.done" if line.done else f"other.{line.finding.severity.value}")
