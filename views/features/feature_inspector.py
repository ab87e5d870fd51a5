"""The chosen feature: what it asks for, what each package answers, where it is used, and its gaps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.approval.states import gap_state
from models.costs.rules import thousands
from models.gaps.queries import gap_row
from models.lists.queries import FeatureDetail, Package, feature_detail
from models.project.history import item_history
from models.restating.queries import rules_off
from models.restating.rules import find_restatements
from models.words import joined, say
from views.features.requirement_text import RequirementText
from views.features.scores import SceneScores, scores_by_feature
from views.scoring.strip import points_text
from views.shared.buttons import Button
from views.shared.chips import Chip, ChipText
from views.shared.history import HistoryLine
from views.shared.inspector import Inspector, Section
from views.shared.labels import Label, separator
from views.shared.link_row import LinkRow
from views.shared.meanings import answer_chip, state_chip
from views.shared.moments import moment
from views.shared.notes import Note
from views.shared.session import Session
from views.shared.tokens import px


class FeatureInspector(Inspector):
    """Reads one feature anew whenever it is shown; `follow(screen, id)` leads to gaps and flows."""

    def __init__(self, session: Session, follow: Callable[[str, object], object]) -> None:
        super().__init__(say("feature_screen.inspector"), keys=[_key("jump"), _key("step"), _key("back")])
        self.session, self._follow = session, follow
        self.feature: bytes | None = None
        self.offered: Sequence[Package] = ()
        self._requirement = self._section("requirement", 1)
        self._answers = self._section("answers", 2)
        self._tasks = self._section("tasks", 3)
        self._gaps = self._section("gaps", 4)
        self._scores = self._section("scores", 5)
        self._origin = self._section("origin", 6)
        self._read_scores: Mapping[bytes, tuple[SceneScores, ...]] | None = None
        self.first_task: bytes | None = None
        self.show_empty()

    def show_feature(self, feature: bytes | None) -> None:
        """Show a feature as it is stored now, or nothing."""
        self.feature = feature
        if feature is None:
            self.show_empty()
            return
        project = self.session.project
        detail = feature_detail(project, feature)
        row = detail.row
        chips = [ChipText("other.tag", row.obligation)] if row.obligation else []
        sub = " ／ ".join(row.path)
        if row.section:
            sub += say("feature_screen.owner", section=row.section)
        self.show_head(row.key, row.title, chips, sub)
        self.first_task = detail.tasks[0].element_id if detail.tasks else None
        self._fill(self._requirement, _texts(detail, rules_off(project)))
        self._fill(self._answers, [_answer_table(detail, self.offered)])
        self._fill(self._tasks, self._task_rows(detail))
        self._fill(self._gaps, self._gap_rows(detail))
        if self._read_scores is None:
            self._read_scores = scores_by_feature(project)
        scores = self._read_scores.get(feature, ())
        self._scores.setVisible(bool(scores))
        self._fill(self._scores, [_score_table(one) for one in scores])
        self._fill(self._origin, _origin(detail))
        past = item_history(project, "feature", feature)
        lines = [HistoryLine(moment(act.time), act.member, act.summary) for act in past]
        self.show_history(lines, say("gap_screen.history_note", n=len(past)))

    def forget_scores(self) -> None:
        """Read the scores anew when a feature is shown next."""
        self._read_scores = None

    def _section(self, name: str, number: int) -> Section:
        section = self.add_section(say(f"feature_screen.section.{name}"), number)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        section.add(inside)
        return section

    def _fill(self, section: Section, widgets: Sequence[QWidget]) -> None:
        item = section.column.itemAt(1)
        inside = item.widget() if item is not None else None
        column = inside.layout() if inside is not None else None
        if column is None:
            return
        while column.count():
            old = column.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for made in widgets:
            column.addWidget(made)

    def _task_rows(self, detail: FeatureDetail) -> list[QWidget]:
        made: list[QWidget] = []
        for task in detail.tasks:
            row = LinkRow("flow", f"{task.flow}／{' '.join(task.task.split())}")
            row.followed.connect(lambda target=task.element_id: self._follow("flows", target))
            made.append(row)
        if not made:
            made.append(Label(say("feature_screen.no_tasks"), "second", ink="text2"))
        if detail.tasks:
            return made
        link = Button(say("feature_screen.link"), "quiet", key="L", icon="plus", small=True)
        link.clicked.connect(lambda *_: self._follow("flows", None))
        return [*made, link]

    def _gap_rows(self, detail: FeatureDetail) -> list[QWidget]:
        made: list[QWidget] = []
        for gap in detail.row.gaps:
            line = gap_row(self.session.project, gap)
            state = gap_state(self.session.project, gap)
            row = LinkRow("gap", f"{line.label}　{line.title}", chip=state_chip(state.key))
            row.followed.connect(lambda target=gap: self._follow("gaps", target))
            made.append(row)
        return made or [Label(say("feature_screen.no_gaps"), "second", ink="text2")]


def _texts(detail: FeatureDetail, off: Collection[str]) -> list[QWidget]:
    hits = find_restatements(detail.row.requirement, off)
    parts: list[QWidget] = [RequirementText(detail.row.requirement, hits)]
    said = [*hits, *find_restatements(detail.row.name, off)]
    if said:
        words = joined(hit.word for hit in said)
        rules = joined(dict.fromkeys(say(f"restating.rule.{hit.rule}") for hit in said))
        note = Note()
        note.show_parts([say("feature_screen.restated_note", words=words)])
        note.setToolTip(say("feature_screen.restated_rules", rules=rules))
        parts.append(note)
    for name, text in (("rationale", detail.rationale), ("remarks", detail.remarks)):
        if text:
            parts.append(Label(say(f"import_screen.field.{name}"), "second", ink="text2"))
            parts.append(Label(text, "second", wrap=True))
    return parts


def _answer_table(detail: FeatureDetail, listed: Sequence[Package]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(5))
    grid.setColumnStretch(3, 1)
    for column, name in enumerate(("package", "mark", "answer", "method", "cost")):
        head = Label(say(f"feature_screen.answer.{name}"), "small", ink="text2")
        grid.addWidget(head, 0, column)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for number, package in enumerate(listed):
        line = 2 * number + 1
        cell = detail.row.answers.get(package.id)
        grid.addWidget(separator(), line, 0, 1, 5)
        grid.addWidget(Label(package.name, bold=True), line + 1, 0)
        grid.addWidget(Label(cell.mark if cell else ""), line + 1, 1)
        grid.addWidget(Chip(answer_chip(detail.row.answer(package.id))), line + 1, 2)
        said = (cell.method or cell.remarks) if cell else ""
        grid.addWidget(Label(said or "—", "second", elide=True), line + 1, 3)
        cost = Label((thousands(cell.cost) if cell else None) or "—", number=True)
        cost.setAlignment(right)
        grid.addWidget(cost, line + 1, 4)
    return table


def _score_table(found: SceneScores) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(10))
    grid.setColumnStretch(1, 1)
    head = Label(f"{found.round}　{found.scene}", "second", ink="text2", elide=True)
    grid.addWidget(head, 0, 0, 1, 4)
    for line, one in enumerate(found.packages, 1):
        grid.addWidget(Label(one.package, bold=True), line, 0)
        if not one.is_valid:
            grid.addWidget(Chip("score.invalid"), line, 1)
        grid.addWidget(Label("—" if one.mean is None else points_text(one.mean), number=True), line, 2)
        grid.addWidget(Label(say("feature_screen.scorers", n=one.scorers), "small", ink="text2"), line, 3)
    return table


def _origin(detail: FeatureDetail) -> list[QWidget]:
    where = say(
        "feature_screen.origin",
        list=detail.list_name,
        edition=detail.edition,
        file=detail.file,
        row=detail.source_row,
    )
    parts: list[QWidget] = [Label(where, "second", ink="text2", wrap=True)]
    parts += [Label(f"{name}：{text}", "second", wrap=True) for name, text in detail.extra.items() if text]
    return parts


def _key(name: str) -> tuple[str, str]:
    return say(f"feature_screen.key.{name}"), say(f"feature_screen.key_word.{name}")
