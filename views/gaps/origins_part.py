"""Where a gap comes from and what it is linked to: features, tasks, scenarios, answers, and who asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.costs.rules import thousands
from models.gaps.commands import add_asker, remove_asker
from models.gaps.detail import GapDetail
from models.gaps.links import link_sources, scenario_source, unlink_source
from models.gaps.surroundings import AnswerView, SourceView
from models.members.queries import acting_member
from models.scenarios.queries import ScenarioName, scenario_names
from models.words import say
from views.features.scores import scores_by_scene
from views.gaps.part import GapPart
from views.scoring.strip import points_text
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.link_row import LinkRow
from views.shared.meanings import answer_chip
from views.shared.offer_field import OfferField
from views.shared.session import Session
from views.shared.tokens import px

_ICONS = {"answer": "list", "feature": "list", "task": "flow", "own": "person", "scenario": "check"}


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
        self.field = OfferField(say("gap_screen.origin.add"), say("gap_screen.origin.prompt"))
        self.field.returnPressed.connect(self._link)
        self.section.add(self.field)
        self._scenarios: dict[bytes, ScenarioName] = {}

    def fill(self, detail: GapDetail) -> None:
        clear(self._column)
        self._scenarios = {one.id: one for one in scenario_names(self.project)}
        linked = {source.scenario_id for source in detail.sources}
        free = [one.whole for one in self._scenarios.values() if one.id not in linked]
        self.field.offer(free)
        self.field.setVisible(self.editable and bool(self._scenarios))
        for row in self._source_rows(detail):
            self._column.addWidget(row)
        if detail.answers:
            self._column.addWidget(_answer_table(detail.answers))
        self._column.addWidget(self._asker_line(detail))

    def _source_rows(self, detail: GapDetail) -> list[LinkRow]:
        rows: dict[object, LinkRow] = {}
        for source in detail.sources:
            target = self._target(source)
            subject = source.scenario_id or target
            if subject in rows:
                continue
            row = self._scenario_row(source) if source.scenario_id else _source_row(source, detail)
            row.followed.connect(lambda target=target: self._follow(*target))
            rows[subject] = row
        return list(rows.values())

    def _target(self, source: SourceView) -> tuple[str, object]:
        scenario = self._scenarios.get(source.scenario_id) if source.scenario_id else None
        return ("flows", scenario.flow_id) if scenario else _target(source)

    def _scenario_row(self, source: SourceView) -> LinkRow:
        """A scenario as it is called now, and what the last demonstration of it said of the gap's package."""
        scenario = self._scenarios.get(source.scenario_id or b"")
        text = scenario.whole if scenario else source.place
        note, chip, tip = self._score(scenario) if scenario else ("", "", "")
        remove = say("gap_screen.origin.unlink", name=text) if self.editable else ""
        row = LinkRow("check", text, note, chip, scenario is not None, remove)
        row.setToolTip(text + tip)
        row.removed.connect(lambda: self._unlink(source.id))
        return row

    def _score(self, scenario: ScenarioName) -> tuple[str, str, str]:
        """What stands beside the scenario, its chip, and all packages for the tool tip."""
        found = scores_by_scene(self.project).get((scenario.label, scenario.scene))
        if found is None:
            return "", "", ""
        means = {one.id: points_text(one.mean) for one in found.packages}
        tip = "".join(f"\n{found.round}　{one.package} {means[one.id]}" for one in found.packages)
        wanted = self.detail.row.package_id if self.detail else None
        mine = next((one for one in found.packages if one.id == wanted), None)
        if mine is None:
            return found.round, "", tip
        facts = {"round": found.round, "package": mine.package, "mean": means[mine.id]}
        return say("gap_screen.origin.score", **facts), "" if mine.is_valid else "score.invalid", tip

    def _link(self) -> None:
        text = self.field.text().strip()
        wanted = next((one for one in self._scenarios.values() if text in (one.whole, one.label)), None)
        near = self.field.nearest()
        found = wanted or next((one for one in self._scenarios.values() if one.whole == near), None)
        if found is None:
            self.field.mark_wrong(say("gap_screen.origin.unknown", name=text) if text else "")
            return
        self.field.mark_wrong()
        self.field.clear()
        source = scenario_source(found.id, found.whole)
        self.run(lambda gap: link_sources(self.project, gap, [source]))
        # The list of names takes the focus along when it closes; the next name is typed here.
        QTimer.singleShot(0, self.field, self.field.setFocus)

    def _unlink(self, source: bytes) -> None:
        self.run(lambda gap: unlink_source(self.project, gap, source))
        self.field.setFocus()

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


def _source_row(source: SourceView, detail: GapDetail) -> LinkRow:
    """A feature with what the gap's package answers, a task, or where else the gap comes from."""
    text, note, chip = _source_text(source), "", ""
    said = {one.package_id: one for one in detail.answers if one.feature_id == source.feature_id}
    answer = said.get(detail.row.package_id) if detail.row.package_id else None
    if answer is None and len(said) == 1:
        (answer,) = said.values()
    if answer is not None:
        note, chip = answer.package, answer_chip(answer.answer)
    leads = source.feature_id is not None or source.element_id is not None
    row = LinkRow(_ICONS.get(source.kind, "list"), text, note, chip, leads)
    row.setToolTip(text)
    return row


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
