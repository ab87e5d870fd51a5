"""Where a gap comes from: features, tasks, what all packages answer, and who asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.costs.rules import thousands
from models.gaps.commands import add_asker, remove_asker
from models.gaps.detail import GapDetail
from models.gaps.surroundings import AnswerView, SourceView
from models.members.queries import acting_member
from models.words import say
from views.gaps.part import GapPart
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.link_row import LinkRow
from views.shared.meanings import answer_chip
from views.shared.session import Session
from views.shared.tokens import px

_ICONS = {"answer": "list", "feature": "list", "task": "flow", "own": "person"}


class OriginsPart(GapPart):
    """`follow(screen, id)` leads to the feature or the flow."""

    def __init__(self, section: Section, session: Session, follow: Callable[[str, object], object]) -> None:
        self._follow = follow
        super().__init__(section, session)

    def build(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.section.add(self._inside)

    def fill(self, detail: GapDetail) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in self._source_rows(detail):
            self._column.addWidget(row)
        if detail.answers:
            self._column.addWidget(_answer_table(detail.answers))
        self._column.addWidget(self._asker_line(detail))

    def _source_rows(self, detail: GapDetail) -> list[LinkRow]:
        rows: dict[tuple[str, object], LinkRow] = {}
        for source in detail.sources:
            target = _target(source)
            if target in rows:
                continue
            text = _source_text(source)
            row = LinkRow(_ICONS.get(source.kind, "list"), text, leads=target[0] != "")
            row.setToolTip(text)
            row.followed.connect(lambda target=target: self._follow(*target))
            rows[target] = row
        return list(rows.values())

    def _asker_line(self, detail: GapDetail) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        names = say("chips.join").join(one.label for one in detail.askers)
        row.addWidget(Label(say("chips.asked_by", names=names), "second", ink="text2", wrap=True), 1)
        member = acting_member(self.project)
        section = member.section_id if member and member.has("staff", "chief") else None
        if section is not None and section != detail.row.section_id:
            asks = any(one.section_id == section for one in detail.askers)
            command = remove_asker if asks else add_asker
            row.addWidget(
                Button(
                    say("gap_screen.origin.leave" if asks else "gap_screen.origin.join"),
                    "quiet",
                    small=True,
                    clicked=lambda: self.run(lambda gap: command(self.project, gap, section)),
                )
            )
        return line


def _target(source: SourceView) -> tuple[str, object]:
    if source.feature_id is not None:
        return "features", source.feature_id
    if source.element_id is not None:
        return "flows", source.element_id
    return "", source.place


def _source_text(source: SourceView) -> str:
    if source.feature_id is not None:
        return f"{source.feature_no} {source.feature}".strip()
    if source.element_id is not None:
        return say("gap_screen.origin.task", flow=source.flow, task=" ".join(source.task.split()))
    if source.place:
        return say("gap_screen.origin.placed", kind=say(f"gaps.source.{source.kind}"), place=source.place)
    return say(f"gaps.source.{source.kind}")


def _answer_table(answers: tuple[AnswerView, ...]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, px(4), 0, px(4))
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(3, 1)
    for number, one in enumerate(answers):
        grid.addWidget(Label(one.package, "second", bold=True), number, 0)
        grid.addWidget(Label(one.mark, "second", ink="text2"), number, 1)
        grid.addWidget(Chip(answer_chip(one.answer)), number, 2)
        said = one.method or one.remarks
        grid.addWidget(Label(said, "second", elide=True), number, 3)
        cost = Label(thousands(one.cost) or "—", "second", ink="text2", number=True)
        cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cost.setToolTip(say("costs.thousand_yen"))
        grid.addWidget(cost, number, 4)
    return table
