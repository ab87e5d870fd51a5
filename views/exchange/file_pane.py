"""The files chosen to be taken in: what each holds, ticked or not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal

from models.exchange.preview import FilePreview, Preview
from models.words import say
from views.exchange.arrivals import conflicts_of, file_chip
from views.exchange.error_list import ErrorList
from views.shared.buttons import Button
from views.shared.chips import Chip, ChipText
from views.shared.labels import Label, separator
from views.shared.moments import full_moment
from views.shared.panes import Bar, Pane, ScreenHead
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import height, px

_MOST_SHOWN = 6
_STALE_NAMED = 4


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its numbers; `contested` conflicts come from it."""

    ticked: bool
    shown: FilePreview
    contested: int

    @property
    def path(self) -> object:
        """Which file."""
        return self.shown.source.path


class FilePane(Pane):
    """Head with the buttons, errors, table, counts. Space ticks: `ticks_changed`."""

    ticks_changed = Signal()
    add_asked = Signal()
    leave_asked = Signal()
    take_asked = Signal()

    def __init__(self) -> None:
        keys = [
            (say(f"exchange_screen.key.{one}"), say(f"exchange_screen.key_word.{one}")) for one in ("tick",)
        ]
        super().__init__(say("exchange_screen.files"), keys=keys)
        self.lines: list[FileLine] = []
        self.head = ScreenHead(say("exchange_screen.preview_title"))
        self.add_button = Button(say("exchange_screen.add_files"), icon="plus", clicked=self.add_asked.emit)
        self.leave_button = Button(say("exchange_screen.leave"), key="Esc", clicked=self.leave_asked.emit)
        self.take_button = Button(
            say("exchange_screen.take", n=0), "primary", key="Ctrl+Enter", clicked=self.take_asked.emit
        )
        for button in (self.add_button, self.leave_button, self.take_button):
            self.head.add_right(button)
        self.errors = ErrorList(say("exchange_screen.errors"))
        self.table = RecordTable[FileLine](
            "exchange-files", say("exchange_screen.files"), _columns(), lambda line: line.path, False
        )
        self.table.space_pressed.connect(self._toggle)
        self.table.clicked.connect(self._clicked)
        self._counts = Bar(px(36), "surface2", "top")
        self._said: list[Chip | Label] = []
        self._total = Label("", "second", bold=True)
        self._counts.add(self._total)
        self._counts.add_right(Label(say("exchange_screen.kept_note"), "second", ink="text2"))
        for part in (self.head, self.errors, self.table, self._counts):
            self.add(part)
        self.add(separator())

    def show_files(self, found: Preview) -> None:
        """Show the numbers of a preview; files that were left out keep those they had."""
        fresh = {one.source.path: one for one in found.files}
        known = {line.path for line in self.lines}
        lines = []
        for line in self.lines:
            shown = fresh.get(line.shown.source.path)
            contested = conflicts_of(found, line.shown.source) if shown else line.contested
            lines.append(FileLine(line.ticked, shown or line.shown, contested))
        for one in found.files:
            if one.source.path not in known:
                lines.append(FileLine(one.new > 0, one, conflicts_of(found, one.source)))
        self.lines = lines
        self._show_lines()

    def show_counts(self, found: Preview) -> None:
        """Say below the table what the ticked files bring together."""
        self._total.setText(say("exchange_screen.new_changes", n=found.new, count=f"{found.new:,}"))
        for old in self._said:
            old.hide()
            old.deleteLater()
        self._said = []
        said = []
        if found.conflicts:
            said.append(("state.conflict", say("exchange_screen.conflicts", n=len(found.conflicts))))
        if found.stale:
            labels = say("exchange_screen.between").join(
                one.label.split(" ")[0] for one in found.stale[:_STALE_NAMED]
            )
            more = "…" if len(found.stale) > _STALE_NAMED else ""
            said.append(
                ("state.stale", say("exchange_screen.stale", n=len(found.stale), labels=labels + more))
            )
        if found.quarantined:
            said.append(("other.quarantine", say("exchange_screen.quarantined", n=len(found.quarantined))))
        if found.waiting:
            said.append(("other.waiting", say("exchange_screen.waiting", n=found.waiting)))
        for key, words in said:
            chip = Chip(key, words, plain=True)
            self._counts.add(chip)
            self._said.append(chip)

    def ticked(self) -> list[FileLine]:
        """The files that would be taken in."""
        return [line for line in self.lines if line.ticked]

    def forget(self) -> None:
        """Start with no files."""
        self.lines = []
        self.errors.show_errors([])
        self._show_lines()

    def _show_lines(self) -> None:
        self.table.show_rows(self.lines)
        rows = max(1, min(_MOST_SHOWN, len(self.lines)))
        self.table.setFixedHeight(height("tablehead") + rows * height("row") + px(8))
        self.table.choose_first()

    def _toggle(self, row: FileLine) -> None:
        self.lines = [
            FileLine(not line.ticked, line.shown, line.contested) if line.path == row.path else line
            for line in self.lines
        ]
        self._show_lines()
        self.ticks_changed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.table.records.row_at(index.row())
        if row is not None and self.table.records.columns[index.column()].key == "tick":
            self._toggle(row)


def _columns() -> list[Column[FileLine]]:
    numbers = [
        Column[FileLine](
            "new", say("exchange_screen.column.new"), 76, lambda line: line.shown.new, Kind.NUMBER
        ),
        Column[FileLine](
            "known", say("exchange_screen.column.known"), 84, lambda line: line.shown.known, Kind.NUMBER
        ),
        Column[FileLine](
            "waiting", say("exchange_screen.column.waiting"), 66, lambda line: line.shown.waiting, Kind.NUMBER
        ),
        Column[FileLine](
            "quarantined",
            say("exchange_screen.column.quarantined"),
            66,
            lambda line: line.shown.quarantined,
            Kind.NUMBER,
        ),
    ]
    return [
        Column("tick", say("exchange_screen.column.tick"), 54, lambda line: line.ticked, Kind.CHECK),
        Column(
            "file",
            say("exchange_screen.column.file"),
            240,
            lambda line: line.shown.source.path.name,
            tip=lambda line: str(line.shown.source.path),
            stretch=True,
        ),
        Column(
            "maker",
            say("exchange_screen.column.maker"),
            180,
            _maker,
        ),
        Column("content", say("exchange_screen.column.content"), 170, _content, Kind.SECOND),
        *numbers,
        Column("state", say("exchange_screen.column.state"), 170, _chip, Kind.CHIP),
    ]


def _maker(line: FileLine) -> str | None:
    """A whole project is nobody's package: each of its changes is signed for itself."""
    if line.shown.source.made_at is None:
        return None
    return line.shown.maker or say("exchange_screen.unsigned")


def _content(line: FileLine) -> str:
    made = line.shown.source.made_at
    if made is None:
        return say("exchange_screen.whole_project")
    return say("exchange_screen.made_at", time=full_moment(made))


def _chip(line: FileLine) -> ChipText:
    return ChipText(*file_chip(line.shown, line.contested))
