"""A returned answer form: for whom it is, what it answers, and every complaint, before it is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.lists.answers import AnswerRow
from models.lists.commands import ImportedAnswers
from models.lists.forms.form_import import FormPreview, import_form, preview_form
from models.lists.legends import Legend
from models.words import joined, say
from views.importing.finding_panel import FindingPanel
from views.shared.buttons import Button
from views.shared.chips import ChipText
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.panes import Bar, Pane, ScreenHead, Splitter
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shared.table_columns import Column, Kind
from views.shared.tokens import height, px


@dataclass(frozen=True, slots=True)
class FormLine:
    """One answered feature of the form."""

    id: str
    answer: AnswerRow


class FormPage(QWidget):
    """Reads the form at `path` in the background. `left` when done with, `taken` where it was stored."""

    left = Signal()
    taken = Signal()

    def __init__(self, session: Session, path: Path) -> None:
        super().__init__()
        self.session, self._path = session, path
        self.preview: FormPreview | None = None
        self.findings = FindingPanel(offers=False)
        self.table = _answer_table()
        self._values: dict[str, Label] = {}
        self._build()
        self._read()

    def take(self) -> None:
        """Store the answers, in the background and in one act."""
        preview = self.preview
        if preview is None or not self.import_button.isEnabled():
            return
        project, path = self.session.project, self._path
        self.import_button.disable(say("import_screen.storing", file=path.name))
        started = self.session.work(
            say("import_screen.storing", file=path.name),
            lambda _progress, _cancelled: import_form(project, path),
            self._taken,
            self._refused,
        )
        if not started:
            self._show_state()

    def _read(self) -> None:
        project, path = self.session.project, self._path
        self.import_button.disable(say("import_screen.form.reading", file=path.name))
        started = self.session.work(
            say("import_screen.form.reading", file=path.name),
            lambda _progress, _cancelled: preview_form(project, path),
            self._show,
            self._failed,
        )
        if not started:
            QTimer.singleShot(0, self, self.left.emit)

    def _failed(self, message: str) -> None:
        self.session.failed.emit(message)
        self.left.emit()

    def _refused(self, message: str) -> None:
        """Something changed meanwhile: tell it, and compare anew."""
        self.session.failed.emit(message)
        QTimer.singleShot(0, self, self._read)

    def _taken(self, imported: ImportedAnswers) -> None:
        self.taken.emit()
        self.session.announce(imported.changed)

    def _show(self, preview: FormPreview) -> None:
        self.preview = preview
        key, form = preview.form.key, preview.form
        unknown = say("import_screen.form.unknown")
        lists = f"{preview.list_name}　{preview.edition}" if preview.list_name else unknown
        same = len(preview.rows) - preview.new_count - preview.changed_count
        counted = say(
            "import_screen.form.answers_note",
            n=len(preview.rows),
            new=preview.new_count,
            changed=preview.changed_count,
            same=same,
        )
        shown = {
            "package": preview.package or unknown,
            "list": lists,
            "legend": _legend_text(key.legend) if key else "",
            "answers": counted,
            "respondent": joined(f"{label}：{text}" for label, text in form.respondent.items()),
        }
        for name, text in shown.items():
            self._values[name].setText(text or "—")
        sheet = form.place.sheet.name if form.place else ""
        self.findings.show_findings(preview.findings, sheet)
        self.table.show_rows([FormLine(feature.hex(), row) for feature, row in preview.rows.items()])
        self._show_state()
        (self.findings.table if preview.errors else self.import_button).setFocus()

    def _show_state(self) -> None:
        preview = self.preview
        errors = preview.errors if preview else 0
        count = len(preview.rows) if preview else 0
        reason = say("import_screen.form.need", n=errors) if errors else ""
        fresh = preview is not None and preview.new_count + preview.changed_count
        if not reason and not fresh:
            reason = say("import_screen.form.nothing_new")
        self._state.setText(reason or say("import_screen.form.ready"))
        self._state.use_ink("warn" if errors else "text2" if reason else "ok")
        self.import_button.retitle(
            say("import_screen.form.do", n=count) if count else say("import_screen.form.do_none")
        )
        self.import_button.disable(reason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Bar(height("head"))
        head.add(Button(say("import_screen.form.back"), "quiet", icon="left", clicked=self.left.emit))
        head.add(Label(say("import_screen.form.title"), "title", bold=True))
        head.add(Label(self._path.name, "second", ink="text2", elide=True), 1)
        self.import_button = Button(say("import_screen.form.do_none"), "primary", clicked=self.take)
        head.add_right(self.import_button)
        state = Bar(height("tabs"), ground="surface2")
        state.add(Label(say("import_screen.form.hint"), "second", ink="text2", elide=True), 1)
        self._state = Label("", "second", elide=True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        state.add(self._state, 1)
        answers = Pane(say("import_screen.form.answers"))
        answer_head = ScreenHead(say("import_screen.form.answers"))
        answer_head.setFixedHeight(height("tabs"))
        answers.add(answer_head)
        answers.add(self.table, 1)
        left = QWidget()
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self._summary())
        stacked.addWidget(self.findings, 1)
        both = Splitter(left, answers)
        both.setStretchFactor(1, 1)
        both.setSizes([px(520), px(760)])
        for part in (head, state):
            column.addWidget(part)
        column.addWidget(both, 1)
        following = QShortcut(QKeySequence("F8"), self)
        following.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        following.activated.connect(self.findings.next)

    def _summary(self) -> Pane:
        pane = Pane(say("import_screen.form.summary"))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for number, name in enumerate(("package", "list", "respondent", "legend", "answers")):
            title = Label(say(f"import_screen.form.{name}"), "second", ink="text2")
            value = Label("", bold=name == "package", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._values[name] = value
            grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
        row.addLayout(grid)
        pane.add(inside)
        return pane


def _answer_table() -> RecordTable[FormLine]:
    word = "import_screen."
    columns: list[Column[FormLine]] = [
        Column("key", say(word + "column.key"), 190, lambda line: line.answer.key, Kind.SECOND),
        Column("mark", say(word + "column.mark"), 48, lambda line: line.answer.mark),
        Column("answer", say(word + "column.answer"), 116, _answer, Kind.CHIP),
        Column("method", say(word + "form.method"), 140, lambda line: line.answer.method, stretch=True),
        Column("cost", say(word + "form.cost"), 88, lambda line: _thousand(line.answer.cost), Kind.NUMBER),
        Column("remarks", say(word + "form.remarks"), 90, lambda line: line.answer.remarks, Kind.SECOND),
    ]
    return RecordTable(
        "import-form", say("import_screen.form.answers"), columns, lambda line: line.id, cell_cursor=False
    )


def _answer(line: FormLine) -> ChipText:
    answer = line.answer.answer
    return ChipText("answer.legend" if answer is None else answer_chip(answer))


def _thousand(cost: int | None) -> int | float | None:
    if cost is None:
        return None
    return cost // 1000 if cost % 1000 == 0 else cost / 1000


def _legend_text(legend: Legend) -> str:
    return "　".join(f"{mark} {say(f'features.answers.{answer}')}" for mark, answer in legend.marks.items())
